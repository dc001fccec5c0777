# SPDX-License-Identifier: MIT
"""What observers cost the daemon, beside another server, and what strangers cannot make them cost."""
import os
import resource
import selectors
import subprocess
import time
import unittest

from support.coap import ACCEPT, GET, OBSERVE, POST, Message, Peer, Type, request, wait_for_content
from support.daemon import Daemon
from support.workspace import OPTIMISED, SANITIZED, cpu_seconds, free_port, wait_until
from test_limits import client_ports

CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
PORTS = 10_000
OBSERVERS = 1_000
CHANGES = 40
LIBCOAP_SECONDS = 12
# What one notification may cost at most of what it costs libcoap's own server, which has no conditions, formats or ETags.
MOST_OF_ITS = 1.0


class ManyObservers(unittest.TestCase):
    def setUp(self):
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(OBSERVERS + 200, limits[1]), limits[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, limits)
        processors = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(processors)})
        self.addCleanup(os.sched_setaffinity, 0, processors)

    def test_registrations_from_10_000_ports_are_bounded(self):
        node = self.enterContext(Daemon(CONFIG))
        with node.peer() as peer:
            wait_for_content(peer, "/temperature")
            for path in ("/led", "/temperature"):
                peer.get(path)
            memory = node.status("VmRSS")
            paths = ("/led", "/leds/led", "/temperature", "/humidity", "/sensors", "/sensors/room")
            asks = [request(GET, path, mid=1, token=b"1", options=((OBSERVE, b""),)).encode() for path in paths]
            observing = 0
            for number, client in enumerate(client_ports(PORTS)):
                client.sendto(asks[number % len(asks)], ("127.0.0.1", node.port))
                answer = Message.decode(client.recv(1500))
                self.assertEqual(answer.code, "2.05")
                observing += answer.option(OBSERVE) is not None
            grown = node.status("VmRSS") - memory
            print(f"{PORTS} registrations: {observing} observe, memory {memory} kB + {grown} kB")
            self.assertEqual(observing, 256)
            self.assertEqual(peer.ask(POST, "/led").code, "2.04")
            if not SANITIZED:
                self.assertLess(grown, 2000)

    def registered(self, port: int, path: str) -> list[Peer]:
        peers = [self.enterContext(Peer(port)) for _ in range(OBSERVERS)]
        for peer in peers:
            self.assertIsNotNone(peer.observe(path, options=((ACCEPT, b""),)).number(OBSERVE))
        return peers

    def change(self, node, peers: list[Peer]) -> float:
        """CPU time of one change and its notifications."""
        time.sleep(0.15)  # the least distance between two notifications
        before = node.cpu_seconds()
        with node.peer() as other:
            self.assertEqual(other.ask(POST, "/led").code, "2.04")
        told = [peer.receive() for peer in peers]
        used = node.cpu_seconds() - before
        for peer, message in zip(peers, told):
            if message.type == Type.CON:
                peer.reply_empty(Type.ACK, message)
        return used

    def libcoap_notification(self) -> float:
        """CPU time of one notification by libcoap's server, whose /time changes with each second."""
        port = free_port()
        server = subprocess.Popen(["coap-server-gnutls", "-N", "-A", "127.0.0.1", "-p", str(port)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        wait_until(lambda: self.answers(port), "coap-server-gnutls answers")
        peers = self.registered(port, "/time")
        self.notifications(peers, 2)
        before = cpu_seconds(server.pid)
        count = self.notifications(peers, LIBCOAP_SECONDS)
        self.assertGreater(count, OBSERVERS * LIBCOAP_SECONDS // 4)  # it waits while an acknowledgement is lost
        return (cpu_seconds(server.pid) - before) / count

    def notifications(self, peers: list[Peer], seconds: float) -> int:
        """How many come meanwhile; each one acknowledged at once where it has to be."""
        count, end = 0, time.monotonic() + seconds
        with selectors.DefaultSelector() as waiting:
            for peer in peers:
                waiting.register(peer.socket, selectors.EVENT_READ, peer)
            while (left := end - time.monotonic()) > 0:
                for key, _ in waiting.select(left):
                    key.data.notification()
                    count += 1
        return count

    def answers(self, port: int) -> bool:
        with Peer(port) as peer:
            try:
                return peer.get("/time").code == "2.05"
            except OSError:  # nobody is there yet
                return False

    def test_1_000_observers_are_told_within_20_ms(self):
        node = self.enterContext(Daemon({**CONFIG, "limits": {"observers": OBSERVERS,
                                                              "observers_per_resource": OBSERVERS}}))
        peers = self.registered(node.port, "/led")
        used = sorted(self.change(node, peers) for _ in range(CHANGES))
        middle = used[CHANGES // 2]
        for peer in peers:
            peer.socket.close()
        print(f"CPU of a change with {OBSERVERS} observers: {middle * 1e3:.1f} ms in the middle, {used[-1] * 1e3:.1f} ms at most")
        ours, its = middle / OBSERVERS, self.libcoap_notification()
        print(f"CPU of a notification: {ours * 1e6:.1f} us; of coap-server-gnutls: {its * 1e6:.1f} us; ratio {ours / its:.2f}")
        if not SANITIZED:
            self.assertLess(middle, 0.020)
        if OPTIMISED:  # libcoap's server is
            self.assertLess(ours / its, MOST_OF_ITS)


if __name__ == "__main__":
    unittest.main()
