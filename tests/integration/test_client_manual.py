# SPDX-License-Identifier: MIT
"""coapnode(1): it names every command, option and exit code of the program, and its examples work."""
from __future__ import annotations

import os
import pathlib
import re
import shutil
import signal
import subprocess
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon
from support.workspace import TIMEOUT, has_ipv6, wait_until

CLIENT = os.environ.get("COAPNODE", "")
SOURCE = pathlib.Path(__file__).resolve().parents[2]
PAGE = (SOURCE / "packaging/man/coapnode.1").read_text().replace("\\&", "").replace("\\e", "\\")
KEY = "00112233445566778899aabbccddeef1"
CONFIG = {
    "coap": {"anonymous": "read"},
    "dtls": {"identities": [{"identity": "phone", "psk_hex": KEY, "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


def section(name: str) -> str:
    return re.search(rf"(?ms)^\.Sh {name}\n(.*?)(?=^\.Sh |\Z)", PAGE)[1]


def blocks(text: str) -> list[str]:
    return re.findall(r"(?ms)^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text)


def examples() -> list[str]:
    return [line for block in blocks(section("EXAMPLES")) for line in block.splitlines()]


def help_of(*command: str) -> str:
    return subprocess.run([CLIENT, *command, "--help"], capture_output=True, text=True, timeout=TIMEOUT, check=True).stdout


def commands() -> list[str]:
    listed = re.search(r"(?ms)^Commands:\n(.*?)\n\n", help_of())[1]
    return re.findall(r"(?m)^  ([a-z]+) ", listed)


def options_in_help(command: str) -> set[str]:
    lines = re.findall(r"(?m)^  (-[^ ]+)", help_of(command))
    return {name for line in lines for name in line.split(",")}


def options_in_page() -> set[str]:
    names = set()
    for flags in re.findall(r"(?m)^\.It Fl ([^A-Z\n]*)", PAGE):
        names |= {"-" + name for name in flags.replace(",", " ").split()}
    return names


class Words(unittest.TestCase):
    def test_every_command_is_there(self):
        self.assertEqual(re.findall(r"(?m)^\.It Cm ([a-z]+)", section("COMMANDS")), commands())

    def test_the_options_are_those_of_the_program(self):
        known = set()
        for command in commands():
            with self.subTest(command):
                options = options_in_help(command)
                self.assertGreaterEqual(len(options), 10)
                self.assertLessEqual(options, options_in_page())
                known |= options
        self.assertEqual(options_in_page() - known, {"--version"})

    def test_the_exit_codes_are_those_of_the_program(self):
        told = re.search(r"(?s)Exit codes: (.*?)\n\n", help_of())[1]
        self.assertEqual(re.findall(r"(?m)^\.It (\d+)$", section("EXIT STATUS")), re.findall(r"(?:^|[,\n] ?)(\d+) ", told))

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_the_manuals_are_well_formed(self):
        for page in sorted((SOURCE / "packaging/man").iterdir()):
            with self.subTest(page.name):
                done = subprocess.run(["groff", "-mdoc", "-Tutf8", "-ww", "-z", page], capture_output=True, text=True,
                                      timeout=TIMEOUT, check=True)
                self.assertEqual(done.stderr, "")


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.node.play(0x44, "temperature=26")
        with cls.node.peer() as peer:
            wait_for_content(peer, "/temperature")
        cls.node.write("phone.psk", KEY + "\n")
        cls.node.write("coapnode/phone.psk", KEY + "\n")
        cls.node.write("coapnode/credentials.yaml", blocks(section("KEYS"))[0].replace("pi.local", "127.0.0.1"))
        programs = cls.node.folder / "programs"
        programs.mkdir()
        (programs / "coapnode").symlink_to(CLIENT)
        cls.node.write("programs/logger", '#!/bin/sh\necho "$1" > logged\n', mode=0o700)
        cls.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(cls.node.folder)}

    def here(self, line: str) -> str:
        """The example with this node's addresses, and without its patience."""
        line = line.replace("coaps://pi.local", f"coaps://127.0.0.1:{self.node.secure_port}")
        line = line.replace("pi.local", f"127.0.0.1:{self.node.port}").replace("[fd00::7]", f"[::1]:{self.node.port}")
        return re.sub(r"discover$", "discover --wait 100ms", line.replace("10m", "1500ms"))

    def run_here(self, line: str, is_enough=lambda: True) -> tuple[int, str]:
        """One that observes until Ctrl-C gets it after its first line, when that `is_enough`."""
        is_endless = "observe" in line and "--count" not in line and "--for" not in line
        with subprocess.Popen(["bash", "-c", self.here("exec " * is_endless + line)], cwd=self.node.folder, text=True,
                              env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as process:
            told = ""
            if is_endless:
                told = process.stdout.readline()
                wait_until(is_enough, "the example has done its work")
                process.send_signal(signal.SIGINT)
            told += process.communicate(timeout=TIMEOUT)[0]
            return process.returncode, told

    def test_each_works(self):
        self.assertGreater(len(examples()), 10)
        for line in examples():
            if "[fd00::7]" in line and not has_ipv6():
                continue
            with self.subTest(line):
                code, told = self.run_here(line)
                # No node of this network may answer a multicast.
                self.assertIn(code, {0, 3} if line.endswith("discover") else {0}, told)
                self.assertNotEqual(told, "")

    def test_every_command_but_delete_and_post_has_one(self):
        shown = {line.split("coapnode ", 1)[1].split()[0] for line in examples()}
        self.assertEqual(shown, set(commands()) - {"delete", "post"})

    def test_a_command_of_exec_gets_the_line(self):
        (line,) = [one for one in examples() if "--exec" in one]
        logged = self.node.folder / "logged"
        self.assertEqual(self.run_here(line, lambda: logged.exists() and logged.read_text())[0], 0)
        self.assertRegex(logged.read_text(), "^(on|off|blink)")


if __name__ == "__main__":
    unittest.main()
