# SPDX-License-Identifier: MIT
"""driver: kernel, on a made-up /sys: what the kernel's drivers show becomes readings, and what they show of broken
sensors never does."""
import contextlib
import json
import pathlib
import re
import shutil
import time
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon
from support.sys_tree import GOOD_SCRATCHPAD, BlockedAttribute, SysTree, fail_with_eio, w1_slave
from support.workspace import Workspace, wait_until

UNIT = (pathlib.Path(__file__).resolve().parents[2] / "systemd/coapnoded.service").read_text()
READING_THREADS = 4       # WorkerPool::most_threads
THREADS_OF_A_CHECK = 1    # coapnoded --check, which a reload runs beside the daemon
THERMOMETER = "28-0316a27944d2"


def kernel(name: str, device: str, *measures: str, **keys) -> dict:
    """A sensor of the configuration."""
    return {"name": name, "driver": "kernel", "device": device, "interval": "1s",
            **({"measures": measures} if measures else {}), **keys}


class KernelSensors(unittest.TestCase):
    def start(self, *sensors: dict, build=lambda tree: None) -> None:
        """A node with these sensors; `build` fills its tree before it starts."""
        self.node = Daemon({"sensors": sensors})
        self.tree = SysTree(self.node.folder / "mock" / "sys")
        build(self.tree)
        self.enterContext(self.node)
        self.peer = self.enterContext(self.node.peer())

    def readings(self, name: str) -> dict[str, float]:
        document = json.loads(wait_for_content(self.peer, f"/sensors/{name}").payload)
        return {quantity: shown["value"] for quantity, shown in document.items() if isinstance(shown, dict)}

    def state(self, name: str) -> dict:
        return next(one for one in json.loads(self.peer.whole("/sensors"))["sensors"] if one["name"] == name)

    def counts(self, name: str) -> tuple[int, int]:
        """Samples and failures."""
        sensors = json.loads(self.peer.whole("/stats"))["sensors"]
        return next((one["samples"], one["failures"]) for one in sensors if one["name"] == name)

    def wait_ok(self, name: str) -> None:
        wait_until(lambda: self.state(name)["status"] == "ok", f"{name} answers")

    def wait_told(self, name: str, cause: str) -> None:
        """Until it fails for this cause."""
        wait_until(lambda: cause in self.state(name).get("error", ""), f"{name} fails: {cause}")

    def dht22(self, tree: SysTree) -> None:
        self.attributes = tree.iio(tree.chip("platform", "dht11@4", "dht11"), 0, name="dht11@0\n", in_temp_input="21500\n",
                                   in_humidityrelative_input="45200\n")

    def test_each_driver_in_its_units(self):
        rows = [
            ("sht3x", "1-0044", {"temperature": 23.73, "humidity": 62.968}),
            ("bme280", "bme280", {"temperature": 24.44, "humidity": 54.178, "pressure": 996.211}),
            ("bme680", "1-0077", {"temperature": 22.37, "humidity": 59.974, "pressure": 1001.03}),
            ("hts221", "hts221", {"temperature": 31.764, "humidity": 47.298}),
            ("mpl3115", "mpl3115", {"temperature": 26.188, "pressure": 1013.25}),
            ("tmp117", "/sys/bus/i2c/devices/1-0048", {"temperature": -1.0}),
            ("dht22", "dht22", {"temperature": 21.5, "humidity": 45.2}),
            ("ds18b20", THERMOMETER, {"temperature": 25.062}),
            ("attic", "attic", {"temperature": 12.0}),
        ]
        self.start(*(kernel(name, device, *values) for name, device, values in rows), build=self.build_all)
        for name, _, values in rows:
            with self.subTest(name):
                shown = self.readings(name)
                self.assertEqual(shown.keys(), values.keys())
                for quantity, value in values.items():
                    self.assertAlmostEqual(shown[quantity], value, delta=0.006, msg=quantity)
        self.assertEqual(self.node.log_lines(": warning: "), [])

    def build_all(self, tree: SysTree) -> None:
        self.dht22(tree)
        tree.ds18b20(THERMOMETER)
        tree.hwmon(tree.chip("i2c", "1-0044", "sht3x"), 3, name="sht3x\n", temp1_input="23730\n", humidity1_input="62968\n")
        tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 1, name="bme280\n", in_temp_input="24440\n",
                 in_humidityrelative_input="54177.734375000\n", in_pressure_input="99.621074218\n")
        tree.iio(tree.chip("i2c", "1-0077", "bme680_i2c"), 2, name="bme680\n", in_temp_input="22370\n",
                 in_humidityrelative_input="59.974000000\n", in_pressure_input="100.103000000\n")
        tree.iio(tree.chip("i2c", "1-005f", "hts221-i2c"), 3, name="hts221\n", in_temp_raw="767\n",
                 in_temp_offset="1218.750000000\n", in_temp_scale="0.015996000\n", in_humidityrelative_raw="-12408\n",
                 in_humidityrelative_offset="2918.000000000\n", in_humidityrelative_scale="-0.004984000\n")
        tree.iio(tree.chip("i2c", "1-0060", "mpl3115"), 4, name="mpl3115\n", in_temp_raw="419\n", in_temp_scale="0.062500\n",
                 in_pressure_raw="405300\n", in_pressure_scale="0.000250\n")
        tree.iio(tree.chip("i2c", "1-0048", "tmp117"), 5, name="tmp117\n", in_temp_raw="-128\n", in_temp_scale="7.812500\n")
        tree.hwmon(tree.chip("i2c", "3-0048", "lm75"), 4, name="lm75\n", label="attic\n", temp1_input="12000\n")

    def test_a_ds18b20_gives_no_reading_that_it_has_not_measured(self):
        self.start(kernel("tank", THERMOMETER), build=lambda tree: tree.ds18b20(THERMOMETER))
        attribute = self.tree.root / "bus/w1/devices" / THERMOMETER / "w1_slave"
        good = attribute.read_text()
        for text, cause in [("", "no answer from kernel sensor"),
                            (w1_slave("00 00 00 00 00 00 00 00 00", 0), "are 0, as if the line were held low"),
                            (w1_slave("50 05 4b 46 7f ff 0c 10 1c", 85000), "has not measured since it was powered on"),
                            (w1_slave(GOOD_SCRATCHPAD, 25062, "NO"), "checksum error from kernel sensor")]:
            with self.subTest(cause):
                self.wait_ok("tank")
                self.tree.write(attribute, text)
                self.wait_told("tank", cause)
                told = wait_until(lambda: (answer := self.peer.get("/temperature")).code == "5.03" and answer, "5.03")
                self.assertIn(cause, told.payload.decode())
                self.tree.write(attribute, good)
        self.assertEqual(self.readings("tank"), {"temperature": 25.06})

    def test_a_read_of_a_dht22_that_fails_now_and_then_is_no_failure(self):
        self.start(kernel("shed", "dht22", interval="2s"), build=self.dht22)
        self.wait_ok("shed")
        for _ in range(2):
            before = self.counts("shed")[0]
            with BlockedAttribute(self.attributes / "in_humidityrelative_input") as blocked:
                blocked.wait_read().close()  # the read ends with nothing
            wait_until(lambda before=before: self.counts("shed")[0] > before, "the next read is good")
        self.assertEqual(self.counts("shed")[1], 0)
        self.assertEqual(self.node.log_lines("sensor shed:"), [])

    def test_a_dht22_that_never_answers_is_told(self):
        self.start(kernel("shed", "dht22"), build=self.dht22)
        self.wait_ok("shed")
        fail_with_eio(self.attributes / "in_temp_input")
        self.wait_told("shed", 'the kernel cannot read temperature of kernel sensor "dht22" (Input/output error)')
        wait_until(lambda: self.peer.get("/humidity").code == "5.03", "half a reading is none")

    def test_a_read_that_blocks_costs_nobody_else(self):
        self.start(kernel("slow", "dht22"), kernel("tank", THERMOMETER), {"name": "room", "driver": "sht3x", "interval": "1s"},
                   build=self.build_all)
        self.wait_ok("slow")
        with BlockedAttribute(self.attributes / "in_temp_input") as blocked, blocked.wait_read() as attribute:
            self.check_others_go_on("slow", ("tank", "room"))
            before = self.counts("slow")[0]
            attribute.write("22250\n")
        wait_until(lambda: self.counts("slow")[0] > before, "the slow read is over")
        self.assertEqual(self.node.log_lines(": warning: "), [])

    def check_others_go_on(self, slow: str, others: tuple[str, ...]) -> None:
        begun = time.monotonic()
        before = {name: self.counts(name)[0] for name in (slow, *others)}
        slowest = 0.0
        while not all(self.counts(name)[0] >= before[name] + 3 for name in others):
            asked = time.monotonic()
            self.assertEqual(self.peer.get(f"/sensors/{others[-1]}/temperature").code, "2.05")
            slowest = max(slowest, time.monotonic() - asked)
            self.assertLess(asked - begun, 20)
            time.sleep(0.02)
        self.assertGreater(time.monotonic() - begun, 1)  # three samples take two intervals
        self.assertEqual(self.counts(slow)[0], before[slow])  # its interval is as long as theirs
        self.assertLess(slowest, 5)  # the read hangs far longer

    def test_observers_hear_of_a_read_that_hangs(self):
        self.start(kernel("slow", "dht22"), build=self.dht22)
        self.wait_ok("slow")
        with self.node.peer() as observer, BlockedAttribute(self.attributes / "in_temp_input") as blocked:
            observer.observe("/temperature")
            with blocked.wait_read():
                while (told := observer.notification()).code == "2.05":
                    pass
        self.assertEqual((told.code, told.payload), ("5.03", b"no recent reading"))
        self.wait_ok("slow")

    def test_the_node_reloads_and_ends_while_a_read_blocks(self):
        self.start(kernel("slow", "dht22"), build=self.dht22)
        self.wait_ok("slow")
        with BlockedAttribute(self.attributes / "in_temp_input") as blocked, blocked.wait_read():
            self.node.reload({"sensors": [kernel("other", "dht22", "humidity")]})
            self.assertEqual(self.readings("other"), {"humidity": 45.2})
            begun = time.monotonic()
            self.node.stop(False)
            self.assertLess(time.monotonic() - begun, 10)

    def test_a_sensor_that_comes_back_under_another_number(self):
        plugged = {}

        def plug_in(tree: SysTree, number: int, milli_celsius: int) -> None:
            plugged["chip"] = tree.chip("i2c", "1-0044", "sht3x")
            tree.hwmon(plugged["chip"], number, name="sht3x\n", temp1_input=f"{milli_celsius}\n", humidity1_input="50000\n")

        self.start(kernel("room", "1-0044", "temperature", "humidity"), build=lambda tree: plug_in(tree, 1, 20_000))
        self.wait_ok("room")
        for number in (2, 7):
            self.tree.remove(plugged["chip"])
            self.wait_told("room", 'no kernel sensor "1-0044"')
            plug_in(self.tree, number, 1_000 * (20 + number))
            self.wait_ok("room")
            wait_until(lambda number=number: self.readings("room")["temperature"] == 20 + number, "the new number")

    def test_a_sensor_that_was_never_there_is_waited_for(self):
        self.start(kernel("shed", "dht22"))
        self.wait_told("shed", 'no kernel sensor "dht22" (is dtoverlay=dht11,gpiopin=4 in /boot/firmware/config.txt?)')
        self.dht22(self.tree)
        self.wait_ok("shed")
        self.assertEqual(self.readings("shed"), {"temperature": 21.5, "humidity": 45.2})

    def test_a_chip_that_the_kernel_has_is_told_with_what_reads_it(self):
        place = self.enterContext(Workspace({"sensors": [{"name": "room", "driver": "bmp280", "address": 0x76}]}))
        tree = SysTree(place.folder / "mock" / "sys")
        tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 0, name="bmp280\n", in_temp_input="25080\n", in_pressure_input="100.656\n")
        place.play(0x76, "fault=bus_busy")
        refused = place.run("--mock", "--config", str(place.config))
        self.assertEqual(refused.returncode, 1)
        yaml = re.search(r"sensor room: a kernel driver owns 0x76 on /dev/i2c-1 \(bmp280; .*: \{(driver: kernel, .*?)\}\)",
                         refused.stderr)
        self.assertIsNotNone(yaml, refused.stderr)
        self.node = Daemon("")
        self.node.configure(f"coap: {{listen: ['127.0.0.1:{self.node.port}']}}\nsensors: [{{name: room, {yaml[1]}}}]\n")
        shutil.copytree(place.folder / "mock", self.node.folder / "mock", symlinks=True)
        self.enterContext(self.node)
        self.peer = self.enterContext(self.node.peer())
        self.assertEqual(self.readings("room"), {"temperature": 25.08, "pressure": 1006.56})

    def test_what_probe_prints_of_them_works_as_it_stands(self):
        place = self.enterContext(Workspace())
        self.build_all(SysTree(place.folder / "mock" / "sys"))
        for address in range(0x08, 0x78):
            place.play(address, "fault=bus_busy" if address in (0x44, 0x48, 0x76, 0x77) else "fault=no_answer")
        found = place.run("--probe", "--mock")
        self.assertEqual((found.returncode, found.stderr), (0, ""))
        self.assertIn("# the kernel driver sht3x owns 0x44 on /dev/i2c-1\n", found.stdout)
        shown = dict(re.findall(r"(?m)^  - name: (\S+)\n(?:    .*\n)*?    .*  # (\S+ (?:°C|hPa).*)$", found.stdout))
        self.assertEqual(len(shown), 9, found.stdout)
        place.configure(found.stdout)
        self.assertEqual(place.run("--check", "--mock", "--config", str(place.config)).stdout, "")
        self.node = Daemon("")
        self.node.configure(f"coap: {{listen: ['127.0.0.1:{self.node.port}']}}\n{found.stdout}")
        shutil.copytree(place.folder / "mock", self.node.folder / "mock", symlinks=True)
        self.enterContext(self.node)
        self.peer = self.enterContext(self.node.peer())
        for name, values in shown.items():
            with self.subTest(name, values=values):
                numbers = [float(number) for number in re.findall(r"(-?[\d.]+) (?:°C|%RH|hPa)", values)]
                self.assertEqual(list(self.readings(name).values()), numbers)

    def test_its_values_are_refined_as_those_of_any_sensor(self):
        self.start(kernel("shed", "dht22", calibration={"temperature": {"offset": -1.5}}, derived=["dew_point"],
                          valid={"humidity": [1, 99]}), build=self.dht22)
        self.assertEqual(self.readings("shed"), {"temperature": 20.0, "humidity": 45.2, "dew_point": 7.76})
        self.tree.write(self.attributes / "in_humidityrelative_input", "99900\n")
        self.wait_told("shed", "above the limit of 99 %RH")

    def test_the_threads_are_those_that_the_unit_allows(self):
        devices = [f"28-00000000000{i}" for i in range(5)]
        self.start(*(kernel(f"t{i}", device) for i, device in enumerate(devices)),
                   build=lambda tree: [tree.ds18b20(device) for device in devices])
        for i in range(len(devices)):
            self.wait_ok(f"t{i}")
        with contextlib.ExitStack() as stack:
            for device in devices:
                stack.enter_context(BlockedAttribute(self.tree.root / "bus/w1/devices" / device / "w1_slave"))
            wait_until(lambda: self.node.status("Threads") == 1 + READING_THREADS, "one that serves, and those that read")
            self.assertLess(1 + READING_THREADS + THREADS_OF_A_CHECK, int(re.search(r"(?m)^TasksMax=(\d+)", UNIT)[1]))
            self.assertEqual(self.peer.get("/info").code, "2.05")
        for i in range(len(devices)):
            self.wait_ok(f"t{i}")


if __name__ == "__main__":
    unittest.main()
