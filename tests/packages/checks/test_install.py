# SPDX-License-Identifier: MIT
"""apt install, and what is there then: a node that answers, a key, files that are nobody else's."""
import re
import unittest

from .machine import CLIENT_DEB, CONFIG, eventually, get, info, install, is_active, prop, restart, shell

KEY = "/etc/coapnode/admin.psk"


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.told = install()

    def test_it_runs_and_answers_at_once(self):
        self.assertTrue(is_active())
        self.assertIn('"sensors":[]', info())
        self.assertEqual(shell("systemctl is-enabled coapnoded").strip(), "enabled")

    def test_it_is_ready_within_200_ms(self):
        times = []
        for _ in range(5):
            restart()
            # ExecMainStart is the daemon's; ExecStartPre= has been before.
            begun, ready = int(prop("ExecMainStartTimestampMonotonic")), int(prop("ActiveEnterTimestampMonotonic"))
            times.append((ready - begun) / 1000)
        print(f"start to READY: {', '.join(f'{time:.0f}' for time in times)} ms")
        self.assertLess(min(times), 200)

    def test_the_first_key_is_made_and_no_log_holds_it(self):
        self.assertIn(f"created {KEY}: the key of admin", self.told)
        key = shell(f"cat {KEY}").strip()
        self.assertRegex(key, "^[0-9A-F]{64}$")
        self.assertNotIn(key, self.told)
        self.assertNotIn(key, shell("journalctl --output=cat"))

    def test_the_printed_line_is_a_client_s(self):
        line = re.search(r"coapnode get .* coaps://127.0.0.1/info", self.told)[0]
        self.assertIn('"device_id"', shell(f"dpkg-deb -x {CLIENT_DEB} /root/client && PATH=/root/client/usr/bin:$PATH {line}"))
        self.assertNotIn("device_id", get("coaps://127.0.0.1/info", "-u admin -k 'a wrong key, a wrong key'"))

    def test_nobody_else_can_read_what_may_hold_keys(self):
        for path, owner in [("/etc/coapnode", "755 root coapnode"), (CONFIG, "640 root coapnode"), (KEY, "640 root coapnode"),
                            ("/var/lib/coapnode", "750 coapnode coapnode")]:
            with self.subTest(path):
                self.assertEqual(shell(f"stat -c '%a %U %G' {path}").strip(), owner)

    def test_the_user_has_the_groups_of_the_devices_and_no_shell(self):
        self.assertEqual(set(shell("id -nG coapnode").split()), {"coapnode", "i2c", "gpio"})
        self.assertRegex(shell("getent passwd coapnode"), ":/usr/sbin/nologin$")

    def test_it_is_small(self):
        size = int(shell("dpkg-query --show --showformat='${Installed-Size}' coapnode"))
        print(f"installed size: {size} kB")
        self.assertLess(size, 2200)

    def test_its_manuals_and_its_completion_are_there(self):
        files = shell("dpkg -L coapnode")
        for name in ("/usr/share/man/man8/coapnoded.8.gz", "/usr/share/man/man5/coapnode.yaml.5.gz",
                     "/usr/share/bash-completion/completions/coapnoded", "/usr/share/coapnode/coapnode.schema.json"):
            self.assertIn(name, files)

    def test_its_own_test_passes(self):
        self.assertIn('"on"', shell("sh /root/autopkgtest-mock"))

    def test_nothing_was_wrong_in_the_log(self):
        restart()
        eventually(lambda: "serving coap://[::]:5683, coaps://[::]:5684" in prop("StatusText"), "it says what it serves")
        invocation = prop("InvocationID")
        self.assertEqual(shell(f"journalctl --output=cat --priority=warning _SYSTEMD_INVOCATION_ID={invocation}").strip(), "")
