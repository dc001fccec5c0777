# SPDX-License-Identifier: MIT
"""Prometheus scrapes the gateway as docs/gateway.md says, and every panel of the dashboard for Grafana has data."""
from __future__ import annotations

import itertools
import json
import math
import pathlib
import unittest

from support.daemon import Daemon
from support.gateway import TOKENS, Gateway
from support.prometheus import Prometheus
from support.workspace import wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DASHBOARD = json.loads((SOURCE / "packaging/examples/grafana.json").read_text())
PANELS = DASHBOARD["panels"]
CHIP = 0x76
NODE = {"coap": {"anonymous": "control"}, "sensors": [{"name": "room", "driver": "bme280", "address": CHIP, "interval": "1s"}]}
COLUMNS = 24  # of Grafana


class Dashboard(unittest.TestCase):
    """What Grafana's model of a dashboard asks for (the package @grafana/schema, 12.4)."""

    def test_panels_have_a_place_of_their_own(self):
        self.assertEqual(len({panel["id"] for panel in PANELS}), len(PANELS))
        cells: set[tuple[int, int]] = set()
        for panel in PANELS:
            place = panel["gridPos"]
            with self.subTest(panel["title"]):
                self.assertEqual(set(place), {"x", "y", "w", "h"})
                self.assertLessEqual(place["x"] + place["w"], COLUMNS)
                own = set(itertools.product(range(place["x"], place["x"] + place["w"]), range(place["y"], place["y"] + place["h"])))
                self.assertEqual(own & cells, set())
                cells |= own

    def test_each_query_goes_to_the_chosen_data_source(self):
        variables = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
        self.assertEqual((variables["source"]["type"], variables["source"]["query"]), ("datasource", "prometheus"))
        for asking in (*PANELS, variables["node"]):
            self.assertEqual(asking["datasource"], {"type": "prometheus", "uid": "${source}"})
        for panel in PANELS:
            names = [target["refId"] for target in panel["targets"]]
            self.assertEqual(len(set(names)), len(names))


class Scraped(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(NODE))
        cls.node.play(CHIP, "temperature=21.5 humidity=40 pressure=1000")
        nodes = [{"name": "living-room", "uri": f"coap://127.0.0.1:{cls.node.port}"}]
        cls.gateway = cls.enterClassContext(Gateway({"nodes": nodes}))
        cls.gateway.wait_state("living-room", "up")
        cls.prometheus = cls.enterClassContext(Prometheus(cls.gateway.port))

    def value_of(self, expression: str) -> float | None:
        """Of its only series."""
        found = self.prometheus.query(expression)
        self.assertLessEqual(len(found), 1)
        return float(found[0]["value"][1]) if found else None

    def test_the_target_is_up(self):
        wait_until(lambda: self.value_of('up{job="coapnode"}') == 1, "it was scraped")
        self.assertGreater(self.value_of('scrape_samples_scraped{job="coapnode"}'), 20)
        target, = self.prometheus.ask("targets")["activeTargets"]
        self.assertEqual((target["health"], target["lastError"]), ("up", ""))

    def test_each_panel_has_data(self):
        for panel in PANELS:
            for target in panel["targets"]:
                with self.subTest(panel["title"]):
                    for series in wait_until(lambda target=target: self.found(target), f"data of {target['expr']}"):
                        self.assertEqual(series["metric"]["node"], "living-room")
                        if "{{sensor}}" in target["legendFormat"]:
                            self.assertEqual(series["metric"]["sensor"], "room")

    def found(self, target: dict) -> list[dict]:
        """What Grafana draws, while somebody asks the node now and then: series that are numbers."""
        self.gateway.get("/devices/living-room/sensors")
        series = self.prometheus.query(target["expr"].replace("$node", "living-room|another"))
        return [one for one in series if not math.isnan(float(one["value"][1]))]

    def test_the_nodes_to_choose_from(self):
        wait_until(lambda: self.prometheus.ask("label/node/values", **{"match[]": "coapnode_up"}) == ["living-room"], "its name")

    def test_a_failed_sensor_is_a_gap_at_once(self):
        """No last value is repeated for the five minutes that Prometheus looks back."""
        reading = 'coapnode_reading_celsius{quantity="temperature"}'
        wait_until(lambda: self.value_of(reading) == 21.5, "a reading")
        self.node.play(CHIP, "fault=no_answer")
        wait_until(lambda: self.value_of(reading) is None, "a gap")
        self.assertEqual(self.value_of("coapnode_up"), 1)
        self.node.play(CHIP, "temperature=5 humidity=40 pressure=1000")
        wait_until(lambda: self.value_of(reading) == 5, "it works again")
        self.node.play(CHIP, "temperature=21.5 humidity=40 pressure=1000")


class ScrapedWithAToken(unittest.TestCase):
    def test_a_gateway_that_shows_nothing_without_one(self):
        gateway = self.enterContext(Gateway({"anonymous": "none"}))
        for token, health in (("", "down"), (TOKENS["read"], "up")):
            with self.subTest(health), Prometheus(gateway.port, token) as prometheus:
                target = wait_until(lambda prometheus=prometheus: next(
                    (target for target in prometheus.ask("targets")["activeTargets"] if target["health"] != "unknown"), None), "a scrape")
                self.assertEqual(target["health"], health, target["lastError"])


if __name__ == "__main__":
    unittest.main()
