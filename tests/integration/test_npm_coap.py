# SPDX-License-Identifier: MIT
"""Clients written with the npm package `coap` (see package.json) are served."""
import json
import os
import pathlib
import re
import subprocess
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon

MODULES = os.environ.get("COAPNODE_NODE_MODULES", "")
CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": f"sensor-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(6)],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


def setUpModule():
    if not pathlib.Path(MODULES, "coap", "package.json").is_file():
        raise unittest.SkipTest("COAPNODE_NODE_MODULES names no folder with the npm package coap: tests/run installs it")


class NpmCoap(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        with cls.node.peer() as peer:
            wait_for_content(peer, "/temperature")
        script = pathlib.Path(__file__).with_name("npm_client.mjs")
        done = subprocess.run(["node", script, MODULES, str(cls.node.port)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        cls.met = json.loads(done.stdout)

    def test_it_reads_a_reading(self):
        reading = self.met["temperature"]
        self.assertEqual((reading["code"], reading["format"]), ("2.05", "application/json"))
        self.assertEqual(json.loads(reading["payload"])["unit"], "celsius")
        self.assertTrue(reading["options"]["ETag"])
        self.assertRegex(self.met["text"]["payload"], r"^-?\d+\.\d\d?$")

    def test_it_switches_the_led(self):
        self.assertEqual((self.met["put"]["code"], self.met["afterPut"]["payload"]), ("2.04", '{"state":"on"}'))
        toggle = self.met["toggle"]
        self.assertEqual((toggle["code"], toggle["payload"], toggle["format"]), ("2.04", '{"state":"off"}', "application/json"))
        self.assertEqual(self.met["afterToggle"]["payload"], '{"state":"off"}')

    def test_it_reads_the_history_as_json(self):
        history = self.met["history"]
        self.assertEqual((history["code"], history["format"]), ("2.05", "application/json"))
        self.assertEqual(json.loads(history["payload"])[0]["unit"], "celsius")

    def test_it_observes_the_led_and_ends_it(self):
        self.assertEqual(self.met["observed"], ['{"state":"off"}', '{"state":"on"}', '{"state":"off"}'])
        self.assertEqual(self.met["observersLeft"], 1)  # of /humidity
        self.assertEqual(self.met["afterObserving"]["code"], "2.04")

    def test_it_is_told_what_is_wrong(self):
        self.assertEqual((self.met["bad"]["code"], self.met["missing"]["code"]), ("4.00", "4.04"))

    def test_it_discovers_by_blocks(self):
        links = self.met["discovery"]["payload"]
        self.assertGreater(len(links), 1024)
        self.assertEqual(len(re.findall(r"<(/[^>]*)>", links)), 27)
        self.assertTrue(links.startswith("</temperature>;"))
        self.assertEqual(re.findall(r"<(/[^>]*)>", self.met["filtered"]["payload"]), ["/led", "/leds/led"])


if __name__ == "__main__":
    unittest.main()
