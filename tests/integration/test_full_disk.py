# SPDX-License-Identifier: MIT
"""What each program says when what it prints cannot be written: one sentence, and an exit code that is not 0."""
import subprocess
import unittest

from support.coapnode import command, environment
from support.daemon import Daemon
from support.gateway import Gateway
from support.workspace import BINARY, TIMEOUT, Workspace


def told(arguments: list[str], stdout, env: dict[str, str], cwd=None) -> tuple[int, str]:
    done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True, env=env, cwd=cwd,
                          timeout=TIMEOUT, check=False)
    return done.returncode, done.stderr


def on_full_disk(arguments: list[str], env: dict[str, str], cwd=None) -> tuple[int, str]:
    with open("/dev/full", "wb") as full:
        return told(arguments, full, env, cwd)


def sentence(program: str) -> tuple[int, str]:
    return 1, f"{program}: cannot write to stdout: No space left on device\n"


class FullDisk(unittest.TestCase):
    def test_the_daemon(self):
        with Daemon({}) as node:
            node.write("other.yaml", "dtls: {identities: [{identity: phone, psk_file: phone.psk}]}\n")
            for words in ["--help"], ["--version"], ["--list-drivers"], ["--probe", "--mock"], ["--init", "--config", "other.yaml"]:
                with self.subTest(words):
                    self.assertEqual(on_full_disk([BINARY, *words], node.environment(), node.folder), sentence("coapnoded"))
            self.assertTrue((node.folder / "phone.psk").exists())

    def test_the_gateway(self):
        with Gateway({"nodes": [], "anonymous": "none"}) as gateway:
            rows = ["--help"], ["--version"], ["--init"], ["--pair", "phone", "--url", "https://pi.local:8080"], ["--paired"], ["--unpair", "phone"]
            for words in rows:
                with self.subTest(words):
                    code, errors = on_full_disk(gateway.command(*words), gateway.environment())
                    self.assertEqual((code, errors.splitlines(True)[-1]), sentence("coapnode-gateway"))

    def test_the_client(self):
        node = {"sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}]}
        with Daemon(node) as daemon:
            host = f"127.0.0.1:{daemon.port}"
            for words in (["--help"], ["--version"], ["get", "--help"], ["get", f"{host}/info"], ["ping", host], ["discover", host], ["doctor", host],
                          ["doctor", "--json", host], ["observe", f"{host}/info"]):
                with self.subTest(words):
                    self.assertEqual(on_full_disk(command(*words), environment()), sentence("coapnode"))

    def test_what_prints_nothing_or_fails_keeps_its_code(self):
        with Daemon({}) as node:
            self.assertEqual(on_full_disk([BINARY, "--check", "--config", str(node.config)], node.environment())[0], 0)
        self.assertEqual(on_full_disk(command("nonsense"), environment())[0], 2)


class NoRoomToGrow(unittest.TestCase):
    """RLIMIT_FSIZE: LimitFSIZE= of a unit, ulimit -f of a shell. The kernel's signal ends a program that does not ignore it."""

    def told(self, arguments: list[str], env: dict[str, str], cwd=None) -> tuple[int, str]:
        limited = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *arguments]
        return told(limited, subprocess.DEVNULL, env, cwd)

    def test_it_is_an_error_of_the_file(self):
        with Workspace("dtls: {identities: [{identity: phone, psk_file: phone.psk, role: read}]}\n") as node:
            code, errors = self.told([BINARY, "--init", "--config", str(node.config)], node.environment())
            self.assertEqual(code, 1, errors)
            self.assertIn("phone.psk", errors)
            self.assertIn("File too large", errors)
        with Gateway({"nodes": [], "anonymous": "none"}) as gateway:
            gateway.configure({"nodes": [], "tokens": [{"name": "phone", "token_file": "phone.token", "role": "read"}]})
            code, errors = self.told(gateway.command("--init"), gateway.environment())
            self.assertEqual(code, 1, errors)
            self.assertIn("File too large", errors)
        with Daemon({}) as node:
            ended = self.told(command("get", "-o", "out", f"127.0.0.1:{node.port}/info"), environment(), node.folder)
            self.assertEqual(ended, (1, "coapnode: cannot write out: File too large\n"))


if __name__ == "__main__":
    unittest.main()
