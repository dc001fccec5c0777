# SPDX-License-Identifier: MIT
"""Reload and the end, as the service manager brings them about."""
import json
import unittest

from .pi import CONFIG, Pi, eventually

BUS = "/sys/bus/i2c/devices/i2c-1"

# What stands in the way, how it is put there and taken away, and the line that tells it.
OBSTACLES = [
    ("a kernel driver has the chip", f"modprobe lm75; echo tmp105 0x48 > {BUS}/new_device",
     f"echo 0x48 > {BUS}/delete_device; modprobe -r lm75", "sensor tmp105: a kernel driver owns 0x48 on /dev/i2c-1"),
    ("a program has the line", "systemd-run -q --unit=holder gpioset GPIO17=1; until gpioinfo | grep -q gpioset; do :; done",
     "systemctl stop holder", "led led: another program holds GPIO17"),
    ("the bus is missing", f"sed -i s:/dev/i2c-3:/dev/i2c-7: {CONFIG}",
     f"sed -i s:/dev/i2c-7:/dev/i2c-3: {CONFIG}", "sensor sht3x: no bus for 0x44 on /dev/i2c-7"),
]


class Lifecycle(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.pi.shell(f"cp --preserve {CONFIG} /run/coapnode.yaml")
        self.addCleanup(self.restore)

    def restore(self):
        self.pi.shell(f"cp --preserve /run/coapnode.yaml {CONFIG}; systemctl restart coapnoded")
        self.pi.wait_for_daemon()

    def edit(self, expression: str):
        self.pi.shell(f"sed -i '{expression}' {CONFIG}")

    def title(self) -> str:
        return json.loads(self.pi.ask("get", "/info").payload)["title"]

    def test_reload(self):
        self.edit("s/title: .*/title: Attic/; s/name: led/name: lamp/")
        self.pi.shell("systemctl reload coapnoded")
        eventually(lambda: self.title() == "Attic", "the new title is shown")
        self.assertEqual(self.pi.ask("get", "/leds/lamp").code, "2.05")
        self.assertEqual(self.pi.ask("get", "/leds/led").code, "4.04")
        self.assertEqual(self.pi.held_line(), "lo")

    def test_a_bad_file_changes_nothing(self):
        before = len(self.pi.log("coapnoded"))
        self.edit("s/title: .*/title: Attic/; s/interval: 1s/interval: never/")
        self.assertIn("refused", self.pi.shell("systemctl reload coapnoded || echo refused"))
        told = eventually(lambda: [line for line in self.pi.log("coapnoded")[before:] if CONFIG in line],
                          "the mistakes are in the log")
        self.assertEqual(len(told), 2, told)  # both intervals, each with its place
        self.assertEqual(self.title(), "Living room")
        self.assertEqual(self.pi.ask("get", "/led").code, "2.05")

    def test_the_end_applies_the_shutdown_state(self):
        for shutdown, level in (("off", "lo"), ("on", "hi"), ("keep", "hi")):
            with self.subTest(shutdown):
                initial = "off" if shutdown == "on" else "on"
                self.edit(f"s/initial: .*/initial: {initial}/; s/shutdown: .*/shutdown: {shutdown}/")
                self.pi.shell("systemctl restart coapnoded")
                self.assertEqual(self.pi.held_line(), {"on": "hi", "off": "lo"}[initial])
                self.pi.shell("systemctl stop coapnoded")
                self.assertIsNone(self.pi.held_line())
                self.assertEqual(self.pi.pin(), level)
                self.assertIn("ExecMainStatus=0", self.pi.shell("systemctl show --property=ExecMainStatus coapnoded"))

    def start_against(self, put: str, take: str) -> list[str]:
        """What a start tells while something stands in its way."""
        before = len(self.pi.log("coapnoded"))
        self.pi.shell(f"systemctl stop coapnoded; {put}")
        try:
            status = self.pi.shell("systemctl start coapnoded; systemctl show --property=ExecMainStatus coapnoded")
            self.assertIn("ExecMainStatus=1", status)
            return self.pi.log("coapnoded")[before:]
        finally:
            self.pi.shell(take)

    def test_what_stands_in_the_way_is_told_in_one_line(self):
        for name, put, take, line in OBSTACLES:
            with self.subTest(name):
                told = self.start_against(put, take)
                self.assertEqual(len([said for said in told if said.startswith(line)]), 1, told)
