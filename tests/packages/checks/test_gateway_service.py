# SPDX-License-Identifier: MIT
"""The gateway beside a node: a token, the node's key, reload, bad configuration, a hung and a killed gateway."""
import re
import unittest

from .gateway import GATEWAY_CONFIG, UNIT, gateway_purged, http, install_gateway
from .machine import configure, drop_in, eventually, info, install, is_active, prop, purged, restart, shell

NODE = """hardware: {backend: mock}
dtls: {identities: [{identity: gateway, psk_file: gateway.psk, role: control}]}
sensors: [{name: room, driver: sht3x, interval: 1s}]
leds: [{name: led, line: GPIO17}]
"""
GATEWAY = """tokens: [{name: phone, token_file: phone.token, role: control}]
nodes: [{name: %s, uri: "coaps://127.0.0.1", identity: gateway, psk_file: here.psk}]
"""
TOKEN = "/etc/coapnode/phone.token"


class GatewayService(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        cls.addClassCleanup(purged)
        install_gateway()
        cls.addClassCleanup(gateway_purged)
        configure(NODE)
        shell("coapnoded --init")
        restart()
        eventually(info, "the node answers")
        shell("install -m 640 -g coapnode-gateway /etc/coapnode/gateway.psk /etc/coapnode/here.psk")
        configure(GATEWAY % "attic", GATEWAY_CONFIG)
        cls.told = shell("coapnode-gateway --init")
        drop_in("[Service]\nRestartSec=100ms\nWatchdogSec=2s", UNIT)

    def setUp(self):
        configure(GATEWAY % "attic", GATEWAY_CONFIG)
        shell(f"systemctl reset-failed {UNIT}", check=False)
        restart(UNIT)
        eventually(lambda: self.serves("attic"), "it forwards")

    def serves(self, node: str) -> bool:
        return "celsius" in http(f"/devices/{node}/temperature").body

    def restarts_after(self, script: str) -> None:
        pid = prop("MainPID", UNIT)
        shell(script.format(pid=pid))
        eventually(lambda: is_active(UNIT) and prop("MainPID", UNIT) not in (pid, "0"), "it runs again")
        eventually(lambda: self.serves("attic"), "it forwards again")

    def test_the_token_that_init_made_may_switch_and_no_log_holds_it(self):
        self.assertIn(f"created {TOKEN}: the token of phone", self.told)
        self.assertEqual(shell(f"stat -c '%a %U %G' {TOKEN}").strip(), "640 root coapnode-gateway")
        token = shell(f"cat {TOKEN}").strip()
        line = re.search(r"curl .*", self.told)[0].replace("sudo ", "")
        self.assertIn('"role":"control"', shell(line))
        put = ("-X PUT", "-H 'Content-Type: application/json'", "-d '{\"state\":\"on\"}'")
        self.assertEqual(http("/devices/attic/led", *put).status, 401)
        self.assertIn(http("/devices/attic/led", *put, f"-H 'Authorization: Bearer {token}'").status, (200, 204))
        self.assertEqual(http("/devices/attic/led").json(), {"state": "on"})
        self.assertNotIn(token, self.told)
        self.assertNotIn(token, shell("journalctl --output=cat"))

    def test_a_paired_device_keeps_its_token_over_a_restart_until_it_is_taken_away(self):
        told = shell("coapnode-gateway --pair tablet --url http://127.0.0.1:8080/")
        code = re.search(r"#pair=([\w-]+)", told)[1]
        answer = http("/pair", "-H 'Content-Type: application/json'", f"-d '{{\"code\":\"{code}\"}}'")
        self.assertEqual(answer.status, 200, answer.body)
        field = f"-H 'X-Coapnode-Token: {answer.json()['token']}'"
        restart(UNIT)
        eventually(lambda: http("/session", field).json() == {"role": "control", "name": "tablet"}, "it is known")
        self.assertEqual(shell(f"stat -c '%a %U' /var/lib/{UNIT}/pairings.json").strip(), f"600 {UNIT}")
        shell("coapnode-gateway --unpair tablet")
        self.assertEqual(http("/session", field).status, 401)

    def test_a_reload_takes_the_new_configuration_in_the_same_process(self):
        pid = prop("MainPID", UNIT)
        configure(GATEWAY % "cellar", GATEWAY_CONFIG)
        shell(f"systemctl reload {UNIT}")
        eventually(lambda: self.serves("cellar"), "the new name")
        self.assertEqual(http("/devices/attic/temperature").status, 404)
        self.assertEqual(prop("MainPID", UNIT), pid)

    def test_a_reload_with_mistakes_changes_nothing_and_tells_them(self):
        pid = prop("MainPID", UNIT)
        configure("node: []\n", GATEWAY_CONFIG)
        self.assertIn("exit 1", shell(f"systemctl reload {UNIT}; echo exit $?"))
        eventually(lambda: "refused" in prop("StatusText", UNIT), "the status says so")
        self.assertRegex(prop("StatusText", UNIT), r"^serving .*; reload refused [0-9:]+ .*gateway.yaml:1:1: unknown key 'node'")
        self.assertTrue(self.serves("attic"))
        self.assertEqual(prop("MainPID", UNIT), pid)
        configure(GATEWAY % "attic", GATEWAY_CONFIG)
        shell(f"systemctl reload {UNIT}")
        eventually(lambda: "refused" not in prop("StatusText", UNIT), "the status is as it was")

    def test_a_start_with_mistakes_says_so_in_the_status_and_recovers_by_itself(self):
        configure("node: []\n", GATEWAY_CONFIG)
        shell(f"systemctl restart {UNIT}", check=False)
        self.assertFalse(is_active(UNIT))
        status = eventually(lambda: [line for line in shell(f"systemctl status {UNIT}", check=False).splitlines()
                                     if "Status:" in line], "a line of status")
        self.assertRegex(status[0], r'"bad configuration: /etc/coapnode/gateway.yaml:1:1: .*"')
        configure(GATEWAY % "attic", GATEWAY_CONFIG)
        eventually(lambda: is_active(UNIT) and self.serves("attic"), "it starts once the mistakes are gone")

    def test_a_killed_gateway_comes_back(self):
        self.restarts_after("kill -KILL {pid}")

    def test_a_hung_gateway_is_killed_by_the_watchdog_and_comes_back(self):
        self.restarts_after("kill -STOP {pid}")
        self.assertIn("Watchdog timeout", shell(f"journalctl -u {UNIT} --output=cat"))

    def test_a_stop_is_clean_and_stays(self):
        shell(f"systemctl stop {UNIT}")
        ended = [prop(name, UNIT) for name in ("ExecMainStatus", "Result", "ActiveState")]
        self.assertEqual(ended, ["0", "success", "inactive"])
