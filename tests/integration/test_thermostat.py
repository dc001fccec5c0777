# SPDX-License-Identifier: MIT
"""A thermostat on the running daemon: it switches its line by an emulated sensor, fails safe, and keeps its target."""
import json
import pathlib
import shutil
import signal
import tempfile
import unittest

from support.coap import POST, PUT, wait_for_content
from support.daemon import Daemon
from support.workspace import wait_until

ROOM = 0x44
KEY = "a key that is text"
CAUSE = "no answer at 0x44 on /dev/i2c-1"


def config(state: str = "", shutdown: str = "off", initial: str = "off", **keys) -> dict:
    more = {"state": state} if state else {}
    return {
        "coap": {"anonymous": "control"},
        "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
        "leds": [{"name": "relay", "line": "GPIO17", "initial": initial, "shutdown": shutdown},
                 {"name": "lamp", "line": "GPIO27"}],
        "thermostat": {"sensor": "room", "output": "relay", "min_on": "0s", "min_off": "0s", **keys},
        **more,
    }


def start(temperature: float, **keys) -> Daemon:
    """Each with a state folder of its own, unless `keys` name one: the usual one is the machine's."""
    node = Daemon("")
    node.configure(config(**{"state": str(node.folder / "state"), **keys}))
    node.play(ROOM, f"temperature={temperature}")
    return node


class Running(unittest.TestCase):
    def run_node(self, temperature: float, **keys):
        self.node = self.enterContext(start(temperature, **keys))
        self.peer = self.enterContext(self.node.peer())

    def shown(self) -> dict:
        return json.loads(self.peer.get("/thermostat").payload)

    def put(self, path: str, body: str):
        answer = self.peer.ask(PUT, path, payload=body.encode())
        return answer.code, answer.payload.decode()

    def wait_line(self, level: str):
        wait_until(lambda: self.node.line("GPIO17") == level, f"the line is {level}")


class Regulating(Running):
    def test_heating_follows_the_temperature(self):
        self.run_node(15)
        self.wait_line("high")
        self.assertEqual(self.shown(), {"target": 20, "temperature": 15, "output": "on", "mode": "heat"})
        self.node.play(ROOM, "temperature=20.2")  # within the hysteresis
        wait_until(lambda: self.shown()["temperature"] > 20.1, "the reading is seen")
        self.assertEqual(self.node.line("GPIO17"), "high")
        self.node.play(ROOM, "temperature=20.4")
        self.wait_line("low")
        self.assertEqual(json.loads(self.peer.get("/leds/relay").payload), {"state": "off"})

    def test_cooling_follows_it_the_other_way_round(self):
        self.run_node(25, mode="cool")
        self.wait_line("high")
        self.node.play(ROOM, "temperature=15")
        self.wait_line("low")

    def test_a_client_sets_the_target(self):
        self.run_node(20)
        wait_for_content(self.peer, "/temperature")
        for path, body, target, level in [("/thermostat", '{"target":21.5}', 21.5, "high"), ("/thermostat", "18", 18, "low"),
                                          ("/temperature", '{"value":25}', 25, "high"), ("/temperature", "5", 5, "low")]:
            with self.subTest(path, body=body):
                self.assertEqual(self.put(path, body), ("2.04", ""))
                self.assertEqual((self.shown()["target"], self.node.line("GPIO17")), (target, level))

    def test_a_target_out_of_range_is_4_00_and_names_the_range(self):
        self.run_node(20, min_target=10, max_target=30)
        for path, body in [("/thermostat", '{"target":9.99}'), ("/thermostat", "30.01"), ("/temperature", '{"value":31}')]:
            self.assertEqual(self.put(path, body), ("4.00", "the target must be from 10 to 30"))
        self.assertEqual(self.shown()["target"], 20)

    def test_nobody_else_switches_the_output(self):
        self.run_node(25)
        for path in ("/led", "/leds/relay"):
            for method, body in [(PUT, b"on"), (POST, b""), (PUT, b"blink")]:
                answer = self.peer.ask(method, path, payload=body)
                self.assertEqual((answer.code, answer.payload), ("4.05", b"the thermostat drives this LED: see /thermostat"))
        self.assertEqual(self.node.line("GPIO17"), "low")
        self.assertEqual(self.put("/leds/lamp", "on"), ("2.04", ""))

    def test_without_a_thermostat_there_is_none(self):
        without = config()
        del without["thermostat"]
        with Daemon(without) as node, node.peer() as peer:
            self.assertEqual(peer.get("/thermostat").code, "4.04")
            self.assertEqual(peer.ask(PUT, "/temperature", payload=b'{"value":21.5}').code, "4.05")


