# SPDX-License-Identifier: MIT
"""coapnode observe goes on, whatever happens to the node: it is killed, moves, forgets the DTLS session, its sensor fails. All
of that takes time and no processor, so all scenes run at once."""
import contextlib
import os
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import wait_for_content
from support.coapnode import Running, coapnode, command, environment, with_hosts
from support.daemon import Daemon
from support.relay import Relay
from support.workspace import TIMEOUT, Workspace, wait_until

DARK = float(os.environ.get("COAPNODE_DARK_SECONDS", "10"))  # for how long a power cut lasts
RECOVERY = 2.0  # s: from the first request that a new node gets to what it answers
SLACK = 2.0     # s: for a busy machine, sanitizers and valgrind
KEY = "a key that is text"
AS_PHONE = "--identity", "phone", "--key", KEY
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "phone", "psk": KEY, "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


class Tap(Relay):
    """A good link that notes when the client sends. What a dead node refuses (ICMP) does not come back through it."""

    def __init__(self, port: int):
        super().__init__(port)
        self.bad = 0
        self.sent: list[float] = []

    def _pass_on(self, datagram) -> None:
        if datagram.to == self._node:
            self.sent.append(time.monotonic())
        super()._pass_on(datagram)


@contextlib.contextmanager
def node_and_uris(config: dict = CONFIG):
    """With the ways to it: arguments before the path."""
    with Daemon(config) as node:
        with node.peer() as peer:
            wait_for_content(peer, "/temperature")
        yield node, {"UDP": ([], f"coap://127.0.0.1:{node.port}"), "DTLS": (AS_PHONE, f"coaps://127.0.0.1:{node.secure_port}")}


def observers(node: Daemon) -> int:
    return coapnode("get", "--json", f"127.0.0.1:{node.port}/stats").object()["payload"]["observers"]


def restart_within_100_ms(way: str) -> str:
    with node_and_uris() as (node, _), Tap(node.port if way == "UDP" else node.secure_port) as tap:
        key, scheme = ([], "coap") if way == "UDP" else (AS_PHONE, "coaps")
        with Running("observe", *key, "--json", f"{scheme}://127.0.0.1:{tap.port}/temperature") as observer:
            observer.object()
            node.kill()
            node.start_again()
            started = time.monotonic()
            while (told := observer.object())["code"] != "2.05":
                pass
            shown = time.monotonic()
            asked = next(sent for sent in tap.sent if sent > started)
            assert observer.interrupt() == 0
            assert told["payload"]["unit"] == "celsius", told
            assert shown - asked < RECOVERY + SLACK, f"{shown - asked:.2f} s"
            return f"{shown - started:.2f} s after the start, {shown - asked:.2f} s after the first datagram to the new node"


def dark_for_a_while(way: str) -> str:
    with node_and_uris() as (node, uris):
        key, uri = uris[way]
        with Running("observe", *key, "--json", uri + "/temperature") as observer, Running("observe", *key, uri + "/temperature") as people:
            observer.object()
            people.line("°C")
            node.kill()
            time.sleep(DARK)  # the dark itself
            node.start_again()
            started = time.monotonic()
            while observer.object(2 * DARK + TIMEOUT)["code"] != "2.05":
                pass
            took = time.monotonic() - started
            people.line("it answers again", errors=True)
            told = people.told()
            assert observer.interrupt() == 0 and people.interrupt() == 0
            assert "next attempt in" in told, told
            return f"shown {took:.2f} s after the node was there again"


def sensor_fails(way: str) -> None:
    with node_and_uris() as (node, uris):
        key, uri = uris[way]
        with Running("observe", *key, "--json", uri + "/temperature") as observer:
            assert observer.object()["code"] == "2.05"
            node.play(0x44, "fault=no_answer")
            while observer.object()["code"] != "5.03":
                pass
            node.play(0x44, "")
            while observer.object(2 * TIMEOUT)["code"] != "2.05":
                pass
            assert observer.interrupt() == 0


def address_changes(_way: str) -> None:
    """A name is asked again once its node is silent."""
    with Workspace() as hosts:
        file = hosts.write("hosts", "127.0.0.1 node.test\n")
        launcher = with_hosts(file)
        with node_and_uris() as (old, _):
            with Running("observe", "--json", f"node.test:{old.port}/temperature", launcher=launcher) as observer:
                assert observer.object()["sender"] == f"127.0.0.1:{old.port}"
                with Daemon({**CONFIG, "coap": {"listen": [f"127.0.0.2:{old.port}"]}, "dtls": {"listen": []}}):
                    file.write_text("127.0.0.2 node.test\n")
                    old.kill()
                    moved = {"sender": f"127.0.0.2:{old.port}", "code": "2.05"}  # 5.03 until its sensor has measured
                    while not moved.items() <= observer.object(2 * TIMEOUT).items():
                        pass
                    assert observer.interrupt() == 0


