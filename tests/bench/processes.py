# SPDX-License-Identifier: MIT
"""Servers and loads as processes: where they are, their ports, and the processor that they share."""
from __future__ import annotations

import contextlib
import json
import os
import pathlib
import socket
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
TOOLS = BUILD / "tests" / "bench"
LONGEST_RUN = 120  # seconds; it takes a few


def free_ports() -> int:
    """A port that is free for UDP and TCP, and so is the next one."""
    while True:
        with contextlib.ExitStack() as sockets, contextlib.suppress(OSError, OverflowError):
            port = 0
            for number in range(2):
                for kind in socket.SOCK_DGRAM, socket.SOCK_STREAM:
                    one = sockets.enter_context(socket.socket(socket.AF_INET, kind))
                    one.bind(("127.0.0.1", port and port + number))
                    port = port or one.getsockname()[1]
            return port


def place(pid: int, policy: int) -> None:
    """The server and the load share one processor, and the server does not interrupt the load (SCHED_BATCH): so the
    same number of requests waits for each server when its turn comes, however busy the machine is."""
    os.sched_setaffinity(pid, {max(os.sched_getaffinity(pid))})
    os.sched_setscheduler(pid, policy, os.sched_param(0))
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, pid, -20)


@contextlib.contextmanager
def server(command: list):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    place(process.pid, os.SCHED_BATCH)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def load(tool: str, *arguments) -> str:
    """What a program of tests/bench prints."""
    done = subprocess.run([TOOLS / tool, *map(str, arguments)], stdout=subprocess.PIPE, text=True, timeout=LONGEST_RUN,
                          check=False, preexec_fn=lambda: place(0, os.SCHED_OTHER))
    if done.returncode != 0:
        raise SystemExit(f"bench: {tool} {' '.join(map(str, arguments))} failed")
    return done.stdout


def nanoseconds(printed: str) -> float:
    """Of one request."""
    spent = json.loads(printed)
    return spent["cpu_ns"] / spent["count"]


def summary(samples: list[float]) -> str:
    """In microseconds: median (least-most)."""
    return f"{statistics.median(samples) / 1000:.2f} ({min(samples) / 1000:.2f}-{max(samples) / 1000:.2f})"


def print_lines(lines: list[list[str]]) -> None:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))))