class FailingSafe(Running):
    def test_a_sensor_that_fails_and_returns(self):
        self.run_node(15)
        self.wait_line("high")
        self.node.play(ROOM, "fault=no_answer")
        self.wait_line("low")
        self.assertEqual(self.shown(), {"target": 20, "output": "off", "mode": "heat", "error": CAUSE})
        self.assertEqual(self.put("/thermostat", "25"), ("2.04", ""))
        self.assertEqual(self.node.line("GPIO17"), "low")
        self.node.play(ROOM, "temperature=15")
        self.wait_line("high")
        self.assertNotIn("error", self.shown())
        self.assertEqual(len(self.node.log_lines(f"warning: thermostat: no reading of sensor room ({CAUSE})")), 1)
        self.assertEqual(len(self.node.log_lines("thermostat:")), 2, self.node.log())

    def test_minimum_times_do_not_hold_it_up(self):
        self.run_node(15)
        self.wait_line("high")
        self.node.reload(config(state=str(self.node.folder / "state"), min_on="1h"))
        self.node.play(ROOM, "fault=no_answer")
        self.wait_line("low")

    def test_the_safe_state_may_be_on(self):
        node = start(25, on_failure="on")
        node.play(ROOM, "fault=no_answer")
        with node:
            wait_until(lambda: node.line("GPIO17") == "high", "the output is on")

    def test_it_begins_in_the_safe_state_and_min_on_keeps_nothing_on(self):
        for initial in ("on", "restore"):
            with self.subTest(initial), start(15, initial=initial, min_off="1h") as node:
                self.assertEqual(node.line("GPIO17"), "low")
        with self.subTest("too warm, and on at the start"), start(30, initial="on", on_failure="on", min_on="1h") as node:
            wait_until(lambda: node.line("GPIO17") == "low", "the output is off")

    def test_a_line_that_refuses_is_shown_and_tried_again(self):
        self.run_node(15)
        self.wait_line("high")
        lines = self.node.folder / "mock" / "lines"
        with self.node.peer() as observer:
            observer.observe("/thermostat")
            shutil.rmtree(lines)
            lines.write_text("no folder any more")
            cause = f"cannot write {lines}/GPIO17"
            self.node.play(ROOM, "fault=no_answer")
            wait_until(lambda: self.node.log_lines(f"warning: thermostat: output relay: {cause}"), "the log tells it")
            self.assertEqual(self.shown(), {"target": 20, "output": "on", "mode": "heat", "error": f"{CAUSE}; {cause}"})
            self.assertEqual(json.loads(observer.notification(5).payload), self.shown())
            self.assertEqual(self.node.log_lines("until there is a reading"), [])
            lines.unlink()
            self.wait_line("low")
            self.assertEqual(json.loads(observer.notification(5).payload),
                             {"target": 20, "output": "off", "mode": "heat", "error": CAUSE})
        self.assertEqual(len(self.node.log_lines("until there is a reading")), 1)

    def test_whoever_goes_leaves_it_in_its_safe_state(self):
        for how in ("the section", "the output", "the daemon"):
            with self.subTest(how), start(15, shutdown="keep") as node:
                wait_until(lambda node=node: node.line("GPIO17") == "high", "it heats")
                if how == "the daemon":
                    node.signal(signal.SIGTERM)
                    node.wait_end()
                else:
                    changed = config(state=str(node.folder / "state"), shutdown="keep", output="lamp")
                    if how == "the section":
                        del changed["thermostat"]
                    node.reload(changed)
                self.assertEqual(node.line("GPIO17"), "low")


class Keeping(unittest.TestCase):
    """Daemons one after the other, with one state folder."""

    def setUp(self):
        self.state = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "state"

    def target(self, put: str = "", kill: bool = False, **keys) -> float:
        """At the start; then another one is set."""
        with start(20, state=str(self.state), **keys) as node, node.peer() as peer:
            first = json.loads(peer.get("/thermostat").payload)["target"]
            if put:
                self.assertEqual(peer.ask(PUT, "/thermostat", payload=put.encode()).code, "2.04")
            if kill:
                file = self.state / "state.json"
                wait_until(lambda: file.exists() and json.loads(file.read_text())["thermostat"]["target"] == 1000 * float(put),
                           "the target is kept")
                node.kill()
        return first

    def test_a_clients_target_survives_an_orderly_end_and_kill_9(self):
        self.assertEqual(self.target(put="21.5"), 20)
        self.assertEqual(self.target(put="22.25", kill=True), 21.5)
        self.assertEqual(self.target(), 22.25)

    def test_the_configured_one_counts_when_it_is_changed(self):
        self.target(put="21.5")
        self.assertEqual(self.target(target=19), 19)
        self.assertEqual(self.target(target=19), 19)
        self.assertEqual(self.target(), 20)

    def test_a_reload_follows_the_same_rule(self):
        state = str(self.state)
        with start(20, state=state) as node, node.peer() as peer:
            def target() -> float:
                return json.loads(peer.get("/thermostat").payload)["target"]

            self.assertEqual(peer.ask(PUT, "/thermostat", payload=b"21.5").code, "2.04")
            node.reload(config(state=state, hysteresis=1))
            self.assertEqual(target(), 21.5)
            node.reload(config(state=state, target=19))
            self.assertEqual(target(), 19)


if __name__ == "__main__":
    unittest.main()
