# SPDX-License-Identifier: MIT
"""The service looks after itself: reload, bad configuration, a hung and a killed daemon, addresses that come late."""
import unittest

from .machine import configure, drop_in, eventually, info, install, is_active, prop, restart, shell

TITLED = "device: {id: node, title: %s}\n"


class Service(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        drop_in("[Service]\nRestartSec=100ms\nWatchdogSec=2s")

    def setUp(self):
        configure(TITLED % "Attic")
        shell("systemctl reset-failed coapnoded", check=False)
        restart()

    def restarts_after(self, script: str) -> None:
        pid = prop("MainPID")
        shell(script.format(pid=pid))
        eventually(lambda: is_active() and prop("MainPID") not in (pid, "0"), "it runs again")
        eventually(lambda: "Attic" in info(), "it answers again")

    def test_a_reload_takes_the_new_configuration_in_the_same_process(self):
        pid = prop("MainPID")
        configure(TITLED % "Cellar")
        shell("systemctl reload coapnoded")
        eventually(lambda: "Cellar" in info(), "the new title")
        self.assertEqual(prop("MainPID"), pid)

    def test_a_reload_with_mistakes_changes_nothing_and_tells_them(self):
        pid = prop("MainPID")
        configure("device: {titel: Cellar}\nsensors: nonsense\n")
        self.assertIn("exit 1", shell("systemctl reload coapnoded; echo exit $?"))
        self.assertTrue(is_active())
        status = eventually(lambda: "refused" in prop("StatusText") and prop("StatusText"), "the status tells of it")
        self.assertRegex(status, r"^serving .*; reload refused [0-9:]+ .*:1:10: unknown key 'titel'.*\(and 1 more\)$")
        log = eventually(lambda: shell("journalctl -u coapnoded -t coapnoded --output=cat --priority=err | tail -n 3").count("coapnode.yaml:") == 2
                         and shell("journalctl -u coapnoded -t coapnoded --output=cat --priority=err | tail -n 3"), "both mistakes in the log")
        self.assertIn("coapnode.yaml:1:10: unknown key 'titel'", log)
        self.assertIn("Attic", info())
        self.assertEqual(prop("MainPID"), pid)

    def test_a_reload_that_fails_later_stands_in_the_status_until_a_good_one(self):
        configure("device: {title: Cellar}\nsensors: [{name: room, driver: sht3x, bus: /dev/i2c-77}]\n")
        shell("systemctl reload coapnoded")
        status = eventually(lambda: "refused" in prop("StatusText") and prop("StatusText"), "the status tells of it")
        self.assertRegex(status, r"^serving .*; reload refused [0-9:]+ .*/dev/i2c-77")
        self.assertIn("Attic", info())
        configure(TITLED % "Cellar")
        shell("systemctl reload coapnoded")
        eventually(lambda: "refused" not in prop("StatusText"), "the status is as it was")
        self.assertIn("Cellar", info())

    def test_a_start_with_mistakes_says_so_in_the_status_and_recovers_by_itself(self):
        configure("device: {titel: Cellar}\nsensors: nonsense\n")
        shell("systemctl restart coapnoded", check=False)
        self.assertFalse(is_active())
        status = eventually(lambda: [line for line in shell("systemctl status coapnoded", check=False).splitlines()
                                     if "Status:" in line], "a line of status")
        self.assertRegex(status[0], r'"bad configuration: /etc/coapnode/coapnode.yaml:1:10: .* \(and 1 more\)"')
        configure(TITLED % "Attic")
        eventually(lambda: is_active() and "Attic" in info(), "it starts once the mistakes are gone")

    def test_a_killed_daemon_comes_back(self):
        self.restarts_after("kill -KILL {pid}")

    def test_a_hung_daemon_is_killed_by_the_watchdog_and_comes_back(self):
        self.restarts_after("kill -STOP {pid}")
        self.assertIn("Watchdog timeout", shell("journalctl -u coapnoded --output=cat"))

    def test_it_is_served_at_an_address_that_appears_later(self):
        self.addCleanup(shell, "ip address del 10.99.0.1/32 dev lo", check=False)
        configure("device: {title: Attic}\ncoap: {listen: ['127.0.0.1:5683', '10.99.0.1:5683']}\n")
        restart()
        self.assertIn("Attic", info())
        self.assertIn("not serving coap://10.99.0.1:5683 yet", shell("journalctl -u coapnoded --output=cat"))
        self.assertIn("waiting for coap://10.99.0.1:5683: this machine has no such address", prop("StatusText"))
        shell("ip address add 10.99.0.1/32 dev lo")
        eventually(lambda: "Attic" in info("10.99.0.1"), "it is served there, too")
        eventually(lambda: "waiting" not in prop("StatusText"), "the status says so")

    def test_it_joins_the_multicast_groups_of_an_interface(self):
        configure("device: {title: Attic}\ncoap: {multicast: true, multicast_interfaces: [lo]}\n")
        restart()
        joined = shell("ip maddress show dev lo").split()
        self.assertLess({"224.0.1.187", "ff02::fd", "ff05::fd"}, set(joined))

    def test_a_stop_is_clean_and_stays(self):
        shell("systemctl stop coapnoded")
        self.assertEqual((prop("ExecMainStatus"), prop("Result"), prop("ActiveState")), ("0", "success", "inactive"))
