# SPDX-License-Identifier: MIT
"""The Home Assistant examples of docs/gateway.md, with a stand-in that does with statuses and bodies what Home Assistant does."""
from __future__ import annotations

import copy
import time
import unittest

from support.daemon import Daemon
from support.gateway import TOKENS, Gateway
from support.manual import indented_blocks
from support.small_node import ROOM
from support.workspace import wait_until

try:
    from support.home_assistant import UNAVAILABLE, RestSensor, RestSwitch, configuration
except ImportError as error:
    MISSING = str(error)
else:
    MISSING = ""

NODE = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
LIMITS = {"timeout": "1s"}


def setUpModule():
    if MISSING:
        raise unittest.SkipTest(f"{MISSING}: the packages python3-jinja2 and python3-yaml have it")


def examples(gateway: Gateway, token: str) -> tuple[dict, dict]:
    """The entry of `rest:` and that of `switch:`."""
    sensors, switches = (configuration(block.replace("127.0.0.1:8080", f"127.0.0.1:{gateway.port}"), {"coapnode_token": token})
                         for block in indented_blocks("Home Assistant"))
    (sensor,), (switch,) = sensors["rest"], switches["switch"]
    return sensor, switch


class HomeAssistant(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(NODE))
        self.node.play(ROOM, "temperature=21.5 humidity=40")
        self.known = {"name": "living-room", "uri": f"coap://127.0.0.1:{self.node.port}"}
        self.gateway = self.enterContext(Gateway({"nodes": [self.known], "limits": LIMITS}))
        self.gateway.wait_state("living-room", "up")
        wait_until(lambda: self.gateway.get("/devices/living-room/temperature").status == 200, "a reading")
        self.entry, self.switch_settings = examples(self.gateway, TOKENS["control"])
        self.sensor = RestSensor(self.entry)

    def at(self, target: str) -> RestSensor:
        """The sensor of the example, of another resource."""
        entry = copy.deepcopy(self.entry)
        entry["resource"] = f"http://127.0.0.1:{self.gateway.port}{target}"
        return RestSensor(entry)

    def test_a_sensor_that_fails_is_unavailable_until_it_works_again(self):
        self.assertEqual(self.sensor.update(), 21.5)
        self.node.play(ROOM, "fault=no_answer")
        wait_until(lambda: self.gateway.get("/devices/living-room/temperature").status == 503, "the sensor fails")
        self.assertEqual(self.sensor.update(), UNAVAILABLE)
        self.node.play(ROOM, "temperature=5 humidity=40")
        wait_until(lambda: self.sensor.update() == 5, "it works again")

    def test_no_error_has_a_value(self):
        with Gateway({"nodes": [], "anonymous": "none"}) as closed:
            rows = [(self.gateway, "/devices/nobody/temperature", 404), (self.gateway, "/devices/living-room/nothing", 404),
                    (self.gateway, "/devices/192.0.2.1/temperature", 403), (self.gateway, "/devices/living-room/../x", 400),
                    (closed, "/devices/living-room/temperature", 401)]
            for gateway, target, status in rows:
                with self.subTest(target, status=status):
                    self.assertEqual(gateway.get(target).status, status)
                    self.assertNotIn(b'"value"', gateway.get(target).body)
                    entry = {**self.entry, "resource": f"http://127.0.0.1:{gateway.port}{target}"}
                    self.assertEqual(RestSensor(entry).update(), UNAVAILABLE)

    def test_what_is_no_reading_has_no_value(self):
        for target in ("/healthz", "/metrics", "/devices", "/devices/living-room/leds/led", "/"):
            with self.subTest(target):
                self.assertEqual(self.at(target).update(), UNAVAILABLE)

    def test_a_node_and_a_gateway_that_are_gone(self):
        switch = RestSwitch(self.switch_settings)
        self.assertEqual(switch.turn("on"), "on")
        self.node.kill()
        wait_until(lambda: self.sensor.update() == UNAVAILABLE, "the node is gone")
        wait_until(lambda: self.gateway.get("/devices/living-room/leds/led").status in (502, 504), "its LED, too")
        self.assertIn(self.gateway.get("/devices/living-room/temperature").status, (502, 504))
        self.assertEqual(switch.update(), UNAVAILABLE)  # and not "off"
        self.assertFalse(RestSwitch(self.switch_settings).is_added)
        self.node.start_again()
        self.gateway.wait_state("living-room", "up")
        wait_until(lambda: (self.sensor.update(), switch.update()) == (21.5, "off"), "it is back")
        self.gateway.kill()
        self.assertEqual(self.sensor.update(), UNAVAILABLE)

    def test_the_switch_moves_the_led(self):
        switch = RestSwitch(self.switch_settings)
        self.assertTrue(switch.is_added)
        for state in ("on", "off", "on"):
            self.assertEqual(switch.turn(state), state)
            self.assertEqual(self.gateway.get("/devices/living-room/leds/led").json(), {"state": state})
            self.assertEqual(switch.update(), state)

    def test_the_switch_stays_without_the_role(self):
        _, settings = examples(self.gateway, TOKENS["read"])
        switch = RestSwitch(settings)
        self.assertEqual(switch.update(), "off")
        self.assertEqual(switch.turn("on"), "off")
        self.assertEqual(self.gateway.get("/devices/living-room/leds/led").json(), {"state": "off"})

    def test_asking_often_costs_the_node_little(self):
        def asked() -> float:
            return self.gateway.metrics()["coapnode_gateway_cache_misses_total"]

        before, begun = asked(), time.monotonic()
        for _ in range(200):
            self.assertEqual(self.sensor.update(), 21.5)
        readings = time.monotonic() - begun + 1  # one a second
        self.assertLessEqual(asked() - before, 2 * readings + 2)


if __name__ == "__main__":
    unittest.main()
