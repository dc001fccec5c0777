# SPDX-License-Identifier: MIT
"""The table of tests/bench/run: starts servers, puts the load of bench_load on them, and compares."""
from __future__ import annotations

import argparse
import collections
import contextlib
import dataclasses
import datetime
import pathlib
import statistics
import subprocess
import sys
import tempfile

import client
import gateway
from processes import BUILD, free_ports, load, nanoseconds, print_lines, server, summary

IDENTITY, KEY = "bench", "0123456789abcdef0123456789abcdef"

CONFIG = """
device: {{id: bench}}
state: {folder}
coap: {{listen: ["127.0.0.1:{port}"], anonymous: control}}
dtls:
  listen: ["127.0.0.1:{secure}"]
  identities: [{{identity: {identity}, psk: "{key}", role: control}}]
hardware: {{backend: mock}}
sensors: [{{name: room, driver: sht3x, interval: 5s}}]
leds: [{{name: led, line: GPIO17}}]
"""


@dataclasses.dataclass(frozen=True)
class Node:
    """coapnoded: the built one, or the baseline."""
    name: str
    program: pathlib.Path

    def command(self, folder: pathlib.Path, port: int) -> list:
        config = folder / "coapnode.yaml"
        config.touch(mode=0o600)
        config.write_text(CONFIG.format(folder=folder, port=port, secure=port + 1, identity=IDENTITY, key=KEY))
        return [self.program, "--config", config]

    def path(self, _row: Row) -> str:
        return "temperature"

    observed = "led"


@dataclasses.dataclass(frozen=True)
class CoapServer:
    """libcoap's example server; /time is what it has to read. -N: notifications are not confirmable as a rule."""
    name: str

    def command(self, _folder: pathlib.Path, port: int) -> list:
        return [self.name, "-A", "127.0.0.1", "-p", str(port), "-k", KEY, "-N"]

    def path(self, _row: Row) -> str:
        return "time"

    observed = "example_data"


@dataclasses.dataclass(frozen=True)
class Responder:
    name: str = "floor"

    def command(self, _folder: pathlib.Path, port: int) -> list:
        return [BUILD / "tests" / "bench" / "bench_responder", str(port)]

    def path(self, _row: Row) -> str:
        return "temperature"


@dataclasses.dataclass(frozen=True)
class Row:
    """`peer`: the server of libcoap that the node is compared with."""
    name: str
    mode: str      # of bench_load
    clients: int
    total: int     # requests, or changes that are observed
    peer: str
    query: str = ""
    floor: bool = False


ROWS = [
    Row("UDP GET, 16 clients", "get", 16, 24000, "coap-server-notls", floor=True),
    Row("UDP GET, 1 client", "get", 1, 12000, "coap-server-notls", floor=True),
    Row("DTLS GET, 1 session", "dtls", 1, 8000, "coap-server-gnutls"),
    Row("DTLS GET, 10 sessions", "dtls", 10, 12000, "coap-server-gnutls"),
    Row("DTLS GET, 1000 sessions", "dtls", 1000, 12000, "coap-server-gnutls"),
    Row("notification, 64 observers", "observe", 64, 20, "coap-server-notls"),
    Row("the same with conditions", "observe", 64, 20, "", query="c.pmin=0.1&c.pmax=3600&c.con=false"),
]


@dataclasses.dataclass
class Samples:
    nanoseconds: list = dataclasses.field(default_factory=list)  # of each round, per request
    peak: int = 0                                                # resident memory, kB

    @property
    def median(self) -> float:
        return statistics.median(self.nanoseconds)

    def __str__(self) -> str:
        return summary(self.nanoseconds)


@contextlib.contextmanager
def running(node, row: Row):
    with tempfile.TemporaryDirectory() as folder:
        port = free_ports()
        with server(node.command(pathlib.Path(folder), port)) as pid:
            load("bench_load", "wait", port, node.path(row))
            yield pid, port


def peak_memory(pid: int) -> int:
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def measure(node, row: Row, samples: Samples) -> None:
    with running(node, row) as (pid, port):
        if row.mode == "observe":
            query = [row.query] if row.query else []
            told = load("bench_load", "observe", port, pid, node.observed, row.clients, row.total, *query)
        elif row.mode == "dtls":
            told = load("bench_load", "dtls", port + 1, pid, node.path(row), row.clients, row.total, IDENTITY, KEY)
        else:
            told = load("bench_load", "get", port, pid, node.path(row), row.clients, row.total)
        samples.nanoseconds.append(nanoseconds(told))
        samples.peak = max(samples.peak, peak_memory(pid))


def measure_client(node: Node, rounds: int) -> None:
    with running(node, ROWS[0]) as (_, port):
        client.print_table(BUILD / "src" / "apps" / "coapnode" / "coapnode", port, IDENTITY, KEY, rounds)


def servers_of(row: Row, nodes: list[Node]) -> list:
    peers = [CoapServer(row.peer)] if row.peer else []
    return [*nodes, *peers, *([Responder()] if row.floor else [])]


def ratio(samples: dict, of: str, to: str) -> str:
    return f"{samples[of].median / samples[to].median:.2f}" if of in samples and to in samples else "-"


def print_table(rows: list[Row], results: dict, has_baseline: bool) -> None:
    head = ["processor time per request in us", "coapnoded", *(["baseline", "ratio"] if has_baseline else []),
            "libcoap's server", "ratio", "floor", "peak RSS", *(["baseline's"] if has_baseline else [])]
    lines = [head]
    for row in rows:
        own = results[row.name]
        text = lambda name: str(own[name]) if name in own else "-"
        peak = lambda name: f"{own[name].peak / 1024:.1f} MB"
        lines.append([row.name, text("coapnoded"),
                      *([text("baseline"), ratio(own, "coapnoded", "baseline")] if has_baseline else []),
                      text(row.peer), ratio(own, "coapnoded", row.peer), text("floor"), peak("coapnoded"),
                      *([peak("baseline")] if has_baseline else [])])
    print_lines(lines)


def print_growth(results: dict) -> None:
    few, many = (results.get(f"DTLS GET, {count} sessions") for count in (10, 1000))
    if few and many:
        for name in few:
            print(f"DTLS GET with 1000 sessions, of that with 10: {name} {many[name].median / few[name].median:.2f}")


def version_of_libcoap() -> str:
    return subprocess.run(["dpkg-query", "--show", "--showformat=${Version}", "libcoap3-bin"], capture_output=True,
                          text=True, check=False).stdout


def main() -> int:
    options = argparse.ArgumentParser(prog="tests/bench/run")
    options.add_argument("--baseline", type=pathlib.Path, help="another coapnoded, in a column of its own")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", default="", help="rows with this word in their names")
    given = options.parse_args()
    nodes = [Node("coapnoded", BUILD / "src" / "apps" / "coapnoded" / "coapnoded")]
    if given.baseline:
        nodes.append(Node("baseline", given.baseline.resolve()))
    if given.only == "client":
        measure_client(nodes[0], given.rounds)
        return 0
    if given.only == "gateway":
        gateway.measure(nodes[0], given.rounds, IDENTITY, KEY)
        return 0
    rows = [row for row in ROWS if given.only in row.name]
    results = {row.name: collections.defaultdict(Samples) for row in rows}
    for _ in range(given.rounds):
        for row in rows:
            for each in servers_of(row, nodes):
                measure(each, row, results[row.name][each.name])
    print(f"{datetime.date.today()}, libcoap {version_of_libcoap()}, {given.rounds} rounds: median (least-most)")
    print_table(rows, results, bool(given.baseline))
    print_growth(results)
    if not given.only:
        measure_client(nodes[0], given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
