# SPDX-License-Identifier: MIT
"""Multicast (RFC 7252 section 8) on loopback: the node is found at the groups, and says nothing where that is asked."""
import dataclasses
import select
import socket
import struct
import time
import unittest

from support.coap import GET, PUT, Message, Type, request
from support.daemon import Daemon

LEISURE = 5.0  # RFC 7252 section 4.8.2: DEFAULT_LEISURE
IPV4, LINK_LOCAL, SITE_LOCAL = "224.0.1.187", "ff02::fd", "ff05::fd"
CONFIG = {
    "coap": {"anonymous": "control", "multicast": True, "multicast_interfaces": ["lo"]},
    "leds": [{"name": "lamp", "line": "GPIO17"}],
}


class Asker:
    """Sends to a group on loopback; its answers come from a unicast address."""

    def __init__(self, group: str, port: int):
        ipv6 = ":" in group
        self.socket = socket.socket(socket.AF_INET6 if ipv6 else socket.AF_INET, socket.SOCK_DGRAM)
        index = socket.if_nametoindex("lo")
        if ipv6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
            self.where = (group, port, 0, index)
        else:
            self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, struct.pack("4s4si", bytes(4), bytes(4), index))
            self.where = (group, port)
        self.mid = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, message: Message | bytes) -> None:
        self.mid += 1
        if isinstance(message, Message):
            message = dataclasses.replace(message, mid=self.mid).encode()
        self.socket.sendto(message, self.where)


def reachable(group: str) -> bool:
    """A loopback interface has no route to IPv6 groups by itself."""
    try:
        with Asker(group, 9) as asker:
            asker.send(request(GET, "/", type=Type.NON))
        return True
    except OSError:
        return False


def forged(first: int, code: int = 1, token: bytes = b"t") -> bytes:
    """A GET of /led but for its first bytes."""
    return bytes([first, code, 0x12, 0x34]) + token + b"\xb3led"


# RFC 7252 section 8.1: who is asked by multicast answers no reset, and section 3: nothing of another version.
NOT_ASKED = [
    *(forged(version << 6 | 0x11) for version in (0, 2, 3)),
    *(forged(0x50 | length, token=b"t" * length) for length in (9, 15)),
    forged(0x40, 0, b""),                   # a ping
    forged(0x50, 0, b""),
    forged(0x41), forged(0x61), forged(0x71),   # CON, ACK, RST
    forged(0x51) + b"\xf1", forged(0x51) + b"\x63123",  # malformed options, and Accept of three bytes
    forged(0x51, 8), forged(0x51, 0x45), forged(0x51, 0x21),  # 0.08, 2.05, 1.01
    b"", b"\x50", b"\x51\x01\x12",
]

GROUPS = [group for group in (IPV4, LINK_LOCAL, SITE_LOCAL) if reachable(group)]


def answers(askers: list[Asker], seconds: float, enough: int | None = None) -> dict[Asker, list[tuple[Message, str]]]:
    """All that come until then, or until there are enough, with the address they come from."""
    found = {asker: [] for asker in askers}
    sockets = {asker.socket: asker for asker in askers}
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0 and sum(map(len, found.values())) != enough:
        for ready in select.select(list(sockets), [], [], left)[0]:
            data, sender = ready.recvfrom(2048)
            found[sockets[ready]].append((Message.decode(data), sender[0]))
    return found


