# SPDX-License-Identifier: MIT
"""What the daemon could do if somebody took it over: tried by a shell in its place, under its unit's own restrictions."""
import re
import unittest

from .machine import drop_in, exposure, install, restart, shell

STATE = "/var/lib/coapnode"


class Sandbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()

    def attempt(self, script: str) -> str:
        """What the commands print as the service; the last line is their exit status."""
        shell(f"cat > /usr/local/bin/attempt << 'SCRIPT'\n#!/bin/sh\nexec > {STATE}/told 2>&1\n{script}\necho \"exit $?\"\nSCRIPT\n"
              f"chmod +x /usr/local/bin/attempt; rm -f {STATE}/told")
        drop_in("[Service]\nExecStartPre=\nExecStartPre=/usr/local/bin/attempt")
        restart()
        return shell(f"cat {STATE}/told").strip()

    def test_its_exposure_is_at_most_1_5(self):
        self.assertLessEqual(exposure("coapnoded"), 1.5)

    def test_it_writes_nowhere_but_in_its_state_directory(self):
        for path in ("/etc/coapnode/x", "/etc/x", "/usr/x", "/var/lib/x", "/home/x", "/root/x", "/run/x", "/boot/x"):
            with self.subTest(path):
                self.assertNotIn("exit 0", self.attempt(f"touch {path}"))
        self.assertEqual(self.attempt(f"touch {STATE}/mine"), "exit 0")

    def test_it_opens_no_other_device(self):
        shell("mknod -m 666 /dev/forbidden c 1 1 2> /dev/null || true; mknod -m 666 /root/mem c 1 1 2> /dev/null || true")
        for device in ("/dev/mem", "/dev/kmsg", "/dev/forbidden", "/dev/tty1", "/dev/fuse", "/dev/net/tun"):
            with self.subTest(device):
                self.assertNotIn("exit 0", self.attempt(f"head -c 1 {device} > /dev/null"))
        self.assertEqual(self.attempt("head -c 1 /dev/urandom > /dev/null"), "exit 0")

    def test_it_has_no_privilege_and_gains_none(self):
        told = self.attempt("grep -E '^(Cap(Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status; id -nG")
        self.assertEqual(set(re.findall(r"Cap\w+:\s+(\w+)", told)), {"0" * 16})
        self.assertRegex(told, r"NoNewPrivs:\s+1")
        self.assertIn("i2c", told)
        self.assertIn("gpio", told)

    def test_it_cannot_call_what_it_does_not_need(self):
        for script in ("mount -t tmpfs none /tmp", "unshare --user true", "chown root /var/lib/coapnode", "sysctl -w kernel.panic=1"):
            with self.subTest(script):
                self.assertNotIn("exit 0", self.attempt(script))

    def test_it_sees_no_other_process(self):
        self.assertNotIn("/sbin/init", self.attempt("cat /proc/1/cmdline"))
