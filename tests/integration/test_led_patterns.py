# SPDX-License-Identifier: MIT
"""LED patterns on the line of the running daemon, and LEDs that are restored after its end, orderly or not."""
import json
import os
import pathlib
import signal
import tempfile
import time
import unittest

from support.coap import ACCEPT, ETAG, POST, PUT, TEXT, uint
from support.daemon import Daemon
from support.renames import Renames
from support.workspace import wait_until

LAMP = {"name": "lamp", "line": "GPIO17"}


def config(state: str = "", **keys) -> dict:
    more = {"state": state} if state else {}
    return {"coap": {"anonymous": "control"}, "leds": [{**LAMP, **keys}], **more}


class Patterns(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(config()))
        self.peer = self.enterContext(self.node.peer())

    def put(self, body: str) -> str:
        answer = self.peer.ask(PUT, "/led", payload=body.encode())
        return answer.code if answer.code == "2.04" else f"{answer.code} {answer.payload.decode()}"

    def shown(self) -> dict:
        return json.loads(self.peer.get("/led").payload)

    def seen(self, level: str) -> None:
        wait_until(lambda: self.node.line("GPIO17") == level, f"the line is {level}")

    def switched_by(self, body: str) -> tuple[int, float]:
        """How often the line is driven until the LED is off, and for how long that takes."""
        with Renames(self.node.folder / "mock" / "lines") as driven:
            begun = time.monotonic()
            self.assertEqual(self.put(body), "2.04")
            wait_until(lambda: self.shown() == {"state": "off"}, "the pattern is over")
            lasted = time.monotonic() - begun
            self.assertEqual(self.node.line("GPIO17"), "low")
            return driven.count("GPIO17"), lasted

    def test_on_for_a_while(self):
        driven, lasted = self.switched_by('{"state":"on","for":"500ms"}')
        self.assertEqual(driven, 2)
        self.assertGreaterEqual(lasted, 0.5)

    def test_blinking_a_few_times(self):
        driven, lasted = self.switched_by('{"state":"blink","period":"400ms","duty":0.5,"count":3}')
        self.assertEqual(driven, 6)
        self.assertGreaterEqual(lasted, 0.9)

    def test_what_is_shown_meanwhile(self):
        self.assertEqual(self.put('{"state":"on","for":"1h"}'), "2.04")
        self.assertEqual((self.shown(), self.node.line("GPIO17")), ({"state": "on", "for": "1h"}, "high"))
        self.assertEqual(self.put('{"state":"blink","period":"400ms","duty":0.5,"count":9999}'), "2.04")
        first = self.peer.get("/led")
        for level in ("high", "low", "high"):
            self.seen(level)
            answer = self.peer.get("/led")
            self.assertEqual((answer.payload, answer.option(ETAG)), (first.payload, first.option(ETAG)))

    def test_blinking_until_told_otherwise(self):
        for body, level in [("on", "high"), ("off", "low"), ('{"state":"off"}', "low")]:
            self.assertEqual(self.put("blink"), "2.04")
            self.assertEqual(self.shown(), {"state": "blink", "period": "1s", "duty": 0.5})
            self.assertEqual(self.peer.get("/led", options=((ACCEPT, uint(TEXT)),)).payload, b"blink")
            self.assertEqual((self.put(body), self.node.line("GPIO17")), ("2.04", level))
        self.assertEqual(self.put("blink"), "2.04")
        self.assertEqual(self.peer.ask(POST, "/led").code, "2.04")
        self.assertEqual((self.shown(), self.node.line("GPIO17")), ({"state": "off"}, "low"))

    def test_what_makes_no_sense_is_4_00_and_leaves_the_pattern(self):
        self.put("blink")
        for body in ('{"state":"on","for":"25h"}', '{"state":"blink","period":"99ms"}', '{"state":"blink","duty":1}',
                     '{"state":"blink","count":10001}', '{"state":"on","count":1}'):
            with self.subTest(body):
                self.assertTrue(self.put(body).startswith("4.00 "), self.put(body))
        self.assertEqual(self.shown()["state"], "blink")

    def test_a_reload_leaves_a_pattern_going(self):
        self.put('{"state":"blink","period":"200ms"}')
        self.node.reload(config(active_low=True))
        self.assertEqual(self.shown(), {"state": "blink", "period": "200ms", "duty": 0.5})
        for level in ("high", "low", "high"):
            self.seen(level)

    def test_the_end_of_the_daemon_ends_the_pattern(self):
        self.put('{"state":"blink","period":"200ms"}')
        self.node.signal(signal.SIGTERM)
        self.node.wait_end()
        self.assertEqual(self.node.line("GPIO17"), "low")


