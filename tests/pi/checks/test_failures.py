# SPDX-License-Identifier: MIT
"""A sensor that fails and comes back, seen from outside."""
import json
import re
import unittest

from .pi import SHT3X, Pi, eventually


class Failures(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.addCleanup(self.pi.set_sht3x)
        self.heal(50.0)

    def heal(self, humidity: float):
        self.pi.set_sht3x(humidity=humidity)

        def shown():
            answer = self.pi.ask("get", "/humidity")
            return answer.code == "2.05" and abs(json.loads(answer.payload)["value"] - humidity) < 0.011

        eventually(shown, f"the sensor is back and /humidity shows {humidity}")

    def break_down(self, fault: str):
        """The answer that clients get then."""
        self.pi.set_sht3x(fault=fault)

        def refused():
            answer = self.pi.ask("get", "/humidity")
            return answer.code == "5.03" and answer

        return eventually(refused, f"/humidity is refused while the sensor is {fault}")

    def status(self) -> dict:
        info = json.loads(self.pi.ask("get", "/info").payload)
        return next(sensor for sensor in info["sensors"] if sensor["name"] == "sht3x")

    def test_a_dead_sensor_is_told_with_its_cause(self):
        answer = self.break_down("no_answer")
        self.assertIn(f"no answer at 0x44 on {SHT3X[0]}", answer.told)
        self.assertRegex(answer.options, r"Max-Age:[1-9]")
        self.assertIn(f"no answer at 0x44 on {SHT3X[0]}", self.status()["error"])

    def test_the_others_are_served_meanwhile(self):
        self.break_down("no_answer")
        self.pi.set_tmp105(24500)
        eventually(lambda: b'"value":24.5' in self.pi.ask("get", "/temperature").payload, "/temperature shows 24.5")

    def test_it_comes_back_by_itself(self):
        for fault in ("no_answer", "bad_checksum"):
            with self.subTest(fault):
                self.break_down(fault)
                self.heal(33.0)
                self.assertEqual(self.status()["status"], "ok")

    def test_a_wrong_checksum_is_no_reading(self):
        self.assertIn("checksum", self.break_down("bad_checksum").told)

    def test_a_hung_adapter_does_not_stop_the_daemon(self):
        self.assertIn(f"0x44 on {SHT3X[0]}", self.break_down("bus_timeout").told)
        self.pi.set_tmp105(23500)
        eventually(lambda: b'"value":23.5' in self.pi.ask("get", "/temperature").payload, "/temperature shows 23.5")
        self.heal(44.0)

    def test_a_hung_bus_is_given_little_time(self):
        # Adapters that can wait are told how long: what the daemon says to the kernel with I2C_TIMEOUT, in 10 ms.
        trace = "/sys/kernel/tracing/events/syscalls/sys_enter_ioctl"
        self.pi.shell(f"""mountpoint -q /sys/kernel/tracing || mount -t tracefs tracefs /sys/kernel/tracing
            echo 'cmd == 0x702' > {trace}/filter; echo 1 > {trace}/enable; systemctl restart coapnoded""")
        self.pi.wait_for_daemon()
        told = self.pi.shell(f"echo 0 > {trace}/enable; cat /sys/kernel/tracing/trace")
        times = [int(time, 16) for time in re.findall(r"sys_ioctl\(.*cmd: 702, arg: (\w+)\)", told)]
        self.assertTrue(times and max(times) <= 5, told)

    def test_the_log_tells_each_transition_once(self):
        # What comes again and again is told seldom, and the other checks have been at the wire: a fresh daemon tells at once.
        self.pi.shell("systemctl restart coapnoded")
        self.pi.wait_for_daemon()
        self.heal(50.0)
        before = len(self.pi.log("coapnoded"))
        self.break_down("no_answer")
        self.heal(55.0)
        told = [line for line in self.pi.log("coapnoded")[before:] if "sht3x" in line]
        self.assertEqual([sum(what in line for line in told) for what in ("no answer", "no reading", "again")], [1, 1, 1],
                         told)
