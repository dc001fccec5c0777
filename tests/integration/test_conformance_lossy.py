# SPDX-License-Identifier: MIT
"""The lines of the Plugtests on a lossy link, and others of them again over it: 30 % of the datagrams are lost, 30 %
repeated, 30 % overtaken, each way."""
import pathlib
import re
import unittest

from support.coap import BLOCK1, ETAG, GET, OBSERVE, POST, PUT, Type, block, uint
from support.conformance import KEY, LINES, NOT_OURS, Conformance
from support.gnutls import DtlsError, DtlsSession
from support.relay import PatientPeer, Relay
from test_conformance_block import Block
from test_conformance_core import Core
from test_conformance_link import Link


class Lossy(Conformance):
    def setUp(self):
        self.relay = self.enterContext(Relay(self.node.port))
        self.peer = self.enterContext(PatientPeer(self.relay.port))


class OnlyLossy(Lossy):
    def test_CORE_15(self):
        """GET: each copy is answered from the same state."""
        self.answered("2.04", PUT, "/led", payload=b"on")
        tags = {self.answered("2.05", GET, "/led").option(ETAG) for _ in range(20)}
        self.assertEqual(len(tags), 1)
        self.assertGreater(self.relay.lost, 0)

    def test_CORE_16(self):
        """POST: however many copies arrive, it is run once."""
        self.answered("2.04", PUT, "/led", payload=b"off")
        for level in ["high", "low"] * 15:
            self.answered("2.04", POST, "/led")
            self.assertEqual(self.node.line("GPIO17"), level)
        self.assertGreater(self.relay.lost, 0)

    def test_a_body_in_many_blocks_arrives(self):
        """However late a copy of a block comes."""
        for seed in range(10):
            with self.subTest(seed=seed), Relay(self.node.port, seed) as relay, PatientPeer(relay.port) as peer:
                state, level = [("on", "high"), ("off", "low")][seed % 2]
                body = b'{"state":' + b" " * 240 + b'"%s"}' % state.encode()
                for number in range(16):
                    answer = peer.ask(PUT, "/led", options=[(BLOCK1, block(number, number < 15, 0))], token=b"tok", payload=body[16 * number:16 * number + 16])
                    self.assertEqual(answer.code, "2.31" if number < 15 else "2.04")
                self.assertEqual(self.node.line("GPIO17"), level)

    def test_OBS_11(self):
        """The state that an observer has heard of last is the last one, after a while."""
        self.answered("2.04", PUT, "/led", payload=b"off")
        answer = self.answered("2.05", GET, "/led", ("c.con=1",), token=b"obs", options=((OBSERVE, uint(0)),))
        newest, heard = answer.number(OBSERVE), answer.payload
        with self.node.peer() as other:
            self.assertEqual(other.ask(PUT, "/led", payload=b"on").code, "2.04")
        while heard != b'{"state":"on"}':
            told = self.peer.receive(30)
            if told.type == Type.CON:
                self.peer.reply_empty(Type.ACK, told)
            if told.token == b"obs" and (told.number(OBSERVE) or 0) > newest:
                newest, heard = told.number(OBSERVE), told.payload

    def test_DTLS_03(self):
        """A handshake. One that does not get through is begun again, as a client would."""
        def shaken_hands(relay: Relay) -> bool:
            try:
                with DtlsSession(relay.port, "gateway", KEY.encode(), patience=8):
                    return True
            except DtlsError:
                return False

        with Relay(self.node.secure_port) as relay:
            self.assertTrue(any(shaken_hands(relay) for _ in range(10)))
            self.assertGreater(relay.lost, 0)


def again(tests: type) -> type:
    """Those that send no NON, which nobody repeats, and no ping, which has no answer of its own."""
    skipped = {"test_CORE_05", "test_CORE_07", "test_CORE_08", "test_CORE_31"}
    return type("Lossy" + tests.__name__, (Lossy, tests), {name: None for name in skipped if hasattr(tests, name)})


LossyCore, LossyLink, LossyBlock = again(Core), again(Link), again(Block)
del Core, Link, Block  # they are run where they stand


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
