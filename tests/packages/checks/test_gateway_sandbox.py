# SPDX-License-Identifier: MIT
"""What the gateway could do if somebody took it over: tried by a shell in its place, under its unit's restrictions."""
import re
import unittest

from .gateway import GATEWAY_CONFIG, UNIT, gateway_purged, install_gateway
from .machine import CONFIG, drop_in, install, purged, restart, shell

TOLD = "/root/told"


class GatewaySandbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        cls.addClassCleanup(purged)
        install_gateway()
        cls.addClassCleanup(gateway_purged)

    def attempt(self, *lines: str) -> list[str]:
        """The exit status of each line as the service, with what it prints before it."""
        steps = "\n".join(f"{line}\necho \"exit $?\"" for line in lines)
        shell(f"cat > /usr/local/bin/attempt << 'SCRIPT'\n#!/bin/sh\n{steps}\nSCRIPT\nchmod +x /usr/local/bin/attempt")
        drop_in(f"[Service]\nExecStartPre=\nExecStartPre=/usr/local/bin/attempt\nStandardOutput=append:{TOLD}\n"
                "StandardError=journal", UNIT)
        shell(f"rm -f {TOLD}")
        restart(UNIT)
        told = re.findall(r"(?ms)(.*?^exit \d+)$", shell(f"cat {TOLD}"))
        self.assertEqual(len(told), len(lines), told)
        return [text.strip() for text in told]

    def assert_refused(self, *lines: str) -> None:
        for line, told in zip(lines, self.attempt(*lines)):
            with self.subTest(line):
                self.assertNotIn("exit 0", told)

    def test_it_writes_nowhere(self):
        places = ("/etc/coapnode", "/etc", "/usr", "/usr/share/coapnode-gateway/page", "/var/lib", "/home", "/root", "/run",
                  "/boot", "/dev")
        self.assert_refused(*(f"touch {place}/x" for place in places))

    def test_it_opens_no_device(self):
        shell("mknod -m 666 /dev/forbidden c 1 1 2> /dev/null || true")
        devices = ("/dev/mem", "/dev/kmsg", "/dev/forbidden", "/dev/tty1", "/dev/fuse", "/dev/net/tun", "/dev/i2c-1",
                   "/dev/gpiochip0")
        self.assert_refused(*(f"head -c 1 {device} > /dev/null" for device in devices))
        self.assertEqual(self.attempt("head -c 1 /dev/urandom > /dev/null"), ["exit 0"])

    def test_it_cannot_read_what_is_the_node_s(self):
        self.assert_refused(f"cat {CONFIG}", "cat /etc/coapnode/admin.psk", "ls /var/lib/coapnode")
        self.assertEqual(self.attempt(f"cat {GATEWAY_CONFIG} > /dev/null"), ["exit 0"])

    def test_it_has_no_privilege_and_gains_none(self):
        told, groups = self.attempt("grep -E '^(Cap(Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status", "id -nG")
        self.assertEqual(set(re.findall(r"Cap\w+:\s+(\w+)", told)), {"0" * 16})
        self.assertRegex(told, r"NoNewPrivs:\s+1")
        self.assertEqual(groups.splitlines()[0].split(), [UNIT])

    def test_it_cannot_call_what_it_does_not_need(self):
        self.assert_refused("mount -t tmpfs none /tmp", "unshare --user true", "chown root /tmp",
                            "sysctl -w kernel.panic=1")

    def test_it_sees_no_other_process(self):
        self.assertNotIn("/sbin/init", self.attempt("cat /proc/1/cmdline")[0])
