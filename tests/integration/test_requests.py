# SPDX-License-Identifier: MIT
"""Options and methods, sent as raw datagrams: ETag, preconditions, formats, what is refused and with which code."""
import unittest

from support import coap
from support.coap import ACCEPT, CONTENT_FORMAT, ETAG, GET, IF_MATCH, IF_NONE_MATCH, MAX_AGE, POST, PUT, Type, uint
from support.coap import wait_for_content
from support.daemon import Daemon

CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.peer = cls.enterClassContext(cls.node.peer())
        wait_for_content(cls.peer, "/temperature")

    def put(self, state: str, *options) -> coap.Message:
        return self.peer.ask(PUT, "/led", options=options, payload=state.encode())

    def level(self) -> str:
        return self.node.line("GPIO17")


class Freshness(Requests):
    def test_a_reading_tells_how_long_it_holds(self):
        for path in ("/temperature", "/sensors/room", "/sensors/room/humidity"):
            with self.subTest(path):
                self.assertIn(self.peer.get(path).number(MAX_AGE), range(3500, 3601))

    def test_an_unchanged_reading_is_2_03_and_not_sent_again(self):
        for path in ("/temperature", "/sensors", "/sensors/room", "/led", "/.well-known/core"):
            with self.subTest(path):
                first = self.peer.get(path)
                again = self.peer.get(path, options=[(ETAG, b"other"), (ETAG, first.option(ETAG))])
                self.assertEqual((again.code, again.payload), ("2.03", b""))
                self.assertEqual(again.option(ETAG), first.option(ETAG))
                self.assertLessEqual(again.number(MAX_AGE), first.number(MAX_AGE))

    def test_a_changed_state_is_sent_again(self):
        self.put("off")
        off = self.peer.get("/led")
        self.put("on")
        on = self.peer.get("/led", options=[(ETAG, off.option(ETAG))])
        self.assertEqual((on.code, on.payload), ("2.05", b'{"state":"on"}'))
        self.assertNotEqual(on.option(ETAG), off.option(ETAG))

    def test_an_etag_is_of_one_format(self):
        json = self.peer.get("/temperature")
        text = self.peer.get("/temperature", options=[(ETAG, json.option(ETAG)), (ACCEPT, uint(coap.TEXT))])
        self.assertEqual(text.code, "2.05")


class Preconditions(Requests):
    def test_if_match_changes_the_state_that_the_client_knows(self):
        self.put("off")
        for accept in (coap.JSON, coap.CBOR, coap.TEXT):
            with self.subTest(accept=accept):
                known = self.peer.get("/led", options=[(ACCEPT, uint(accept))]).option(ETAG)
                self.assertEqual(self.put("on", (IF_MATCH, known)).code, "2.04")
                self.assertEqual(self.put("off", (IF_MATCH, known)).code, "4.12")
                self.assertEqual(self.level(), "high")
                self.assertEqual(self.put("off", (IF_MATCH, b"other"), (IF_MATCH, b"")).code, "2.04")

    def test_if_none_match_never_holds_for_what_exists(self):
        self.put("off")
        self.assertEqual(self.put("on", (IF_NONE_MATCH, b"")).code, "4.12")
        self.assertEqual(self.level(), "low")

    def test_a_toggle_can_be_guarded_too(self):
        self.put("off")
        known = self.peer.get("/led").option(ETAG)
        codes = [self.peer.ask(POST, "/led", options=[(IF_MATCH, known)]).code for _ in range(2)]
        self.assertEqual((codes, self.level()), (["2.04", "4.12"], "high"))


class Refusals(Requests):
    def test_each_refusal_has_its_code(self):
        bodies = {"json": (CONTENT_FORMAT, uint(coap.JSON)), "cbor": (CONTENT_FORMAT, uint(coap.CBOR)),
                  "xml": (CONTENT_FORMAT, uint(41)), "link": (CONTENT_FORMAT, uint(coap.LINK_FORMAT))}
        rows = [
            ("4.00", PUT, "/led", (), b""), ("4.00", PUT, "/led", (), b"blue"),
            ("4.00", PUT, "/led", (bodies["json"],), b"on"), ("4.00", PUT, "/led", (bodies["cbor"],), b'{"state":"on"}'),
            ("4.00", PUT, "/led", (bodies["cbor"],), b"\x9f" * 200),
            ("4.00", PUT, "/led", (bodies["cbor"],), b"\x9b" + b"\xff" * 7 + b"\xfe"), ("4.00", POST, "/led", (bodies["json"],), b"[" * 200),
            ("4.04", GET, "/", (), b""), ("4.04", GET, "/nothing", (), b""), ("4.04", GET, "/led/", (), b""),
            ("4.04", GET, "//led", (), b""), ("4.04", PUT, "/leds/other", (), b"on"), ("4.04", GET, "/Temperature", (), b""),
            ("2.02", coap.DELETE, "/nothing", (), b""), ("4.04", GET, "/.well-known", (), b""),
            ("4.05", PUT, "/temperature", (), b"21"), ("4.05", POST, "/info", (), b""), ("4.05", POST, "/.well-known/core", (), b""),
            ("4.05", coap.DELETE, "/led", (), b""), ("4.05", coap.DELETE, "/.well-known/core", (), b""),
            ("4.05", coap.FETCH, "/temperature", (bodies["json"],), b"{}"), ("4.05", coap.PATCH, "/led", (), b"on"),
            ("4.05", coap.IPATCH, "/led", (), b"on"),
            ("4.06", GET, "/led", ((ACCEPT, uint(65535)),), b""),
            ("4.13", PUT, "/led", (), b"on" + b" " * 500), ("4.13", POST, "/led", (), b"x" * 1000),
            ("4.15", PUT, "/led", (bodies["xml"],), b"<on/>"), ("4.15", POST, "/led", (bodies["link"],), b"on"),
            ("5.05", GET, "/led", ((coap.PROXY_URI, b"coap://192.0.2.1/led"),), b""),
            ("5.05", GET, "/led", ((coap.URI_HOST, b"192.0.2.1"), (coap.PROXY_SCHEME, b"http")), b""),
        ]
        self.put("off")
        for code, method, path, options, payload in rows:
            with self.subTest(code=code, method=method, path=path, payload=payload[:20]):
                answer = self.peer.ask(method, path, options=options, payload=payload)
                self.assertEqual(answer.code, code)
                self.assertEqual(answer.type, Type.ACK)
                self.assertEqual(self.level(), "low")

    def test_a_method_that_nobody_knows_is_refused(self):
        # RFC 7252 section 5.8 wants 4.05; libcoap answers 4.04 before anybody is asked.
        for method in ("0.08", "0.31"):
            with self.subTest(method):
                self.assertIn(self.peer.ask(method, "/led").code, ("4.04", "4.05"))

    def test_the_payload_of_a_refusal_says_what_to_do(self):
        for method, path, payload, words in [(GET, "/nothing", b"", b"/.well-known/core"), (PUT, "/led", b"blue", b'{"state":"on"}'),
                                             (PUT, "/temperature", b"21", b"does not support this method")]:
            with self.subTest(path):
                self.assertIn(words, self.peer.ask(method, path, payload=payload).payload)

    def test_a_word_of_255_bytes_names_no_resource(self):
        answer = self.peer.get("/" + "x" * 255, query=("y" * 255,))
        self.assertEqual(answer.code, "4.04")


if __name__ == "__main__":
    unittest.main()
