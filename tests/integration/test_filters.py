# SPDX-License-Identifier: MIT
"""What is done with a sensor's values: limits of belief, the largest step, calibration, smoothing, derived quantities.
A failure passes through each of them."""
import json
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon
from support.workspace import wait_until

WHERE = 0x76
AIR = "temperature=20 humidity=50 pressure=954.61"
BME280 = {"name": "air", "driver": "bme280", "address": WHERE, "interval": "1s"}
DERIVED = {"derived": ["dew_point", "absolute_humidity", "sea_level_pressure"], "altitude": 500}


class Filters(unittest.TestCase):
    def start(self, **keys) -> None:
        self.node = Daemon({"sensors": [{**BME280, **keys}]})
        self.node.play(WHERE, AIR)
        self.enterContext(self.node)
        self.peer = self.enterContext(self.node.peer())
        wait_for_content(self.peer, "/temperature")

    def play(self, words: str) -> None:
        self.node.play(WHERE, words)

    def value(self, path: str = "/temperature") -> float | None:
        answer = self.peer.get(path)
        return json.loads(answer.payload)["value"] if answer.code == "2.05" else None

    def error(self) -> str | None:
        return json.loads(self.peer.whole("/info"))["sensors"][0].get("error")

    def samples(self) -> int:
        return json.loads(self.peer.get("/stats").payload)["sensors"][0]["samples"]

    def wait_for_samples(self, more: int) -> None:
        before = self.samples()
        wait_until(lambda: self.samples() >= before + more, f"{more} samples more")

    def test_a_value_beyond_the_limits_is_a_failure(self):
        self.start(valid={"temperature": [-40, 60]})
        self.assertAlmostEqual(self.value(), 20, delta=0.01)
        self.play("temperature=85 humidity=50 pressure=1000")
        wait_until(self.error, "the failure is seen")
        self.assertRegex(self.error(), r"^temperature of (85|84\.99|85\.01) °C is above the limit of 60 °C$")
        wait_until(lambda: self.peer.get("/temperature").code == "5.03", "the reading is withdrawn")
        self.assertIn("is above the limit of 60 °C", self.peer.get("/humidity").payload.decode())
        self.play(AIR)
        wait_for_content(self.peer, "/temperature")
        self.assertAlmostEqual(self.value(), 20, delta=0.01)

    def test_a_step_is_believed_when_it_stays(self):
        self.start(largest_step={"temperature": 5})
        self.play("temperature=50 humidity=50 pressure=1000")
        wait_until(self.error, "the step is refused")
        self.assertRegex(self.error(), r"^temperature went from \S+ °C to \S+ °C, which is more than the largest "
                                       r"step of 5 °C$")
        wait_until(lambda: self.error() is None, "the step is believed")
        wait_until(lambda: abs(self.value() - 50) < 0.01, "the new value is served")
        failures = json.loads(self.peer.get("/stats").payload)["sensors"][0]["failures"]
        self.assertEqual(failures, 2)

    def test_a_spike_is_refused_and_the_next_value_is_served(self):
        self.start(largest_step={"temperature": 5})
        self.play("temperature=50 humidity=50 pressure=1000")
        wait_until(self.error, "the spike is refused")
        self.play(AIR)
        wait_until(lambda: self.error() is None, "the sensor is believed again")
        self.assertAlmostEqual(self.value(), 20, delta=0.01)

    def test_readings_history_and_notifications_are_smoothed_and_a_failure_is_not(self):
        self.start(smoothing={"temperature": {"exponential": "60s"}, "humidity": {"median": 3}})
        watcher = self.enterContext(self.node.peer())
        watcher.observe("/temperature")
        self.play("temperature=30 humidity=50 pressure=1000")
        wait_until(lambda: self.value() > 20.1, "the value begins to move")
        self.assertLess(self.value(), 25)  # which it passes after 40 seconds
        told = [json.loads(watcher.notification().payload)["value"] for _ in range(3)]
        self.assertEqual(told, sorted(told))
        self.assertLess(told[-1], 25)
        records = json.loads(self.peer.whole("/history", ("quantity=temperature",)))
        self.assertEqual([record for record in records if record["v"] >= 25], [])
        self.play("fault=no_answer")
        wait_until(lambda: self.peer.get("/temperature").code == "5.03", "the reading is withdrawn")
        self.assertIn("no answer at 0x76", self.peer.get("/temperature").payload.decode())
        self.play("temperature=30 humidity=50 pressure=1000")
        wait_for_content(self.peer, "/temperature")
        self.assertAlmostEqual(self.value(), 30, delta=0.01)  # a filter without memory of what came before

    def test_calibration_by_slope_and_points(self):
        self.start(calibration={"temperature": {"slope": 1.1, "offset": -1},
                                "humidity": {"points": [[0, 10], [60, 70], [100, 100]]}})
        self.assertAlmostEqual(self.value(), 21, delta=0.02)
        self.assertAlmostEqual(self.value("/humidity"), 60, delta=0.05)

    def test_derived_quantities_are_resources_as_the_measured_ones(self):
        self.start(**DERIVED)
        for path in ("/dew_point", "/sensors/air/dew_point"):
            self.assertAlmostEqual(self.value(path), 9.26, delta=0.03)
        self.assertAlmostEqual(self.value("/absolute_humidity"), 8.63, delta=0.03)
        self.assertAlmostEqual(self.value("/sea_level_pressure"), 1013.25, delta=0.1)
        self.assertEqual(json.loads(self.peer.get("/absolute_humidity").payload)["unit"], "gram_per_cubic_meter")
        sensor = json.loads(self.peer.whole("/sensors/air"))
        self.assertEqual(sensor["dew_point"]["unit"], "celsius")
        links = self.peer.whole("/.well-known/core").decode()
        for name in DERIVED["derived"]:
            self.assertIn(f'</{name}>;rt="sensor {name}"', links)
            self.assertIn(f"</sensors/air/{name}>", links)
        records = json.loads(self.peer.whole("/history", ("quantity=dew_point",)))
        self.assertEqual({(record["n"], record["u"]) for record in records}, {("air/dew_point", "Cel")})

    def test_a_node_that_derives_nothing_has_none_of_these_resources(self):
        self.start()
        links = self.peer.whole("/.well-known/core").decode()
        for name in DERIVED["derived"]:
            self.assertNotIn(name, links)
            self.assertEqual(self.peer.get(f"/{name}").code, "4.04")

    def test_without_humidity_there_is_no_dew_point(self):
        self.start(derived=["dew_point"])
        self.play("temperature=20 humidity=0 pressure=1000")
        wait_until(lambda: self.peer.get("/dew_point").code == "5.03", "the dew point is gone")
        self.assertEqual(self.peer.get("/dew_point").payload.decode(), "the sensor gave no dew_point")
        self.assertAlmostEqual(self.value(), 20, delta=0.01)

    def test_a_reload_applies_each_of_them(self):
        self.start()
        self.node.reload({"sensors": [{**BME280, **DERIVED, "calibration": {"temperature": {"offset": 2}}}]})
        wait_until(lambda: self.value() is not None and abs(self.value() - 22) < 0.01, "the offset applies")
        self.assertIsNotNone(self.value("/dew_point"))
        self.node.reload({"sensors": [BME280]})
        wait_until(lambda: self.peer.get("/dew_point").code == "4.04", "the resource is gone")


if __name__ == "__main__":
    unittest.main()
