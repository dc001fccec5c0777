# SPDX-License-Identifier: MIT
"""The plugtests' CORE and LINK lines that a small server can show, each named by its id, on raw datagrams."""
import unittest

from support.coap import ACCEPT, CONTENT_FORMAT, EMPTY, GET, LINK_FORMAT, POST, PUT, Message, Type, request, uint
from support.daemon import Daemon
from support.workspace import wait_until

CONFIG = {"coap": {"anonymous": "control"}, "leds": [{"name": "led", "line": "GPIO17"}]}


class Core(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))

    def setUp(self):
        self.peer = self.enterContext(self.node.peer())

    def answered(self, code: str, method: str, path: str, kind=Type.CON, token=b"tok", **fields) -> Message:
        message = request(method, path, type=kind, mid=self.peer.next_mid(), token=token, **fields)
        answer = self.peer.exchange(message)
        self.assertEqual((answer.code, answer.token), (code, token))
        self.assertEqual(answer.type, Type.ACK if kind == Type.CON else Type.NON)
        if kind == Type.CON:
            self.assertEqual(answer.mid, message.mid)
        return answer

    def test_CORE_01(self):
        """GET as CON: piggybacked 2.05."""
        self.assertTrue(self.answered("2.05", GET, "/led").payload)

    def test_CORE_03(self):
        """PUT as CON: piggybacked 2.04."""
        self.answered("2.04", PUT, "/led", payload=b"on")
        self.assertEqual(self.node.line("GPIO17"), "high")

    def test_CORE_04(self):
        """POST as CON: piggybacked 2.04."""
        self.answered("2.04", POST, "/led")

    def test_CORE_05(self):
        """GET as NON: 2.05 as NON."""
        self.answered("2.05", GET, "/led", Type.NON)

    def test_CORE_07(self):
        """PUT as NON: 2.04 as NON."""
        self.answered("2.04", PUT, "/led", Type.NON, payload=b"off")
        self.assertEqual(self.node.line("GPIO17"), "low")

    def test_CORE_08(self):
        """POST as NON: 2.04 as NON."""
        self.answered("2.04", POST, "/led", Type.NON)

    def test_CORE_10(self):
        """A token is echoed."""
        self.answered("2.05", GET, "/led", token=b"8 bytes!")

    def test_CORE_12(self):
        """So is an empty token."""
        self.answered("2.05", GET, "/led", token=b"")

    def test_CORE_13(self):
        """Several Uri-Path."""
        self.answered("2.05", GET, "/leds/led")

    def test_CORE_20(self):
        """Accept is honoured, or 4.06."""
        answer = self.answered("2.05", GET, "/.well-known/core", options=((ACCEPT, uint(LINK_FORMAT)),))
        self.assertEqual(answer.number(CONTENT_FORMAT), LINK_FORMAT)
        self.answered("4.06", GET, "/led", options=((ACCEPT, uint(41)),))

    def test_CORE_31(self):
        """An empty CON is answered by RST."""
        ping = Message(EMPTY, mid=self.peer.next_mid())
        # libcoap answers one in 250 ms: sent again as any CON is (RFC 7252 section 4.2).
        self.assertEqual(wait_until(lambda: self.sent_again(ping), "a reset"), Message(EMPTY, Type.RST, ping.mid))

    def sent_again(self, message: Message) -> Message | None:
        self.peer.send(message)
        try:
            return self.peer.receive(0.3)
        except AssertionError:
            return None

    def test_LINK_01(self):
        """/.well-known/core is 2.05 with content format 40."""
        self.assertEqual(self.answered("2.05", GET, "/.well-known/core").number(CONTENT_FORMAT), LINK_FORMAT)
