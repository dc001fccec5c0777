# SPDX-License-Identifier: MIT
"""Datagrams that anybody can send from the address and port of a client that has a DTLS session."""
import unittest

from support.coap import GET, OBSERVE, POST, Message, Type, request
from support.daemon import Daemon
from support.gnutls import DtlsSession, client_hello, record
from support.workspace import free_port

KEY = b"a key that is text"
CONFIG = {"coap": {"anonymous": "control"},
          "dtls": {"identities": [{"identity": "gateway", "psk": KEY.decode(), "role": "control"}]},
          "leds": [{"name": "led", "line": "GPIO17"}]}
CHANGE, ALERT, HANDSHAKE, DATA = 20, 21, 22, 23  # RFC 5246 section 6.2.1
PATIENCE = 20  # for what comes in milliseconds


def encrypted(size: int, length: int | None = None) -> bytes:
    return record(DATA, 1, b"x" * size, length)


NO_WHOLE_RECORDS = {
    "a promise of 16 384 bytes": bytes.fromhex("17fefd00010000000000ff4000"),
    "one byte": b"\x16",
    "half a header": encrypted(0)[:6],
    "a header without its last byte": encrypted(0)[:12],
    "a header without its body": encrypted(0, 5),
    "a length beyond the datagram": encrypted(20, 21),
    "a byte behind the record": encrypted(24) + b"\0",
    "a second record without its body": encrypted(24) + encrypted(0, 9),
}
FORGED_RECORDS = {
    "encrypted": encrypted(32),
    "16 encrypted": encrypted(32) * 16,
    "60 encrypted": encrypted(1) * 60,
    "plaintext behind an encrypted one": encrypted(32) + record(CHANGE, 0, b"\1") * 15,
    "16 in plaintext": record(DATA, 0, b"x" * 32) * 16,
    "encrypted behind plaintext": record(CHANGE, 0, b"\1") + encrypted(32) * 15,
    "data in plaintext": record(DATA, 0, b"x" * 32),
    "a close_notify in plaintext": record(ALERT, 0, b"\1\0"),
    "a fatal alert in plaintext": record(ALERT, 0, b"\2\x28"),
    "a close_notify in the right epoch": record(ALERT, 1, b"\1\0"),
    "a later epoch": record(DATA, 2, b"x" * 32),
    "a Finished in plaintext": record(HANDSHAKE, 0, bytes.fromhex("1400000c0003000000000000000c") + b"x" * 12),
    "junk as a handshake": record(HANDSHAKE, 0, b"\xff" * 40),
    "an unknown type": record(25, 1, b"x" * 32),
}


class BesideALiveSession(unittest.TestCase):
    ROUNDS = 10

    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))

    def loses_nothing(self, datagrams: dict[str, bytes]) -> None:
        for what, datagram in datagrams.items():
            with self.subTest(what), DtlsSession(self.node.secure_port, "gateway", KEY) as session:
                self.assertEqual(session.ask(request(GET, "/led")).code, "2.05")
                for mid in range(self.ROUNDS):
                    session.socket.send(datagram)
                    session.send(request(GET, "/led", mid=mid))  # once: no CoAP client would miss it
                    answer = session.receive(PATIENCE)
                    self.assertEqual((Message.decode(answer).mid, Message.decode(answer).code), (mid, "2.05"))

    def test_what_is_not_made_of_whole_records_costs_nothing(self):
        self.loses_nothing(NO_WHOLE_RECORDS)

    def test_forged_records_cost_nothing(self):
        self.loses_nothing(FORGED_RECORDS)


class FromTheSamePort(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))
        self.port = free_port()
        self.pings = 0

    def session(self, port: int = 0, **more) -> DtlsSession:
        return self.enterContext(DtlsSession(self.node.secure_port, "gateway", KEY, local_port=port, **more))

    def get(self, session: DtlsSession, mid: int, *options) -> Message:
        """The answer to a request that is sent once; pings are answered meanwhile, as CoAP clients do."""
        session.send(request(GET, "/led", mid=mid, token=b"g", options=options))
        while (message := Message.decode(session.receive(PATIENCE))).token != b"g":
            self.answer(session, message)
        return message

    def answer(self, session: DtlsSession, message: Message) -> None:
        self.assertEqual((message.code, message.type), ("0.00", Type.CON))
        self.pings += 1
        session.send(Message(type=Type.RST, mid=message.mid))

    def test_a_client_that_lost_its_session_gets_in_within_seconds(self):
        lost = self.session(self.port)
        self.assertIsNotNone(self.get(lost, 1, (OBSERVE, b"")).option(OBSERVE))
        lost.abandon()
        again = self.session(self.port, patience=15)  # 3 s when the machine is idle; for ever before
        self.assertEqual(self.get(again, 1).code, "2.05")

    def test_a_thousand_forged_hellos_cost_a_live_client_some_pings_and_no_request(self):
        session = self.session()
        self.assertIsNotNone(self.get(session, 0, (OBSERVE, b"")).option(OBSERVE))
        for mid in range(1, 101):
            for _ in range(10):
                session.socket.send(client_hello())
            self.assertEqual(self.get(session, mid).code, "2.05")
        self.assertGreater(self.pings, 0)
        self.assertLess(self.pings, 10)
        with self.node.peer() as another:
            another.ask(POST, "/led")
        self.assertEqual(Message.decode(session.receive(PATIENCE)).token, b"g")  # the observation is still there

    def test_a_client_that_sleeps_keeps_its_session_after_one_forged_hello(self):
        session = self.session()
        session.socket.send(client_hello())
        for _ in range(3):  # it is asked, and again after one second and three, and no answer comes
            self.assertEqual(Message.decode(session.receive(PATIENCE)).code, "0.00")
        self.assertEqual(self.get(session, 1).code, "2.05")



if __name__ == "__main__":
    unittest.main()
