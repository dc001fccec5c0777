# SPDX-License-Identifier: MIT
"""docs/gateway.md: its curl lines work and print what it says, and its metrics are all there are."""
from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import unittest

from support.daemon import Daemon
from support.gateway import TOKENS, Gateway
from support.workspace import TIMEOUT, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PAGE = (SOURCE / "docs/gateway.md").read_text()
DASHBOARD = (SOURCE / "packaging/examples/grafana.json").read_text()
KEY = "00112233445566778899aabbccddeef1"
NODE = {
    "device": {"id": "n1", "title": "Living room"},
    "dtls": {"identities": [{"identity": "gateway", "psk_hex": KEY, "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


def examples() -> list[tuple[str, list[str]]]:
    """Each command with the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for line in PAGE.splitlines():
        if line.startswith("    $ "):
            found.append((line[6:], []))
        elif found and line.startswith("    ") and found[-1][1] is not None:
            found[-1][1].append(line[4:])
        elif found:
            found.append(("", []))  # prose ends what was printed
    return [(command, printed) for command, printed in found if command]


def shape(line: str) -> str:
    """Numbers and times are those of the moment."""
    line = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", line)
    line = re.sub(r'"uri":"[^"]*"', '"uri":URI', line)
    return re.sub(r"\d+(\.\d+)?", "0", line)


@unittest.skipUnless(shutil.which("curl"), "curl is not installed")
class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(NODE))
        uri = f"coaps://127.0.0.1:{cls.node.secure_port}"
        cls.gateway = cls.enterClassContext(Gateway(
            {"nodes": [{"name": "living-room", "uri": uri, "identity": "gateway", "psk_hex": KEY}]}))
        cls.gateway.write("phone.token", TOKENS["control"] + "\n")
        wait_until(lambda: 'coapnode_reading_celsius' in cls.gateway.get("/metrics").body.decode(), "a first reading")
        wait_until(lambda: cls.gateway.device("living-room").get("title"), "the title")

    def run_here(self, command: str) -> list[str]:
        """A stream is read up to its first lines."""
        script = command.replace("127.0.0.1:8080", f"127.0.0.1:{self.gateway.port}").replace("curl ", "curl -s ", 1)
        if "curl -s -N" in script:
            script += " | grep --line-buffered . | head -n 4"
        done = subprocess.run(["bash", "-c", f"TOKEN=$(cat phone.token)\nLED={self.led}\n{script}"],
                              cwd=self.gateway.folder, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        self.assertEqual(done.stderr, "")
        return done.stdout.splitlines()

    @property
    def led(self) -> str:
        return f"http://127.0.0.1:{self.gateway.port}/devices/living-room/leds/led"

    def test_each_line_prints_what_the_page_says(self):
        found = [(command, printed) for command, printed in examples() if command.startswith("curl")]
        self.assertGreater(len(found), 10)
        for command, printed in found:
            with self.subTest(command):
                lines = self.run_here(command)
                self.assertGreaterEqual(len(lines), len(printed))
                self.assertTrue(printed or not lines, lines)
                for said, line in zip(printed, lines):
                    whole = said.partition("…")
                    self.assertEqual(shape(line)[:len(shape(whole[0]))], shape(whole[0]))

    def test_each_metric_is_in_the_table(self):
        table = PAGE[PAGE.index("| metric |"):]
        for name in re.findall(r"(?m)^# TYPE (\w+)", self.gateway.get("/metrics").body.decode()):
            with self.subTest(name):
                family = next(start for start in ("coapnode_gateway_", "process_", name) if name.startswith(start))
                suffix = "_" + name.rpartition("_")[2]
                self.assertTrue(f"`{family}" in table or (name.startswith("coapnode_reading_") and f"`{suffix}`" in table))

    def test_the_dashboard_asks_for_metrics_that_are_in_the_table(self):
        table = PAGE[PAGE.index("| metric |"):]
        names = set(re.findall(r"coapnode_[a-z_]+", DASHBOARD))
        self.assertGreater(len(names), 4)
        for name in names:
            suffix = "_" + name.rpartition("_")[2]
            with self.subTest(name):
                self.assertTrue(f"`{name.removesuffix('_bucket')}`" in table or
                                (name.startswith("coapnode_reading_") and f"`{suffix}`" in table))

    def test_the_environment_of_the_examples_is_the_one_here(self):
        self.assertIn(("TOKEN=$(sudo cat /etc/coapnode/phone.token)", []), examples())
        self.assertIn(("LED=http://127.0.0.1:8080/devices/living-room/leds/led", []), examples())


if __name__ == "__main__":
    unittest.main()
