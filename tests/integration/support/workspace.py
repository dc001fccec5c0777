# SPDX-License-Identifier: MIT
"""A folder for one run of coapnoded: its configuration, its key files, its mock hardware, and ports of its own."""
from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import time

from .folder import Folder, inherited_environment

BINARY = os.environ.get("COAPNODED", "")
BUILD = os.environ.get("COAPNODED_BUILD", "")  # Release, Debug, or sanitized
SANITIZED = BUILD == "sanitized"
OPTIMISED = BUILD == "Release"
TIMEOUT = 20.0  # far more than anything here takes, also under sanitizers on a busy machine


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def resolves(host: str) -> bool:
    """A minimal root has not even an /etc/hosts."""
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def free_port() -> int:
    """A UDP port that nobody uses, and the next one too; below those the kernel gives to clients, so that none of ours
    takes it meanwhile. Nor does another test: each claims its ports by a name, see unix(7), abstract sockets."""
    while True:
        port = random.randrange(20000, 32000, 2)
        if _claim(port) and _is_free(port) and _is_free(port + 1):
            return port


def _claim(port: int) -> bool:
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(f"\0coapnode-test-{port}")
    except OSError:
        claim.close()
        return False
    claim.detach()  # it stays as long as this process
    return True


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET6 if has_ipv6() else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("", port))
            return True
        except OSError:
            return False


def on_loopback(port: int) -> list[str]:
    return [f"127.0.0.1:{port}"] + ([f"[::1]:{port}"] if has_ipv6() else [])


def cpu_seconds(pid: int) -> float:
    """Processor time that a process used so far, to the nanosecond: its clock, see clock_getcpuclockid(3)."""
    return time.clock_gettime(~pid << 3 | 2)


def wait_until(condition, what: str, timeout: float = TIMEOUT):
    """The first true value of condition(). There is no event for what this waits for, so it asks again and again."""
    deadline = time.monotonic() + timeout
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout} s: {what}")
        time.sleep(0.01)
    return value


class Workspace(Folder):
    def __init__(self, config: dict | str = ""):
        if not BINARY:
            raise RuntimeError("the environment variable COAPNODED must name the daemon to test")
        super().__init__("coapnode-")
        self.port = free_port()
        self.secure_port = self.port + 1
        self.config = self.folder / "coapnode.yaml"
        self.configure(config)

    def configure(self, config: dict | str) -> None:
        """A dict is written as JSON, which is YAML; it is served on loopback alone unless it says where."""
        if isinstance(config, dict):
            coap = {"listen": on_loopback(self.port), **config.get("coap", {})}
            dtls = {"listen": on_loopback(self.secure_port), **config.get("dtls", {})}
            config = json.dumps({**config, "coap": coap, "dtls": dtls}, indent=2, ensure_ascii=False)
        self.write(self.config.name, config)

    def play(self, address: int, words: str, bus: str = "i2c-1") -> None:
        """What the emulated chip there meets from now on: "temperature=-12.5", "fault=no_answer", or nothing special."""
        self.write(f"mock/{bus}/0x{address:02x}", words)

    def line(self, name: str) -> str | None:
        """The level that the line was last driven to."""
        path = self.folder / "mock" / "lines" / name
        return path.read_text().strip() if path.exists() else None

    def environment(self) -> dict[str, str]:
        (self.folder / "mock").mkdir(exist_ok=True)
        return inherited_environment(COAPNODE_MOCK_DIR=str(self.folder / "mock"), STATE_DIRECTORY=str(self.folder / "state"))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs coapnoded to its end."""
        return subprocess.run([BINARY, *arguments], env=self.environment(), cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=TIMEOUT)
