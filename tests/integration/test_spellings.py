# SPDX-License-Identifier: MIT
"""Bodies and queries, sent as raw datagrams: one value in every spelling that JSON, CBOR and text have for it."""
import unittest

from support import coap
from support.coap import CONTENT_FORMAT, POST, PUT, uint, wait_for_content
from support.daemon import Daemon

CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "relay", "line": "GPIO27"}, {"name": "lamp", "line": "GPIO17"}],
    "thermostat": {"sensor": "room", "output": "relay"},
}
BOM = b"\xef\xbb\xbf"


def form(number: int) -> tuple:
    return ((CONTENT_FORMAT, uint(number)),)


class Spellings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.peer = cls.enterClassContext(cls.node.peer())
        wait_for_content(cls.peer, "/temperature")

    def shown(self, path: str) -> bytes:
        return self.peer.get(path, options=[(coap.ACCEPT, uint(coap.TEXT))]).payload

    def test_a_target(self):
        rows = [
            (coap.JSON, b'{"target":2.15e+1}'), (coap.JSON, BOM + b'{\r\n"mode":"heat",\r\n"target":215e-1\r\n}\r\n'),
            (coap.TEXT, b"2.15e1"), (coap.TEXT, BOM + b"+021.50\r\n"),
            (coap.CBOR, bytes.fromhex("a166746172676574f94d60")),
            (coap.CBOR, bytes.fromhex("a166746172676574fa41ac0000")),
            (coap.CBOR, bytes.fromhex("bf7f6374617263676574fffb4035800000000000ff")),
            (coap.CBOR, bytes.fromhex("d9d9f7a166746172676574c4822018d7")),
        ]
        for number, payload in rows:
            with self.subTest(payload=payload):
                self.assertEqual(self.peer.ask(PUT, "/thermostat", payload=b"20").code, "2.04")
                answer = self.peer.ask(PUT, "/thermostat", options=form(number), payload=payload)
                self.assertEqual(answer.code, "2.04")
                self.assertEqual(self.shown("/thermostat"), b"21.5")

    def test_a_pattern(self):
        rows = [
            (coap.JSON, b'{"count":1e1,"duty":2.5e-1,"period":"1.5s","state":"Blink"}'),
            (coap.CBOR, b"\xbf\x65state\x65blink\x64duty\xf9\x34\x00\x66period\x661500ms\x65count\xf9\x49\x00\xff"),
        ]
        for number, payload in rows:
            with self.subTest(payload=payload):
                self.assertEqual(self.peer.ask(PUT, "/leds/lamp", payload=b"off").code, "2.04")
                self.assertEqual(self.peer.ask(POST, "/leds/lamp", options=form(number), payload=payload).code, "2.04")
                self.assertEqual(self.peer.get("/leds/lamp").payload,
                                 b'{"state":"blink","period":"1500ms","duty":0.25,"count":10}')

    def test_what_is_none_changes_nothing(self):
        self.assertEqual(self.peer.ask(PUT, "/thermostat", payload=b"20").code, "2.04")
        rows = [
            (coap.JSON, b'{"target":21.5,"target":22}', b"a member is given twice"),
            (coap.JSON, b'{"target":+21.5}', b"cannot be parsed"), (coap.TEXT, b"nan", b"no temperature"),
            (coap.CBOR, bytes.fromhex("a166746172676574f97e00"), b"no temperature"),
            (coap.CBOR, bytes.fromhex("a166746172676574c115"), b"is not a number"),
            (coap.CBOR, bytes.fromhex("a1667461726765749bfffffffffffffffe"), b"cannot be parsed"),
            (coap.CBOR, bytes.fromhex("a166746172676574") + b"\xc1" * 200, b"cannot be parsed"),
        ]
        for number, payload, words in rows:
            with self.subTest(payload=payload):
                answer = self.peer.ask(PUT, "/thermostat", options=form(number), payload=payload)
                self.assertEqual(answer.code, "4.00")
                self.assertIn(words, answer.payload)
                self.assertEqual(self.shown("/thermostat"), b"20")

    def test_queries(self):
        for path, query in [("/temperature", "c.gt=2.1e1"), ("/temperature", "c.pmin=+1.E1"), ("/history", "limit=1e2"),
                            ("/history", "limit=100.0"), ("/history", "since=1.7e9"), ("/history", "since=1.5 h")]:
            with self.subTest(query=query):
                self.assertEqual(self.peer.get(path, query=(query,)).code, "2.05")
        for path, query in [("/temperature", "c.gt=nan"), ("/temperature", "c.gt=0x15"), ("/history", "limit=1e4"),
                            ("/history", "limit=1.5"), ("/history", "since=1e999")]:
            with self.subTest(query=query):
                self.assertEqual(self.peer.get(path, query=(query,)).code, "4.00")


if __name__ == "__main__":
    unittest.main()
