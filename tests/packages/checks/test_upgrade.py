# SPDX-License-Identifier: MIT
"""An upgrade keeps configuration and state, removal keeps the configuration, and a purge leaves nothing."""
import unittest

from .machine import CONFIG, DEB, configure, info, install, is_active, make_newer, prop, restart, shell

NEWER = "/root/newer.deb"
OURS = ("/etc/coapnode", "/var/lib/coapnode", "/usr/sbin/coapnoded", "/usr/lib/systemd/system/coapnoded.service")


class Upgrade(unittest.TestCase):
    def setUp(self):
        install()
        configure("device: {title: Attic}\ndtls: {identities: [{identity: mine, psk_file: mine.psk}]}\n")
        shell("coapnoded --init; echo kept > /var/lib/coapnode/state")
        restart()

    def test_it_keeps_configuration_keys_and_state_and_runs_the_new_daemon(self):
        keys, pid = shell("cat /etc/coapnode/*.psk"), prop("MainPID")
        make_newer(DEB, NEWER)
        shell(f"apt-get -y install {NEWER}")
        self.assertTrue(is_active())
        self.assertNotEqual(prop("MainPID"), pid)
        self.assertIn("Attic", info())
        self.assertEqual(shell("cat /etc/coapnode/*.psk"), keys)
        self.assertEqual(shell("cat /var/lib/coapnode/state"), "kept\n")
        self.assertEqual(shell(f"stat -c '%a %U %G' {CONFIG}").strip(), "640 root coapnode")

    def test_removal_stops_it_and_keeps_what_is_the_owner_s(self):
        shell("apt-get -y remove coapnode")
        self.assertFalse(is_active())
        self.assertEqual(shell("pgrep coapnoded", check=False), "")
        self.assertIn("Attic", shell(f"cat {CONFIG}"))
        shell(f"apt-get -y install {DEB}")
        self.assertIn("Attic", info())

    def test_a_purge_leaves_nothing(self):
        shell("apt-get -y purge coapnode")
        for path in OURS:
            self.assertEqual(shell(f"ls -d {path} 2> /dev/null", check=False), "", path)
        self.assertEqual(shell("getent passwd coapnode; getent group coapnode", check=False), "")
        self.assertEqual(shell("systemctl list-unit-files --no-legend 'coapnoded*'", check=False).strip(), "")
        self.assertEqual(shell("find / -xdev -name '*coapnode*' -not -path '/root/*' -not -path '/proc/*' -not -path '/var/log/*'"
                               " -not -path '/var/cache/*' 2> /dev/null", check=False), "")
