# SPDX-License-Identifier: MIT
"""The node registers with a CoRE Resource Directory (RFC 9176): a small one made here, byte by byte, and two real ones."""
from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

from support import coap
from support.coap import Message, Peer, Type
from support.daemon import Daemon
from support.workspace import wait_until

LOCATION_PATH = 8
CREATED, CHANGED, DELETED, CONTENT, CONTINUE = "2.01", "2.04", "2.02", "2.05", "2.31"
AIOCOAP_RD = shutil.which("aiocoap-rd") or next(
    (f"{entry[:entry.index('/usr/lib/')]}/usr/bin/aiocoap-rd" for entry in sys.path if "/usr/lib/" in entry
     and os.path.exists(f"{entry[:entry.index('/usr/lib/')]}/usr/bin/aiocoap-rd")), None)


def config(uri, sensors: int = 1) -> dict:
    return {
        "device": {"id": "kitchen"},
        "sensors": [{"name": f"s{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"}
                    for i in range(sensors)],
        "resource_directory": uri,
    }


class FakeDirectory:
    """Hears requests and answers as told."""

    def __init__(self, port: int = 0):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.port = self.socket.getsockname()[1]
        self.uri = f"coap://127.0.0.1:{self.port}"

    def __enter__(self) -> FakeDirectory:
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    def hear(self, timeout: float = 20.0) -> Message:
        self.socket.settimeout(timeout)
        data, self.peer = self.socket.recvfrom(2048)
        return Message.decode(data)

    def answer(self, to: Message, code: str, *options, payload: bytes = b"") -> None:
        reply = Message(code, Type.ACK, to.mid, to.token, options, payload)
        self.socket.sendto(reply.encode(), self.peer)

    def take_registration(self) -> tuple[Message, bytes]:
        """All blocks of one; its last request and its body. It is not answered yet."""
        body = b""
        while True:
            heard = self.hear()
            body += heard.payload
            block = heard.number(coap.BLOCK1)
            if block is None or not block & 8:
                return heard, body
            self.answer(heard, CONTINUE, (coap.BLOCK1, heard.option(coap.BLOCK1)))

    def register(self, *location: bytes) -> tuple[Message, bytes]:
        heard, body = self.take_registration()
        self.answer(heard, CREATED, *((LOCATION_PATH, part) for part in location))
        return heard, body


def path_of(message: Message) -> str:
    return "/" + "/".join(part.decode() for part in message.all(coap.URI_PATH))


def query_of(message: Message) -> list[str]:
    return [item.decode() for item in message.all(coap.URI_QUERY)]


def wait_for_log(node: Daemon, text: str) -> list[str]:
    deadline = time.monotonic() + 20
    while not (lines := node.log_lines(text)):
        if time.monotonic() > deadline:
            raise AssertionError(f"no line {text!r} in:\n{node.log()}")
        time.sleep(0.01)
    return lines


