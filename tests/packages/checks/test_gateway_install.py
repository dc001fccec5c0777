# SPDX-License-Identifier: MIT
"""apt install of the gateway alone: it serves this machine, and its files are nobody else's."""
import unittest

from .gateway import GATEWAY_CONFIG, UNIT, gateway_purged, http, install_gateway
from .machine import eventually, exposure, is_active, prop, purged, restart, shell

PAGE = "/usr/share/coapnode-gateway/page"
STATE = "/var/lib/coapnode-gateway"


class GatewayInstall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        purged()
        cls.addClassCleanup(gateway_purged)
        install_gateway()

    def test_it_runs_and_answers_at_once(self):
        self.assertTrue(is_active(UNIT))
        self.assertEqual(shell(f"systemctl is-enabled {UNIT}").strip(), "enabled")
        self.assertEqual(http("/healthz")[::2], (200, "ok\n"))
        self.assertEqual(http("/devices").json(), {"devices": []})
        self.assertIn("\nprocess_resident_memory_bytes ", http("/metrics").body)
        self.assertEqual(http("/session").json(), {"role": "read"})

    def test_it_listens_to_this_machine_only(self):
        listening = [line.split()[3] for line in shell("ss --no-header --listening --tcp --numeric").splitlines()]
        self.assertEqual([place for place in listening if place.endswith(":8080")], ["127.0.0.1:8080"])

    def test_the_page_is_served_whole_and_under_its_policy(self):
        page = http("/")
        self.assertEqual(page.status, 200)
        self.assertRegex(page.fields["content-security-policy"], "^default-src 'none'; script-src 'self'; ")
        self.assertIn("<title>", page.body)
        for file in shell(f"cd {PAGE} && find . -name '*.js' -o -name '*.css' -o -name '*.svg'").split():
            with self.subTest(file):
                self.assertEqual(http(file.removeprefix(".")).status, 200)

    def test_the_page_has_its_charts_and_their_licence(self):
        self.assertIn("uPlot", http("/uplot/uPlot.iife.min.js").body[:100] or shell(f"ls {PAGE}"))
        self.assertIn("Leon Sorokin", shell(f"cat {PAGE}/uplot/LICENSE"))
        self.assertIn("uPlot", shell(f"cat /usr/share/doc/{UNIT}/copyright"))

    def test_nobody_else_can_read_what_may_hold_tokens(self):
        for path, owner in [("/etc/coapnode", "755 root root"), (GATEWAY_CONFIG, "640 root coapnode-gateway"),
                            (STATE, f"700 {UNIT} {UNIT}")]:
            with self.subTest(path):
                self.assertEqual(shell(f"stat -c '%a %U %G' {path}").strip(), owner)

    def test_its_user_has_no_other_group_and_no_shell(self):
        self.assertEqual(shell(f"id -nG {UNIT}").split(), [UNIT])
        self.assertRegex(shell(f"getent passwd {UNIT}"), ":/usr/sbin/nologin$")

    def test_its_manuals_and_its_completion_are_there(self):
        files = shell(f"dpkg -L {UNIT}")
        for name in ("/usr/share/man/man8/coapnode-gateway.8.gz", "/usr/share/man/man5/gateway.yaml.5.gz",
                     "/usr/share/bash-completion/completions/coapnode-gateway",
                     "/usr/share/coapnode-gateway/gateway.schema.json",
                     "/usr/share/doc/coapnode-gateway/examples/grafana.json"):
            self.assertIn(name, files)

    def test_its_exposure_is_at_most_1_5(self):
        self.assertLessEqual(exposure(UNIT), 1.5)

    def test_it_is_small(self):
        size = int(shell(f"dpkg-query --show --showformat='${{Installed-Size}}' {UNIT}"))
        memory = int(shell(f"awk '/^VmRSS:/ {{ print $2 }}' /proc/{prop('MainPID', UNIT)}/status"))
        print(f"installed size: {size} kB; memory: {memory} kB")
        self.assertLess(size, 2500)
        self.assertLess(memory, 20_000)

    def test_its_own_test_passes(self):
        shell("apt-get -qq -y install /root/coapnode.deb")
        self.addCleanup(purged)
        self.assertIn('"on"', shell("sh /root/autopkgtest-gateway"))

    def test_nothing_was_wrong_in_the_log(self):
        restart(UNIT)
        serving = "serving http://127.0.0.1:8080/; 0 nodes"
        eventually(lambda: serving in prop("StatusText", UNIT), "it says what it serves")
        own = f"_SYSTEMD_INVOCATION_ID={prop('InvocationID', UNIT)}"
        self.assertEqual(shell(f"journalctl --output=cat --priority=warning {own}").strip(), "")
