# SPDX-License-Identifier: MIT
"""What coapnoded does besides serving: --check, --probe, --list-drivers, --version, --help; and bad usage."""
import unittest

from support.daemon import Daemon
from support.coap import wait_for_content
from support.workspace import Workspace

GOOD = """\
device: {id: node-1}
sensors:
  - name: room
    driver: sht3x
leds:
  - name: led
    line: GPIO17
"""
BAD = """\
device: {id: node-1}
coap:
  listen: "[::]:5683"
  anonymus: read
sensors:
  - name: room
    driver: sht31
    intervall: 5s
  - name: room
    driver: bme280
    address: 0x44
leds:
  - line: GPIO17
"""
MISTAKES = [("3:11", "list"), ("4:3", "did you mean 'anonymous'?"), ("7:13", "sht3x"), ("8:5", "did you mean 'interval'?"),
            ("9:11", "line 6"), ("11:14", "0x76"), ("13:5", "name")]


class Commands(unittest.TestCase):
    def setUp(self):
        self.place = self.enterContext(Workspace(GOOD))

    def run_well(self, *arguments: str) -> str:
        done = self.place.run(*arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def check(self, text: str, *more: str):
        """On mock hardware, where every bus and line is there."""
        self.place.configure(text)
        return self.place.run("--check", "--config", str(self.place.config), *(more or ("--mock",)))


class Check(Commands):
    def test_a_bus_that_is_not_there_is_a_warning_and_no_mistake(self):
        text = "sensors:\n  - {name: room, driver: sht3x, bus: /dev/i2c-77}\n"
        done = self.check(text, "--log-level", "info")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith(f"{self.place.config}:2:38: warning: no bus for 0x44 on /dev/i2c-77: "), done.stdout)
        self.assertEqual(self.check("hardware: {backend: mock}\n" + text, "--log-level", "info").stdout, "")

    def test_a_key_that_anybody_tries_is_a_warning_without_the_key(self):
        key = "super-secret-key-12345"
        done = self.check(f"dtls: {{identities: [{{identity: phone, psk: {key}}}]}}\n")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, f"{self.place.config}: warning: the identity phone has a key made of words that anybody would try: name a psk_file that does not exist yet, and run coapnoded --init, which creates it\n")

    def test_a_good_file_is_0_and_silence(self):
        done = self.check(GOOD)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_every_mistake_is_told_in_its_place(self):
        done = self.check(BAD)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        lines = done.stdout.splitlines()
        self.assertEqual([line.split(": ")[0] for line in lines], [f"{self.place.config}:{place}" for place, _ in MISTAKES])
        for line, (_, words) in zip(lines, MISTAKES):
            self.assertIn(words, line)

    def test_what_is_no_yaml_is_told_in_its_place(self):
        done = self.check("device: {id: node\nsensors:\n\t- x\n")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, rf"^{self.place.config}:\d+:\d+: ")

    def test_a_missing_file_is_told(self):
        done = self.place.run("--check", "--config", "/nowhere/coapnode.yaml")
        self.assertEqual((done.returncode, done.stdout), (1, "/nowhere/coapnode.yaml: does not exist\n"))

    def test_it_needs_no_hardware_and_opens_none(self):
        self.assertEqual(self.check(GOOD + "hardware: {backend: linux}\n").returncode, 0)
        self.assertIsNone(self.place.line("GPIO17"))


class Probe(Commands):
    def test_what_it_prints_can_be_pasted(self):
        found = self.run_well("--probe", "--mock")
        self.assertEqual(found.splitlines()[0], "sensors:")
        for words in ("driver: sht3x", "driver: bme280", "bus: /dev/i2c-1", "address: 0x44"):
            self.assertIn(words, found)
        self.assertEqual(self.check(found).stdout, "")

    def test_what_it_finds_works(self):
        found = self.run_well("--probe", "/dev/i2c-1", "--mock")
        names = [line.split(": ")[1] for line in found.splitlines() if "name:" in line]
        node = Daemon(found)
        node.configure(f"coap: {{listen: ['127.0.0.1:{node.port}']}}\n{found}")
        with node, node.peer() as peer:
            for name in names:
                with self.subTest(name):
                    self.assertIn(b'":{"value":', wait_for_content(peer, f"/sensors/{name}").payload)

    def test_a_bus_where_nothing_answers(self):
        for address in range(0x08, 0x78):
            self.place.play(address, "fault=no_answer")
        found = self.run_well("--probe", "/dev/i2c-1", "--mock")
        self.assertRegex(found, "^# no known chip answers")

    def test_a_missing_bus_is_one_clear_line(self):
        done = self.place.run("--probe", "/dev/i2c-77")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertIn("/dev/i2c-77", done.stderr)


class Words(Commands):
    def test_list_drivers_names_every_driver(self):
        listed = self.run_well("--list-drivers")
        for driver in ("sht3x", "bme280", "bmp280", "tmp102", "tmp105", "tmp75", "lm75"):
            self.assertRegex(listed, rf"(?m)^{driver} +0x[0-9a-f]{{2}} ")
        self.assertIn("temperature, humidity, pressure", listed)

    def test_version_and_help(self):
        self.assertRegex(self.run_well("--version"), r"^coapnode \d+\.\d+\.\d+\n$")
        usage = self.run_well("--help")
        for option in ("--config", "--mock", "--check", "--probe", "--list-drivers", "--log-level", "--version"):
            self.assertIn(option, usage)

    def test_bad_usage_is_2_and_says_how_to_get_help(self):
        for arguments in (["--chek"], ["serve"], ["--config"], ["--log-level", "loud"], ["--check", "--list-drivers"]):
            with self.subTest(arguments):
                done = self.place.run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, r"^coapnoded: .+\nTry 'coapnoded --help'\.\n$")

    def test_the_log_level_is_obeyed(self):
        config = {"sensors": [{"name": "room", "driver": "sht3x"}]}
        for level, told in [("error", False), ("warning", False), ("info", True), ("debug", True)]:
            with self.subTest(level), Daemon(config, "--log-level", level) as node:
                self.assertEqual(bool(node.log_lines("serving coap://")), told)


if __name__ == "__main__":
    unittest.main()
