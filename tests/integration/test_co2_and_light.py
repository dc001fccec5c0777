# SPDX-License-Identifier: MIT
"""CO2 from an SCD4x, which measures by a clock of its own, and light from a BH1750, which sends 0 when it is idle."""
import json
import unittest

from support.coap import ACCEPT, SENML_JSON, uint, wait_for_content
from support.daemon import Daemon
from support.workspace import wait_until

CONFIG = {"device": {"id": "sensor-001"}, "sensors": [
    {"name": "desk", "driver": "scd4x", "interval": "5s", "calibration": {"co2": {"offset": 10}},
     "valid": {"co2": [350, 5000]}},
    {"name": "window", "driver": "bh1750", "interval": "1s", "calibration": {"illuminance": {"slope": 2}}},
]}
AIR = "temperature=20 humidity=50"


class Co2AndLight(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = Daemon(CONFIG)
        cls.node.play(0x62, AIR + " co2=612")
        cls.node.play(0x23, "illuminance=100")
        cls.enterClassContext(cls.node)

    def setUp(self):
        self.peer = self.enterContext(self.node.peer())

    def test_co2_is_served_and_refined_as_any_other_quantity(self):
        for path in ("/co2", "/sensors/desk/co2"):
            reading = json.loads(wait_for_content(self.peer, path).payload)
            self.assertEqual((reading["value"], reading["unit"]), (622, "ppm"))
        [record] = json.loads(self.peer.get("/co2", options=((ACCEPT, uint(SENML_JSON)),)).payload)
        self.assertEqual((record["n"], record["u"], record["v"]), ("desk/co2", "ppm", 622))
        self.node.play(0x62, AIR + " co2=5001")
        wait_until(lambda: "co2 of 5001 ppm is above the limit of 5000 ppm" in self.cause("/co2"), "it is not believed")
        self.node.play(0x62, AIR + " co2=800 power=1")
        wait_until(lambda: self.value("/co2") == 810, "the chip is set up again", timeout=20)

    def test_light_is_served_and_darkness_is_a_reading(self):
        self.assertEqual(json.loads(wait_for_content(self.peer, "/sensors/window/illuminance").payload)["unit"], "lux")
        self.assertEqual(self.value("/illuminance"), 200)
        [record] = json.loads(self.peer.get("/illuminance", options=((ACCEPT, uint(SENML_JSON)),)).payload)
        self.assertEqual((record["n"], record["u"], record["v"]), ("window/illuminance", "lx", 200))
        self.node.play(0x23, "illuminance=0")
        wait_until(lambda: self.value("/illuminance") == 0, "it is dark")
        self.assertEqual(self.node.log_lines("sensor window:"), [])
        self.node.play(0x23, "illuminance=60000")
        wait_until(lambda: "too much light for the BH1750" in self.cause("/illuminance"), "it is too bright")

    def value(self, path: str) -> float | None:
        answer = self.peer.get(path)
        return json.loads(answer.payload)["value"] if answer.code == "2.05" else None

    def cause(self, path: str) -> str:
        """Why there is no reading; empty while there is one."""
        answer = self.peer.get(path)
        return "" if answer.code == "2.05" else answer.payload.decode()


if __name__ == "__main__":
    unittest.main()
