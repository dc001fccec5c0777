# SPDX-License-Identifier: MIT
"""What becomes of a chip behind the node's back: another model in its place, a loss of power, a spoilt calibration. None
of it is misread, and none takes a reading away for longer than it must."""
import json
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon
from support.workspace import wait_until

KEEP_SETTINGS = {"bme280": 0x76, "bmp280": 0x77, "sht3x": 0x44, "tmp102": 0x48, "hdc1080": 0x41}
KEEP_NOTHING = {"sht4x": 0x46, "shtc3": 0x70, "htu21d": 0x40}
PLACES = KEEP_SETTINGS | KEEP_NOTHING
AIR = "temperature=20 humidity=50 pressure=1000"


class ChipChanges(unittest.TestCase):
    def start(self, **words: str) -> None:
        """A node with a sensor for each driver, of the same name, and what its chip meets from the beginning."""
        self.node = Daemon({"sensors": [{"name": driver, "driver": driver, "address": PLACES[driver], "interval": "1s"}
                                        for driver in words]})
        for driver, injected in words.items():
            self.play(driver, injected)
        self.enterContext(self.node)
        self.peer = self.enterContext(self.node.peer())

    def play(self, driver: str, words: str) -> None:
        self.node.play(PLACES[driver], words)

    def sensor(self, name: str) -> dict:
        sensors = json.loads(self.peer.get("/sensors").payload)["sensors"]
        return next(sensor for sensor in sensors if sensor["name"] == name)

    def samples(self, name: str) -> tuple[int, int]:
        """How many there were, and how many attempts failed."""
        sensors = json.loads(self.peer.get("/stats").payload)["sensors"]
        return next((sensor["samples"], sensor["failures"]) for sensor in sensors if sensor["name"] == name)

    def value(self, path: str) -> float:
        return json.loads(wait_for_content(self.peer, path).payload)["value"]

    def wait_for_samples(self, name: str, more: int = 2) -> None:
        before = self.samples(name)[0]
        wait_until(lambda: self.samples(name)[0] >= before + more, f"{name} is sampled")

    def test_another_model_in_its_place_is_told_and_gives_no_reading(self):
        self.start(bme280="")
        wait_for_content(self.peer, "/pressure")
        self.play("bme280", AIR + " chip=bmp280")
        wait_until(lambda: self.sensor("bme280")["status"] == "failing", "the other chip is seen")
        self.assertIn("is a BMP280 (id 0x58), which has no humidity: use driver bmp280", self.sensor("bme280")["error"])
        wait_until(lambda: self.peer.get("/pressure").code == "5.03", "its last reading is withdrawn")
        self.play("bme280", AIR)
        self.assertAlmostEqual(self.value("/pressure"), 1000, delta=0.1)

    def test_a_loss_of_power_costs_no_sample(self):
        for driver in KEEP_SETTINGS:
            with self.subTest(driver):
                self.start(**{driver: AIR})
                wait_for_content(self.peer, "/temperature")
                self.play(driver, AIR + " power=1")
                self.wait_for_samples(driver)
                self.assertEqual(self.samples(driver)[1], 0)
                self.assertAlmostEqual(self.value("/temperature"), 20, delta=0.1)
                lines = self.node.log_lines(f"sensor {driver}:")
                self.assertEqual(len(lines), 1, lines)
                self.assertIn("set up again after settings lost by the", lines[0])

    def test_a_chip_that_keeps_no_settings_loses_none(self):
        for driver in KEEP_NOTHING:
            with self.subTest(driver):
                self.start(**{driver: AIR})
                wait_for_content(self.peer, "/humidity")
                self.play(driver, AIR + " power=1")
                self.wait_for_samples(driver)
                self.assertEqual(self.samples(driver)[1], 0)
                self.assertAlmostEqual(self.value("/humidity"), 50, delta=0.1)
                self.assertEqual(self.node.log_lines(f"sensor {driver}:"), [])

    def test_a_calibration_that_makes_no_sense_is_not_used(self):
        no_temperature = AIR + " memory=88:000000000000"  # T1..T3
        self.start(bme280=no_temperature, bmp280=no_temperature)
        for driver in ("bme280", "bmp280"):
            with self.subTest(driver):
                wait_until(lambda driver=driver: self.sensor(driver)["status"] == "failing", f"{driver} fails")
                self.assertIn(f"an invalid calibration in the {driver.upper()}", self.sensor(driver)["error"])
                self.play(driver, AIR)
                self.assertAlmostEqual(self.value(f"/sensors/{driver}/temperature"), 20, delta=0.1)

    def test_one_wrong_bit_of_the_calibration_does_no_harm(self):
        # P1 is in the first half of the calibration: the read behind twice the id and twice the status.
        self.start(bme280=AIR + " flip=4:52", bmp280=AIR + " flip=4:52")
        for driver in ("bme280", "bmp280"):
            with self.subTest(driver):
                self.assertAlmostEqual(self.value(f"/sensors/{driver}/pressure"), 1000, delta=0.1)
                self.assertEqual(self.samples(driver)[1], 0)

    def test_a_calibration_without_its_checksum_is_used_and_told_once(self):
        self.start(bme280=AIR + " memory=e8:00")
        self.assertAlmostEqual(self.value("/pressure"), 1000, delta=0.1)
        self.play("bme280", AIR + " memory=e8:00 power=1")
        self.wait_for_samples("bme280")
        self.assertEqual(self.sensor("bme280")["status"], "ok")
        lines = self.node.log_lines("does not fit its checksum, but is used")
        self.assertEqual(len(lines), 1, self.node.log())


if __name__ == "__main__":
    unittest.main()
