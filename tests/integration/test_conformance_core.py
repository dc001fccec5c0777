# SPDX-License-Identifier: MIT
"""CORE: the lines of the Plugtests on RFC 7252, on raw datagrams."""
import time
import unittest

from support.coap import (ACCEPT, CONTENT_FORMAT, EMPTY, ETAG, GET, IF_MATCH, IF_NONE_MATCH, LINK_FORMAT, POST, PUT, Message,
                          Type, uint)
from support.conformance import Conformance
from support.workspace import wait_until


class Core(Conformance):
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
        self.answered("2.05", GET, "/led", kind=Type.NON)

    def test_CORE_07(self):
        """PUT as NON: 2.04 as NON."""
        self.answered("2.04", PUT, "/led", kind=Type.NON, payload=b"off")
        self.assertEqual(self.node.line("GPIO17"), "low")

    def test_CORE_08(self):
        """POST as NON: 2.04 as NON."""
        self.answered("2.04", POST, "/led", kind=Type.NON)

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
        """The reset that comes soon."""
        self.peer.send(message)
        deadline = time.monotonic() + 0.3
        try:
            while (heard := self.peer.receive(max(0.001, deadline - time.monotonic()))).type != Type.RST:
                pass
            return heard
        except AssertionError:
            return None

    def test_CORE_14(self):
        """Several Uri-Query."""
        answer = self.answered("2.05", GET, "/.well-known/core", ("rt=actuator*", "href=/led"))
        self.assertEqual(answer.payload.count(b"</"), 1)

    def test_CORE_21(self):
        """ETag: 2.03 while nothing has changed, 2.05 with another one after."""
        self.answered("2.04", PUT, "/led", payload=b"off")
        tag = self.answered("2.05", GET, "/led").option(ETAG)
        self.assertEqual(self.answered("2.03", GET, "/led", options=((ETAG, tag),)).payload, b"")
        self.answered("2.04", PUT, "/led", payload=b"on")
        self.assertNotEqual(self.answered("2.05", GET, "/led", options=((ETAG, tag),)).option(ETAG), tag)

    def test_CORE_22(self):
        """If-Match: 2.04 while it holds, else 4.12."""
        self.answered("2.04", PUT, "/led", payload=b"off")
        tag = self.answered("2.05", GET, "/led").option(ETAG)
        self.answered("2.04", PUT, "/led", options=((IF_MATCH, tag),), payload=b"on")
        self.answered("4.12", PUT, "/led", options=((IF_MATCH, tag),), payload=b"off")
        self.assertEqual(self.node.line("GPIO17"), "high")

    def test_CORE_23(self):
        """If-None-Match: 4.12 on what there is. (That it lets a client create something is not ours.)"""
        self.answered("4.12", PUT, "/led", options=((IF_NONE_MATCH, b""),), payload=b"on")


if __name__ == "__main__":
    unittest.main()
