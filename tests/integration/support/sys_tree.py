# SPDX-License-Identifier: MIT
"""A made-up /sys with the sensors of the kernel's drivers, links and all, as Linux 6.12 lays it out."""
from __future__ import annotations

import errno
import os
import pathlib
import shutil

from .workspace import wait_until

GOOD_SCRATCHPAD = "91 01 4b 46 7f ff 0c 10 70"


def w1_slave(scratchpad: str, milli_celsius: int, verdict: str = "YES") -> str:
    return f"{scratchpad} : crc={scratchpad[-2:]} {verdict}\n{scratchpad} t={milli_celsius}\n"


class SysTree:
    def __init__(self, root: pathlib.Path):
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def chip(self, bus: str, name: str, driver: str) -> pathlib.Path:
        """A chip on a bus of its kind, with a driver bound to it: ("i2c", "1-0076", "bmp280")."""
        folder = self.root / "devices" / bus / name
        folder.mkdir(parents=True, exist_ok=True)
        self.link(self.root / "bus" / bus / "devices" / name, folder)
        self.link(folder / "driver", self.root / "bus" / bus / "drivers" / driver)
        return folder

    def iio(self, chip: pathlib.Path, number: int, **attributes: str) -> pathlib.Path:
        folder = chip / f"iio:device{number}"
        self.fill(folder, attributes)
        self.link(self.root / "bus/iio/devices" / folder.name, folder)
        return folder

    def hwmon(self, chip: pathlib.Path, number: int, **attributes: str) -> pathlib.Path:
        folder = chip / "hwmon" / f"hwmon{number}"
        self.fill(folder, attributes)
        self.link(folder / "device", chip)
        self.link(self.root / "class/hwmon" / folder.name, folder)
        return folder

    def ds18b20(self, name: str, text: str = w1_slave(GOOD_SCRATCHPAD, 25062)) -> pathlib.Path:
        """Its folder has a file for its bytes, and hwmon believes whatever it is told."""
        folder = self.chip("w1", name, "w1_slave_driver")
        self.fill(folder, {"w1_slave": text})
        self.hwmon(folder, 1, name="w1_slave_temp\n", temp1_input="0\n")
        return folder

    def remove(self, chip: pathlib.Path) -> None:
        """It is unplugged: its folder goes, and with it every link to it."""
        shutil.rmtree(chip)
        for links in ("bus/iio/devices", "class/hwmon", "bus/w1/devices", "bus/i2c/devices", "bus/platform/devices"):
            for link in (self.root / links).glob("*"):
                if not link.exists():
                    link.unlink()

    def write(self, attribute: pathlib.Path, text: str) -> None:
        """Replaces it as a whole, so that nobody reads half of it."""
        fresh = attribute.with_name(attribute.name + ".new")
        fresh.write_text(text)
        fresh.rename(attribute)

    def fill(self, folder: pathlib.Path, attributes: dict[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in attributes.items():
            self.write(folder / name, text)

    @staticmethod
    def link(name: pathlib.Path, to: pathlib.Path) -> None:
        name.parent.mkdir(parents=True, exist_ok=True)
        name.unlink(missing_ok=True)
        name.symlink_to(to)


class BlockedAttribute:
    """An attribute of which a read blocks until the test lets it go on: a pipe in place of the file."""

    def __init__(self, attribute: pathlib.Path):
        self.attribute = attribute
        self.text = attribute.read_text()
        self.pipe = attribute.with_name(attribute.name + ".pipe")
        os.mkfifo(self.pipe)
        fresh = attribute.with_name(attribute.name + ".new")
        os.link(self.pipe, fresh)
        fresh.rename(attribute)

    def __enter__(self) -> BlockedAttribute:
        return self

    def __exit__(self, *_) -> None:
        """It is a file again, and a read that waits ends with nothing."""
        fresh = self.attribute.with_name(self.attribute.name + ".new")
        fresh.write_text(self.text)
        fresh.rename(self.attribute)
        if writer := self._writer():
            writer.close()
        self.pipe.unlink()

    def wait_read(self):
        """Until somebody reads it. That read waits for what is written, and ends when the file is closed."""
        return wait_until(self._writer, f"{self.attribute.name} is read")

    def _writer(self):
        try:
            return os.fdopen(os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK), "w")
        except OSError as failed:
            if failed.errno != errno.ENXIO:  # nobody reads
                raise
            return None


def fail_with_eio(attribute: pathlib.Path) -> None:
    """Reading address 0 of the reader's own memory fails with EIO."""
    attribute.unlink()
    attribute.symlink_to("/proc/self/mem")