class Restore(unittest.TestCase):
    """Two daemons, one after the other, with one state folder."""

    def setUp(self):
        self.state = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "state"

    def run_one(self, bodies: list[str], kill: bool = False, **keys) -> str | None:
        """The line at the start. Then `bodies` are sent, and the daemon ends."""
        with Daemon(config(str(self.state), **{"initial": "restore", **keys})) as node, node.peer() as peer:
            first = node.line("GPIO17")
            for body in bodies:
                self.assertEqual(peer.ask(PUT, "/led", payload=body.encode()).code, "2.04")
            if kill:
                wait_until(lambda: self.kept() == {"lamp": bodies[-1] == "on"}, "the state is kept")
                node.kill()
        return first

    def kept(self) -> dict | None:
        file = self.state / "state.json"
        return json.loads(file.read_text()).get("leds") if file.exists() else None

    def test_an_orderly_end(self):
        for body, level in [("on", "high"), ("off", "low"), ('{"state":"on","for":"1h"}', "low"),
                            ('{"state":"off","for":"1h"}', "high"), ("blink", "low"), ("on", "high")]:
            with self.subTest(body):
                self.run_one([body])
                self.assertEqual(self.run_one([]), level)

    def test_what_is_restored_is_the_state_before_the_shutdown_state(self):
        for body, shutdown, level in [("on", "off", "high"), ("off", "on", "low"), ("on", "keep", "high")]:
            self.run_one([body], shutdown=shutdown)
            self.assertEqual(self.run_one([]), level)

    def test_kill_9(self):
        for body, level in [("on", "high"), ("off", "low")]:
            self.run_one([body], kill=True)
            self.assertEqual(self.run_one([]), level)

    def test_without_restore_nothing_is_kept_and_nothing_restored(self):
        self.run_one(["on"], initial="off")
        self.assertIsNone(self.kept())
        self.run_one(["on"])
        self.assertEqual(self.run_one([], initial="off"), "low")

    def test_what_was_kept_is_forgotten_by_a_run_that_does_not_keep_it(self):
        self.run_one(["on"])
        self.run_one(["off"], initial="off")
        self.assertEqual(self.run_one([]), "low")

    def test_a_file_that_could_not_be_written_is_written_once_it_can(self):
        self.state.write_text("a file where the folder should be")
        with Daemon(config(str(self.state), initial="restore")) as node, node.peer() as peer:
            self.assertEqual(peer.ask(PUT, "/led", payload=b"on").code, "2.04")
            wait_until(lambda: node.log_lines("state.json cannot be opened: Not a directory"), "the warning")
            self.state.unlink()
            wait_until(lambda: self.kept() == {"lamp": True}, "the state is kept", 20)
            wait_until(lambda: node.log_lines("the state is saved again"), "the log tells it")

    def test_a_file_that_is_damaged_costs_the_state_and_one_warning(self):
        self.state.mkdir()
        (self.state / "state.json").write_text('{"leds":{"lamp":tr')
        with Daemon(config(str(self.state), initial="restore")) as node, node.peer() as peer:
            self.assertEqual(node.line("GPIO17"), "low")
            self.assertEqual(peer.ask(PUT, "/led", payload=b"on").code, "2.04")
            self.assertEqual(len(node.log_lines("warning")), 1, node.log())
            self.assertIn("state.json is damaged", node.log())
        self.assertEqual(self.kept(), {"lamp": True})

    def test_a_folder_that_cannot_be_written_costs_the_state_and_one_warning(self):
        self.state.write_text("a file where the folder should be")
        with Daemon(config(str(self.state), initial="restore")) as node, node.peer() as peer:
            self.assertEqual(peer.ask(PUT, "/led", payload=b"on").code, "2.04")
            wait_until(lambda: node.log_lines("state.json cannot be opened: Not a directory"), "the warning")
            self.assertEqual(json.loads(peer.get("/led").payload), {"state": "on"})

    def test_a_state_that_cannot_be_read_is_left_alone_and_used_later(self):
        self.run_one(["on"])
        state = self.state / "state.json"
        kept = state.rename(self.state / "kept")
        for put in (lambda: state.symlink_to("not-mounted"), lambda: os.mkfifo(state), state.mkdir):
            put()
            before = state.lstat().st_ino
            with Daemon(config(str(self.state), initial="restore")) as node, node.peer() as peer:
                self.assertEqual(json.loads(peer.get("/led").payload), {"state": "off"})
                self.assertEqual(len(node.log_lines("nothing is saved until it can be read: ")), 1, node.log())
            self.assertEqual(state.lstat().st_ino, before)
            state.rmdir() if state.is_dir() else state.unlink()
        kept.rename(state)
        self.assertEqual(self.run_one([]), "high")


if __name__ == "__main__":
    unittest.main()
