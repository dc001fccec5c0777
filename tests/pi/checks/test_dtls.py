# SPDX-License-Identifier: MIT
"""Who has the key has a session, and nobody else."""
import json
import unittest

from .pi import ADMIN, CONTROL, Pi


class Dtls(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()

    def test_the_right_key(self):
        for identity in (CONTROL, ADMIN):
            with self.subTest(identity["user"]):
                answer = self.pi.ask_securely("get", "/info", **identity)
                self.assertEqual(answer.code, "2.05", answer.told)
                self.assertEqual(json.loads(answer.payload)["device_id"], "emulated-pi")

    def test_others_get_no_session_and_no_data(self):
        for user, key in (("switch", "control-key-0002"), ("switch", "admin-key-000001"), ("nobody", "control-key-0001")):
            with self.subTest(f"{user} with {key}"):
                answer = self.pi.ask_securely("get", "/info", user=user, key=key, patience=5)
                self.assertIsNone(answer.code, answer.told)
                self.assertEqual(answer.payload, b"")
                self.assertEqual(self.pi.ask_securely("get", "/led").code, "2.05")
