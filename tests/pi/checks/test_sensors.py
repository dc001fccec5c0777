# SPDX-License-Identifier: MIT
"""Readings follow what the chips measure, through the kernel's I2C."""
import json
import unittest

from .pi import SHT3X, Pi, eventually


class Sensors(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.pi.set_sht3x()

    def wait_for(self, path: str, value: float, unit: str):
        def shown():
            answer = self.pi.ask("get", path)
            return answer.code == "2.05" and abs(json.loads(answer.payload)["value"] - value) < 0.011 and answer

        answer = eventually(shown, f"{path} shows {value}")
        self.assertEqual(json.loads(answer.payload)["unit"], unit)

    def test_temperature_follows_the_tmp105(self):
        for milli_celsius in (21500, 31500, -12500, 0, -55000, 21563):  # the last needs all 12 bits
            with self.subTest(milli_celsius):
                self.pi.set_tmp105(milli_celsius)
                self.wait_for("/temperature", milli_celsius / 1000, "celsius")

    def test_humidity_follows_the_sht3x(self):
        for humidity in (41.5, 0.0, 99.99, 62.97):
            with self.subTest(humidity):
                self.pi.set_sht3x(humidity=humidity)
                self.wait_for("/humidity", humidity, "percent")

    def test_both_thermometers_are_told_apart(self):
        self.pi.set_tmp105(18000)
        self.pi.set_sht3x(temperature=-3.25)
        self.wait_for("/sensors/sht3x/temperature", -3.25, "celsius")
        self.wait_for("/sensors/tmp105/temperature", 18.0, "celsius")

    def test_probe_finds_them(self):
        for bus, driver, address in (("/dev/i2c-1", "tmp105", "0x48"), (SHT3X[0], "sht3x", "0x44")):
            with self.subTest(bus):
                found = self.pi.shell(f"coapnoded --probe {bus}")
                self.assertRegex(found, rf"\b{driver}\b")
                self.assertIn(f"address: {address}", found)
