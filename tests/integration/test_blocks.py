# SPDX-License-Identifier: MIT
"""Block-wise transfer (RFC 7959) of what does not fit one datagram, in both directions."""
import contextlib
import json
import unittest

from support import coap
from support.clients import LIBRARIES, coap_client
from support.coap import (ACCEPT, BLOCK1, BLOCK2, ETAG, GET, IF_MATCH, MAX_AGE, POST, PUT, REQUEST_TAG, SIZE1, SIZE2, Message, Peer, Type, block, request,
                          uint, wait_for_content)
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import wait_until

KEY = "a key that is text"
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY, "role": "control"}]},
    "sensors": [{"name": f"sensor-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(8)],
    "leds": [{"name": f"led-{i}", "line": f"GPIO{i}"} for i in range(8)],
}
DISCOVERY = "/.well-known/core"


class Blocks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.peer = cls.enterClassContext(cls.node.peer())
        for i in range(8):
            wait_for_content(cls.peer, f"/sensors/sensor-{i}")

    def blocks(self, path: str, exponent: int, ask=None) -> list[Message]:
        ask = ask or (lambda option: self.peer.get(path, options=[option]))
        answers = [ask((BLOCK2, block(0, False, exponent)))]
        while answers[-1].block2()[1]:
            size = answers[-1].block2()[2]
            number = sum(len(answer.payload) for answer in answers) // (16 << size)
            answers.append(ask((BLOCK2, block(number, False, size))))
        return answers

    def whole(self, path: str) -> bytes:
        return b"".join(answer.payload for answer in self.blocks(path, 5))


class SlowTransfer(unittest.TestCase):
    def test_it_goes_on_with_the_state_that_it_began_with(self):
        def fetch(peer: Peer, from_block: int = 0) -> list[Message]:
            answers = []
            while not answers or answers[-1].block2()[1]:
                answers.append(peer.get("/info", options=[(BLOCK2, block(from_block + len(answers), False, 2))]))
            return answers

        def uptime(answers: list[Message]) -> int:
            return json.loads(b"".join(answer.payload for answer in answers))["uptime_seconds"]

        with Daemon({}) as node, node.peer() as slow, node.peer() as quick:
            first = slow.get("/info", options=[(BLOCK2, block(0, False, 2))])
            before = uptime(fetch(quick))
            wait_until(lambda: uptime(fetch(quick)) > before + 1, "time passes")
            answers = [first, *fetch(slow, from_block=1)]
            self.assertEqual({answer.option(ETAG) for answer in answers}, {first.option(ETAG)})
            self.assertLessEqual(uptime(answers), before)
            self.assertGreater(uptime(fetch(slow)), before)  # one that begins anew


class Strangers(unittest.TestCase):
    """Each client may have its part of what is kept of transfers; nobody without a key pushes out a client that has one."""

    def test_they_push_out_neither_what_a_client_with_a_key_sends_nor_what_it_fetches(self):
        with Daemon(CONFIG) as node, DtlsSession(node.secure_port, "gateway", KEY.encode()) as session:
            def put(number: int, more: bool, payload: bytes) -> Message:
                return session.ask(request(PUT, "/led", options=[(BLOCK1, block(number, more, 0))], payload=payload))

            def info(number: int) -> Message:
                return session.ask(request(GET, "/info", options=[(BLOCK2, block(number, False, 2))]))

            self.assertEqual(put(0, True, b"on".ljust(16)).code, "2.31")
            begun = info(0)
            answers = []
            with contextlib.ExitStack() as at_once:  # a port that is free again may be the next one's, who then is the same client
                for _ in range(40):  # more than are kept of either
                    stranger = at_once.enter_context(node.peer())
                    answers.append(stranger.ask(PUT, "/led", options=[(BLOCK1, block(0, True, 0))], payload=b"off".ljust(16)))
                    self.assertEqual(stranger.get(DISCOVERY).code, "2.05")
            self.assertEqual({answer.code for answer in answers}, {"2.31", "5.03"})
            for answer in answers:
                self.assertEqual(answer.code == "5.03", answer.number(MAX_AGE) in range(1, 11))
            with node.peer() as stranger:
                wait_until(lambda: stranger.get("/info").option(ETAG) != begun.option(ETAG), "time passes")
            self.assertEqual(info(1).option(ETAG), begun.option(ETAG))
            self.assertEqual(put(1, False, b" ").code, "2.04")
            self.assertEqual(node.line("GPIO0"), "high")


class Downloads(Blocks):
    def test_every_block_size_gives_the_same_body(self):
        for path in (DISCOVERY, "/sensors"):
            body = self.whole(path)
            self.assertGreater(len(body), 1024)
            for exponent in range(7):
                with self.subTest(path, exponent=exponent):
                    answers = self.blocks(path, exponent)
                    self.assertEqual(b"".join(answer.payload for answer in answers), body)
                    self.assertEqual({answer.code for answer in answers}, {"2.05"})
                    self.assertEqual(len({answer.option(ETAG) for answer in answers}), 1)
                    self.assertEqual([answer.block2()[0] for answer in answers], list(range(len(answers))))

    def test_the_size_asked_for_is_honoured(self):
        for exponent in range(7):
            with self.subTest(exponent=exponent):
                answer = self.peer.get(DISCOVERY, options=[(BLOCK2, block(0, False, exponent))])
                # Without DTLS 512 bytes at most: the address that is answered may be a stranger's.
                self.assertEqual(answer.block2(), (0, True, min(exponent, 5)))
                self.assertEqual(len(answer.payload), 16 << min(exponent, 5))

    def test_the_first_block_comes_unasked_and_tells_the_size(self):
        answer = self.peer.get(DISCOVERY)
        self.assertEqual((answer.block2(), len(answer.payload)), ((0, True, 5), 512))
        self.assertEqual(answer.number(SIZE2), len(self.whole(DISCOVERY)))

    def test_a_client_with_a_key_gets_blocks_of_1024_bytes(self):
        with DtlsSession(self.node.secure_port, "gateway", KEY.encode()) as session:
            answers = self.blocks(DISCOVERY, 6, lambda option: session.ask(request(GET, DISCOVERY, options=[option])))
        self.assertEqual(len(answers[0].payload), 1024)
        self.assertEqual(b"".join(answer.payload for answer in answers), self.whole(DISCOVERY))

    def test_blocks_may_be_asked_for_in_any_order_and_again(self):
        body = self.whole(DISCOVERY)
        for number in (7, 3, 3, 0, 9):
            answer = self.peer.get(DISCOVERY, options=[(BLOCK2, block(number, False, 2))])
            self.assertEqual(answer.payload, body[number * 64:number * 64 + 64])

    def test_the_last_block_says_that_it_is_the_last(self):
        last = (len(self.whole(DISCOVERY)) - 1) // 64
        answer = self.peer.get(DISCOVERY, options=[(BLOCK2, block(last, False, 2))])
        self.assertEqual(answer.block2(), (last, False, 2))

    def test_a_block_past_the_end_is_4_00(self):
        past = (len(self.whole(DISCOVERY)) - 1) // 64 + 1
        for path, number, exponent in [(DISCOVERY, past, 2), (DISCOVERY, 0xfffff, 6), ("/led", 1, 6), ("/temperature", 5, 2)]:
            with self.subTest(path, number=number):
                self.assertEqual(self.peer.get(path, options=[(BLOCK2, block(number, False, exponent))]).code, "4.00")

    def test_the_reserved_block_size_is_4_00(self):
        for option in (BLOCK1, BLOCK2):
            self.assertEqual(self.peer.get(DISCOVERY, options=[(option, block(0, False, 7))]).code, "4.00")

    def test_a_small_body_in_small_blocks(self):
        answers = self.blocks("/temperature", 0)
        self.assertGreater(len(answers), 3)
        self.assertEqual(b"".join(answer.payload for answer in answers), self.peer.get("/temperature").payload)

    def test_non_confirmable_blocks(self):
        answers = self.blocks(DISCOVERY, 2, lambda option: self.peer.get(DISCOVERY, type=Type.NON, options=[option]))
        self.assertEqual(b"".join(answer.payload for answer in answers), self.whole(DISCOVERY))

    def test_coap_client_reassembles_it(self):
        for library in LIBRARIES:
            with self.subTest(library):
                answer = coap_client(library, "get", f"coap://127.0.0.1:{self.node.port}{DISCOVERY}")
                self.assertEqual(answer.payload, self.whole(DISCOVERY))


class Uploads(Blocks):
    def send(self, peer: Peer, number: int, more: bool, payload: bytes, method: int = PUT, options=(), **head) -> Message:
        return peer.ask(method, "/led", options=[*options, (BLOCK1, block(number, more, 0))], payload=payload, **head)

    def test_a_body_in_several_blocks_is_taken_once_it_is_whole(self):
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")
        body = b'{"state":                 "on"}'
        first = self.send(self.peer, 0, True, body[:16])
        self.assertEqual((first.code, first.option(BLOCK1)), ("2.31", block(0, True, 0)))
        self.assertEqual(self.node.line("GPIO0"), "low")
        last = self.send(self.peer, 1, False, body[16:])
        self.assertEqual((last.code, last.option(BLOCK1)), ("2.04", block(1, False, 0)))
        self.assertEqual(self.node.line("GPIO0"), "high")

    def test_a_missing_block_is_4_08_and_changes_nothing(self):
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")
        with self.node.peer() as other:
            for peer, number, more in [(self.peer, 0, True), (self.peer, 2, False), (other, 1, False)]:
                with self.subTest(number=number):
                    answer = self.send(peer, number, more, b"on".ljust(16))
                    self.assertEqual((answer.code, self.node.line("GPIO0")), ("2.31" if number == 0 else "4.08", "low"))
        # The blocks that came before the gap are still there.
        self.assertEqual(self.send(self.peer, 1, False, b" ").code, "2.04")
        self.assertEqual(self.node.line("GPIO0"), "high")

    def test_a_late_copy_of_a_block_does_no_harm(self):
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")
        body = b'{"state":' + b" " * 50 + b'"on"}'
        blocks = [(number, number < 3, body[16 * number:16 * number + 16]) for number in range(4)]
        for late in range(3):
            for number, more, payload in blocks:
                answer = self.send(self.peer, number, more, payload, mid=0x7000 + 16 * late + number, token=bytes([number]))
                self.assertEqual(answer.code, "2.31" if more else "2.04")
                if number > late:
                    again = self.send(self.peer, *blocks[late], mid=0x7000 + 16 * late + late, token=bytes([late]))
                    self.assertEqual(again.code, "2.31")
            self.assertEqual(self.node.line("GPIO0"), "high")
            self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")

    def test_a_client_that_begins_again_sends_what_it_sends_now(self):
        bodies = {level: b'{"state":' + b'"%s"}'.rjust(43) % state for level, state in [("high", b"on"), ("low", b"off")]}
        for given_up, wanted in [("high", "low"), ("low", "high")]:
            for number in range(3):
                self.assertEqual(self.send(self.peer, number, True, bodies[given_up][16 * number:16 * number + 16]).code, "2.31")
            for number in range(4):
                answer = self.send(self.peer, number, number < 3, bodies[wanted][16 * number:16 * number + 16])
                self.assertEqual(answer.code, "2.31" if number < 3 else "2.04")
            self.assertEqual(self.node.line("GPIO0"), wanted)

    def test_a_refusal_of_the_whole_body_is_given_again_to_a_copy(self):
        self.assertEqual(self.send(self.peer, 0, True, b"purple".ljust(16)).code, "2.31")
        answers = [self.send(self.peer, 1, False, b" ", mid=0x7100, token=b"last") for _ in range(2)]
        self.assertEqual(answers[0].code, "4.00")
        self.assertEqual(answers[0].payload, answers[1].payload)

    def test_blocks_with_other_options_are_not_of_one_body(self):
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")
        for options in ([(IF_MATCH, b"stale")], [(REQUEST_TAG, b"A")], [(REQUEST_TAG, b"")], [(ACCEPT, uint(50))]):
            self.assertEqual(self.send(self.peer, 0, True, b"on".ljust(16), options=options).code, "2.31")
            self.assertEqual(self.send(self.peer, 1, False, b" ").code, "4.08")
            self.assertEqual(self.node.line("GPIO0"), "low")

    def test_a_body_past_the_bound_is_4_13_with_the_bound(self):
        for number in range(15):
            answer = self.send(self.peer, number, True, b"on".ljust(16))
            self.assertEqual(answer.code, "2.31")
        answer = self.send(self.peer, 15, True, b" " * 16)  # there is more to come
        self.assertEqual((answer.code, answer.number(SIZE1)), ("4.13", 256))
        announced = self.peer.ask(PUT, "/led", options=[(BLOCK1, block(0, True, 0)), (SIZE1, b"\x01\x01")], payload=b" " * 16)
        self.assertEqual((announced.code, announced.number(SIZE1)), ("4.13", 256))
        at_once = self.peer.ask(PUT, "/led", payload=b"on".ljust(257))
        self.assertEqual((at_once.code, at_once.number(SIZE1)), ("4.13", 256))
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"on".ljust(256)).code, "2.04")

    def test_blocks_that_may_not_be_sent_are_refused_with_the_first(self):
        for method, path, code in [(PUT, "/info", "4.05"), (POST, "/nowhere", "4.04")]:
            answer = self.peer.ask(method, path, options=[(BLOCK1, block(0, True, 0))], payload=b" " * 16)
            self.assertEqual(answer.code, code)

    def test_coap_client_sends_small_blocks(self):
        for library in LIBRARIES:
            for state, level in [("on", "high"), ("off", "low")]:
                with self.subTest(library=library, state=state):
                    answer = coap_client(library, "put", f"coap://127.0.0.1:{self.node.port}/led", block_size=16,
                                         payload='{"state":                     "%s"}' % state)
                    self.assertEqual((answer.code, self.node.line("GPIO0")), ("2.04", level), answer.told)

    def test_a_body_in_one_block_is_taken(self):
        answer = self.peer.ask(PUT, "/led", options=[(BLOCK1, block(0, False, 0))], payload=b"on")
        self.assertEqual((answer.code, self.node.line("GPIO0")), ("2.04", "high"))
        self.assertEqual(answer.option(BLOCK1), coap.block(0, False, 0))

    def test_the_pair_of_datagrams_that_crashes_other_servers(self):
        for number, more in [(0, True), (0, False)]:
            self.peer.ask(PUT, "/led", options=[(BLOCK1, block(number, more, 0))], payload=b"x" * 16)
        self.assertEqual(self.peer.get("/led").code, "2.05")

    def test_coap_client_is_told_that_a_large_body_is_too_large(self):
        answer = coap_client("gnutls", "put", f"coap://127.0.0.1:{self.node.port}/led", payload="x" * 3000)
        self.assertEqual(answer.code, "4.13", answer.told)


if __name__ == "__main__":
    unittest.main()
