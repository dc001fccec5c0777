# SPDX-License-Identifier: MIT
"""Nodes in every state at once: the metrics are there without a wait, Prometheus' own check takes them, and no name but one has
a title."""
from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import unittest

from support.daemon import Daemon
from support.gateway import Gateway
from support.peers import need_peer
from support.server import Server, always
from support.small_node import NODE, ROOM, known_as, over_udp, start_node
from support.workspace import wait_until

TITLE = 'Room "one" \\ two'
STATES = {"well": "up", "failing": "up", "silent": "silent", "closed": "unreachable", "rekeyed": "refused"}


class FailureStates(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        enter = cls.enterClassContext
        well = enter(start_node())
        failing = enter(Daemon({**NODE, "device": {"title": TITLE}}))
        failing.play(ROOM, "fault=no_answer")
        silent, closed = (enter(contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))) for _ in range(2))
        for one in (silent, closed):
            one.bind(("127.0.0.1", 0))
        closed.connect(("127.0.0.1", 9))  # it hears one peer alone: for any other its port is closed
        nodes = [over_udp("well", well), over_udp("failing", failing), {**known_as("rekeyed", well), "psk": "not the key of the node"},
                 *({"name": name, "uri": f"coap://127.0.0.1:{one.getsockname()[1]}"} for name, one in (("silent", silent), ("closed", closed)))]
        cls.gateway = enter(Gateway({"nodes": nodes, "limits": {"timeout": "1s"}}))
        for name, state in STATES.items():
            cls.gateway.wait_state(name, state)
        wait_until(lambda: cls.gateway.device("failing").get("title") == TITLE, "its title is known")
        wait_until(lambda: any('celsius{node="well"' in name for name in cls.gateway.metrics()), "a reading")

    def test_the_metrics_do_not_wait(self):
        begun = time.monotonic()
        for _ in range(10):
            metrics = self.gateway.metrics()
        self.assertLess(time.monotonic() - begun, 5)  # half of what it takes to wait for the silent node each time
        for name, state in STATES.items():
            self.assertEqual(metrics[f'coapnode_up{{node="{name}"}}'], float(state == "up"))
        readings = {name.split('"')[1] for name in metrics if name.startswith("coapnode_reading_celsius")}
        self.assertEqual(readings, {"well"})

    def test_a_title_stands_in_one_family_alone(self):
        lines = [line for line in self.gateway.get("/metrics").body.decode().splitlines() if "title=" in line or "Room " in line]
        self.assertEqual({line.split("{")[0] for line in lines if not line.startswith("#")}, {"coapnode_node_info"})

    def test_promtool_takes_every_state(self):
        text = self.gateway.get("/metrics").body
        done = subprocess.run([need_peer("promtool"), "check", "metrics"], input=text, capture_output=True, check=False, timeout=20)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))


class OwnEvents(unittest.TestCase):
    def test_a_node_may_have_a_resource_that_is_called_events(self):
        with Server(always(payload=b"of the node")) as node, Gateway({"nodes": [{"name": "n", "uri": node.uri()}]}) as gateway:
            gateway.wait_state("n", "up")
            answer = gateway.get("/devices/n/events")
            self.assertEqual((answer.status, answer.body), (200, b"of the node"))
            with gateway.events("/devices/n/events") as stream:
                self.assertEqual(stream.fields["content-type"], "text/event-stream")


class Redirects(unittest.TestCase):
    def test_where_a_node_points_is_never_asked(self):
        """Location and links of a node are told to the client; the gateway follows none of them."""
        with Server(always("2.05")) as other:
            away = f"coap://127.0.0.1:{other.port}/secret".encode()
            made = always("2.01", options=((8, b".."), (8, b"secret")))
            links = always("2.05", b"<" + away + b'>;rt="sensor";obs;ct=50', ((12, bytes([40])),))

            def answer(request):
                return links(request) if request.code == "0.01" else made(request)

            with Server(answer) as node, Gateway({"nodes": [{"name": "n", "uri": node.uri()}], "allow": ["192.0.2.0/24"]}) as gateway:
                gateway.wait_state("n", "up")
                self.assertNotIn("secret", gateway.ask("POST", "/devices/n/x", body=b"", role="control").fields.get("location", ""))
                gateway.get("/devices/n/x")
            self.assertEqual(other.requests, [])


if __name__ == "__main__":
    unittest.main()
