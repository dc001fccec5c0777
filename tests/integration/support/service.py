# SPDX-License-Identifier: MIT
"""A program as a service manager runs it: started, known ready by its own word, reloaded, stopped."""
from __future__ import annotations

import os
import pathlib
import secrets
import select
import signal
import socket
import subprocess
import time

from .workspace import TIMEOUT, cpu_seconds


class NotifySocket:
    """What a service manager hears (sd_notify(3))."""

    def __init__(self):
        self.name = f"coapnode-test-{secrets.token_hex(8)}"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self.socket.bind("\0" + self.name)

    def message(self, deadline: float, also: int) -> dict[str, str]:
        """The next message. EOFError when the descriptor `also` (the program's end) is ready first."""
        left = max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([self.socket, also], [], [], left)
        if self.socket in ready:
            return dict(item.split("=", 1) for item in self.socket.recv(4096).decode().splitlines())
        if also in ready:
            raise EOFError
        raise AssertionError("the program told nothing in time")


class Service:
    """Its folder exists; what it logs is in the file `log` there."""

    folder: pathlib.Path

    def open_service(self) -> None:
        self._notify = NotifySocket()
        self._log = open(self.folder / "log", "w+")

    def start(self, command: list[str], environment: dict[str, str]) -> None:
        self.expected_end = 0
        self.program = pathlib.Path(command[0]).name
        started = time.monotonic()
        self.process = subprocess.Popen(command, env={"NOTIFY_SOCKET": "@" + self._notify.name, **environment}, cwd=self.folder,
                                        stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log)
        self._end = os.pidfd_open(self.process.pid)
        self.ready = self.wait_notified("READY")
        self.until_ready = time.monotonic() - started

    def stop(self, has_failed: bool) -> None:
        """Ends it, and checks that it ends well where the test has not failed already."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.wait_end()
        if not has_failed and code != self.expected_end:
            raise AssertionError(f"{self.program} ended with {code}:\n{self.log()}")

    def close_service(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._end)
        self._log.close()
        self._notify.socket.close()

    def forget_end(self) -> None:
        """Before it is started again."""
        os.close(self._end)

    def wait_notified(self, key: str) -> dict[str, str]:
        """The next message with that key, such as READY."""
        deadline = time.monotonic() + TIMEOUT
        try:
            while key not in (message := self._notify.message(deadline, self._end)):
                pass
            return message
        except EOFError:
            raise AssertionError(f"{self.program} ended with {self.process.wait()}:\n{self.log()}") from None

    def wait_end(self) -> int:
        try:
            return self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"{self.program} did not end:\n{self.log()}") from None

    def kill(self) -> None:
        """Ends it at once, as lost power does."""
        self.expected_end = -signal.SIGKILL
        self.process.kill()
        self.wait_end()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait_reloaded(self) -> dict[str, str]:
        """After SIGHUP; what was told at the beginning of the reload."""
        begun = self.wait_notified("RELOADING")
        self.ready = self.wait_notified("READY")
        return begun

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def log_lines(self, word: str = "") -> list[str]:
        return [line for line in self.log().splitlines() if word in line]

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.process.pid)

    def status(self, field: str) -> int:
        """A number of /proc/PID/status, such as VmRSS (kB)."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(field + ":"))

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))
