# SPDX-License-Identifier: MIT
"""Link-local addresses with their interface, in a network of the test's own, and a machine without IPv6."""
import errno
import fcntl
import json
import os
import platform
import socket
import struct
import subprocess
import sys
import unittest

from support.daemon import Daemon
from support.workspace import TIMEOUT, wait_until

OWN_NETWORK = ["unshare", "--map-root-user", "--net"]
INSIDE = "COAPNODE_TEST_IN_OWN_NETWORK"


def set_up_loopback(address: str | None) -> None:
    """What `ip link set lo up` and `ip -6 addr add ADDRESS/64 dev lo` do (netdevice(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh22x", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running
    if address:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as control:
            fcntl.ioctl(control, 0x8916, socket.inet_pton(socket.AF_INET6, address) + struct.pack("Ii", 64, 1))  # SIOCSIFADDR


def bound(udp: socket.socket) -> bool:
    try:
        udp.bind(("fe80::1", 0, 0, socket.if_nametoindex("lo")))
        return True
    except OSError:
        return False


@unittest.skipIf(os.environ.get(INSIDE), "this is the network of its own")
class OwnNetwork(unittest.TestCase):
    def inside(self, test: str) -> None:
        if subprocess.run([*OWN_NETWORK, "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("this machine allows no network namespaces to this user")
        done = subprocess.run([*OWN_NETWORK, sys.executable, "-m", "unittest", f"test_families.LinkLocal.{test}"], capture_output=True, text=True,
                              cwd=os.path.dirname(os.path.abspath(__file__)), env={**os.environ, INSIDE: "1"}, timeout=4 * TIMEOUT, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_link_local_address_is_served_with_its_interface_once_it_is_there(self):
        self.inside("test_one_is_served")

    def test_a_resource_directory_is_asked_at_a_link_local_address(self):
        self.inside("test_a_resource_directory_is_asked_at_one")


@unittest.skipUnless(os.environ.get(INSIDE), "runs in a network of its own, from OwnNetwork")
class LinkLocal(unittest.TestCase):
    def config(self, port: int, **more) -> dict:
        return {"coap": {"listen": [f"[fe80::1%lo]:{port}"]}, "leds": [{"name": "lamp", "line": "GPIO17"}], **more}

    def test_one_is_served(self):
        set_up_loopback(None)
        with Daemon({}) as node:
            identities = [{"identity": "ann", "psk": "the key of ann, long enough"}]
            node.reload(self.config(node.port, dtls={"listen": [f"[fe80::1%lo]:{node.secure_port}", "[fe80::1%nosuch0]:5684"],
                                                     "identities": identities}))
            self.assertTrue(node.log_lines(f"not serving coap://[fe80::1%lo]:{node.port} yet: this machine has no such address"), node.log())
            self.assertTrue(node.log_lines("not serving coaps://[fe80::1%nosuch0]:5684 yet"), node.log())
            set_up_loopback("fe80::1")
            for scheme, port in ("coap", node.port), ("coaps", node.secure_port):
                wait_until(lambda scheme=scheme, port=port: node.log_lines(f"now serving {scheme}://[fe80::1%lo]:{port}"), "its address")
            with node.peer("fe80::1%lo") as peer:
                answer = peer.get("/info")
            self.assertEqual(answer.code, "2.05")
            self.assertIn(f"coap://[fe80::1]:{node.port}", json.loads(answer.payload)["endpoints"])

    def test_a_resource_directory_is_asked_at_one(self):
        set_up_loopback("fe80::1")
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as directory:
            wait_until(lambda: bound(directory), "the address")
            directory.settimeout(TIMEOUT)
            uri = f"coap://[fe80::1%25lo]:{directory.getsockname()[1]}/rd"
            with Daemon({"resource_directory": uri}) as node:
                node.reload(self.config(node.port, resource_directory=uri))
                asked = directory.recv(2048)
            self.assertIn(b"rd", asked)


INSTALL_FILTER = """
import ctypes, os, struct, sys
number, family, error = (int(word) for word in sys.argv[1:4])
def op(code, yes, no, value): return struct.pack("HBBI", code, yes, no, value)
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
program = b"".join([op(LOAD, 0, 0, 0), op(EQUAL, 0, 3, number), op(LOAD, 0, 0, 16), op(EQUAL, 0, 1, family),
                    op(RETURN, 0, 0, 0x00050000 | error), op(RETURN, 0, 0, 0x7fff0000)])
buffer = ctypes.create_string_buffer(program)
filter = ctypes.create_string_buffer(struct.pack("HxxxxxxP" if struct.calcsize("P") == 8 else "HxxP", len(program) // 8, ctypes.addressof(buffer)))
libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(38, 1, 0, 0, 0) != 0 or libc.prctl(22, 2, ctypes.byref(filter), 0, 0) != 0: sys.exit(77)
os.execv(sys.argv[4], sys.argv[4:])
"""
SOCKET_CALL = {"x86_64": 41, "aarch64": 198, "armv7l": 281}


class WithoutIpv6(unittest.TestCase):
    """socket(AF_INET6) fails as with ipv6.disable=1 on the kernel's command line."""

    def launcher(self) -> list[str]:
        number = SOCKET_CALL.get(platform.machine())
        if number is None:
            self.skipTest("the number of socket(2) on this machine is not known here")
        command = [sys.executable, "-c", INSTALL_FILTER, str(number), str(int(socket.AF_INET6)), str(errno.EAFNOSUPPORT)]
        if subprocess.run([*command, "/bin/true"], check=False).returncode != 0:
            self.skipTest("this machine allows no system call filter")
        return command

    def test_every_address_is_served_for_ipv4_and_that_is_told_once(self):
        with Daemon({"coap": {"listen": []}, "dtls": {"listen": []}}, launcher=self.launcher()) as node:
            config = {"coap": {"listen": [f"[::]:{node.port}"], "multicast": True},
                      "dtls": {"listen": [f"[::]:{node.secure_port}"], "identities": [{"identity": "ann", "psk": "the key of ann, long enough"}]}}
            for title in ("a", "b"):
                node.reload({**config, "device": {"title": title}})
            served = f"reloaded: serving coap://0.0.0.0:{node.port}, coaps://0.0.0.0:{node.secure_port}; "
            self.assertEqual(len(node.log_lines(served)), 2, node.log())
            with node.peer() as peer:
                self.assertEqual(json.loads(peer.get("/info").payload)["title"], "b")
            self.assertEqual(len(node.log_lines("this machine has no IPv6")), 1, node.log())
            self.assertEqual(node.log_lines("cannot join"), [], node.log())

    def test_an_ipv6_address_of_its_own_is_refused_with_advice(self):
        with Daemon({"coap": {"listen": []}, "dtls": {"listen": []}}, launcher=self.launcher()) as node:
            node.reload({"coap": {"listen": [f"[::1]:{node.port}"]}})
            self.assertTrue(node.log_lines("this machine has no IPv6: listen on an IPv4 address instead"), node.log())
