# SPDX-License-Identifier: MIT
"""The message layer (RFC 7252 sections 4 and 5.4): copies, tokens, options that nobody knows, and plain noise."""
import dataclasses
import itertools
import random
import unittest

from support import coap
from support.coap import ACCEPT, CONTENT_FORMAT, GET, POST, PUT, Message, Type, request, uint
from support.daemon import Daemon
from support.workspace import wait_until

CONFIG = {"coap": {"anonymous": "control"}, "leds": [{"name": "led", "line": "GPIO17"}]}
HOP_LIMIT, ECHO = 16, 252
CRITICAL, ELECTIVE = 2049, 2050  # odd is critical; both are free for experiments (RFC 7252 section 12.2 has 65000 up)


class Messages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))

    def setUp(self):
        self.peer = self.enterContext(self.node.peer())
        self.peer.ask(PUT, "/led", payload=b"off")
        self.assertEqual(self.level(), "low")

    def level(self) -> str:
        return self.node.line("GPIO17")


class Copies(Messages):
    def test_three_copies_of_one_toggle_toggle_once_and_are_answered_alike(self):
        toggle = request(POST, "/led", mid=self.peer.next_mid(), token=b"once")
        answers = [self.peer.exchange(toggle) for _ in range(3)]
        first = answers[0]
        self.assertEqual((first.code, first.type, first.mid, first.token), ("2.04", Type.ACK, toggle.mid, b"once"))
        self.assertEqual(first.payload, b'{"state":"on"}')
        self.assertEqual(answers, [first] * 3)
        self.assertEqual(self.level(), "high")

    def test_three_copies_of_one_non_confirmable_toggle_toggle_once_and_are_answered_once(self):
        toggle = request(POST, "/led", type=Type.NON, mid=self.peer.next_mid(), token=b"once")
        for _ in range(3):
            self.peer.send(toggle)
        answers = self.peer.answers_until_now()
        self.assertEqual([(answer.code, answer.type, answer.token) for answer in answers], [("2.04", Type.NON, b"once")])
        self.assertEqual(self.level(), "high")
        again = dataclasses.replace(toggle, mid=self.peer.next_mid())  # a client that lost the answer
        self.assertEqual(self.peer.exchange(again).code, "2.04")
        self.assertEqual(self.level(), "low")

    def test_copies_that_arrive_together_toggle_once(self):
        toggle = request(POST, "/led", mid=self.peer.next_mid(), token=b"once")
        for _ in range(20):
            self.peer.send(toggle)
        answers = self.peer.answers_until_now()
        self.assertEqual((answers[0].code, answers[0].payload), ("2.04", b'{"state":"on"}'))
        self.assertEqual(answers, answers[:1] * 20)
        self.assertEqual(self.level(), "high")

    def test_a_late_copy_does_not_undo_what_came_after(self):
        on = request(PUT, "/led", mid=self.peer.next_mid(), token=b"1", payload=b"on")
        self.assertEqual(self.peer.exchange(on).code, "2.04")
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")
        self.assertEqual(self.peer.exchange(on).code, "2.04")
        self.assertEqual(self.level(), "low")

    def test_the_same_message_from_another_port_is_another_toggle(self):
        toggle = request(POST, "/led", mid=self.peer.next_mid(), token=b"once")
        with self.node.peer() as other:
            self.assertEqual([self.peer.exchange(toggle).code, other.exchange(toggle).code], ["2.04", "2.04"])
        self.assertEqual(self.level(), "low")

    def test_the_next_toggle_toggles_again(self):
        for level in ("high", "low", "high"):
            self.assertEqual(self.peer.ask(POST, "/led").code, "2.04")
            self.assertEqual(self.level(), level)

    def test_a_copy_of_a_refused_request_is_refused_again(self):
        bad = request(PUT, "/led", mid=self.peer.next_mid(), token=b"1", payload=b"blue")
        answers = [self.peer.exchange(bad) for _ in range(3)]
        self.assertEqual(answers, answers[:1] * 3)
        self.assertEqual(answers[0].code, "4.00")

    def test_a_retransmitted_get_is_answered_each_time(self):
        get = request(GET, "/led", mid=self.peer.next_mid(), token=b"1")
        answers = [self.peer.exchange(get) for _ in range(3)]
        self.assertEqual(answers, answers[:1] * 3)
        self.assertEqual(answers[0].payload, b'{"state":"off"}')

    def test_a_flood_of_toggles_leaves_the_last_ones_protected(self):
        for _ in range(1500):  # more than the daemon remembers
            toggle = request(POST, "/led", mid=self.peer.next_mid(), token=b"1")
            self.assertEqual(self.peer.exchange(toggle).code, "2.04")
        before = self.level()
        self.assertEqual(self.peer.exchange(toggle).code, "2.04")
        self.assertEqual(self.level(), before)


