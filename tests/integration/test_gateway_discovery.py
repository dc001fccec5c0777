# SPDX-License-Identifier: MIT
"""Nodes that no configuration names: the gateway finds them by multicast, in a network of the test's own where port 5683 is
free, and in a resource directory."""
import unittest

from support.coap import CONTENT_FORMAT, LINK_FORMAT, URI_PATH, Message, uint
from support.daemon import Daemon
from support.gateway import Gateway
from support.own_network import add_interface, inside, outside, run_inside, set_up_loopback
from support.server import Server, reply
from support.small_node import LAMP, ROOM, TEMPERATURE, start_node
from support.workspace import wait_until

FIRST, SECOND, STRANGER = "192.0.2.1", "198.51.100.1", "203.0.113.1"
SENSOR = {"name": "room", "driver": "sht3x", "interval": "1s"}


def listed(gateway: Gateway) -> dict[str, dict]:
    return {device["name"]: device for device in gateway.get("/devices").json()["devices"]}


@outside
class OwnNetwork(unittest.TestCase):
    def test_in_a_network_of_its_own(self):
        run_inside(self, "test_gateway_discovery.Multicast.test_nodes_that_answer_are_used")


@inside
class Multicast(unittest.TestCase):
    def node(self, interface: str, address: str, temperature: float) -> Daemon:
        """It joins the groups of an interface of its own, so that it answers from its own address."""
        try:
            add_interface(interface, address)
        except OSError as error:
            self.skipTest(f"this kernel has no bridges: {error}")
        coap = {"listen": [f"{address}:5683"], "multicast": True, "multicast_interfaces": [interface]}
        node = Daemon({"coap": coap, "dtls": {"listen": []}, "sensors": [SENSOR]})
        node.play(ROOM, f"temperature={temperature} humidity=40")
        return self.enterContext(node)

    def test_nodes_that_answer_are_used(self):
        set_up_loopback()
        first, _, _ = self.node("br0", FIRST, 21.5), self.node("br1", SECOND, 5), self.node("br2", STRANGER, 9)
        config = {"discover": True, "allow": [f"{FIRST}/32", "198.51.100.0/24"], "limits": {"timeout": "2s"}}
        gateway = self.enterContext(Gateway(config))
        with gateway.events() as stream:
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 21.5, FIRST)
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 5, SECOND)
            devices = listed(gateway)
            self.assertEqual({name: (device["state"], device["source"]) for name, device in devices.items()},
                             {FIRST: ("up", "multicast"), SECOND: ("up", "multicast")})
            self.assertEqual(gateway.get(f"/devices/{STRANGER}{TEMPERATURE}").status, 403)
            self.assertIn(f"{STRANGER} was found but is not used: it is outside of allow:", gateway.log())

            first.kill()
            self.assertEqual(gateway.get(f"/devices/{FIRST}/info").status, 502)
            stream.wait_ever(lambda event: (event.data.get("name"), event.data.get("state")) == (FIRST, "unreachable"), "its state is told")
            stream.wait_ever(lambda event: event.name == "failure" and event.data["device"] == FIRST, "its value is gone")
            self.assertEqual(listed(gateway)[SECOND]["state"], "up")
            first.start_again()
            stream.wait_state(FIRST, "up", 60)


class Directory(unittest.TestCase):
    def test_its_endpoints_are_used(self):
        with start_node() as node:
            endpoints = (f'</rd/1>;ep="hall";base="coap://127.0.0.1:{node.port}",</rd/2>;ep="outside";base="coap://192.0.2.1",'
                         f'</rd/3>;ep="own";base="coap://127.0.0.1:{node.port}"')
            answers = {(".well-known", "core"): '</rd/ep>;rt="core.rd-lookup-ep"', ("rd", "ep"): endpoints}

            def answer(request: Message) -> list[Message]:
                path = tuple(segment.decode() for segment in request.all(URI_PATH))
                return [reply(request, "2.05", answers[path].encode(), ((CONTENT_FORMAT, uint(LINK_FORMAT)),))]

            with Server(answer) as directory:
                gateway = self.enterContext(Gateway({"resource_directory": directory.uri(""), "allow": ["127.0.0.0/8"],
                                                     "nodes": [{"name": "own", "uri": f"coap://127.0.0.1:{node.port}"}]}))
                wait_until(lambda: [device["state"] for device in listed(gateway).values()] == ["up", "up"], "both are up")
                sources = {name: device["source"] for name, device in listed(gateway).items()}
                self.assertEqual(sources, {"hall": "directory", "own": "configured"})  # its name is taken, and one is outside of allow
                self.assertEqual(gateway.get(f"/devices/hall{LAMP}").json(), {"state": "off"})
                self.assertEqual(gateway.get(f"/devices/outside{LAMP}").status, 404)


if __name__ == "__main__":
    unittest.main()
