# SPDX-License-Identifier: MIT
"""Tests that need a network of their own: another run of them, with nothing but loopback, where every port is free."""
from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
import unittest

from .workspace import TIMEOUT

_OWN_NETWORK = ["unshare", "--map-root-user", "--net"]
_INSIDE = "COAPNODE_TEST_IN_OWN_NETWORK"

inside = unittest.skipUnless(os.environ.get(_INSIDE), "runs in a network of its own")
outside = unittest.skipIf(os.environ.get(_INSIDE), "this is the network of its own")


def run_inside(test: unittest.TestCase, name: str) -> None:
    """Runs a test, such as test_x.Class.test_y, that is marked with `inside`."""
    if subprocess.run([*_OWN_NETWORK, "true"], capture_output=True, check=False).returncode != 0:
        test.skipTest("this machine allows no network namespaces to this user")
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    done = subprocess.run([*_OWN_NETWORK, sys.executable, "-m", "unittest", name], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, _INSIDE: "1"}, timeout=4 * TIMEOUT, check=False)
    test.assertEqual(done.returncode, 0, done.stdout + done.stderr)
    if "\nOK (skipped=" in done.stderr:
        test.skipTest(done.stderr)


def set_up_loopback() -> None:
    """What `ip link set lo up` does (netdevice(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh22x", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running


def add_interface(name: str, address: str) -> None:
    """A bridge without ports, up, with an IPv4 address of a /24: what is sent to a group there loops back to this network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        wanted, internet = name.encode(), struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))
        netmask = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton("255.255.255.0"))
        fcntl.ioctl(control, 0x89a0, wanted + b"\0")                             # SIOCBRADDBR
        fcntl.ioctl(control, 0x8916, struct.pack("16s16s8x", wanted, internet))  # SIOCSIFADDR
        fcntl.ioctl(control, 0x891c, struct.pack("16s16s8x", wanted, netmask))   # SIOCSIFNETMASK
        fcntl.ioctl(control, 0x8914, struct.pack("16sH22x", wanted, 0x1043))     # SIOCSIFFLAGS: up, broadcast, running, multicast