class ByHand(unittest.TestCase):
    def setUp(self):
        self.rd = self.enterContext(FakeDirectory())

    def links(self, node: Daemon) -> bytes:
        with node.peer() as peer:
            body, number = b"", 0
            while True:
                answer = peer.get("/.well-known/core", options=((coap.BLOCK2, coap.block(number, False, 4)),))
                body, number = body + answer.payload, number + 1
                if not answer.block2()[1]:
                    return body

    def test_it_finds_the_resource_registers_in_blocks_and_leaves_at_the_end(self):
        with Daemon(config({"uri": self.rd.uri, "lifetime": "1h"}, sensors=6)) as node:
            asked = self.rd.hear()
            self.assertEqual((asked.code, asked.type, path_of(asked), query_of(asked)),
                             (coap.GET, Type.CON, "/.well-known/core", ["rt=core.rd"]))
            self.rd.answer(asked, CONTENT, (coap.CONTENT_FORMAT, b"\x28"), payload=b'</x>;rt=a,</r/d>;rt="b core.rd"')
            last, body = self.rd.register(b"reg", b"4711")
            self.assertEqual((last.code, path_of(last), query_of(last), last.number(coap.CONTENT_FORMAT)),
                             (coap.POST, "/r/d", ["ep=kitchen", "lt=3600", f"base=coap://127.0.0.1:{node.port}"], 40))
            self.assertGreater(last.number(coap.BLOCK1) >> 4, 0)
            self.assertEqual(body, self.links(node))
            wait_for_log(node, f"registered with the resource directory at {self.rd.uri} as kitchen for 1h")
            started = time.monotonic()
            node.signal(signal.SIGTERM)
            gone = self.rd.hear()
            self.assertEqual((gone.code, gone.type, path_of(gone)), (coap.DELETE, Type.NON, "/reg/4711"))
            node.wait_end()
            self.assertLess(time.monotonic() - started, 5)

    def test_it_sends_smaller_blocks_where_it_is_asked_to(self):
        with Daemon(config(self.rd.uri + "/rd", sensors=6)) as node:
            refused = self.rd.hear()
            self.assertEqual(refused.number(coap.BLOCK1) & 7, 5)
            self.rd.answer(refused, "4.13", (coap.BLOCK1, coap.block(0, False, 2)))
            last, body = self.rd.register(b"reg")
            self.assertEqual((last.number(coap.BLOCK1) & 7, body), (2, self.links(node)))
            wait_for_log(node, "registered with")

    def discovered(self, asked: Message, number: int, more: bool, exponent: int, payload: bytes) -> None:
        self.rd.answer(asked, CONTENT, (coap.CONTENT_FORMAT, b"\x28"), (coap.BLOCK2, coap.block(number, more, exponent)), payload=payload)

    def test_it_finds_the_resource_in_an_answer_in_blocks(self):
        with Daemon(config(self.rd.uri)):
            links = b'</a>;title="' + b"x" * 80 + b'",</far>;rt="core.rd"'
            self.discovered(self.rd.hear(), 0, True, 2, links[:64])
            asked = self.rd.hear()
            self.assertEqual((path_of(asked), asked.block2()), ("/.well-known/core", (1, False, 2)))
            self.discovered(asked, 1, False, 2, links[64:])
            last, _ = self.rd.take_registration()
            self.assertEqual(path_of(last), "/far")

    def test_an_answer_without_end_is_given_up(self):
        with Daemon(config(self.rd.uri)) as node:
            blocks = 16_384 // 1024  # as many as it takes, and one more
            for number in range(blocks + 1):
                asked = self.rd.hear()
                self.assertEqual(asked.block2() or (0, False, 6), (number, False, 6))
                self.assertEqual(node.log_lines("its answer is too long"), [])
                self.discovered(asked, number, True, 6, b"x" * 1024)
            wait_for_log(node, "its answer is too long")

    def test_a_silent_or_refusing_directory_delays_nothing_and_is_asked_again(self):
        with Daemon(config(self.rd.uri + "/rd")) as node:
            refused, _ = self.rd.take_registration()
            self.rd.answer(refused, "4.03")
            warnings = wait_for_log(node, "the registration was answered 4.03")
            with node.peer() as peer:
                self.assertEqual(peer.get("/info").code, "2.05")
            self.rd.register(b"reg")
            wait_for_log(node, "registered with the resource directory at")
            self.assertEqual(len(warnings), 1)

    def test_a_reload_replaces_moves_and_ends_the_registration(self):
        with FakeDirectory() as other, Daemon(config(self.rd.uri + "/rd")) as node:
            _, before = self.rd.register(b"reg", b"1")
            wait_for_log(node, "registered with")
            node.reload(config(self.rd.uri + "/rd", sensors=2))
            _, after = self.rd.register(b"reg", b"1")
            self.assertNotIn(b"/sensors/s1", before)
            self.assertIn(b"/sensors/s1", after)
            node.reload(config(other.uri + "/rd", sensors=2))
            gone = self.rd.hear()
            self.assertEqual((gone.code, path_of(gone)), (coap.DELETE, "/reg/1"))
            other.register(b"o")
            wait_for_log(node, other.uri)
            node.reload({key: value for key, value in config("").items() if key != "resource_directory"})
            gone = other.hear()
            self.assertEqual((gone.code, path_of(gone)), (coap.DELETE, "/o"))

    def test_a_reload_that_moves_the_node_to_another_port_is_told(self):
        with Daemon(config(self.rd.uri + "/rd")) as node:
            self.rd.register(b"reg", b"1")
            wait_for_log(node, "registered with")
            moved = {**config(self.rd.uri + "/rd"), "coap": {"listen": [f"127.0.0.1:{node.secure_port}"]},
                     "dtls": {"listen": []}}
            node.reload(moved)
            told, _ = self.rd.register(b"reg", b"1")
            self.assertIn(f"base=coap://127.0.0.1:{node.secure_port}", query_of(told))
            node.reload({**moved, "coap": {"listen": []}})
            gone = self.rd.hear()
            self.assertEqual((gone.code, path_of(gone)), (coap.DELETE, "/reg/1"))
            wait_for_log(node, "listen: has no address that other machines can reach")

    def test_an_end_in_the_midst_of_a_registration_takes_it_back(self):
        with Daemon(config(self.rd.uri + "/rd")) as node:
            asked, _ = self.rd.take_registration()
            node.signal(signal.SIGTERM)
            wait_until(lambda: "STOPPING" in node.wait_notified("STOPPING"), "the end to begin")
            self.rd.answer(asked, CREATED, (LOCATION_PATH, b"reg"))
            gone = self.rd.hear()
            self.assertEqual((gone.code, path_of(gone)), (coap.DELETE, "/reg"))

    def test_a_whole_uri_of_its_own_is_taken_and_another_one_is_told(self):
        with FakeDirectory() as other, Daemon(config(self.rd.uri)) as node:
            self.rd.answer(self.rd.hear(), CONTENT, payload=f"<{other.uri}/rd>;rt=core.rd".encode())
            wait_for_log(node, f"<{other.uri}/rd> is at an address other than that of the directory")
            self.rd.answer(self.rd.hear(), CONTENT, payload=f"<{self.rd.uri}/own>;rt=core.rd".encode())
            asked, _ = self.rd.take_registration()
            self.assertEqual(path_of(asked), "/own")

    def test_an_ipv4_address_as_ipv6_writes_it(self):
        with Daemon(config(f"coap://[::ffff:127.0.0.1]:{self.rd.port}/rd")) as node:
            asked, _ = self.rd.take_registration()
            self.assertIn(f"base=coap://127.0.0.1:{node.port}", query_of(asked))

    def test_a_directory_that_comes_later_is_found(self):
        with FakeDirectory() as closed:
            port, uri = closed.port, closed.uri
        with Daemon(config(uri + "/rd")) as node, node.peer() as peer:
            wait_for_log(node, "its port is closed")
            self.assertEqual(peer.get("/info").code, "2.05")
            with FakeDirectory(port) as late:
                late.register(b"reg")
                wait_for_log(node, "registered with the resource directory at " + uri + " as")


