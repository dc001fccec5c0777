# SPDX-License-Identifier: MIT
"""Servers that are not ours, each in a folder of its own, at ports of its own: nginx, Caddy, Prometheus. They are those that
tests/support/peers unpacks, or what is installed."""
from __future__ import annotations

import os
import pathlib
import random
import shutil
import socket
import subprocess
import tempfile
import unittest

from .workspace import TIMEOUT, wait_until

FOLDERS = [os.path.join(os.environ.get("COAPNODE_PEERS") or "/", folder) for folder in ("usr/sbin", "usr/bin")]


def find_peer(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([*FOLDERS, os.environ.get("PATH", "")]))


def need_peer(name: str) -> str:
    """Its path; the test is skipped where it is not there."""
    if path := find_peer(name):
        return path
    raise unittest.SkipTest(f"{name} is not here: COAPNODE_PEERS=$(tests/support/peers) unpacks it")


def free_tcp_port() -> int:
    """Below those that the kernel gives to clients."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a test before may linger
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Peer:
    """A running server; what it says is in the file `log` of its folder. Leaving the context ends it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="coapnode-peer-"))
        self.port = free_tcp_port()
        self.process: subprocess.Popen | None = None  # none where the program is missing

    def write(self, name: str, text: str) -> pathlib.Path:
        path = self.folder / name
        path.write_text(text)
        return path

    def command(self) -> list[str]:
        raise NotImplementedError

    def __enter__(self) -> Peer:
        try:
            self._start()
            wait_until(self.accepts, f"{self.process.args[0]} accepts connections")
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        command = self.command()
        with open(self.folder / "log", "w") as log:
            environment = {**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
            self.process = subprocess.Popen(command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log)

    def __exit__(self, *_) -> None:
        if self.process is not None:
            self._stop(self.process)
        shutil.rmtree(self.folder)

    @staticmethod
    def _stop(process: subprocess.Popen) -> None:
        process.terminate()
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def accepts(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"{self.process.args[0]} ended:\n{(self.folder / 'log').read_text()}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