def an_interrupt_deregisters(way: str) -> None:
    with node_and_uris() as (node, uris):
        key, uri = uris[way]
        with Running("observe", *key, uri + "/led", uri + "/temperature") as observer:
            wait_until(lambda: observers(node) == 2, "two observers")
            assert observer.interrupt() == 0
        wait_until(lambda: observers(node) == 0, "no observer", 1.0 + SLACK)


SCENES = {
    "restart, UDP": (restart_within_100_ms, "UDP"), "restart, DTLS": (restart_within_100_ms, "DTLS"),
    "dark, UDP": (dark_for_a_while, "UDP"), "dark, DTLS": (dark_for_a_while, "DTLS"),
    "sensor, UDP": (sensor_fails, "UDP"), "sensor, DTLS": (sensor_fails, "DTLS"),
    "address": (address_changes, "UDP"),
    "interrupt, UDP": (an_interrupt_deregisters, "UDP"), "interrupt, DTLS": (an_interrupt_deregisters, "DTLS"),
}


class Scenes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pool = cls.enterClassContext(ThreadPoolExecutor(len(SCENES)))
        cls.runs = {name: pool.submit(play, way) for name, (play, way) in SCENES.items()}

    def check(self, word: str) -> None:
        for name, run in self.runs.items():
            if name.startswith(word):
                with self.subTest(name):
                    if figures := run.result():
                        print(f"{name}: {figures}")

    def test_a_restart_within_100_ms_is_recovered(self):
        self.check("restart")

    def test_a_power_cut_is_outlived_and_told_of(self):
        self.check("dark")

    def test_a_failing_sensor_is_told_of_and_asked_again(self):
        self.check("sensor")

    def test_a_node_that_moves_is_found_by_its_name(self):
        self.check("address")

    def test_an_interrupt_deregisters(self):
        self.check("interrupt")


