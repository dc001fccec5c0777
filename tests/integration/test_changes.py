# SPDX-License-Identifier: MIT
"""What a POST on an LED is answered with, as raw datagrams: the new state, once, in the format that Accept asks for."""
import json
import unittest

from support import coap
from support.coap import ACCEPT, BLOCK1, BLOCK2, CONTENT_FORMAT, ETAG, MAX_AGE, POST, PUT, SIZE2
from support.coap import Type, block, request, uint
from support.daemon import Daemon

NAMES = ["led", *(f"{'n' * 61}{i:03}" for i in range(27))]  # as long as they may be, on as many lines as the mock has
LINES = [17, *(i for i in range(28) if i != 17)]
CONFIG = {
    "coap": {"anonymous": "control"},
    "device": {"id": "x" * 64},
    "leds": [{"name": name, "line": f"GPIO{line}"} for name, line in zip(NAMES, LINES)],
}


class Node(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))

    def setUp(self):
        self.peer = self.enterContext(self.node.peer())
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"off").code, "2.04")


class Changes(Node):
    def level(self) -> str:
        return self.node.line("GPIO17")

    def shown(self, accept: int) -> coap.Message:
        return self.peer.get("/led", options=[(ACCEPT, uint(accept))])

    def test_the_new_state_in_every_format_as_a_get_shows_it(self):
        for accept in (coap.JSON, coap.CBOR, coap.TEXT, coap.SENML_CBOR):
            for kind in (Type.CON, Type.NON):
                with self.subTest(accept=accept, kind=kind):
                    answer = self.peer.ask(POST, "/led", type=kind, options=[(ACCEPT, uint(accept))])
                    shown = self.shown(accept)
                    self.assertEqual((answer.code, answer.type), ("2.04", Type.ACK if kind == Type.CON else Type.NON))
                    self.assertEqual((answer.payload, answer.option(ETAG)), (shown.payload, shown.option(ETAG)))
                    self.assertEqual((answer.number(CONTENT_FORMAT), answer.option(MAX_AGE)), (accept, None))
                    again = self.peer.get("/led", options=[(ACCEPT, uint(accept)), (ETAG, answer.option(ETAG))])
                    self.assertEqual(again.code, "2.03")

    def test_json_where_nothing_is_said(self):
        for payload, state in [(b"", b'{"state":"on"}'), (b"", b'{"state":"off"}'), (b"ON", b'{"state":"on"}'),
                               (b'{"state":"on","for":"1h"}', b'{"state":"on","for":"1h"}')]:
            answer = self.peer.ask(POST, "/led", payload=payload)
            self.assertEqual((answer.code, answer.payload, answer.number(CONTENT_FORMAT)), ("2.04", state, coap.JSON))

    def test_a_put_is_answered_without(self):
        answer = self.peer.ask(PUT, "/led", payload=b"on", options=[(ACCEPT, uint(65535))])
        self.assertEqual((answer.code, answer.options, answer.payload), ("2.04", (), b""))

    def test_a_format_that_cannot_be_had_changes_nothing(self):
        for accept in (coap.LINK_FORMAT, 42, 65535):
            answer = self.peer.ask(POST, "/led", options=[(ACCEPT, uint(accept))])
            self.assertEqual((answer.code, self.level()), ("4.06", "low"))

    def test_a_retransmission_gets_the_very_same_bytes(self):
        message = request(POST, "/led", mid=self.peer.next_mid(), token=b"tok").encode()
        self.peer.send(message)
        first = self.peer.socket.recv(2048)
        self.assertEqual(coap.Message.decode(first).payload, b'{"state":"on"}')
        self.peer.ask(PUT, "/led", payload=b"blink")  # whatever it does meanwhile
        for _ in range(3):
            self.peer.send(message)
            self.assertEqual(self.peer.socket.recv(2048), first)
        self.assertEqual(self.shown(coap.TEXT).payload, b"blink")

    def test_an_answer_in_blocks_is_of_one_change(self):
        wanted = b'{"state":"blink","period":"1s","duty":0.5,"count":3}'
        asked = BLOCK2, block(0, False, 0)
        first = self.peer.ask(POST, "/led", payload=b'{"state":"blink","count":3}', options=[asked])
        self.assertEqual((first.code, first.block2(), first.number(SIZE2)), ("2.04", (0, True, 0), len(wanted)))
        rest = [self.peer.ask(POST, "/led", options=[(BLOCK2, block(number, False, 0))]) for number in (1, 2, 3)]
        self.assertEqual([answer.block2()[1] for answer in rest], [True, True, False])
        self.assertEqual(b"".join(answer.payload for answer in [first, *rest]), wanted)
        self.assertEqual({answer.option(ETAG) for answer in rest}, {first.option(ETAG)})
        self.assertEqual(self.shown(coap.TEXT).payload, b"blink")

    def test_a_further_block_of_nothing_changes_nothing(self):
        answer = self.peer.ask(POST, "/led", options=[(BLOCK2, block(1, False, 0))])
        self.assertEqual((answer.code, self.level()), ("4.00", "low"))

    def test_a_body_in_blocks_is_answered_with_the_state_by_its_last(self):
        body = b'{"state":' + b" " * 20 + b'"on"}'
        answers = [self.peer.ask(POST, "/led", options=[(BLOCK1, block(number, number < 2, 0))],
                                 payload=body[16 * number:16 * number + 16]) for number in range(3)]
        self.assertEqual([answer.code for answer in answers], ["2.31", "2.31", "2.04"])
        self.assertEqual((answers[-1].payload, self.level()), (b'{"state":"on"}', "high"))

    def test_the_longest_answer_that_names_make(self):
        answer = self.peer.ask(POST, f"/leds/{NAMES[-1]}", options=[(ACCEPT, uint(coap.SENML_JSON))])
        self.assertEqual((answer.code, answer.block2()), ("2.04", None))
        self.assertEqual(json.loads(answer.payload), [{"bn": "x" * 64 + "/", "n": f"leds/{NAMES[-1]}", "vb": True}])


class ManyLeds(Node):
    """The lists are whole, and go in blocks."""

    def test_the_lists_of_many_leds(self):
        leds = json.loads(self.peer.whole("/leds"))["leds"]
        self.assertEqual([led["name"] for led in leds], NAMES)
        resources = json.loads(self.peer.whole("/info"))["resources"]
        links = self.peer.whole("/.well-known/core").decode()
        self.assertEqual(resources, [link.split(">")[0] for link in links.split("<")[1:]])
        self.assertEqual(len([path for path in resources if path.startswith("/leds/")]), len(NAMES))

    def test_observers_of_the_list_hear_of_each_led(self):
        with self.node.peer() as observer:
            first = observer.observe("/leds", options=[(ACCEPT, uint(coap.SENML_JSON)), (BLOCK2, block(0, False, 4))])
            self.assertEqual(first.code, "2.05")
            self.assertIn(b'"n":"leds/led","vb":false', first.payload)
            self.peer.ask(POST, "/led")
            self.assertIn(b'"n":"leds/led","vb":true', observer.notification().payload)


if __name__ == "__main__":
    unittest.main()
