# SPDX-License-Identifier: MIT
"""coapnode on a terminal: colours where they help, narrow tables, and never a control character of a server."""
import re
import unicodedata
import unittest

from support.coap import CONTENT_FORMAT, JSON, LINK_FORMAT, uint
from support.coapnode import coapnode, on_terminal
from support.server import Server, always

FORMAT = {name: ((CONTENT_FORMAT, uint(number)),) for name, number in
          {"text": 0, "link": LINK_FORMAT, "octets": 42, "json": JSON, "cbor": 60, "senml": 110, "unknown": 65000}.items()}
READING = b'{"value":21.5,"unit":"celsius","timestamp":"2026-11-22T09:31:07Z"}'
OWN_SEQUENCE = re.compile(r"\x1b\[(1|2|1;31|0)m|\r\x1b\[K")  # styles, and the line of progress
BOLD, FAINT, RED, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[0m"

# A title for the window, a new colour, a bell, C1's CSI in both spellings, overwriting, hidden and turned text.
NASTY = "\x1b]0;owned\x07\x1b[31mred\x1b[2J\x07\x9b2J\x08\x7f\rover\u202etxt\u2066\u200b\u2028\ufeff"
NASTY_BYTES = NASTY.encode() + b"\x9b2J\xff\xfe"


def cbor_text(text: bytes) -> bytes:
    return b"\x78" + bytes([len(text)]) + text


def json_text(text: str) -> bytes:
    """With its control characters escaped, as JSON has them, and the others as they are."""
    escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x20 else c for c in text)
    return f'"{escaped}"'.encode()


HOSTILE = {
    "text": always(payload=NASTY_BYTES, options=FORMAT["text"]),
    "text without a format": always(payload=NASTY_BYTES),
    "json value": always(payload=b'{"value":' + json_text(NASTY) + b',"unit":' + json_text(NASTY) + b"}", options=FORMAT["json"]),
    "json key": always(payload=b"{" + json_text(NASTY) + b":[1," + json_text(NASTY) + b"]}", options=FORMAT["json"]),
    "json that is none": always(payload=b'{"value":' + NASTY_BYTES, options=FORMAT["json"]),
    "cbor": always(payload=b"\xa1" + cbor_text(NASTY.encode()) + cbor_text(NASTY.encode()), options=FORMAT["cbor"]),
    "cbor that is no UTF-8": always(payload=cbor_text(NASTY_BYTES), options=FORMAT["cbor"]),
    "senml": always(payload=b'[{"n":' + json_text(NASTY) + b',"u":' + json_text(NASTY) + b',"vs":' + json_text(NASTY) + b"}]", options=FORMAT["senml"]),
    "link": always(payload=b"</" + NASTY_BYTES + b'>;title="' + NASTY_BYTES + b'";rt=' + NASTY_BYTES, options=FORMAT["link"]),
    "unknown": always(payload=NASTY_BYTES * 3, options=FORMAT["unknown"]),
    "octets": always(payload=NASTY_BYTES * 3, options=FORMAT["octets"]),
    "an error": always("4.04", payload=NASTY_BYTES),
    "an error of a format": always("5.00", payload=b'{"-1":' + json_text(NASTY) + b"}", options=FORMAT["json"]),
    "a location": always("2.01", options=((8, NASTY_BYTES), (20, NASTY_BYTES))),
}