class Forms(Messages):
    def test_every_token_comes_back(self):
        for length, kind in itertools.product(range(9), (Type.CON, Type.NON)):
            with self.subTest(length=length, kind=kind.name):
                answer = self.peer.get("/led", type=kind, token=bytes(range(length)))
                self.assertEqual((answer.code, answer.token), ("2.05", bytes(range(length))))

    def test_a_non_confirmable_answer_has_a_message_id_of_its_own(self):
        mid = self.peer.next_mid()
        answers = [self.peer.get("/led", type=Type.NON, mid=mid + 100 * i) for i in range(3)]
        self.assertEqual([answer.type for answer in answers], [Type.NON] * 3)
        self.assertEqual(len({answer.mid for answer in answers}), 3)
        self.assertNotEqual([answer.mid for answer in answers], [mid, mid + 100, mid + 200])

    def test_a_ping_is_answered_by_a_reset(self):
        # libcoap answers one in 250 ms, and none in its own first 250 ms.
        ping = Message(mid=4711)
        self.assertEqual(wait_until(lambda: self.answer_soon(ping), "a reset"), Message(type=Type.RST, mid=4711))

    def answer_soon(self, message: Message) -> Message | None:
        self.peer.send(message)
        try:
            return self.peer.receive(timeout=0.1)
        except AssertionError:
            return None

    def test_what_answers_nothing_is_not_answered(self):
        for kind in (Type.ACK, Type.RST):
            with self.subTest(kind=kind.name):
                self.peer.send(Message(type=kind, mid=self.peer.next_mid()))
                self.assertEqual(self.peer.answers_until_now(), [])

    def test_an_acknowledgement_or_a_reset_carries_no_request(self):
        for kind in (Type.ACK, Type.RST):
            with self.subTest(kind=kind.name):
                self.peer.send(request(POST, "/led", type=kind, mid=self.peer.next_mid(), token=b"?"))
                self.assertEqual(self.peer.answers_until_now(), [])
                self.assertEqual(self.level(), "low")

    def test_another_version_is_not_answered(self):
        for version in (0, 2, 3):  # RFC 7252 section 3
            with self.subTest(version):
                whole = request(GET, "/led", mid=self.peer.next_mid(), token=b"v").encode()
                self.peer.send(bytes([version << 6 | whole[0] & 0x3f]) + whole[1:])
                self.assertEqual(self.peer.answers_until_now(), [])

    def test_a_reserved_token_length_is_rejected_each_time(self):
        for length in (9, 15):  # RFC 7252 section 3: a message format error
            with self.subTest(length):
                whole = request(GET, "/led", mid=77, token=b"t" * 8).encode()
                malformed = bytes([whole[0] & 0xf0 | length]) + whole[1:4] + b"t" * length + whole[12:]
                for _ in range(2):
                    self.peer.send(malformed)
                    self.assertEqual(self.peer.receive(), Message(type=Type.RST, mid=77))

    def test_a_response_that_nobody_asked_for_changes_nothing(self):
        for kind, answers in [(Type.CON, [(Type.RST, 77)]), (Type.ACK, [])]:
            with self.subTest(kind=kind.name):
                self.peer.send(Message("2.05", kind, 77, b"?", payload=b"on"))
                self.assertEqual([(answer.type, answer.mid) for answer in self.peer.answers_until_now()], answers)
                self.assertEqual(self.level(), "low")


