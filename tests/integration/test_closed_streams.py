# SPDX-License-Identifier: MIT
"""Each program started without stdin, stdout or stderr: no file or socket takes their place, and one sentence says what is closed."""
import os
import subprocess
import unittest

from support.coapnode import Running, command, environment
from support.daemon import Daemon
from support.gateway import Gateway, GatewayFolder
from support.workspace import BINARY, TIMEOUT

CLOSED = "sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"
NODE = {"sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}], "leds": [{"name": "led", "line": "GPIO17"}],
        "coap": {"anonymous": "control"}}


class ClosedGateway(Gateway):
    def command(self, *arguments: str) -> list[str]:
        return [*CLOSED, *super().command(*arguments)]


def without(stream: str, arguments: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Its exit code and what it tells on stderr."""
    done = subprocess.run(["sh", "-c", f'exec "$@" {stream}', "sh", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env,
                          timeout=TIMEOUT, check=False)
    return done.returncode, done.stderr


def places(process: int) -> list[str]:
    return [os.readlink(f"/proc/{process}/fd/{stream}") for stream in range(3)]


class ClosedStreams(unittest.TestCase):
    def assert_told(self, program: str, arguments: list[str], env: dict[str, str]) -> None:
        with self.subTest(arguments):
            self.assertEqual(without(">&-", arguments, env), (1, f"{program}: cannot write to stdout: it is closed\n"))

    def test_a_closed_stdout_is_told(self):
        with Daemon(NODE) as node:
            bad = str(node.write("bad.yaml", "sensor: []\n"))
            for words in (["--version"], ["--help"], ["--list-drivers"], ["--probe", "--mock"], ["--check", "--config", bad]):
                self.assert_told("coapnoded", [BINARY, *words], node.environment())
            host = f"127.0.0.1:{node.port}"
            for words in (["--version"], ["--help"], ["get", f"{host}/info"], ["ping", host], ["discover", host], ["doctor", host],
                          ["observe", f"{host}/temperature"]):
                self.assert_told("coapnode", command(*words), environment())
        with GatewayFolder({}) as place:
            for words in (["--version"], ["--paired"]):
                self.assert_told("coapnode-gateway", place.command(*words), place.environment())
            place.configure("nonsense: 1\n")
            self.assert_told("coapnode-gateway", place.command("--check"), place.environment())

    def test_a_closed_stdin_is_told_where_it_is_read(self):
        with Daemon(NODE) as node:
            led = f"127.0.0.1:{node.port}/led"
            self.assertEqual(without("<&-", command("put", led, "-"), environment()), (1, "coapnode: stdin cannot be read: it is closed\n"))
            self.assertEqual(without("<&-", command("put", led, "on"), environment())[0], 0)

    def test_what_prints_nothing_there_keeps_its_code(self):
        with Daemon(NODE) as node:
            host = f"127.0.0.1:{node.port}"
            for stream in (">&-", "<&- >&- 2>&-"):
                self.assertEqual(without(stream, [BINARY, "--check", "--mock", "--config", str(node.config)], node.environment()), (0, ""))
            self.assertEqual(without("2>&-", command("get", f"{host}/info"), environment()), (0, ""))
            self.assertEqual(without(">&- 2>&-", command("get", f"{host}/info"), environment()), (1, ""))

    def test_nothing_takes_the_place_of_a_closed_stream(self):
        with Daemon({**NODE, "history": "on"}, launcher=[*CLOSED]) as node, node.peer() as peer:
            self.assertEqual(places(node.process.pid), 3 * ["/dev/null"])
            self.assertEqual(peer.get("/info").code, "2.05")
            with Running("observe", f"127.0.0.1:{node.port}/temperature", launcher=("sh", "-c", 'exec "$@" <&- 2>&-', "sh")) as client:
                client.line("°C")
                self.assertEqual([places(client.process.pid)[stream] for stream in (0, 2)], 2 * ["/dev/null"])
        with ClosedGateway({"nodes": []}) as gateway:
            self.assertEqual(places(gateway.process.pid), 3 * ["/dev/null"])
            self.assertEqual(gateway.get("/session").status, 200)


if __name__ == "__main__":
    unittest.main()