class Ends(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node, uris = cls.enterClassContext(node_and_uris())
        cls.uri = uris["UDP"][1]

    def test_after_so_many_states(self):
        ended = coapnode("observe", "--count", 2, self.uri + "/temperature")
        self.assertEqual((ended.code, len(ended.stdout.splitlines())), (0, 2))
        self.assertEqual(observers(self.node), 0)

    def test_after_a_time(self):
        begun = time.monotonic()
        ended = coapnode("observe", "--for", "2s", self.uri + "/led")
        self.assertEqual((ended.code, len(ended.stdout.splitlines())), (0, 1))
        self.assertGreaterEqual(time.monotonic() - begun, 2.0)
        self.assertEqual(observers(self.node), 0)

    def test_when_too_few_came_in_time(self):
        ended = coapnode("observe", "--count", 2, "--timeout", "3s", self.uri + "/led")
        self.assertEqual((ended.code, len(ended.stdout.splitlines())), (3, 1))

    def test_a_resource_that_is_not_there_is_said_and_tried_again(self):
        ended = coapnode("observe", "--timeout", "3s", self.uri + "/nothing")
        self.assertEqual((ended.code, ended.stdout), (14, ""))
        self.assertRegex(ended.stderr, r"^4\.04 Not Found: no such resource")


class Commands(unittest.TestCase):
    """--exec"""

    @classmethod
    def setUpClass(cls):
        cls.node, uris = cls.enterClassContext(node_and_uris())
        cls.uri = uris["UDP"][1]

    def test_it_gets_the_payload_and_what_it_is_of(self):
        script = 'cat; echo "/$COAPNODE_URI/$COAPNODE_CODE/$COAPNODE_LINE"'
        ended = coapnode("observe", "--count", 1, "--exec", script, self.uri + "/led")
        self.assertEqual(ended.code, 0, ended)
        self.assertRegex(ended.stdout, rf'\{{"state":"off"\}}/{self.uri}/led/2\.05/off  20\d\d-')

    def test_its_failure_is_said_and_ends_nothing(self):
        ended = coapnode("observe", "--count", 2, "--exec", "exit 7", self.uri + "/temperature")
        self.assertEqual((ended.code, len(ended.stdout.splitlines())), (0, 2))
        self.assertIn("coapnode: the command ended with exit code 7\n", ended.stderr)

    def test_one_runs_at_a_time_and_the_newest_state_is_not_lost(self):
        file = self.node.folder / "seen"
        led = self.uri + "/led"
        os.mkfifo(self.node.folder / "gate")
        with Running("observe", "--exec", f"cat >> {file}; echo >> {file}; read x < {self.node.folder}/gate", led) as observer:
            observer.line("off")
            for state in "on", "off", "on":
                self.assertEqual(coapnode("put", led, state).code, 0)
                observer.line(state)
            for expected in ['{"state":"off"}'], ['{"state":"off"}', '{"state":"on"}']:
                wait_until(lambda expected=expected: file.exists() and file.read_text().splitlines() == expected, expected)
                with open(self.node.folder / "gate", "w") as gate:
                    gate.write("\n")
            self.assertEqual(observer.interrupt(), 0)

    def test_it_gets_the_standard_descriptors_and_no_other(self):
        """libcoap's sockets have no CLOEXEC: in a child they would keep the port open."""
        ended = coapnode("observe", "--count", 1, "--exec", "readlink /proc/$$/fd/*", self.uri + "/led")
        files = ended.stdout.splitlines()[1:]
        self.assertEqual(len(files), 3, ended)
        self.assertRegex(files[0], "^/memfd:payload")
        self.assertRegex("\n".join(files[1:]), "^pipe:.*\npipe:.*$")

    def test_it_runs_although_who_started_the_client_ignores_its_children(self):
        launcher = "sh", "-c", "trap '' CHLD; exec \"$@\"", "sh"
        with Running("observe", "--count", 2, "--exec", "echo ran", self.uri + "/temperature", launcher=launcher) as observer:
            for _ in range(2):
                observer.line("ran")
            self.assertEqual(observer.wait(), 0)


class LongCommands(unittest.TestCase):
    """A command of --exec that does not end by itself. Nothing of it is left when the client has ended: it holds the
    client's stdout, and communicate() waits for whoever holds that."""

    COMMANDS = {
        "it ends when it is told to": "echo begun; sleep 100; sleep 100",
        "it ignores SIGTERM": "trap '' TERM; echo begun; sleep 100; sleep 100",
        "it is suspended": "echo begun; kill -STOP $$; sleep 100",
    }

    @classmethod
    def setUpClass(cls):
        cls.node, uris = cls.enterClassContext(node_and_uris())
        cls.uri = uris["UDP"][1] + "/led"
        cls.pool = cls.enterClassContext(ThreadPoolExecutor(8))

    def ended(self, script: str, signals: tuple = (), *arguments: object) -> tuple[int, str]:
        """The exit code and stderr, after these signals to the client alone."""
        with subprocess.Popen(command("observe", *arguments, "--exec", script, self.uri), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, env=environment()) as process:
            while "begun" not in process.stdout.readline():
                pass
            for number in signals:
                process.send_signal(number)
                time.sleep(0.1)  # so that the client sees two signals, not one
            try:
                _, errors = process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise AssertionError(f"{script} still runs") from None
            return process.returncode, errors

    def test_a_signal_ends_it(self):
        runs = {(name, number): self.pool.submit(self.ended, script, (number,))
                for name, script in self.COMMANDS.items() for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        for row, run in runs.items():
            with self.subTest(row):
                self.assertEqual(run.result(), (0, ""))

    def test_one_that_does_not_hang_ends_by_itself(self):
        """An interrupt that comes while it runs does not cut what it writes."""
        done = self.node.folder / "done"
        self.assertEqual(self.ended(f"echo begun; sleep 0.3; echo all > {done}", (signal.SIGINT,)), (0, ""))
        self.assertEqual(done.read_text(), "all\n")

    def test_a_second_interrupt_kills_it(self):
        self.assertEqual(self.ended(self.COMMANDS["it ignores SIGTERM"], (signal.SIGINT, signal.SIGINT)), (0, ""))

    def test_the_end_of_the_observation_ends_it_after_10_seconds(self):
        rows = [(("--for", "1s"), 0, ""), (("--count", 1), 0, ""),
                (("--count", 2, "--timeout", "1s"), 3, "coapnode: 1 of 2 states came in time\n")]
        stopped = "coapnode: the command still runs 10 s after the end: it is stopped\n"
        runs = [(code, told, self.pool.submit(self.ended, script, (), *row))
                for row, code, told in rows for script in self.COMMANDS.values()]
        for code, told, run in runs:
            self.assertEqual(run.result(), (code, told + stopped))

    def test_an_interrupt_shortens_the_10_seconds(self):
        self.assertEqual(self.ended(self.COMMANDS["it ends when it is told to"], (signal.SIGINT,), "--count", 1), (0, ""))


if __name__ == "__main__":
    unittest.main()
