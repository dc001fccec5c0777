# SPDX-License-Identifier: MIT
"""A sensor fails and returns: no reading is invented, none is silently old, and the log tells each transition once."""
import json
import time
import unittest

from support.coap import MAX_AGE, wait_for_content
from support.daemon import Daemon
from support.workspace import wait_until

ROOM, OUTDOORS = 0x44, 0x76
CONFIG = {
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"},
                {"name": "outdoors", "driver": "bme280", "address": OUTDOORS, "interval": "1s"}],
}
CAUSE = "no answer at 0x44 on /dev/i2c-1"


class SensorFailure(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))
        self.peer = self.enterContext(self.node.peer())

    def get(self, path: str = "/temperature"):
        return self.peer.get(path)

    def info(self) -> list[dict]:
        return json.loads(self.peer.whole("/info"))["sensors"]

    def value(self, path: str = "/temperature") -> float | None:
        answer = self.get(path)
        return json.loads(answer.payload)["value"] if answer.code == "2.05" else None

    def test_a_sensor_that_fails_and_returns(self):
        self.node.play(ROOM, "temperature=-12.5 humidity=40")
        wait_until(lambda: self.value() == -12.5, "the value is seen")

        self.node.play(ROOM, "fault=no_answer")
        wait_until(lambda: self.info()[0]["status"] == "failing", "the failure is seen")
        failed = time.monotonic()
        self.assertEqual(self.value(), -12.5)  # fresh for three intervals, and then no longer
        self.assertEqual(self.info()[0], {"name": "room", "driver": "sht3x", "status": "failing", "error": CAUSE})

        wait_until(lambda: self.get().code == "5.03", "the reading is withdrawn")
        self.assertLess(time.monotonic() - failed, 10)
        for path in ("/temperature", "/humidity", "/sensors/room", "/sensors/room/humidity"):
            with self.subTest(path):
                refusal = self.get(path)
                self.assertEqual((refusal.code, refusal.payload.decode()), ("5.03", CAUSE))
                self.assertIn(refusal.number(MAX_AGE), range(1, 61))  # when it is tried next
        room, outdoors = json.loads(self.get("/sensors").payload)["sensors"]
        self.assertEqual(room, {"name": "room", "driver": "sht3x", "status": "failing", "error": CAUSE})
        self.assertEqual(outdoors["status"], "ok")
        self.assertIsNotNone(self.value("/sensors/outdoors/temperature"))  # one does not drag the other down
        self.assertIsNotNone(self.value("/pressure"))

        self.node.play(ROOM, "temperature=30 humidity=40")
        wait_until(lambda: self.value() == 30, "the sensor is back")
        self.assertEqual(self.info()[0], {"name": "room", "driver": "sht3x", "status": "ok"})

        self.node.signal(15)
        self.node.wait_end()
        self.assertEqual(len(self.node.log_lines(f"warning: sensor room: {CAUSE}: check the wiring")), 1, self.node.log())
        self.assertEqual(len(self.node.log_lines("sensor room: no reading for 3 intervals")), 1, self.node.log())
        self.assertEqual(len(self.node.log_lines("sensor room: answers again after")), 1, self.node.log())
        self.assertEqual(len(self.node.log_lines("sensor room:")), 3, self.node.log())
        self.assertEqual(self.node.log_lines("sensor outdoors:"), [])

    def test_one_missed_sample_takes_no_reading_away(self):
        wait_for_content(self.peer, "/temperature")
        self.node.play(ROOM, "temperature=1 fault=bad_checksum")
        wait_until(lambda: "checksum" in self.info()[0].get("error", ""), "the failure is seen")
        self.node.play(ROOM, "temperature=2")
        codes = set()

        def returned() -> bool:
            codes.add(self.get().code)
            return self.value() == 2

        wait_until(returned, "the sensor is back")
        self.assertEqual(codes, {"2.05"})
        self.assertEqual(self.node.log_lines("no reading for"), [])

    def test_readings_follow_the_sensor(self):
        for value in (-39.5, 0.0, 124.0):
            self.node.play(ROOM, f"temperature={value}")
            wait_until(lambda value=value: self.value() is not None and abs(self.value() - value) < 0.01, f"{value} is seen")


class Start(unittest.TestCase):
    def test_a_node_starts_without_its_sensor_and_finds_it_later(self):
        node = Daemon(CONFIG)
        node.play(ROOM, "fault=no_answer")
        with node, node.peer() as peer:
            refusal = peer.get("/temperature")
            self.assertEqual(refusal.code, "5.03")
            wait_until(lambda: peer.get("/temperature").payload.decode() == CAUSE, "the cause is told")
            node.play(ROOM, "temperature=7")
            self.assertIn(b'"value":7.0,', wait_for_content(peer, "/temperature").payload)

    def test_every_kind_of_failure_names_its_cause(self):
        rows = [("no_answer", CAUSE), ("bus_timeout", "0x44 on /dev/i2c-1"), ("bus_io", "0x44 on /dev/i2c-1"), ("bad_checksum", "checksum"),
                ("stuck", "0x44 on /dev/i2c-1")]
        sensors = [{"name": f"at-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}"} for i in range(len(rows))]
        node = Daemon({"sensors": sensors})
        for i, (fault, _) in enumerate(rows):
            node.play(ROOM, f"fault={fault}", f"i2c-{i}")
        with node, node.peer() as peer:
            for i, (fault, words) in enumerate(rows):
                with self.subTest(fault):
                    words = words.replace("i2c-1", f"i2c-{i}")
                    wait_until(lambda i=i, words=words: words in peer.get(f"/sensors/at-{i}").payload.decode(), words)


if __name__ == "__main__":
    unittest.main()
