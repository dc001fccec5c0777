# SPDX-License-Identifier: MIT
"""coapnode discover without a URI: nodes are found by multicast, in networks of the test's own where port 5683 is free."""
import json
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import EMPTY, Message, wait_for_content
from support.coapnode import coapnode
from support.daemon import Daemon
from support.own_network import add_interface, inside, outside, run_inside, set_up_loopback
from support.server import Server, reply
from support.workspace import wait_until

CONFIG = {
    "device": {"id": "node-7", "title": "Attic"},
    "coap": {"listen": ["127.0.0.1:5683"], "multicast": True, "multicast_interfaces": ["lo"]},
    "dtls": {"listen": []},
    "sensors": [{"name": f"room-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(6)],
}


@outside
class OwnNetworks(unittest.TestCase):
    def test_each_in_a_network_of_its_own(self):
        names = "test_our_node_is_found", "test_a_node_with_two_addresses_is_one_node", "test_the_server_of_libcoap_is_found", "test_nobody_is_found"
        with ThreadPoolExecutor() as pool:
            runs = [pool.submit(run_inside, self, f"test_client_discover.Inside.{name}") for name in names]
        for name, run in zip(names, runs):
            with self.subTest(name):
                run.result()


@inside
class Inside(unittest.TestCase):
    def setUp(self):
        set_up_loopback()

    def test_our_node_is_found(self):
        with Daemon(CONFIG) as node:
            node.port = 5683
            with node.peer() as peer:
                wait_for_content(peer, "/temperature")
            with ThreadPoolExecutor() as pool:
                people, as_json, filtered = pool.map(lambda more: coapnode("discover", "--interface", "lo", *more), [(), ("--json",), ("-q", "rt=device")])
        self.assertEqual((people.code, people.stderr), (0, ""))
        head, row, empty, heading, links, *rest = people.stdout.splitlines()
        self.assertEqual((head.split(), row.split(), empty), (["address", "name", "links"], ["127.0.0.1:5683", "Attic", "25"], ""))
        self.assertEqual((heading, links.split()[0], len(rest)), ("127.0.0.1:5683  Attic", "href", 25))
        told = as_json.object()  # the rest of its links was fetched in blocks
        self.assertEqual((told["sender"], told["name"], len(told["links"])), ("127.0.0.1:5683", "Attic", 25))
        self.assertEqual(filtered.stdout.splitlines()[1].split(), ["127.0.0.1:5683", "Attic", "1"])

    def test_a_node_with_two_addresses_is_one_node(self):
        add_interface("net0", "192.0.2.7")
        coap = {"listen": ["127.0.0.1:5683", "192.0.2.7:5683"], "multicast_interfaces": ["lo", "net0"]}
        with Daemon({**CONFIG, "coap": {**CONFIG["coap"], **coap}}) as node:
            node.port = 5683
            with node.peer() as peer:
                wait_for_content(peer, "/temperature")
            with ThreadPoolExecutor() as pool:
                both = "--interface", "lo", "--interface", "net0"
                people, as_json = pool.map(lambda more: coapnode("discover", *both, *more), [(), ("--json",)])
        rows = [line.split() for line in people.stdout.split("\n\n")[0].splitlines()]
        self.assertEqual(rows[1:], [["127.0.0.1:5683", "Attic", "25"], ["192.0.2.7:5683"]])
        self.assertEqual(people.stdout.count("\nhref "), 1)
        told = [json.loads(line) for line in as_json.stdout.splitlines()]
        self.assertEqual({node["sender"] for node in told}, {"127.0.0.1:5683", "192.0.2.7:5683"})
        self.assertEqual(len({node["instance"] for node in told}), 1)

    def test_the_server_of_libcoap_is_found(self):
        server = subprocess.Popen(["coap-server-notls", "-A", "0.0.0.0", "-g", "224.0.1.187", "-G", "lo"], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: coapnode("ping", "--timeout", "1s", "127.0.0.1").code == 0, "an answer")
            told = coapnode("discover", "--interface", "lo", "--json")
        finally:
            server.kill()
            server.wait()
        self.assertEqual(told.code, 0, told)
        self.assertIn("/time", {link["href"] for link in told.object()["links"]})

    def test_nobody_is_found(self):
        nobody = coapnode("discover", "--interface", "lo", "--wait", "1s")
        self.assertEqual((nobody.code, nobody.stdout), (3, ""))
        self.assertIn("no node answered the multicast request", nobody.stderr)
        nowhere = coapnode("discover", "--interface", "nosuch0")
        self.assertEqual((nowhere.code, nowhere.stdout), (5, ""))
        self.assertIn("no network interface of this machine can send multicast", nowhere.stderr)


LINKS = ((12, b"("),)  # content format 40


def directory(links: bytes, code: str = "2.05"):
    """Its /.well-known/core is this, whatever the query says (RFC 6690 section 4.1)."""
    def answer(request: Message) -> list[Message]:
        if request.code == EMPTY:
            return []
        path = b"/".join(request.all(11))
        if path == b".well-known/core":
            return [reply(request, code, links, LINKS)]
        return [reply(request, payload=b'<coap://192.0.2.7/t>;rt="t"', options=LINKS)] if path == b"lookup" else [reply(request, "4.04")]
    return answer


class Directories(unittest.TestCase):
    """discover --rd"""

    def ended(self, links: bytes, code: str = "2.05"):
        with Server(directory(links, code)) as server:
            return coapnode("discover", "--rd", server.uri(""))

    def test_the_lookup_is_found_by_its_type(self):
        for links in b'</lookup>;rt="core.rd-lookup-res"', b'</rd>;rt="core.rd",</ep>;rt="core.rd-lookup-ep",</lookup>;rt="x core.rd-lookup-res"':
            with self.subTest(links):
                ended = self.ended(links)
                self.assertEqual((ended.code, ended.stderr), (0, ""))
                self.assertIn("192.0.2.7", ended.stdout)

    def test_a_host_without_one_is_no_directory(self):
        for links, code in (b'</led>;rt="led",</lookup>', "2.05"), (b"", "2.05"), (b'</lookup>;rt="core.rd-lookup-ep"', "2.05"), (b"no", "4.04"):
            with self.subTest(links):
                ended = self.ended(links, code)
                self.assertEqual((ended.code, ended.stdout), (6, ""))
                self.assertIn("is not a resource directory: it has no link lookup", ended.stderr)

    def test_an_error_of_the_host_is_told(self):
        ended = self.ended(b"why", "5.03")
        self.assertEqual((ended.code, ended.stdout, ended.stderr), (15, "", "5.03 Service Unavailable: why\n"))


if __name__ == "__main__":
    unittest.main()
