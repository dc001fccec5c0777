# SPDX-License-Identifier: MIT
"""What a GET through coapnode-gateway costs it, beside the same GET of a CoAP client (libcoap), nginx with the same body,
and its own libraries with nothing in between; and what an event costs to one of many clients."""
from __future__ import annotations

import collections
import contextlib
import dataclasses
import datetime
import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from processes import BUILD, TOOLS, free_ports, load, nanoseconds, print_lines, server, summary

TOKEN = "the-token-of-the-bench"
NODES = 16          # names of the same node: as many requests under way at once
EVENT_CLIENTS, EVENT_CHANGES = 1000, 20
PATIENCE = 30       # seconds, until all nodes are up
NO_CACHE = ["Cache-Control: no-cache", f"X-Coapnode-Token: {TOKEN}"]  # without a token no-cache counts once a second

# master_process off: the process that is started is the one that works.
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder}; keepalive_requests 1000000;
  upstream origin {{ server 127.0.0.1:{origin}; keepalive 64; keepalive_requests 1000000; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


@dataclasses.dataclass(frozen=True)
class Row:
    kind: str         # uncached, joined or cached
    scheme: str
    connections: int
    total: int = 12000

    @property
    def name(self) -> str:
        return f"{self.kind}, {'UDP' if self.scheme == 'coap' else 'DTLS'}, " \
               f"{self.connections} connection{'s' if self.connections > 1 else ''}"

    @property
    def target(self) -> str:
        """Who asks different nodes is not joined with others."""
        return f"/devices/{self.scheme}-{'{}' if self.kind == 'uncached' else '0'}/temperature"

    @property
    def bare_target(self) -> str:
        """Of bench_bare; it joins nothing."""
        return {"uncached": "/{}", "joined": "", "cached": "/kept"}[self.kind]

    @property
    def fields(self) -> list[str]:
        return [] if self.kind == "cached" else NO_CACHE

    @property
    def most_asked(self) -> float:
        """How many of the requests may reach the node. The cache holds a reading for seconds."""
        return {"uncached": 1, "joined": 0.2, "cached": 0.01}[self.kind]


ROWS = [Row("uncached", "coap", 1, 6000), Row("uncached", "coap", NODES), Row("uncached", "coaps", 1, 6000),
        Row("uncached", "coaps", NODES), Row("joined", "coap", 50), Row("joined", "coaps", 50),
        Row("cached", "coap", NODES), Row("cached", "coaps", NODES)]


@dataclasses.dataclass(frozen=True)
class Running:
    node_port: int  # and DTLS at the next one
    port: int
    pid: int

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return answer.read()

    def asked(self) -> int:
        """GETs that reached a node."""
        lines = dict(line.rsplit(" ", 1) for line in self.get("/metrics").decode().splitlines() if line[0] != "#")
        return int(float(lines["coapnode_gateway_cache_misses_total"]) - float(lines["coapnode_gateway_joined_total"]))

    def all_up(self) -> bool:
        with contextlib.suppress(urllib.error.URLError):
            return all(device["state"] == "up" for device in json.loads(self.get("/devices"))["devices"])
        return False


def gateway_config(port: int, node_port: int, count: int, identity: str, key: str) -> dict:
    plain = [{"name": f"coap-{i}", "uri": f"coap://127.0.0.1:{node_port}"} for i in range(count)]
    secure = [{"name": f"coaps-{i}", "uri": f"coaps://127.0.0.1:{node_port + 1}", "identity": identity, "psk": key}
              for i in range(count)]
    return {"listen": [f"127.0.0.1:{port}"], "tokens": [{"name": "bench", "token": TOKEN, "role": "control"}],
            "limits": {"connections": 2000, "connections_per_address": 2000, "streams": 1500}, "nodes": plain + secure}


@contextlib.contextmanager
def running(node, count: int, identity: str, key: str):
    """A node, and a gateway that knows it by so many names for each scheme."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        node_port, port = free_ports(), free_ports()
        config = folder / "gateway.yaml"
        config.touch(mode=0o600)
        config.write_text(json.dumps(gateway_config(port, node_port, count, identity, key)))
        (folder / "index.html").touch()  # the page, which it does not start without
        program = BUILD / "src" / "apps" / "coapnode-gateway" / "coapnode-gateway"
        with server(node.command(folder, node_port)):
            load("bench_load", "wait", node_port, "temperature")
            with server([program, "--config", config, "--page", folder]) as pid:
                gateway = Running(node_port, port, pid)
                wait_for(gateway.all_up, "the gateway's nodes are up")
                yield gateway


@contextlib.contextmanager
def nginx(body: bytes):
    """As a proxy of a server that answers with this body."""
    with tempfile.TemporaryDirectory() as name:
        origin, port = free_ports(), free_ports()
        config = pathlib.Path(name) / "nginx.conf"
        config.write_text(NGINX.format(folder=name, origin=origin, port=port))
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "nginx"
        with server([TOOLS / "bench_origin", str(origin), body.decode()]):
            with server([program, "-c", config, "-p", name]) as pid:
                proxy = Running(0, port, pid)
                wait_for(lambda: answers(proxy), "nginx answers")
                yield proxy


@contextlib.contextmanager
def bare(node_port: int, row: Row, key: list[str]):
    """libmicrohttpd and libcoap alone."""
    port, secure = free_ports(), row.scheme == "coaps"
    with server([TOOLS / "bench_bare", str(port), str(node_port + secure), "temperature", str(NODES),
                 *(key if secure else [])]) as pid:
        program = Running(node_port, port, pid)
        wait_for(lambda: answers(program, "/kept"), "bench_bare answers")
        yield program


def answers(proxy: Running, path: str = "/") -> bool:
    with contextlib.suppress(urllib.error.URLError, ConnectionError):
        return bool(proxy.get(path))
    return False


def wait_for(holds, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"bench: it never was true that {what}")
        time.sleep(0.1)


def measure_row(gateway: Running, proxy: Running, row: Row, key: list[str]) -> dict[str, float]:
    before = gateway.asked()
    own = load("bench_http", "get", gateway.port, gateway.pid, row.target, row.connections, row.total, *row.fields)
    share = (gateway.asked() - before) / row.total
    if share > row.most_asked + 0.1 or (row.kind == "uncached" and share < 1):
        raise SystemExit(f"bench: {row.name}: {share:.2f} of the requests reached a node")
    sessions, port = min(row.connections, NODES), gateway.node_port
    secure = row.scheme == "coaps"
    direct = load("bench_direct", port + secure, "temperature", sessions, row.total, *(key if secure else []))
    proxied = load("bench_http", "get", proxy.port, proxy.pid, "/", row.connections, row.total)
    spent = {"gateway": nanoseconds(own), "direct": nanoseconds(direct), "nginx": nanoseconds(proxied)}
    if row.bare_target:
        with bare(gateway.node_port, row, key) as program:
            spent["bare"] = nanoseconds(load("bench_http", "get", program.port, program.pid, row.bare_target,
                                             row.connections, row.total))
    return spent


def measure_events(node, identity: str, key: str) -> float:
    with running(node, 1, identity, key) as gateway:
        return nanoseconds(load("bench_http", "events", gateway.port, gateway.pid,
                                "/events?device=coap-0&path=/leds/led", EVENT_CLIENTS, EVENT_CHANGES,
                                gateway.node_port, "led"))


def measure(node, rounds: int, identity: str, key: str) -> None:
    results = {row: collections.defaultdict(list) for row in ROWS}
    events = []
    for _ in range(rounds):
        with running(node, NODES, identity, key) as gateway, nginx(gateway.get("/devices/coap-0/temperature")) as proxy:
            for row in ROWS:
                for name, spent in measure_row(gateway, proxy, row, [identity, key]).items():
                    results[row][name].append(spent)
        events.append(measure_events(node, identity, key))
    print(f"{datetime.date.today()}, {version_of_nginx()}, {rounds} rounds: median (least-most)")
    print_table(results)
    print(f"an event to one of {EVENT_CLIENTS} clients: {summary(events)} us")


def print_table(results: dict) -> None:
    beside = {"direct": "a CoAP client", "nginx": "nginx", "bare": "its libraries alone"}
    lines = [["processor time per GET in us", "gateway"]]
    for name in beside.values():
        lines[0] += [name, "ratio"]
    for row, spent in results.items():
        own = spent["gateway"]
        lines.append([row.name, summary(own)])
        for name in beside:
            others = spent.get(name)
            lines[-1] += [summary(others), f"{statistics.median(own) / statistics.median(others):.2f}"] if others \
                else ["", ""]
    print_lines(lines)


def version_of_nginx() -> str:
    return subprocess.run(["dpkg-query", "--show", "--showformat=nginx ${Version}", "nginx"], capture_output=True,
                          text=True, check=False).stdout
