# SPDX-License-Identifier: MIT
"""Each driver of coapnoded --list-drivers with its chip on a real /dev/i2c-N: read, pulled, exchanged, without power."""
import json
import re
import unittest

from support.coap import Peer

from .pi import BUSES, CONFIG, Pi, eventually

# What a chip measures: multiples of 0.5 °C, so that an LM75 shows them, too.
AIR = {"temperature": 21.5, "humidity": 40.0, "pressure": 1000.0, "co2": 800, "illuminance": 300}
OTHER_AIR = {"temperature": -7.5, "humidity": 75.0, "pressure": 950.0, "co2": 1500, "illuminance": 1000}
THIRD_AIR = {"temperature": 35.0, "humidity": 20.0, "pressure": 1050.0, "co2": 600, "illuminance": 50}
NEAR = {"temperature": 0.05, "humidity": 0.1, "pressure": 0.2, "co2": 1, "illuminance": 1}

# The chip that takes another one's place: one that its driver cannot take for its own. An SHT3x has commands of two bytes,
# which those with registers refuse to be; an MCP9808 takes them for writes, and sends nothing with a checksum.
STRANGER = "sht3x"
STRANGER_OF_WORDS = "mcp9808"
SPEAK_AS_SHT3X = ("sht3x", "hdc302x")


def place(drivers: dict[str, list[int]]) -> list[dict[str, tuple[str, int]]]:
    """Where each driver's chip is: a row for each configuration that it takes until all had their turn."""
    rows = []
    left = dict(drivers)
    while left:
        taken = {}
        for driver, addresses in left.items():
            free = ((bus, address) for bus in BUSES for address in addresses if (bus, address) not in taken.values())
            if where := next(free, None):
                taken[driver] = where
        rows.append(taken)
        left = {driver: addresses for driver, addresses in left.items() if driver not in taken}
    return rows


class Chips(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.peer = self.enterContext(Peer(self.pi.ports["udp", 5683]))
        self.addCleanup(self.restore)
        self.pi.shell(f"cp --preserve {CONFIG} /run/coapnode.yaml")

    def restore(self):
        self.pi.shell(f"cp --preserve /run/coapnode.yaml {CONFIG}; rm -rf /run/chips; systemctl restart coapnoded")
        self.pi.wait_for_daemon()

    def known_drivers(self) -> dict[str, list[int]]:
        """Their addresses; what they measure is in self.measures."""
        rows = [re.split(r"\s{2,}", line) for line in self.pi.shell("coapnoded --list-drivers").splitlines()[1:] if "0x" in line]
        self.measures = {row[0]: row[2].split(", ") for row in rows}
        return {row[0]: [int(address, 16) for address in row[1].split()] for row in rows}

    def serve(self, places: dict[str, tuple[str, int]]):
        """A sensor for each driver, of the same name."""
        self.places = places
        sensors = "".join(f"  - {{name: {driver}, driver: {driver}, bus: {bus}, address: {address:#04x}, interval: 2s}}\n"
                          for driver, (bus, address) in places.items())
        self.play(AIR)
        self.pi.shell(f"sed -i '/^sensors:/,$d' {CONFIG}\ncat >> {CONFIG} << END\nsensors:\n{sensors}END\n"
                      "systemctl restart coapnoded")
        self.pi.wait_for_daemon()

    def words(self, air: dict, driver: str, **more: str) -> str:
        """What there is to measure for this driver, which may be less than all there is."""
        measured = {quantity: air[quantity] for quantity in self.measures[driver] if quantity in air}
        return " ".join(f"{key}={value}" for key, value in {**measured, **more}.items())

    def play(self, air: dict, **more: str):
        """Each driver's own chip in this air."""
        self.pi.play({where: self.words(air, driver, chip=driver, **more) for driver, where in self.places.items()})

    def states(self) -> dict[str, dict]:
        return {sensor["name"]: sensor for sensor in json.loads(self.peer.whole("/sensors"))["sensors"]}

    def shown(self, driver: str, quantity: str) -> float | None:
        answer = self.peer.get(f"/sensors/{driver}/{quantity}")
        return json.loads(answer.payload)["value"] if answer.code == "2.05" else None

    def is_right(self, driver: str, quantity: str, air: dict) -> bool:
        value = self.shown(driver, quantity)
        return value is not None and (quantity not in air or abs(value - air[quantity]) <= NEAR[quantity])

    def check_values(self, air: dict):
        """Soon each chip's values are those of the air; a quantity that cannot be played is at least there."""
        for driver in self.places:
            for quantity in self.measures[driver]:
                with self.subTest(driver=driver, quantity=quantity):
                    eventually(lambda driver=driver, quantity=quantity: self.is_right(driver, quantity, air),
                               f"{driver} shows a {quantity} of {air.get(quantity)}, not {self.shown(driver, quantity)}")

    def check_told(self, what: str):
        """Soon no driver has a reading, nor has any of another chip."""
        for driver in self.places:
            with self.subTest(driver=driver, what=what):
                eventually(lambda driver=driver: self.shown(driver, self.measures[driver][0]) is None, f"{driver} is {what}")
                state = self.states()[driver]
                self.assertEqual(state["status"], "failing", state)
                self.assertTrue(state["error"])

    def stranger(self, driver: str) -> str:
        return STRANGER_OF_WORDS if driver in SPEAK_AS_SHT3X else STRANGER

    def test_each_driver(self):
        drivers = self.known_drivers()
        self.assertIn("sht3x", drivers)
        for places in place(drivers):
            self.serve(places)
            self.check_values(AIR)
            self.pi.play({where: self.words(AIR, driver, chip=self.stranger(driver)) for driver, where in places.items()})
            self.check_told("another model")
            self.play(OTHER_AIR)
            self.check_values(OTHER_AIR)
            self.play(THIRD_AIR, power="1")
            self.check_values(THIRD_AIR)
            self.play(AIR, power="1", fault="no_answer")
            self.check_told("pulled")

    def test_an_adapter_is_pulled_and_put_back(self):
        self.places = {"sht3x": (BUSES[0], 0x44), "mcp9808": (BUSES[1], 0x18)}
        self.measures = {driver: ["temperature"] for driver in self.places}
        self.serve(self.places)
        self.check_values(AIR)
        self.pi.shell("systemctl stop chips")
        self.check_told("gone with its bus")
        self.pi.shell("systemctl start chips")
        self.check_values(AIR)
