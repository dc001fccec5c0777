# SPDX-License-Identifier: MIT
"""coapnoded as a service manager runs it: started, known ready by its own word, reloaded, stopped."""
from __future__ import annotations

import os
import secrets
import select
import signal
import socket
import subprocess
import time

from .coap import Peer
from .workspace import BINARY, TIMEOUT, Workspace, cpu_seconds


class NotifySocket:
    """What a service manager hears (sd_notify(3))."""

    def __init__(self):
        self.name = f"coapnode-test-{secrets.token_hex(8)}"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self.socket.bind("\0" + self.name)

    def message(self, deadline: float, also: int) -> dict[str, str]:
        """The next message. EOFError when the descriptor `also` (the daemon's end) is ready first."""
        left = max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([self.socket, also], [], [], left)
        if self.socket in ready:
            return dict(item.split("=", 1) for item in self.socket.recv(4096).decode().splitlines())
        if also in ready:
            raise EOFError
        raise AssertionError("coapnoded told nothing in time")


class Daemon(Workspace):
    """A running coapnoded on mock hardware; leaving the context ends it and checks that it ended well."""

    def __init__(self, config: dict | str, *arguments: str, environment: dict[str, str] | None = None, launcher: list[str] | None = None):
        super().__init__(config)
        self.launcher = launcher or []
        self.arguments = arguments
        self.more_environment = environment or {}
        self.expected_end = 0

    def __enter__(self) -> Daemon:
        self._notify = NotifySocket()
        self._log = open(self.folder / "log", "w+")
        self._start()
        return self

    def _start(self) -> None:
        environment = {**self.environment(), "NOTIFY_SOCKET": "@" + self._notify.name, **self.more_environment}
        command = [*self.launcher, BINARY, "--mock", "--config", str(self.config), *self.arguments]
        started = time.monotonic()
        self.process = subprocess.Popen(command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                                        stdout=self._log, stderr=self._log)
        self._end = os.pidfd_open(self.process.pid)
        try:
            self.ready = self.wait_notified("READY")
            self.until_ready = time.monotonic() - started
        except BaseException:
            self._clean_up()
            raise

    def start_again(self) -> None:
        """After kill(): the same node at the same ports."""
        os.close(self._end)
        self.expected_end = 0
        self._start()

    def __exit__(self, failure, *_) -> None:
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
            code = self.wait_end()
            if failure is None and code != self.expected_end:
                raise AssertionError(f"coapnoded ended with {code}:\n{self.log()}")
        finally:
            self._clean_up()

    def _clean_up(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._end)
        self._log.close()
        self._notify.socket.close()
        super().__exit__()

    def wait_notified(self, key: str) -> dict[str, str]:
        """The next message with that key, such as READY."""
        deadline = time.monotonic() + TIMEOUT
        try:
            while key not in (message := self._notify.message(deadline, self._end)):
                pass
            return message
        except EOFError:
            raise AssertionError(f"coapnoded ended with {self.process.wait()}:\n{self.log()}") from None

    def wait_end(self) -> int:
        try:
            return self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"coapnoded did not end:\n{self.log()}") from None

    def kill(self) -> None:
        """Ends it at once, as lost power does."""
        self.expected_end = -signal.SIGKILL
        self.process.kill()
        self.wait_end()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def reload(self, config: dict | str | None = None) -> dict[str, str]:
        """Reads the configuration again and waits until that is done; gives what was told at its beginning."""
        if config is not None:
            self.configure(config)
        self.signal(signal.SIGHUP)
        begun = self.wait_notified("RELOADING")
        self.ready = self.wait_notified("READY")
        return begun

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def log_lines(self, word: str = "") -> list[str]:
        return [line for line in self.log().splitlines() if word in line]

    def peer(self, host: str = "127.0.0.1") -> Peer:
        return Peer(self.port, host)

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.process.pid)

    def status(self, field: str) -> int:
        """A number of /proc/PID/status, such as VmRSS (kB)."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(field + ":"))

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))
