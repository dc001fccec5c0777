# SPDX-License-Identifier: MIT
"""BLOCK: the lines of the Plugtests on RFC 7959, on raw datagrams."""
import unittest

from support.coap import BLOCK1, BLOCK2, ETAG, GET, POST, PUT, Message, block
from support.conformance import Conformance

LARGE = "/.well-known/core"


class Block(Conformance):
    def fetch(self, exponent: int, first: Message | None = None) -> bytes:
        answers = [first or self.answered("2.05", GET, LARGE, options=((BLOCK2, block(0, False, exponent)),))]
        while answers[-1].block2()[1]:
            number = sum(len(answer.payload) for answer in answers) // (16 << exponent)
            answers.append(self.answered("2.05", GET, LARGE, options=((BLOCK2, block(number, False, exponent)),)))
            self.assertEqual(answers[-1].block2()[0::2], (number, exponent))
        self.assertEqual(len({answer.option(ETAG) for answer in answers}), 1)
        return b"".join(answer.payload for answer in answers)

    def send(self, method: str, body: bytes, exponent: int) -> None:
        size = 16 << exponent
        for at in range(0, len(body), size):
            more = at + size < len(body)
            here = block(at // size, more, exponent)
            answer = self.answered("2.31" if more else "2.04", method, "/led", options=((BLOCK1, here),), payload=body[at:at + size])
            self.assertEqual(answer.option(BLOCK1), here)

    def test_BLOCK_01(self):
        """GET, early negotiation: the size that the client asks for."""
        self.assertIn(b"</info>", self.fetch(2))

    def test_BLOCK_02(self):
        """GET, late negotiation: a smaller size from the second block on."""
        first = self.answered("2.05", GET, LARGE)
        self.assertEqual(first.block2(), (0, True, 5))
        self.assertEqual(self.fetch(2, first), self.fetch(5))

    def test_BLOCK_03(self):
        """PUT in blocks: 2.31 ... 2.04."""
        self.send(PUT, b'{"state":' + b" " * 150 + b'"on"}', 2)
        self.assertEqual(self.node.line("GPIO17"), "high")

    def test_BLOCK_06(self):
        """Blocks of 16 bytes, both ways."""
        self.send(POST, b'{"state":             "off"}', 0)
        self.assertEqual(self.node.line("GPIO17"), "low")
        self.assertEqual(self.fetch(0), self.fetch(5))


if __name__ == "__main__":
    unittest.main()
