# SPDX-License-Identifier: MIT
"""The emulated Raspberry Pi as the checks see it: CoAP from outside, its chips by QEMU and by the files of chips.service,
and a root shell for what only the Pi itself can tell."""
from __future__ import annotations

import functools
import os
import pathlib
import re
import socket
import time

from support.clients import Answer, coap_client

from .qmp import Qmp

BUSES = ("/dev/i2c-3", "/dev/i2c-4", "/dev/i2c-5", "/dev/i2c-6")  # of chips.service: a chip of the mock at each address
CONFIG = "/etc/coapnode/coapnode.yaml"
SHT3X = (BUSES[0], 0x44)

PATIENCE = 120.0  # an emulated Pi on a busy machine; nothing here takes a tenth of it otherwise

CONTROL = {"user": "switch", "key": "control-key-0001"}  # daemon/etc/coapnode/coapnode.yaml
ADMIN = {"user": "ops", "key": "admin-key-000001"}

# "gpio-529 (GPIO17              |coapnode            ) out hi"
_HELD_LINE = re.compile(r"\(GPIO17\s*\|coapnode\s*\) out (hi|lo)")
# "pin 17 (gpio17) 0:? function gpio_out in hi; irq 0 (none)"
_PIN = re.compile(r"\(gpio17\) .*function gpio_out in (hi|lo)")


def eventually(condition, what: str, patience: float = PATIENCE):
    """The first true value of condition()."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:.0f} s: {what}")
        time.sleep(0.1)
    return value


class Pi:
    @staticmethod
    @functools.cache
    def running() -> Pi:
        return Pi(pathlib.Path(os.environ["COAPNODE_PI"]))

    def __init__(self, run: pathlib.Path):
        self.qmp = Qmp(run / "qmp")
        self.ports = self.qmp.forwarded_ports()
        self._shell: socket.socket | None = None

    # What clients do.

    def ask(self, method: str, path: str, **more) -> Answer:
        return coap_client("gnutls", method, f"coap://127.0.0.1:{self.ports['udp', 5683]}{path}", **more)

    def ask_securely(self, method: str, path: str, **more) -> Answer:
        """With the identity that may control, unless another is given."""
        uri = f"coaps://127.0.0.1:{self.ports['udp', 5684]}{path}"
        return coap_client("gnutls", method, uri, **{**CONTROL, "patience": 30, **more})

    def install(self):
        """The package as its user installs it, once the devices are there; the configuration of the checks stays."""
        eventually(lambda: self.shell("[ -c /dev/i2c-1 ] && [ -c /dev/gpiochip0 ] && echo there; true"), "the devices")
        self.shell("DEBIAN_FRONTEND=noninteractive dpkg --force-confold -i /root/coapnode.deb")
        self.shell("systemctl start chips; systemctl restart coapnoded")

    def wait_for_daemon(self):
        eventually(lambda: self.ask("get", "/info").code == "2.05", "/info is answered")

    # What happens around the Pi.

    def set_tmp105(self, milli_celsius: int):
        self.qmp.execute("qom-set", path="/machine/peripheral/tmp105", property="temperature", value=milli_celsius)

    def play(self, words: dict[tuple[str, int], str]):
        """What the chips at these places meet from now on; the words are those of src/hal/mock/injection.hpp."""
        script = []
        for (bus, address), said in words.items():
            file = f"/run/chips/{bus.rpartition('/')[2]}/{address:#04x}"
            script.append(f"mkdir -p {file.rpartition('/')[0]}; echo '{said}' > {file}.new; mv {file}.new {file}")
        self.shell("\n".join(script))

    def set_sht3x(self, *, temperature: float = 20.0, humidity: float = 50.0, fault: str = "none"):
        self.play({SHT3X: f"temperature={temperature} humidity={humidity} fault={fault}"})

    # What the Pi itself can tell.

    def shell(self, script: str) -> str:
        """What the commands print; AssertionError when they fail."""
        output, _, status = self._told(script).decode(errors="replace").rpartition("\n")
        if status != "0":
            raise AssertionError(f"on the Pi: {script}\n{output}")
        return output

    def _told(self, script: str) -> bytes:
        """By one shell for all scripts: to start one costs the emulated systemd half a second."""
        self._shell = self._shell or socket.create_connection(("127.0.0.1", self.ports["tcp", 7]), timeout=PATIENCE)
        shell, self._shell = self._shell, None  # after a failure the next script has a new one
        shell.sendall(f"( {script}\n) < /dev/null 2>&1; printf '\\n%d\\0' $?\n".encode())
        told = b""
        while not told.endswith(b"\0"):
            more = shell.recv(65536)
            assert more, f"the Pi's shell ended: {script}"
            told += more
        self._shell = shell
        return told[:-1]

    def held_line(self) -> str | None:
        """'hi' or 'lo' as the kernel drives GPIO17 for coapnode; None when coapnode does not hold it."""
        found = _HELD_LINE.search(self.shell("cat /sys/kernel/debug/gpio"))
        return found[1] if found else None

    def pin(self) -> str | None:
        """'hi' or 'lo' as it comes out of the chip, whoever holds the line; None when it is no output."""
        found = _PIN.search(self.shell("cat /sys/kernel/debug/pinctrl/*/pins"))
        return found[1] if found else None

    def log(self, unit: str) -> list[str]:
        return self.shell(f"journalctl --output=cat --unit={unit}").splitlines()
