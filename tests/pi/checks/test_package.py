# SPDX-License-Identifier: MIT
"""The package on a machine with real device nodes: its groups and its rules are what let the service in."""
import unittest

from .pi import Pi


class Package(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()

    def test_the_devices_belong_to_the_groups_of_the_service(self):
        told = self.pi.shell("stat -c '%n %G %a' /dev/i2c-1 /dev/gpiochip0")
        self.assertEqual(told.split("\n")[:2], ["/dev/i2c-1 i2c 660", "/dev/gpiochip0 gpio 660"])

    def test_the_daemon_has_no_other_right_to_them(self):
        pid = self.pi.shell("systemctl show --value --property=MainPID coapnoded").strip()
        status = self.pi.shell(f"cat /proc/{pid}/status")
        self.assertIn("CapEff:\t0000000000000000", status)
        self.assertNotIn("Uid:\t0\t", status)
        self.assertIn("coapnode", self.pi.shell(f"stat -c %U /proc/{pid}"))
