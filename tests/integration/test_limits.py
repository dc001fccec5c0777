# SPDX-License-Identifier: MIT
"""What many strangers together cannot do: slow a request, fill the memory, lock out a client with a key."""
import os
import socket
import subprocess
import unittest

from support.clients import coap_client
from support.coap import GET, POST, Message, Peer, request, wait_for_content
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import SANITIZED

KEY = b"a key that is text"
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY.decode(), "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
PORTS = 20_000
SOURCES = [f"127.0.0.{last}" for last in range(2, 7)]  # all of 127.0.0.0/8 is this machine's
FIRST_PORT = 10_000


def client_ports(count: int):
    """Sockets, each at a client address and port that none before had; closed when the next one is asked for."""
    for number in range(count):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(10)
            client.bind((SOURCES[number % len(SOURCES)], FIRST_PORT + number // len(SOURCES)))
            yield client


def client_hello() -> bytes:
    """The first flight of a DTLS client that meets silence."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silence:
        silence.bind(("127.0.0.1", 0))
        silence.settimeout(10)
        command = ["coap-client-openssl", "-B", "1", "-u", "gateway", "-k", "some key or other"]
        with subprocess.Popen([*command, f"coaps://127.0.0.1:{silence.getsockname()[1]}/led"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as client:
            hello = silence.recv(4096)
            client.kill()
    return hello


class Limits(unittest.TestCase):
    def setUp(self):
        # On one processor together: in a virtual machine a wake-up on another one costs as much as five requests.
        processors = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(processors)})
        self.addCleanup(os.sched_setaffinity, 0, processors)
        self.node = self.enterContext(Daemon(CONFIG))

    def cpu_per_get(self, peer: Peer, count: int = 2000) -> float:
        before = self.node.cpu_seconds()
        for _ in range(count):
            peer.get("/temperature")
        return (self.node.cpu_seconds() - before) / count

    def memory_grows_less_than(self, kilobytes: int, before: int, what: str) -> None:
        grown = self.node.status("VmRSS") - before
        print(f"{what}: memory {before} kB + {grown} kB")
        if not SANITIZED:  # a sanitizer keeps freed memory for a while, to find its use
            self.assertLess(grown, kilobytes)


class ClientPorts(Limits):
    def test_20_000_client_ports_do_not_slow_a_get(self):
        with self.node.peer() as peer:
            wait_for_content(peer, "/temperature")
            self.cpu_per_get(peer, 200)
            alone, memory = self.cpu_per_get(peer), self.node.status("VmRSS")
            get = request(GET, "/temperature", mid=1, token=b"1").encode()
            before = self.node.cpu_seconds()
            for client in client_ports(PORTS):
                client.sendto(get, ("127.0.0.1", self.node.port))
                self.assertEqual(Message.decode(client.recv(1500)).code, "2.05")
            strangers = (self.node.cpu_seconds() - before) / PORTS
            after = self.cpu_per_get(peer)
        print(f"CPU per GET: {alone * 1e6:.1f} us alone, {strangers * 1e6:.1f} us from {PORTS} ports, {after * 1e6:.1f} us after")
        self.assertLess(strangers, 6 * alone)  # each makes a session and ends another one
        self.assertLess(after, 3 * alone)
        self.memory_grows_less_than(2000, memory, f"{PORTS} client ports")

    def test_changes_by_many_clients_are_remembered_within_bounds(self):
        with self.node.peer() as peer:
            alone, memory = self.cpu_per_get(peer), self.node.status("VmRSS")
            toggle = request(POST, "/led", mid=1, token=b"12345678").encode()
            for client in client_ports(3000):  # three times what the daemon remembers
                client.sendto(toggle, ("127.0.0.1", self.node.port))
                self.assertEqual(Message.decode(client.recv(1500)).code, "2.04")
            after = self.cpu_per_get(peer)
        self.assertLess(after, 3 * alone)
        self.memory_grows_less_than(2000, memory, "3000 toggles")


class Amplification(Limits):
    """A forged address is not flooded: what its network draws comes in small blocks after a while."""
    BURST, BLOCK = 131_072, 128  # see ReplyBudget, and the blocks of Server

    def test_what_a_network_draws_is_bounded(self):
        discovery = request(GET, "/.well-known/core", mid=1, token=b"")
        with self.node.peer() as peer:
            first = len(peer.exchange(discovery).payload)
            drawn = [len(peer.exchange(discovery).payload) for _ in range(2 * self.BURST // first)]
        self.assertEqual({first, drawn[0], drawn[-1]}, {min(first, 512), self.BLOCK})
        self.assertLess(sum(drawn), 2 * self.BURST)

    def test_a_client_in_such_a_network_still_gets_all_of_it(self):
        discovery = request(GET, "/.well-known/core", mid=1, token=b"")
        with self.node.peer() as peer:
            while len(peer.exchange(discovery).payload) > self.BLOCK:
                pass
        answer = coap_client("gnutls", "get", f"coap://127.0.0.1:{self.node.port}/.well-known/core")
        self.assertIn(b"</sensors/room/humidity>", answer.payload)  # far behind the first block
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as elsewhere:  # another /24
            elsewhere.settimeout(10)
            elsewhere.bind(("127.1.2.3", 0))
            elsewhere.sendto(discovery.encode(), ("127.0.0.1", self.node.port))
            self.assertGreater(len(Message.decode(elsewhere.recv(1500)).payload), self.BLOCK)


class ClientHellos(Limits):
    """A ClientHello costs a stranger nothing, not even an address of his own; the daemon keeps each for 30 s."""
    MOST = 1000   # half-open handshakes, see Server::dtls_limits
    BATCH = 50    # what a socket's receive buffer holds with certainty

    def setUp(self):
        super().setUp()
        self.hello = client_hello()
        self.session = self.enterContext(DtlsSession(self.node.secure_port, "gateway", KEY))
        self.memory = self.node.status("VmRSS")

    def send_hellos(self, count: int) -> None:
        for number, client in enumerate(client_ports(count), start=1):
            client.sendto(self.hello, ("127.0.0.1", self.node.secure_port))
            if number % self.BATCH == 0:
                self.session_goes_on()  # and with its answer all before it are taken in

    def session_goes_on(self) -> None:
        self.assertEqual(self.session.ask(request(GET, "/led")).code, "2.05")

    def test_unanswered_ones_lock_no_client_with_a_key_out(self):
        for count in (150, self.MOST):
            with self.subTest(count):
                self.send_hellos(count)
                with DtlsSession(self.node.secure_port, "gateway", KEY, patience=5) as another:
                    self.assertEqual(another.ask(request(GET, "/led")).code, "2.05")

    def test_more_than_fit_do_not_disturb_who_is_in(self):
        self.send_hellos(3 * self.MOST)
        self.session_goes_on()
        with self.node.peer() as peer:
            self.assertEqual(peer.get("/led").code, "2.05")
        self.memory_grows_less_than(20_000, self.memory, f"{3 * self.MOST} ClientHellos")


if __name__ == "__main__":
    unittest.main()
