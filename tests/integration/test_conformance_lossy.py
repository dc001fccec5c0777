# SPDX-License-Identifier: MIT
"""The lines of the Plugtests on a lossy link, and others of them again over it: 30 % of the datagrams are lost, 30 %
repeated, 30 % held back until others have overtaken them, each way. OBS and DTLS have files of their own."""
import pathlib
import re
import unittest

from support.coap import BLOCK1, ETAG, GET, POST, PUT, block
from support.conformance import LINES, NOT_OURS, Conformance
from support.relay import PatientPeer, Relay
from test_conformance_block import Block
from test_conformance_core import Core
from test_conformance_link import Link

SEEDS = 7252, 7641, 7959


class Lossy(Conformance):
    """One client makes all requests, so that what is late meets the next ones, also those of another test."""
    SEED = SEEDS[0]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.relay = cls.enterClassContext(Relay(cls.node.port, cls.SEED))
        cls.peer = cls.enterClassContext(PatientPeer(cls.relay.port))

    def setUp(self):
        pass

    @classmethod
    def tearDownClass(cls):
        cls.relay.assert_bad()


class OnlyLossy(Conformance):
    def test_CORE_15(self):
        """GET: each copy is answered from the same state."""
        self.answered("2.04", PUT, "/led", payload=b"on")
        tags = {self.answered("2.05", GET, "/led").option(ETAG) for _ in range(20)}
        self.assertEqual(len(tags), 1)

    def test_CORE_16(self):
        """POST: however many copies arrive, it is run once."""
        self.answered("2.04", PUT, "/led", payload=b"off")
        for level in ["high", "low"] * 15:
            self.answered("2.04", POST, "/led")
            self.assertEqual(self.node.line("GPIO17"), level)

    def test_a_body_in_many_blocks_arrives(self):
        """However late a copy of a block comes."""
        for state, level in [(b"on", "high"), (b"off", "low")] * 2:
            body = b'{"state":' + b" " * 240 + b'"%s"}' % state
            for number in range(16):
                here = BLOCK1, block(number, number < 15, 0)
                self.answered("2.31" if number < 15 else "2.04", PUT, "/led", token=b"tok", options=(here,),
                              payload=body[16 * number:16 * number + 16])
            self.assertEqual(self.node.line("GPIO17"), level)


def again(tests: type, seed: int) -> type:
    return type(f"Lossy{tests.__name__}{seed}", (Lossy, tests), {"SEED": seed})


globals().update({f"{tests.__name__}{seed}": again(tests, seed) for tests in (Core, Link, Block, OnlyLossy) for seed in SEEDS})
del Core, Link, Block, OnlyLossy  # without a relay they are run where they stand


class Complete(unittest.TestCase):
    def test_each_line_is_a_test_or_has_its_reason(self):
        sources = "".join(file.read_text() for file in pathlib.Path(__file__).parent.glob("test_*.py"))
        tested = {name.upper() for name in re.findall(r"def test_((?:CORE|LINK|BLOCK|DTLS)_\d\d)\(", sources)}
        for names in re.findall(r"def test_obs_((?:\d\d_)+)", sources):
            tested |= {f"OBS_{number}" for number in names.rstrip("_").split("_")}
        tested |= {name for name in re.findall(r"def test_(OBS_\d\d)\(", sources)}
        lines = {f"{group}_{number:02}" for group, last in LINES.items() for number in range(1, last + 1)} | {"CORE_31"}
        self.assertEqual(tested | set(NOT_OURS), lines)
        self.assertEqual(tested & set(NOT_OURS), set())


if __name__ == "__main__":
    unittest.main()
