# SPDX-License-Identifier: MIT
"""Codes of class 7 are for TCP (RFC 8323). Over UDP they do nothing; within DTLS they are rejected, and nothing more."""
import unittest

from support.coap import EMPTY, GET, Message, Type, request
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import free_port, on_loopback

KEY = b"a key that is text"
IDENTITIES = [{"identity": name, "psk": KEY.decode(), "role": "control"} for name in ("gateway", "other")]
CONFIG = {"coap": {"anonymous": "control"}, "dtls": {"identities": IDENTITIES},
          "leds": [{"name": "led", "line": "GPIO17"}]}
CSM, PING, PONG, RELEASE, ABORT = "7.01", "7.02", "7.03", "7.04", "7.05"
MAX_MESSAGE_SIZE = (2, b"")  # an option of CSM (RFC 8323 section 5.3.1); empty is zero
CUT_TO_NOTHING = bytes.fromhex("40e1000920")


class Signalling(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))

    def without_plain_coap(self) -> dict:
        return {**CONFIG, "coap": {"anonymous": "control", "listen": []}}

    def without_dtls(self) -> dict:
        return {**CONFIG, "dtls": {"identities": []}}


class OverUdp(Signalling):
    def test_no_code_of_class_7_is_answered(self):
        with self.node.peer() as peer:
            peer.send(bytes.fromhex("40e20001"))
            for detail in range(32):
                for kind in Type:
                    peer.send(Message(f"7.{detail:02}", kind, peer.next_mid()))
            self.assertEqual(peer.answers_until_now(), [])

    def test_none_cuts_what_a_client_is_answered(self):
        with self.node.peer() as peer:
            whole = len(peer.get("/.well-known/core").payload)
            peer.send(CUT_TO_NOTHING)
            self.assertEqual(len(peer.get("/.well-known/core").payload), whole)

    def test_a_reload_closes_the_endpoint_that_met_one(self):
        with self.node.peer() as peer:
            peer.send(bytes.fromhex("40e20001"))
            self.assertEqual(peer.get("/led").code, "2.05")
            self.node.reload(self.without_plain_coap())
            peer.send(request(GET, "/led"))
            with self.assertRaises(ConnectionRefusedError):
                peer.receive()


class WithinDtls(Signalling):
    def session(self, identity: str = "gateway", **more) -> DtlsSession:
        session = self.enterContext(DtlsSession(self.node.secure_port, identity, KEY, **more))
        self.assertEqual(session.ask(request(GET, "/led")).code, "2.05")
        return session

    def test_each_is_rejected_and_the_session_goes_on(self):
        session = self.session()
        for mid, code in enumerate((CSM, PING, PONG, RELEASE, ABORT, "7.31"), 100):
            with self.subTest(code):
                session.send(Message(code, mid=mid, options=(MAX_MESSAGE_SIZE,)))
                self.assertEqual(Message.decode(session.receive()), Message(EMPTY, Type.RST, mid))
                self.assertEqual(session.ask(request(GET, "/led")).code, "2.05")

    def test_none_cuts_what_a_client_is_answered(self):
        session = self.session()
        whole = len(session.ask(request(GET, "/.well-known/core")).payload)
        session.send(Message(CSM, Type.NON, mid=7, options=(MAX_MESSAGE_SIZE,)))
        self.assertEqual(Message.decode(session.receive()), Message(EMPTY, Type.RST, 7))
        self.assertEqual(len(session.ask(request(GET, "/.well-known/core")).payload), whole)

    def test_a_reload_closes_the_endpoint_that_met_one(self):
        self.session().send(Message(PING, mid=7))
        self.node.reload(self.without_dtls())
        self.assertNotIn("coaps:", self.node.ready["STATUS"])
        with self.node.peer() as peer:
            self.assertEqual(peer.get("/led").code, "2.05")


class Elsewhere(Signalling):
    def test_a_reload_moves_the_endpoints_away_from_whatever_was_under_way(self):
        # Observers whose notifications are confirmable and never acknowledged, over both, and a signal.
        with self.node.peer() as peer, DtlsSession(self.node.secure_port, "gateway", KEY) as session:
            peer.observe("/led", query=("c.con=true",))
            observe = ((6, b""), (15, b"c.con=true"))
            self.assertEqual(session.ask(request(GET, "/led", options=observe)).code, "2.05")
            with self.node.peer() as another:
                another.ask("0.02", "/led")
            self.assertEqual(peer.receive().type, Type.CON)
            self.assertEqual(Message.decode(session.receive()).type, Type.CON)
            session.send(Message(PING, mid=7))
            port = free_port()
            self.node.reload({**CONFIG, "coap": {"anonymous": "control", "listen": on_loopback(port)},
                              "dtls": {"identities": IDENTITIES, "listen": on_loopback(port + 1)}})
            self.assertIn(f":{port + 1};", self.node.ready["STATUS"])


if __name__ == "__main__":
    unittest.main()
