# SPDX-License-Identifier: MIT
"""A house and a plant for years, in less than a minute: many nodes, many clients, no growth; and a DTLS session is made anew
while more than a thousand descriptors are open. COAPNODE_LONG=1: five minutes, with 1 000 event streams. COAPNODE_LONG=3600:
an hour (or as many seconds) with as many streams and little to do."""
import contextlib
import dataclasses
import os
import pathlib
import random
import re
import resource
import selectors
import time
import unittest

from support.gateway import Gateway
from support.http import Connection
from support.many_nodes import ManyNodes
from support.small_node import LAMP, ROOM, TEMPERATURE, known_as, start_node
from support.workspace import SANITIZED, wait_until

NODES = 100
CLIENTS = 50


@dataclasses.dataclass(frozen=True)
class Size:
    streams: int
    interval: float  # s: each node tells a value as often
    pause: float     # s: between two requests of a client
    warm_up: int     # s
    duration: int    # s

    def least_events(self) -> float:
        """Half of those to expect: one stream in ten has all nodes, each other three."""
        return self.duration / self.interval * (self.streams / 10 * NODES + self.streams * 0.9 * 3) / 2


def chosen_size() -> Size:
    wanted = int(os.environ.get("COAPNODE_LONG") or 0)
    if wanted > 1:
        return Size(1000, interval=30, pause=5, warm_up=120, duration=wanted)
    return Size(1000, interval=5, pause=0.25, warm_up=30, duration=300) if wanted else \
        Size(300, interval=5, pause=0.25, warm_up=10, duration=25)


SIZE = chosen_size()
PARTS = 6  # of the duration: what it has grown after each is printed
GROWTH = 1024  # kB
UNIT = pathlib.Path(__file__).parents[2] / "systemd" / "coapnode-gateway.service"
DESCRIPTORS = 1500
LIMITS = {"connections": 4000, "connections_per_address": 4000, "streams": 2000}


def setUpModule():
    least = 2 * DESCRIPTORS + 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < least:
        raise unittest.SkipTest(f"this test needs {least} descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, least), hard))


def memory_max() -> int:
    """What the shipped unit gives to the gateway, in kB."""
    return int(re.search(r"^MemoryMax=(\d+)M$", UNIT.read_text(), re.MULTILINE)[1]) * 1024


class Crowd:
    """Event streams that are read as they come, each of a few nodes, every tenth of all; and clients that ask now and then."""

    def __init__(self, gateway: Gateway, clients: contextlib.ExitStack):
        self.gateway = gateway
        self.dice = random.Random(1)
        self.ready = clients.enter_context(selectors.DefaultSelector())
        self.events: dict[Connection, int] = {}
        for number in range(SIZE.streams):
            connection = clients.enter_context(gateway.connect())
            query = "&".join(f"device=n{(number + more) % NODES}" for more in range(3)) if number % 10 else ""
            connection.send_request("GET", f"/events?{query}" if query else "/events", {"accept": "text/event-stream"})
            self.ready.register(connection.socket, selectors.EVENT_READ, connection)
            self.events[connection] = 0
        self.askers = [clients.enter_context(gateway.connect()) for _ in range(CLIENTS)]
        self.answers = 0

    def live(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        asked = 0.0
        while (now := time.monotonic()) < end:
            if now - asked > SIZE.pause:
                asked = now
                self.ask()
            for key, _ in self.ready.select(0.05):
                data = key.fileobj.recv(262144)
                if not data:
                    raise AssertionError("the gateway ended a stream")
                self.events[key.data] += data.count(b"event: value")

    def ask(self) -> None:
        for asker in self.askers:
            asker.send_request("GET", f"/devices/n{self.dice.randrange(NODES)}{TEMPERATURE}")
        for asker in self.askers:
            if asker.receive().status != 200:
                raise AssertionError("a GET was not answered")
            self.answers += 1


class Load(unittest.TestCase):
    def test_it_does_not_grow(self):
        with ManyNodes(NODES, SIZE.interval) as nodes, contextlib.ExitStack() as clients:
            gateway = clients.enter_context(Gateway({"nodes": nodes.configured(), "limits": LIMITS}))
            wait_until(lambda: nodes.count_observed() == NODES, "all nodes are observed")
            crowd = Crowd(gateway, clients)
            crowd.live(SIZE.warm_up)
            self.assertEqual(gateway.metrics()["coapnode_gateway_event_clients"], SIZE.streams)
            memory, descriptors, cpu = gateway.status("VmRSS"), gateway.descriptors(), gateway.cpu_seconds()
            answers, events, growth = crowd.answers, sum(crowd.events.values()), []
            for _ in range(PARTS):
                crowd.live(SIZE.duration / PARTS)
                growth.append(gateway.status("VmRSS") - memory)
            told = sum(crowd.events.values()) - events
            print(f"{NODES} nodes, {SIZE.streams} streams, {SIZE.duration} s: {crowd.answers - answers} answers, {told} events, "
                  f"{gateway.cpu_seconds() - cpu:.2f} s CPU, {memory} kB and {growth} kB more, {descriptors} descriptors", flush=True)
            self.assertGreater(min(crowd.events.values()), 2)  # nobody is forgotten
            self.assertGreater(told, SIZE.least_events())
            self.assertLessEqual(abs(gateway.descriptors() - descriptors), 5)
            if not SANITIZED:
                self.assertLessEqual(growth[-1], GROWTH)
                print(f"at most {gateway.status('VmHWM')} kB of {memory_max()} kB that the unit gives", flush=True)
                # The unit counts what the kernel keeps for its sockets, too: no more than half is the gateway's own.
                self.assertLess(gateway.status("VmHWM"), memory_max() / 2)

    def test_a_dtls_session_is_made_anew_among_many_descriptors(self):
        with start_node() as node, contextlib.ExitStack() as clients:
            gateway = clients.enter_context(Gateway({"nodes": [known_as("house", node)], "limits": {**LIMITS, "timeout": "3s"}}))
            stream = clients.enter_context(gateway.events())
            stream.wait_all({("house", TEMPERATURE), ("house", LAMP)})
            idle = []
            for _ in range(DESCRIPTORS):
                idle.append(clients.enter_context(gateway.connect()))
                idle[-1].send_request("GET", "/healthz")  # at once: one that asks for nothing is closed after 10 s
            for one in idle:
                self.assertEqual(one.receive().status, 200)
            self.assertGreater(gateway.descriptors(), DESCRIPTORS)
            node.kill()
            node.start_again()
            node.play(ROOM, "temperature=5 humidity=40")
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 5, "house", timeout=30)
            self.assertEqual(gateway.get(f"/devices/house{LAMP}").status, 200)
            self.assertGreater(gateway.descriptors(), DESCRIPTORS)
            # And once more from nothing: a session of a node that was just added.
            gateway.reload({"nodes": [known_as("again", node)], "limits": LIMITS})
            gateway.wait_state("again", "up")


if __name__ == "__main__":
    unittest.main()