def unfit_in(shown: str) -> list[str]:
    """Characters that a terminal acts upon, or that hide what stands there, but for lines and our own styles."""
    rest = OWN_SEQUENCE.sub("", shown)
    return [f"U+{ord(c):04X}" for c in rest if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


class HostileServers(unittest.TestCase):
    def each(self, *arguments) -> None:
        for name, answer in HOSTILE.items():
            with self.subTest(name, arguments=arguments), Server(answer) as server:
                command, *options = arguments
                _, shown = on_terminal(command, *options, server.uri("/x"))
                self.assertTrue(shown)
                self.assertEqual(unfit_in(shown), [], shown)

    def test_no_control_character_of_theirs_reaches_the_terminal(self):
        self.each("get")
        self.each("get", "-v", "--color", "never")
        self.each("discover", "-v")

    def test_nor_in_the_lines_of_an_observation(self):
        self.each("observe", "-v", "--count", "1", "--timeout", "1s")

    def test_nor_in_json_which_is_one_line_whatever_comes(self):
        for name, answer in HOSTILE.items():
            with self.subTest(name), Server(answer) as server:
                _, shown = on_terminal("get", "--json", server.uri("/x"))
                self.assertEqual((unfit_in(shown), shown.count("\n")), ([], 1), shown)

    def test_a_uri_is_shown_without_its_own(self):
        for uri in ("coap://127.0.0.1:1/a\x1b[2Jb", "coap://a\x1b[2Jb/", "coap://127.0.0.1/%1b%07?%9b"):
            for arguments in ("get", "--timeout", "100ms", uri), ("get", "--json", "--timeout", "100ms", uri):
                _, shown = on_terminal(*arguments)
                self.assertEqual(unfit_in(shown), [], shown)


class Colours(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reading = cls.enterClassContext(Server(always(payload=READING, options=FORMAT["json"]))).uri("/x")
        cls.failing = cls.enterClassContext(Server(always("4.04", b"nothing here"))).uri("/x")

    def test_a_terminal_gets_them_where_they_help(self):
        self.assertEqual(on_terminal("get", self.reading), (0, f"21.5 °C  {FAINT}2026-11-22 09:31:07+00:00{PLAIN}\n"))
        self.assertEqual(on_terminal("get", self.failing), (14, f"{RED}4.04 Not Found{PLAIN}: nothing here\n"))

    def test_a_pipe_gets_none(self):
        ended = coapnode("get", "-v", self.reading)
        self.assertEqual(ended.stdout, "21.5 °C  2026-11-22 09:31:07+00:00\n")
        self.assertNotIn("\x1b", ended.stderr + coapnode("get", self.failing).stderr)

    def test_NO_COLOR_is_honoured_unless_it_is_empty(self):
        self.assertNotIn("\x1b", on_terminal("get", "-v", self.reading, NO_COLOR="1")[1])
        self.assertIn("\x1b", on_terminal("get", "-v", self.reading, NO_COLOR="")[1])

    def test_an_option_decides_before_all(self):
        self.assertNotIn("\x1b", on_terminal("get", "--color", "never", self.reading)[1])
        self.assertIn(FAINT, coapnode("get", "--color=always", self.reading, NO_COLOR="1").stdout)

    def test_json_and_raw_bytes_have_none(self):
        for option in "--json", "--raw":
            self.assertNotIn("\x1b", on_terminal("get", option, "--color", "always", self.reading)[1])


class Widths(unittest.TestCase):
    LINKS = b'</temperature>;title="The temperature of the living room";rt=temperature;obs,</led>;rt=led;ct="0 50"'

    def shown(self, columns: int, payload: bytes, kind: str) -> list[str]:
        with Server(always(payload=payload, options=FORMAT[kind])) as server:
            code, shown = on_terminal("get", server.uri("/x"), columns=columns)
        self.assertEqual(code, 0)
        return OWN_SEQUENCE.sub("", shown).splitlines()

    def test_a_table_that_does_not_fit_stands_below_each_other(self):
        self.assertEqual(self.shown(40, self.LINKS, "link"), [
            "/temperature", "  title  The temperature of the living room", "  rt     temperature", "  obs    yes",
            "/led", "  rt     led", "  ct     text json"])
        self.assertEqual(self.shown(120, self.LINKS, "link")[0].split(), ["href", "title", "rt", "ct", "obs"])

    def test_a_hex_dump_and_a_document_fit_40_columns(self):
        document = b'{"names":[' + b",".join(b'"name %d"' % i for i in range(20)) + b'],"more":{"a":[1,2,3],"b":{"c":null}}}'
        for payload, kind in (bytes(range(100)), "octets"), (document, "json"):
            lines = self.shown(40, payload, kind)
            self.assertGreater(len(lines), 5)
            self.assertLessEqual(max(map(len, lines)), 40, lines)


if __name__ == "__main__":
    unittest.main()
