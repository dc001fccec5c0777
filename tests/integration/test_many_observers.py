# SPDX-License-Identifier: MIT
"""What observers cost the daemon, and what strangers cannot make them cost."""
import os
import resource
import time
import unittest

from support.coap import ACCEPT, GET, OBSERVE, POST, Message, Peer, Type, request, wait_for_content
from support.daemon import Daemon
from support.workspace import SANITIZED
from test_limits import client_ports

CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
PORTS = 10_000
OBSERVERS = 1_000


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

    def registered(self, node, count: int) -> list[Peer]:
        peers = [self.enterContext(node.peer()) for _ in range(count)]
        for peer in peers:
            self.assertIsNotNone(peer.observe("/led", options=((ACCEPT, b""),)).number(OBSERVE))
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

    def test_1_000_observers_are_told_within_20_ms(self):
        node = self.enterContext(Daemon({**CONFIG, "limits": {"observers": OBSERVERS,
                                                              "observers_per_resource": OBSERVERS}}))
        peers = self.registered(node, OBSERVERS)
        used = [self.change(node, peers) for _ in range(40)]
        print(f"CPU of a change with {OBSERVERS} observers: {sorted(used)[len(used) // 2] * 1e3:.1f} ms in the middle, "
              f"{max(used) * 1e3:.1f} ms at most")
        if not SANITIZED:
            self.assertLess(sorted(used)[len(used) // 2], 0.020)


if __name__ == "__main__":
    unittest.main()
