# SPDX-License-Identifier: MIT
"""From start to exit: `coapnode get` beside `coap-client -m get`, the same node, in turns. A shell script pays this each time."""
from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

SCHEMES = "UDP", "DTLS"
RUNS_PER_ROUND = 20


def commands(program: pathlib.Path, port: int, identity: str, key: str) -> dict[tuple[str, str], list[str]]:
    plain, secure = f"coap://127.0.0.1:{port}/temperature", f"coaps://127.0.0.1:{port + 1}/temperature"
    return {
        ("UDP", "coapnode"): [str(program), "get", plain],
        ("UDP", "coap-client"): ["coap-client-gnutls", "-m", "get", plain],
        ("DTLS", "coapnode"): [str(program), "get", "--identity", identity, "--key", key, secure],
        ("DTLS", "coap-client"): ["coap-client-gnutls", "-m", "get", "-u", identity, "-k", key, secure],
    }


def run_once(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or not told:
        raise SystemExit(f"bench: {' '.join(command)} failed")
    return took, usage.ru_utime + usage.ru_stime


def take_samples(rows: dict[tuple[str, str], list[str]], rounds: int) -> dict[tuple[str, str], list[tuple[float, float]]]:
    samples = {name: [] for name in rows}
    order = list(rows)
    for _ in range(rounds * RUNS_PER_ROUND):
        order.reverse()  # what runs after a handshake may wait for the node
        for name in order:
            samples[name].append(run_once(rows[name]))
    return samples


def print_table(program: pathlib.Path, port: int, identity: str, key: str, rounds: int) -> None:
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -20)  # on a busy machine the clock measures the others
    with tempfile.TemporaryDirectory() as folder:
        # As an installed one is: of a file that the linker has written, the kernel maps smaller pieces.
        installed = pathlib.Path(shutil.copy(program, folder))
        samples = take_samples(commands(installed, port, identity, key), rounds)
    print(f"{'start to exit of a GET, in ms':30}{'coapnode':>12}{'coap-client':>14}{'ratio':>8}")
    for scheme in SCHEMES:
        for column, what in enumerate(("by the clock", "processor time")):
            own, other = (1000 * statistics.median(sample[column] for sample in samples[scheme, name])
                          for name in ("coapnode", "coap-client"))
            print(f"{scheme + ', ' + what:30}{own:12.2f}{other:14.2f}{own / other:8.2f}")
