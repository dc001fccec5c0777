# SPDX-License-Identifier: MIT
"""LINK: the lines of the Plugtests on RFC 6690, on raw datagrams."""
import re
import unittest

from support.coap import ACCEPT, BLOCK2, CONTENT_FORMAT, GET, LINK_FORMAT, block, uint
from support.conformance import Conformance


class Link(Conformance):
    def links(self, *query: str, path: str = "/.well-known/core") -> list[str]:
        """What the list names, all of its blocks put together."""
        text, more = b"", True
        while more:
            answer = self.answered("2.05", GET, path, query, options=(*self.options, (BLOCK2, block(len(text) // 512, False, 5))))
            self.assertEqual(answer.number(CONTENT_FORMAT), LINK_FORMAT)
            text, more = text + answer.payload, answer.block2()[1]
        return re.findall(r"<([^>]+)>", text.decode())

    options = ()

    def test_LINK_01(self):
        """The list is 2.05 with content format 40."""
        self.assertTrue({"/led", "/leds/relay", "/temperature", "/info"} <= set(self.links()))

    def test_LINK_02(self):
        """?rt=X"""
        self.assertEqual(self.links("rt=device"), ["/info"])
        self.assertEqual(self.links("rt=devic"), [])

    def test_LINK_03(self):
        """?rt=prefix*"""
        self.assertEqual(self.links("rt=devi*"), ["/info"])

    def test_LINK_04(self):
        """A resource with several rt values is found by each."""
        for value in ("actuator", "led"):
            self.assertEqual(self.links(f"rt={value}"), ["/led", "/leds/led", "/leds/relay"])

    def test_LINK_05(self):
        """?if=X*"""
        self.assertEqual(self.links("if=core.a*"), ["/led", "/leds/led", "/leds/relay"])

    def test_nothing_is_found_by_a_size(self):
        """?sz=*: no size is known beforehand, so none is told."""
        self.assertEqual(self.links("sz=*"), [])

    def test_LINK_07(self):
        """?href=/x"""
        self.assertEqual(self.links("href=/led"), ["/led"])

    def test_LINK_08(self):
        """?href=/x*"""
        self.assertEqual(self.links("href=/led*"), ["/led", "/leds", "/leds/led", "/leds/relay"])

    def test_LINK_09(self):
        """A list that the list links to (ct=40)."""
        self.assertIn("/sensors", self.links("ct=40"))
        self.options = ((ACCEPT, uint(LINK_FORMAT)),)
        self.assertIn("/sensors/room-0/temperature", self.links(path="/sensors"))
        self.assertEqual(self.links(path="/leds"), ["/leds/led", "/leds/relay"])


if __name__ == "__main__":
    unittest.main()
