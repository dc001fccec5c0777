# SPDX-License-Identifier: MIT
"""driver: kernel with the kernel's own drivers, bound to the emulated chips."""
import json
import unittest

from support.coap import Peer

from .pi import BUSES, CONFIG, Pi, eventually

BUS = BUSES[1]
NUMBER = BUS.rpartition("-")[2]
DEVICE = f"/sys/bus/i2c/devices/i2c-{NUMBER}"

# The kernel's module, the name by which it knows the chip, its address, what it measures.
KERNEL_DRIVERS = [
    ("lm75", "lm75", 0x48, ("temperature",)),
    ("sht3x", "sht3x", 0x44, ("temperature", "humidity")),
    ("sht4x", "sht4x", 0x46, ("temperature", "humidity")),
    ("bmp280-i2c", "bme280", 0x76, ("temperature", "humidity", "pressure")),
    ("bmp280-i2c", "bmp280", 0x77, ("temperature", "pressure")),
]
AIR = {"temperature": 23.5, "humidity": 62.0, "pressure": 990.0}
NEAR = {"temperature": 0.05, "humidity": 0.1, "pressure": 0.2}


class Kernel(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.peer = self.enterContext(Peer(self.pi.ports["udp", 5683]))
        self.addCleanup(self.restore)
        self.pi.shell(f"cp --preserve {CONFIG} /run/coapnode.yaml")

    def restore(self):
        self.pi.shell(f"""cp --preserve /run/coapnode.yaml {CONFIG}; rm -rf /run/chips
            for address in {' '.join(f'{row[2]:#x}' for row in KERNEL_DRIVERS)}; do
                echo $address > {DEVICE}/delete_device || true
            done 2> /dev/null
            modprobe -r {' '.join({row[0] for row in KERNEL_DRIVERS})}
            systemctl restart coapnoded""")
        self.pi.wait_for_daemon()

    def bind(self, name: str, address: int):
        self.pi.shell(f"echo {name} {address:#x} > {DEVICE}/new_device")

    def play(self):
        said = " ".join(f"{key}={value}" for key, value in AIR.items())
        self.pi.play({(BUS, address): f"{said} chip={name}" for _, name, address, _ in KERNEL_DRIVERS})

    def shown(self, name: str, quantity: str) -> float | None:
        answer = self.peer.get(f"/sensors/{name}/{quantity}")
        return json.loads(answer.payload)["value"] if answer.code == "2.05" else None

    def check_values(self):
        for _, name, _, quantities in KERNEL_DRIVERS:
            for quantity in quantities:
                with self.subTest(name=name, quantity=quantity):
                    eventually(lambda name=name, quantity=quantity: self.is_right(name, quantity),
                               f"{name} shows {quantity} {AIR[quantity]}, not {self.shown(name, quantity)}")

    def is_right(self, name: str, quantity: str) -> bool:
        value = self.shown(name, quantity)
        return value is not None and abs(value - AIR[quantity]) <= NEAR[quantity]

    def test_the_kernels_drivers_are_read(self):
        self.play()
        self.pi.shell(f"modprobe -a {' '.join({row[0] for row in KERNEL_DRIVERS})}")
        for _, name, address, _ in KERNEL_DRIVERS:
            self.bind(name, address)
        sensors = "".join(f"  - {{name: {name}, driver: kernel, device: {NUMBER}-{address:04x}, interval: 2s, "
                          f"measures: [{', '.join(quantities)}]}}\n" for _, name, address, quantities in KERNEL_DRIVERS)
        self.pi.shell(f"sed -i '/^sensors:/,$d' {CONFIG}\ncat >> {CONFIG} << END\nsensors:\n{sensors}END\n"
                      "systemctl restart coapnoded")
        self.pi.wait_for_daemon()
        self.check_values()

        self.pi.shell(f"echo 0x48 > {DEVICE}/delete_device")
        eventually(lambda: self.shown("lm75", "temperature") is None, "the lm75 is gone")
        self.bind("lm75", 0x48)
        eventually(lambda: self.is_right("lm75", "temperature"), "the lm75 is back")
