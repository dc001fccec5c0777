# SPDX-License-Identifier: MIT
"""The daemon as a process: ready, stopped, refused to start; each exit code with one clear line."""
import os
import signal
import socket
import subprocess
import unittest

from support.coap import GET, PUT, request
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import BINARY, BUILD, SANITIZED, Workspace, free_port, has_ipv6, on_loopback

LED = {"name": "led", "line": "GPIO17"}
ROOM = {"name": "room", "driver": "sht3x"}


class Life(unittest.TestCase):
    def test_ready_means_that_it_answers_and_the_status_says_where(self):
        with Daemon({"leds": [LED], "sensors": [ROOM]}) as node, node.peer() as peer:
            self.assertEqual(peer.get("/info").code, "2.05")
            self.assertEqual(node.ready["READY"], "1")
            served = ", ".join(f"coap://{address}" for address in on_loopback(node.port))
            self.assertEqual(node.ready["STATUS"], f"serving {served}; 1 sensor, 1 LED")
            self.assertEqual(len(node.log_lines()), 1, node.log())
            self.assertIn(node.ready["STATUS"], node.log())

    def test_ready_comes_at_once_and_takes_little_memory(self):
        with Daemon({"leds": [LED], "sensors": [ROOM], "dtls": {"identities": [{"identity": "one", "psk": "x" * 15 + "y"}]}}) as node:
            memory, own, cpu = node.status("VmRSS"), node.status("RssAnon"), node.cpu_seconds()
        print(f"start to READY: {node.until_ready * 1000:.1f} ms, of them {cpu * 1000:.1f} ms CPU; resident {memory} kB, of them {own} kB its own")
        self.assertLess(node.until_ready, 5)  # generous: a busy machine is no fault of the daemon's
        if BUILD == "Release":
            self.assertLess(cpu, 0.05)
            self.assertLess(own, 1_500)
            self.assertLess(memory, 11_000)  # the rest is code, of the libraries for the most part

    def test_both_ends_are_clean_and_leave_the_leds_as_configured(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            for shutdown, before, after in [("off", b"on", "low"), ("on", b"off", "high"), ("keep", b"on", "high")]:
                with self.subTest(number.name, shutdown=shutdown):
                    config = {"coap": {"anonymous": "control"}, "leds": [{**LED, "shutdown": shutdown}]}
                    with Daemon(config) as node, node.peer() as peer:
                        self.assertEqual(peer.ask(PUT, "/led", payload=before).code, "2.04")
                        node.signal(number)
                        self.assertEqual(node.wait_notified("STOPPING"), {"STOPPING": "1"})
                        self.assertEqual(node.wait_end(), 0)
                        self.assertEqual(node.line("GPIO17"), after)
                        self.assertEqual(node.log_lines()[-1], "stopped")

    def test_the_leds_start_as_configured(self):
        leds = [{"name": "a", "line": "GPIO1", "initial": "on"}, {"name": "b", "line": "GPIO2", "initial": "off"},
                {"name": "c", "line": "GPIO3", "initial": "on", "active_low": True}]
        with Daemon({"leds": leds}) as node:
            self.assertEqual([node.line(line) for line in ("GPIO1", "GPIO2", "GPIO3")], ["high", "low", "low"])

    def test_a_client_s_session_is_ended_with_the_daemon(self):
        with Daemon({"dtls": {"identities": [{"identity": "one", "psk": "x" * 15 + "y"}]}}) as node:
            session = self.enterContext(DtlsSession(node.secure_port, "one", b"x" * 15 + b"y"))
            self.assertEqual(session.ask(request(GET, "/info")).code, "2.05")
            node.signal(signal.SIGTERM)
            self.assertEqual(node.wait_end(), 0)
            self.assertEqual(node.log_lines()[-1], "stopped")
        self.assertIsNone(session.receive())

    def test_a_watchdog_is_fed(self):
        with Daemon({}, environment={"WATCHDOG_USEC": "400000"}) as node:
            for _ in range(2):
                self.assertEqual(node.wait_notified("WATCHDOG"), {"WATCHDOG": "1"})

    def test_any_address_serves_ipv4_and_ipv6(self):
        if not has_ipv6():
            self.skipTest("this machine has no IPv6")
        port = free_port()
        with Daemon({"coap": {"listen": [f"[::]:{port}"]}}) as node:
            node.port = port
            for host in ("127.0.0.1", "::1"):
                with node.peer(host) as peer:
                    self.assertEqual(peer.get("/info").code, "2.05")

    def test_what_the_environment_says_about_ready_is_not_needed(self):
        with Workspace({}) as place:
            command = [BINARY, "--mock", "--config", str(place.config)]
            with subprocess.Popen(command, env=place.environment(), stderr=subprocess.PIPE, text=True) as process:
                self.assertIn("serving", process.stderr.readline())
                process.terminate()
                self.assertEqual(process.wait(10), 0)


class Refusals(unittest.TestCase):
    def refuses(self, place: Workspace, *arguments: str, code: int) -> list[str]:
        """The lines it told before it ended with `code`."""
        done = place.run("--config", str(place.config), *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        return done.stderr.splitlines()

    def test_a_port_in_use_is_one_clear_line(self):
        for section in ("coap", "dtls"):
            with self.subTest(section), Workspace() as place, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
                other.bind(("127.0.0.1", 0))
                taken = f"127.0.0.1:{other.getsockname()[1]}"
                place.configure({"leds": [{**LED, "initial": "on"}], "dtls": {"identities": [{"identity": "one", "psk": "x" * 15 + "y"}]},
                                 section: {"listen": [taken], **({"identities": [{"identity": "one", "psk": "x" * 15 + "y"}]} if section == "dtls" else {})}})
                lines = self.refuses(place, "--mock", code=1)
                self.assertEqual(len(lines), 1, lines)
                self.assertRegex(lines[0], f"^error: cannot listen on {taken}: another program uses this port")
                self.assertIsNone(place.line("GPIO17"))  # an LED does not light up for a daemon that does not start

    def test_hardware_that_is_missing_is_one_clear_line(self):
        rows = [({"sensors": [{**ROOM, "bus": "/dev/i2c-77"}]}, ["sensor room", "/dev/i2c-77", "i2c_arm"]),
                ({"leds": [{"name": "led", "line": "GPIO4711"}]}, ["led led", "GPIO4711"]),
                ({"leds": [{"name": "led", "chip": "/dev/gpiochip77", "offset": 3}]}, ["led led", "/dev/gpiochip77"])]
        for config, words in rows:
            with self.subTest(words), Workspace({**config, "hardware": {"backend": "linux"}}) as place:
                lines = self.refuses(place, code=1)
                self.assertEqual(len(lines), 1, lines)
                for word in ("error: ", *words):
                    self.assertIn(word, lines[0])

    def test_a_bad_configuration_is_78_with_every_mistake_in_its_place(self):
        text = "device: {id: node}\ncoap:\n  lisen: []\n  anonymous: all\nsensors:\n  - name: room\n    driver: sht31\n    interval: 1 parsec\n"
        with Workspace(text) as place:
            lines = self.refuses(place, "--mock", code=78)
            self.assertEqual([line.split(": ")[1] for line in lines], [f"{place.config}:{at}" for at in ("3:3", "4:14", "7:13", "8:15")])
            self.assertIn("did you mean 'listen'?", lines[0])

    def test_no_configuration_is_78(self):
        with Workspace() as place:
            place.config.unlink()
            lines = self.refuses(place, "--mock", code=78)
            self.assertEqual(lines, [f"error: {place.config}: does not exist"])

    def test_a_file_with_keys_that_all_may_read_is_refused(self):
        config = {"dtls": {"identities": [{"identity": "one", "psk_file": "one.psk"}]}}
        inline = {"dtls": {"identities": [{"identity": "one", "psk": "x" * 15 + "y"}]}}
        for content, mode, key_mode, refused in [(config, 0o644, 0o600, None), (config, 0o644, 0o640, None), (config, 0o600, 0o644, "one.psk"),
                                                 (config, 0o600, 0o604, "one.psk"), (inline, 0o640, 0o600, None),
                                                 (inline, 0o644, 0o600, "coapnode.yaml"), (inline, 0o602, 0o600, "coapnode.yaml")]:
            with self.subTest(mode=oct(mode), key_mode=oct(key_mode)), Workspace(content) as place:
                place.config.chmod(mode)
                place.write("one.psk", "70112233445566778899aabbccddeeff\n").chmod(key_mode)
                if refused is None:
                    self.assertEqual(place.run("--check", "--config", str(place.config)).stdout, "")
                else:
                    (line,) = self.refuses(place, "--mock", code=78)
                    self.assertIn(f"chmod o-rwx {place.folder / refused}", line)
                    self.assertNotIn("0011223344", line)


if __name__ == "__main__":
    unittest.main()
