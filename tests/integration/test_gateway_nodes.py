# SPDX-License-Identifier: MIT
"""A node that is started again, gone, given another key or taken out: it is told, it recovers without a reload, and the other
nodes are untouched."""
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import EMPTY, MAX_AGE, URI_PATH, Message, Type
from support.gateway import Gateway
from support.server import Server, reply
from support.small_node import HUMIDITY, LAMP, NODE, ROOM, TEMPERATURE, known_as, over_udp, start_node
from support.workspace import wait_until

SAMPLE = 'coapnode_reading_celsius{node="house",quantity="temperature",sensor="room"}'


class TwoNodes(unittest.TestCase):
    """A node that goes or returns is told, and the other one is untouched."""

    known = staticmethod(known_as)

    def setUp(self):
        self.node = self.enterContext(start_node())
        self.other = self.enterContext(start_node())
        self.config = {"nodes": [self.known("house", self.node), self.known("other", self.other)], "limits": {"timeout": "2s"}}
        self.gateway = self.enterContext(Gateway(self.config))
        self.stream = self.enterContext(self.gateway.events())
        self.stream.wait_all({(name, path) for name in ("house", "other") for path in (TEMPERATURE, HUMIDITY, LAMP)})
        self.stream.seen.clear()

    def tearDown(self):
        """The other one was up all the time."""
        of_other = [event.data for event in self.stream.seen if "other" in (event.data.get("device"), event.data.get("name"))]
        self.assertEqual([data for data in of_other if "status" in data], [])
        self.assertEqual([data["state"] for data in of_other if data.get("state", "up") != "up"], [])


class Nodes(TwoNodes):
    def lamp(self, kind: str) -> int:
        return self.gateway.get(f"/devices/house{LAMP}", {"accept": kind}).status

    def test_a_node_that_is_started_again_recovers(self):
        self.node.kill()
        self.node.start_again()
        begun = time.monotonic()
        self.node.play(ROOM, "temperature=5 humidity=40")
        self.stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 5, "house", timeout=60)
        took = time.monotonic() - begun
        print(f"a node that was started again shows its values after {took:.1f} s")
        self.assertLess(took, 15)
        self.assertEqual(self.gateway.get(f"/devices/house{LAMP}").json(), {"state": "off"})

    def test_a_node_that_is_gone_is_told_and_recovers(self):
        kinds = ("application/json", "text/plain", "*/*")
        self.assertEqual([self.lamp(kind) for kind in kinds], [200] * 3)  # they hold for a minute
        self.node.kill()
        begun = time.monotonic()
        self.stream.wait_failure(TEMPERATURE, timeout=60)
        self.stream.wait_ever(lambda event: event.data.get("state") in ("silent", "unreachable"), "its state is told")
        self.stream.wait_ever(lambda event: event.name == "failure" and event.data["path"] == LAMP, "what is never told anew fails, too")
        print(f"the values of a node that is gone vanish after {time.monotonic() - begun:.1f} s")
        self.assertLessEqual({self.lamp(kind) for kind in kinds}, {502, 504})
        self.assertEqual(self.gateway.metrics()['coapnode_up{node="house"}'], 0)
        self.assertEqual(self.gateway.get(f"/devices/other{LAMP}").status, 200)
        self.stream.seen.clear()
        self.node.start_again()
        begun = time.monotonic()
        self.stream.wait_all({("house", path) for path in (TEMPERATURE, HUMIDITY, LAMP)}, timeout=60)
        self.stream.wait_ever(lambda event: (event.data.get("name"), event.data.get("state")) == ("house", "up"), "it is up")
        print(f"a node that returns shows its values after {time.monotonic() - begun:.1f} s")
        self.assertIn(self.gateway.put(f"/devices/house{LAMP}", b"on", "text/plain").status, (200, 204))
        self.stream.wait_value(LAMP, lambda payload: payload["state"] == "on", "house")

    def test_a_node_that_is_taken_out_is_gone(self):
        self.assertEqual(self.gateway.get(f"/devices/house{LAMP}").status, 200)
        metrics = self.gateway.metrics()
        self.assertIn(SAMPLE, metrics)
        self.assertIn('coapnode_gateway_requests_total{node="house",status="200"}', metrics)
        self.gateway.reload({**self.config, "nodes": [self.known("other", self.other)]})
        self.stream.wait(lambda event: event.name == "gone" and event.data == {"device": "house"}, "it is gone")
        self.assertEqual([name for name in self.gateway.metrics() if 'node="house"' in name], [])
        self.assertEqual(self.gateway.get("/devices/house").status, 404)
        self.stream.wait_value(TEMPERATURE, device="other")
        self.gateway.reload(self.config)
        self.stream.wait_state("house", "up")
        self.stream.wait_value(LAMP, device="house")


class NodesOverUdp(Nodes):
    known = staticmethod(over_udp)


class Keys(TwoNodes):
    def test_a_node_with_another_key_is_told(self):
        rekeyed = {**NODE, "dtls": {"identities": [{"identity": "gateway", "psk": "another key of the gateway", "role": "admin"}]}}
        self.node.reload(rekeyed)
        begun = time.monotonic()
        device = self.stream.wait_state("house", "refused", 60)
        print(f"another key is told after {time.monotonic() - begun:.1f} s: {device.data['error']}")
        self.assertEqual(self.gateway.get("/devices/house/leds/lamp").status, 502)
        self.assertEqual(self.gateway.get("/devices/other/leds/lamp").status, 200)
        known = {**known_as("house", self.node), "psk": "another key of the gateway"}
        self.gateway.reload({**self.config, "nodes": [known, known_as("other", self.other)]})
        self.stream.wait_state("house", "up")
        self.stream.wait_value(TEMPERATURE, device="house")


class SlowResources(unittest.TestCase):
    """A node that acknowledges every request at once, and answers those for /slow never."""

    def answer(self, request: Message) -> list[Message]:
        if request.code == EMPTY:
            return []
        if b"slow" in request.all(URI_PATH):
            return [Message(EMPTY, Type.ACK, request.mid)]
        return [reply(request, payload=b"here", options=((MAX_AGE, b""),))]

    def setUp(self):
        self.node = self.enterContext(Server(self.answer))
        self.gateway = self.enterContext(Gateway({"nodes": [{"name": "house", "uri": self.node.uri()}], "limits": {"timeout": "2s"}}))
        self.gateway.wait_state("house", "up")

    def test_a_slow_resource_costs_the_others_nothing_and_its_node_is_not_silent(self):
        with ThreadPoolExecutor(5) as pool:
            slow = [pool.submit(self.gateway.get, f"/devices/house/slow/{number}") for number in range(5)]
            wait_until(lambda: sum(b"slow" in request.all(URI_PATH) for request in self.node.requests) == 5, "all are asked")
            self.assertEqual(self.gateway.get("/devices/house/quick").body, b"here")
            self.assertFalse(any(one.done() for one in slow))
            self.assertEqual({one.result().status for one in slow}, {504})
        self.assertEqual(self.gateway.device("house")["state"], "up")
        self.assertEqual(self.gateway.get("/devices/house/quick").body, b"here")

    def test_one_that_is_asked_alone(self):
        problem = self.gateway.get("/devices/house/slow")
        self.assertEqual((problem.status, problem.fields["content-type"]), (504, "application/problem+json"))
        self.assertIn("in time", problem.json()["detail"])
        self.assertEqual(self.gateway.device("house")["state"], "up")


if __name__ == "__main__":
    unittest.main()
