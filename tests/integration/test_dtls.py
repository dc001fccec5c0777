# SPDX-License-Identifier: MIT
"""Who gets in and what he may do: keys, identities, roles. A wrong key and an unknown identity get nothing at all."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.clients import LIBRARIES, coap_client
from support.coap import GET, POST, PUT, request
from support.daemon import Daemon
from support.gnutls import PSK_WITH_AES_128_CCM_8, DtlsError, DtlsSession
from support.workspace import free_port, has_ipv6, wait_until

WRONG = b"another key, which is wrong"
KEYS = {
    "reader": b"the key of reader, in psk",
    "switch": b"the key of switch, in psk_hex",
    "chief": b"the key of chief, in a psk_file",
    "partner": b"the key of partner, by psktool",
    "Gerät 7: Küche": b"the key of an identity that is not ASCII",
}
IDENTITIES = [
    {"identity": "reader", "psk": KEYS["reader"].decode(), "role": "read"},
    {"identity": "switch", "psk_hex": KEYS["switch"].hex(), "role": "control"},
    {"identity": "chief", "psk_file": "chief.psk", "role": "admin"},
    {"identity": "partner", "psk_file": "keys/partners.psk"},
    {"identity": "Gerät 7: Küche", "psk_hex": KEYS["Gerät 7: Küche"].hex().upper(), "role": "control"},
]


def start_node(anonymous: str = "none", *arguments: str) -> Daemon:
    node = Daemon({"coap": {"anonymous": anonymous}, "dtls": {"identities": IDENTITIES},
                   "leds": [{"name": "led", "line": "GPIO17"}]}, *arguments)
    node.write("chief.psk", KEYS["chief"].hex() + "\n")
    node.write("keys/partners.psk", f"other:{WRONG.hex()}\npartner:{KEYS['partner'].hex()}\n", mode=0o640)
    return node


class Dtls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(start_node("none", "--log-level", "debug"))

    def session(self, identity: str, key: bytes | None = None, **more) -> DtlsSession:
        return DtlsSession(self.node.secure_port, identity, KEYS[identity] if key is None else key, **more)

    def failures(self, *rows: tuple[str, bytes]) -> list[int]:
        """How the handshakes of these identities with these keys fail; each is given up after a while of silence."""
        with ThreadPoolExecutor(len(rows)) as threads:
            return list(threads.map(self.how_it_fails, rows))

    def how_it_fails(self, row: tuple[str, bytes]) -> int:
        with self.assertRaises(DtlsError) as failed:
            self.session(*row, patience=1.2)
        return failed.exception.code


class Keys(Dtls):
    def test_every_identity_gets_in_with_its_key(self):
        for identity in KEYS:
            with self.subTest(identity), self.session(identity) as session:
                self.assertEqual(session.ask(request(GET, "/led")).payload, b'{"state":"off"}')

    def test_over_ipv6_too(self):
        if not has_ipv6():
            self.skipTest("this machine has no IPv6")
        with self.session("reader", host="::1") as session:
            self.assertEqual(session.ask(request(GET, "/info")).code, "2.05")

    def test_a_constrained_client_gets_in_with_the_mandatory_cipher_suite(self):
        with self.session("reader", priority=PSK_WITH_AES_128_CCM_8) as session:
            self.assertEqual(session.ask(request(GET, "/info")).code, "2.05")

    def test_a_wrong_key_and_an_unknown_identity_fail_alike(self):
        ways = self.failures(("reader", WRONG), ("stranger", WRONG), ("stranger", KEYS["reader"]))
        self.assertEqual(ways, ways[:1] * 3)

    def test_the_key_of_another_identity_is_a_wrong_key(self):
        self.failures(("chief", KEYS["reader"]), ("partner", WRONG), ("Reader", KEYS["reader"]))

    def test_coap_client_gets_in_with_the_right_key_only(self):
        rows = [("reader", WRONG), ("stranger", KEYS["reader"]), ("reader", KEYS["reader"])]
        for library in LIBRARIES:
            with ThreadPoolExecutor(len(rows)) as threads:
                wrong, unknown, right = threads.map(lambda row: self.coap_client(library, *row), rows)
            with self.subTest(library):
                self.assertEqual((right.code, right.payload), ("2.05", b'{"state":"off"}'), right.told)
                self.assertEqual((wrong.code, wrong.payload), (None, b""), wrong.told)
                self.assertEqual((unknown.code, unknown.payload), (None, b""), unknown.told)

    def coap_client(self, library: str, user: str, key: bytes):
        uri = f"coaps://127.0.0.1:{self.node.secure_port}/led"
        return coap_client(library, "get", uri, user=user, key=key.decode(), patience=1)

    def test_junk_under_a_client_s_address_does_not_end_its_session(self):
        application_data, alert = b"\x17\xfe\xfd", b"\x15\xfe\xfd"  # RFC 6347 section 4.1: type and version
        plain = request(PUT, "/led", payload=b"on").encode()
        junk = [plain, plain.ljust(600, b"x"), b"", b"\x16", application_data + b"\0\1" + bytes(5) + b"\x09\0\x20" + b"x" * 32,
                alert + b"\0\0" + bytes(5) + b"\x09\0\2\2\x28", alert + b"\0\1" + bytes(5) + b"\x09\0\2\1\0"]
        with self.session("switch") as session:
            for datagram in junk:
                with self.subTest(datagram[:20]):
                    session.socket.send(datagram)
                    self.assertEqual(session.ask(request(GET, "/led")).payload, b'{"state":"off"}')


    def test_a_new_session_from_the_same_port_begins_its_message_ids_anew(self):
        port = free_port()
        self.addCleanup(lambda: self.session("switch").ask(request(PUT, "/led", payload=b"off")))
        levels = []
        for _ in range(3):
            with self.session("switch", local_port=port) as session:
                self.assertEqual(session.ask(request(POST, "/led")).code, "2.04")  # message ID 1 each time
                levels.append(self.node.line("GPIO17"))
        self.assertIn(levels, (["high", "low", "high"], ["low", "high", "low"]))


class Log(Dtls):
    def test_no_key_is_ever_logged_and_failures_are_told_seldom(self):
        self.failures(*[("reader", WRONG), ("stranger", WRONG)] * 4)
        with self.session("chief") as session:
            session.ask(request(PUT, "/led", payload=b"off"))
        self.node.reload()
        told = wait_until(lambda: self.node.log_lines("wrong key or an unknown identity"), "the failure is told")
        self.assertIn("127.0.0.1:", told[0])
        self.assertLessEqual(len(told), 6, self.node.log())  # at once; the others are counted
        log = self.node.log().lower()
        for key in [*KEYS.values(), WRONG]:
            for form in (key.decode(), key.hex(), key.hex(" "), key.hex(":")):
                self.assertNotIn(form.lower(), log)


class Roles(Dtls):
    def test_each_role_may_do_what_it_is_for(self):
        rows = [(identity, code, method, path)
                for identity, may_switch in [("reader", False), ("partner", False), ("switch", True), ("chief", True)]
                for code, method, path in [("2.05", GET, "/led"), ("2.05", GET, "/info"), ("2.05", GET, "/sensors"),
                                           ("2.05", GET, "/.well-known/core"), ("2.04" if may_switch else "4.03", PUT, "/led"),
                                           ("2.04" if may_switch else "4.03", POST, "/leds/led")]]
        sessions = {identity: self.enterContext(self.session(identity)) for identity in KEYS}
        for identity, code, method, path in rows:
            with self.subTest(identity=identity, method=method, path=path):
                before = self.node.line("GPIO17")
                wanted = b"off" if before == "high" else b"on"
                answer = sessions[identity].ask(request(method, path, payload=b"" if method == GET else wanted))
                self.assertEqual(answer.code, code)
                self.assertEqual(self.node.line("GPIO17") != before, code == "2.04")

    def test_a_refusal_says_why(self):
        with self.session("reader") as session:
            self.assertIn(b"role", session.ask(request(PUT, "/led", payload=b"on")).payload)

    def test_who_has_no_key_may_do_what_the_configuration_says(self):
        rows = {"none": ("4.01", "4.01"), "read": ("2.05", "4.01"), "control": ("2.05", "2.04")}
        for anonymous, (read, switch) in rows.items():
            with self.subTest(anonymous), start_node(anonymous) as node, node.peer() as peer:
                self.assertEqual(peer.get("/led").code, read)
                self.assertEqual(peer.get("/info").code, read)
                self.assertEqual(peer.get("/.well-known/core").code, "2.05")  # discovery is for all
                self.assertEqual(peer.ask(PUT, "/led", payload=b"on").code, switch)
                self.assertEqual(peer.ask(POST, "/led").code, switch)
                self.assertEqual(node.line("GPIO17"), "low")

    def test_anonymous_clients_get_no_data_with_a_refusal(self):
        with self.node.peer() as peer:
            refusal = peer.get("/led")
        self.assertEqual(refusal.code, "4.01")
        self.assertNotIn(b"state", refusal.payload)
        self.assertIn(b"DTLS", refusal.payload)


class NoIdentities(unittest.TestCase):
    def test_without_identities_there_is_no_secure_port(self):
        with Daemon({}) as node:
            self.assertNotIn("coaps:", node.ready["STATUS"])
            with self.assertRaises(DtlsError):
                DtlsSession(node.secure_port, "reader", KEYS["reader"], patience=0.5)

    def test_without_plain_coap_only_keys_get_in(self):
        with Daemon({"coap": {"listen": []}, "dtls": {"identities": IDENTITIES[:1]}}) as node, node.peer() as peer:
            peer.send(request(GET, "/info", mid=1))
            with self.assertRaises(OSError):  # the port is closed, and the kernel says so
                peer.receive()
            with DtlsSession(node.secure_port, "reader", KEYS["reader"]) as session:
                self.assertEqual(session.ask(request(GET, "/info")).code, "2.05")


if __name__ == "__main__":
    unittest.main()
