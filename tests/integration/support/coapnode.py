# SPDX-License-Identifier: MIT
"""coapnode, the client, as people run it: to its end, in the background, or on a terminal."""
from __future__ import annotations

import dataclasses
import fcntl
import json
import os
import pty
import queue
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
import unittest

from .workspace import TIMEOUT

BINARY = os.environ.get("COAPNODE", "")


def command(*arguments: object) -> list[str]:
    if not BINARY:
        raise RuntimeError("the environment variable COAPNODE must name the client to test")
    return [BINARY, *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """Nothing of who runs the tests: no credentials file, no wish about colours."""
    unwanted = {"XDG_CONFIG_HOME", "NO_COLOR", "TERM"}
    inherited = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**inherited, "HOME": "/nonexistent", "TZ": "UTC", **more}


@dataclasses.dataclass(frozen=True)
class Ended:
    code: int
    stdout: str
    stderr: str
    bytes: bytes  # of stdout

    def objects(self) -> list[dict]:
        return [json.loads(line) for line in self.stdout.splitlines()]

    def object(self) -> dict:
        (one,) = self.objects()
        return one


def coapnode(*arguments: object, stdin: bytes = b"", timeout: float = TIMEOUT, cwd: object = None, **more: str) -> Ended:
    """Runs it to its end. `more` are variables of its environment."""
    done = subprocess.run(command(*arguments), input=stdin, capture_output=True, timeout=timeout, cwd=cwd,
                          env=environment(**more), check=False)
    return Ended(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"), done.stdout)


def with_hosts(file: object) -> tuple:
    """A launcher of Running: the client finds the names of this file."""
    launcher = "unshare", "--map-root-user", "--mount", "sh", "-c", f'mount --bind {file} /etc/hosts && exec "$@"', "sh"
    if subprocess.run([*launcher, "true"], capture_output=True, check=False).returncode != 0:
        raise unittest.SkipTest("this machine allows no mount namespaces to this user")
    return launcher


def on_terminal(*arguments: object, columns: int = 80, **more: str) -> tuple[int, str]:
    """Its exit code, and what a terminal of this width gets, of stdout and stderr."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        process = subprocess.Popen(command(*arguments), stdin=theirs, stdout=theirs, stderr=theirs,
                                   env=environment(TERM="xterm", **more))
    finally:
        os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        pass  # EIO: the other side is closed
    finally:
        os.close(ours)
    return process.wait(TIMEOUT), shown.decode(errors="surrogateescape").replace("\r\n", "\n")


class _Lines:
    """Reads a pipe to its end, line by line."""

    def __init__(self, pipe):
        self.seen: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._pipe = pipe
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for line in self._pipe:
            self._queue.put(line.decode(errors="replace").rstrip("\n"))
        self._queue.put(None)

    def next(self, deadline: float) -> str | None:
        """None at the end. queue.Empty when none comes in time."""
        line = self._queue.get(timeout=max(0.001, deadline - time.monotonic()))
        if line is not None:
            self.seen.append(line)
        return line

    def finish(self) -> None:
        self._thread.join(TIMEOUT)
        while not self._queue.empty():
            if (line := self._queue.get()) is not None:
                self.seen.append(line)
        self._queue.put(None)  # for whoever waits in next()
        self._pipe.close()


class Running:
    """coapnode in the background, such as one that observes. Leaving the context ends it."""

    def __init__(self, *arguments: object, launcher: tuple = (), **more: str):
        self.process = subprocess.Popen([*launcher, *command(*arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment(**more))
        self.out = _Lines(self.process.stdout)
        self.errors = _Lines(self.process.stderr)

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self._finish()

    def _finish(self) -> None:
        self.process.wait()
        self.out.finish()
        self.errors.finish()

    def line(self, word: str = "", timeout: float = TIMEOUT, errors: bool = False) -> str:
        """The next line of stdout, or of stderr, with that word."""
        lines, deadline = self.errors if errors else self.out, time.monotonic() + timeout
        try:
            while (line := lines.next(deadline)) is not None:
                if word in line:
                    return line
        except queue.Empty:
            raise AssertionError(f"no line with {word!r} within {timeout} s: {self.told()}") from None
        raise AssertionError(f"it ended without a line with {word!r}: {self.told()}")

    def object(self, timeout: float = TIMEOUT) -> dict:
        return json.loads(self.line(timeout=timeout))

    def interrupt(self) -> int:
        """As Ctrl-C does; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self, timeout: float = TIMEOUT) -> int:
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it did not end within {timeout} s: {self.told()}") from None
        self._finish()
        return code

    def told(self) -> str:
        return f"stdout {self.out.seen}, stderr {self.errors.seen}"