class Multicast(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))

    def ask(self, group: str, *messages: Message) -> list[Asker]:
        """A socket for each message, so that answers can be told apart."""
        askers = [self.enterContext(Asker(group, self.node.port)) for _ in messages]
        for asker, message in zip(askers, messages):
            asker.send(message)
        return askers

    def test_it_answers_what_it_has_and_is_silent_otherwise(self):
        discovery = request(GET, "/.well-known/core", type=Type.NON)
        some = request(GET, "/.well-known/core", ("rt=actuator*",), type=Type.NON)
        silent = [
            request(GET, "/.well-known/core", ("rt=nothing",), type=Type.NON),
            request(GET, "/nowhere", type=Type.NON),
            request(GET, "/led", type=Type.NON, options=[(17, bytes([41]))]),
            request(PUT, "/led", type=Type.NON, payload=b"on"),
            request(GET, "/.well-known/core"),
            *NOT_ASKED,
        ]
        per_group = {group: self.ask(group, discovery, some, *silent) for group in GROUPS}
        found = answers([asker for askers in per_group.values() for asker in askers], LEISURE + 1)
        for group, askers in per_group.items():
            with self.subTest(group=group):
                for asker in askers[:2]:
                    self.assertEqual(len(found[asker]), 1)
                    answer, sender = found[asker][0]
                    self.assertEqual((answer.code, answer.type), ("2.05", Type.NON))
                    self.assertIn(b"</led>", answer.payload)
                    self.assertNotEqual(sender.split("%")[0], group)
                self.assertNotIn(b"</info>", found[askers[1]][0][0].payload)
                for asker in askers[2:]:
                    self.assertEqual(found[asker], [])
        self.assertEqual(self.node.line("GPIO17"), "low")
        self.assertEqual(self.node.log_lines("warning"), [])

    def test_a_reload_switches_it_off_and_on(self):
        discovery = request(GET, "/.well-known/core", type=Type.NON)
        self.node.reload({**CONFIG, "coap": {**CONFIG["coap"], "multicast": False}})
        self.node.reload({**CONFIG, "coap": {**CONFIG["coap"], "multicast": True}})
        on = self.ask(IPV4, discovery)
        self.assertEqual(len(answers(on, LEISURE + 1, enough=1)[on[0]]), 1)
        self.node.reload({**CONFIG, "coap": {**CONFIG["coap"], "multicast": False}})
        off = self.ask(IPV4, discovery)
        self.assertEqual(set(map(len, answers(on + off, LEISURE + 1).values())), {0})
        with self.node.peer() as peer:
            self.assertEqual(peer.get("/info").code, "2.05")


class OneFamily(unittest.TestCase):
    """Who is found by a group can be reached where it answers from."""

    def test_only_the_groups_of_a_family_that_is_listened_on(self):
        families = {"127.0.0.1": [IPV4], "[::1]": [LINK_LOCAL, SITE_LOCAL]}
        askers = {}
        for host in families:
            node = self.enterContext(Daemon(CONFIG))
            node.reload({**CONFIG, "coap": {**CONFIG["coap"], "listen": [f"{host}:{node.port}"]}})
            for group in GROUPS:
                askers[host, group] = self.enterContext(Asker(group, node.port))
                askers[host, group].send(request(GET, "/led", type=Type.NON))
        found = answers(list(askers.values()), LEISURE + 1)
        for host, family in families.items():
            with self.subTest(host):
                self.assertEqual([group for group in GROUPS if found[askers[host, group]]], [g for g in GROUPS if g in family])


class Warnings(unittest.TestCase):
    def test_loopback_alone_is_asked_by_multicast_only_where_lo_is_named(self):
        config = {"coap": {"multicast": True}}
        with Daemon(config) as node:
            self.assertEqual(len(node.log_lines("multicast: no group is joined")), 1, node.log())
            node.reload({"coap": {"multicast": True, "multicast_interfaces": ["lo"]}})
            self.assertEqual(len(node.log_lines("multicast: no group is joined")), 1, node.log())

    def test_an_interface_that_is_not_there_is_a_warning(self):
        config = {**CONFIG, "coap": {**CONFIG["coap"], "multicast_interfaces": ["nosuch0"]}}
        with Daemon(config) as node, node.peer() as peer:
            self.assertEqual(peer.get("/info").code, "2.05")
            self.assertEqual(len(node.log_lines("the interface nosuch0 is not up")), 1, node.log())


if __name__ == "__main__":
    unittest.main()
