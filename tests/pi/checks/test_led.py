# SPDX-License-Identifier: MIT
"""What a client asks of /led comes out of the chip: the kernel's own view of GPIO17."""
import json
import unittest

from .pi import Pi


class Led(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.put("off")

    def put(self, state: str):
        answer = self.pi.ask_securely("put", "/led", payload=json.dumps({"state": state}), content_format=50)
        self.assertEqual(answer.code, "2.04", answer.told)

    def assert_is(self, state: str):
        self.assertEqual(json.loads(self.pi.ask("get", "/led").payload), {"state": state})
        self.assertEqual(self.pi.held_line(), {"on": "hi", "off": "lo"}[state])
        self.assertEqual(self.pi.pin(), self.pi.held_line())

    def test_put_drives_the_line(self):
        for state in ("on", "on", "off", "on", "off"):
            with self.subTest(state):
                self.put(state)
                self.assert_is(state)

    def test_post_toggles_the_line(self):
        for state in ("on", "off", "on"):
            with self.subTest(state):
                self.assertEqual(self.pi.ask_securely("post", "/led").code, "2.04")
                self.assert_is(state)

    def test_a_client_without_a_key_cannot(self):
        for method, payload in (("put", '{"state":"on"}'), ("post", None)):
            with self.subTest(method):
                self.assertEqual(self.pi.ask(method, "/led", payload=payload).code, "4.01")
                self.assert_is("off")