class Options(Messages):
    def test_an_unknown_critical_option_is_4_02(self):
        self.assertEqual(self.peer.ask(POST, "/led", options=[(CRITICAL, b"x")]).code, "4.02")
        self.assertEqual(self.level(), "low")

    def test_a_non_confirmable_request_with_one_is_rejected(self):
        self.peer.send(request(POST, "/led", type=Type.NON, mid=1, token=b"1", options=[(CRITICAL, b"x")]))
        # RFC 7252 section 5.4.1: rejected, which section 4.3 lets be silence.
        self.assertEqual(self.peer.answers_until_now(), [])
        self.assertEqual(self.level(), "low")

    def test_an_unknown_elective_option_is_ignored(self):
        self.assertEqual(self.peer.get("/led", options=[(ELECTIVE, b"x" * 300)]).code, "2.05")

    def test_an_option_that_stands_once_is_4_02_when_it_stands_twice(self):
        for option in (ACCEPT, coap.BLOCK1, coap.BLOCK2):
            with self.subTest(option):
                self.assertEqual(self.peer.get("/led", options=[(option, b""), (option, b"")]).code, "4.02")

    def test_a_critical_option_of_a_wrong_length_is_4_02(self):
        for option, value in [(ACCEPT, b"123"), (coap.BLOCK2, b"1234"), (coap.IF_MATCH, b"123456789")]:
            with self.subTest(option):
                answer = self.peer.ask(PUT, "/led", options=[(option, value)], payload=b"on")
                self.assertEqual((answer.type, answer.code), (Type.ACK, "4.02"))
                self.assertEqual(self.level(), "low")

    def test_an_elective_option_of_a_wrong_length_is_ignored(self):
        for option, value in [(coap.ETAG, b""), (coap.OBSERVE, b"1234"), (CONTENT_FORMAT, b"123"), (ECHO, b"x" * 41)]:
            with self.subTest(option):
                answer = self.peer.ask(PUT, "/led", options=[(option, value)], payload=b"off")
                self.assertEqual((answer.type, answer.code), (Type.ACK, "2.04"))

    def test_an_empty_query_is_as_none(self):
        # As npm's node-coap-client 1.0.4 asks: Observe, Content-Format 50, an empty Uri-Query.
        self.peer.send(bytes.fromhex("44010001de28f9f56100536c65641132 30"))
        answer = self.peer.receive()
        self.assertEqual((answer.code, answer.mid, answer.payload), ("2.05", 1, b'{"state":"off"}'))
        self.assertIsNotNone(answer.option(coap.OBSERVE))
        self.assertEqual(self.peer.get("/led", ("a", "", "b")).code, "2.05")

    def test_a_datagram_that_is_too_large_is_4_13_under_its_message_id(self):
        for size in (1200, 1472, 3000):
            with self.subTest(size):
                put = request(PUT, "/led", mid=self.peer.next_mid(), token=b"l", payload=b"on".ljust(size))
                answer = self.peer.exchange(put)
                self.assertEqual((answer.code, answer.mid, answer.options), ("4.13", put.mid, ((coap.SIZE1, uint(256)),)))
                self.assertEqual(self.level(), "low")

    def test_4_13_to_a_block_of_what_is_too_large_as_a_whole_asks_for_no_smaller_ones(self):
        self.peer.send(bytes.fromhex("4103100101b36c656410d1020cd2140190ff") + b"x" * 256)
        answer = self.peer.receive()
        self.assertEqual((answer.code, answer.options), ("4.13", ((coap.SIZE1, uint(256)),)))

    def test_the_last_hop_is_served_by_whoever_forwards_nothing(self):
        self.assertEqual(self.peer.get("/led", options=[(HOP_LIMIT, b"\1")]).code, "2.05")

    def test_a_number_may_have_leading_zeros(self):
        self.assertEqual(self.peer.get("/led", options=[(ACCEPT, b"\0" + uint(coap.TEXT))]).payload, b"off")


class Noise(Messages):
    """Bytes of a seeded generator; what a failed run sent can be sent again. Under a sanitizer this shows more."""
    ROUNDS, BATCH = 60, 40  # a batch stays below what a socket's receive buffer holds

    def survives(self, datagrams):
        with self.node.peer() as noisy:
            for _ in range(self.ROUNDS):
                for datagram in itertools.islice(datagrams, self.BATCH):
                    noisy.send(datagram)
                self.assertEqual(self.peer.get("/led").code, "2.05")

    def test_random_datagrams_do_no_harm(self):
        noise = random.Random(7252)
        self.survives(noise.randbytes(noise.choice((0, 1, 3, 4, 5, 12, 40, 200, 1400))) for _ in itertools.count())

    def test_random_bytes_behind_a_valid_head_do_no_harm(self):
        noise = random.Random(7959)
        self.survives(bytes([0x40 | noise.randrange(0x40), noise.randrange(8)]) + noise.randbytes(noise.randrange(60))
                      for _ in itertools.count())

    def test_damaged_requests_do_no_harm(self):
        noise = random.Random(7641)
        whole = [request(code, path, query, mid=1, token=b"1", options=options, payload=payload).encode()
                 for code, path, query, options, payload in [
                     (GET, "/.well-known/core", ("rt=led",), [(coap.BLOCK2, coap.block(1, False, 2))], b""),
                     (PUT, "/led", (), [(coap.BLOCK1, coap.block(1, True, 2)), (CONTENT_FORMAT, uint(60))], b"\xa1\x65state\x62on"),
                     (POST, "/leds/led", (), [(coap.IF_MATCH, b"12345678"), (ACCEPT, uint(50))], b'{"state":"on"}')]]
        self.survives(self.damaged(noise, noise.choice(whole)) for _ in itertools.count())

    @staticmethod
    def damaged(noise: random.Random, datagram: bytes) -> bytes:
        changed = bytearray(datagram[:noise.randrange(4, len(datagram) + 1)])
        for _ in range(noise.randrange(1, 4)):
            changed[noise.randrange(len(changed))] = noise.randrange(256)
        return bytes(changed)


if __name__ == "__main__":
    unittest.main()