def free_port() -> int:
    with FakeDirectory() as directory:
        return directory.port


class RealDirectory(unittest.TestCase):
    def run_directory(self, command_at) -> int:
        """Returns its port. Where another program takes the port first, the directory ends, and begins at another one."""
        for _ in range(5):
            port = free_port()
            process = subprocess.Popen(command_at(port), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            self.addCleanup(process.wait)
            self.addCleanup(process.kill)
            deadline = time.monotonic() + 30
            while process.poll() is None and time.monotonic() < deadline:
                if "core.rd" in self.look_up("127.0.0.1", port, "/.well-known/core"):
                    return port
                time.sleep(0.05)
        self.fail("the directory does not answer")

    def look_up(self, host: str, port: int, path: str) -> str:
        with Peer(port, host) as peer:
            try:
                return peer.get(path).payload.decode(errors="replace")
            except (AssertionError, ConnectionError):
                return ""

    def until(self, wanted, *where) -> str:
        deadline = time.monotonic() + 30
        while not wanted(found := self.look_up(*where)):
            self.assertLess(time.monotonic(), deadline, found)
            time.sleep(0.05)
        return found

    @unittest.skipUnless(shutil.which("coap-rd-gnutls"), "there is no coap-rd-gnutls: package libcoap3-bin")
    def test_libcoap(self):
        """It shows a registration's links at its location. 4.3.1 ends with a double free on any DELETE of one, which
        coap-client does as well, so that the end of the registration is seen at the other directories alone."""
        port = self.run_directory(lambda port: ["coap-rd-gnutls", "-A", "127.0.0.1", "-p", str(port)])
        where = "127.0.0.1", port
        with Daemon(config(f"coap://127.0.0.1:{port}")) as node:
            wait_for_log(node, "as kitchen for 25h")
            found = self.until(lambda found: "</rd/" in found, *where, "/.well-known/core")
            self.until(lambda found: "</sensors/s0>" in found, *where, re.search("</(rd/[^>]*)>", found)[0][1:-1])

    @unittest.skipUnless(AIOCOAP_RD, "there is no aiocoap-rd: package python3-aiocoap, which Debian has from release 13 on")
    def test_aiocoap(self):
        port = self.run_directory(lambda port: [sys.executable, AIOCOAP_RD, "--bind", f"127.0.0.1:{port}"])
        with Daemon(config(f"coap://127.0.0.1:{port}", sensors=6)) as node:
            wait_for_log(node, "as kitchen for 25h")
            base = f"coap://127.0.0.1:{node.port}"
            self.until(lambda found: f'base="{base}"' in found, "127.0.0.1", port, "/endpoint-lookup/")
            self.until(lambda found: f"<{base}/temperature>" in found, "127.0.0.1", port, "/resource-lookup/")
        self.until(lambda found: "kitchen" not in found, "127.0.0.1", port, "/endpoint-lookup/")


if __name__ == "__main__":
    unittest.main()
