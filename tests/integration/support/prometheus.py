# SPDX-License-Identifier: MIT
"""A Prometheus that scrapes a gateway, with the lines of docs/gateway.md."""
from __future__ import annotations

import json
import re
import textwrap
import urllib.error
import urllib.parse
import urllib.request

from .manual import indented_blocks, section
from .peers import Peer, need_peer


def scrape_configs() -> str:
    """What the manual writes into prometheus.yml."""
    found, = [block for block in indented_blocks("Prometheus and Grafana") if block.startswith("scrape_configs:")]
    return found


def authorization(token_file: str) -> str:
    """What the job needs besides, where the gateway wants a token."""
    found, = re.findall(r"`(authorization: \{.*\})`", section("Prometheus and Grafana"))
    return textwrap.indent(found.replace("/etc/prometheus/coapnode.token", token_file), "    ") + "\n"


class Prometheus(Peer):
    """It scrapes every second. With a token it sends it."""

    def __init__(self, gateway_port: int, token: str = ""):
        super().__init__()
        self.scraped = scrape_configs().replace("127.0.0.1:8080", f"127.0.0.1:{gateway_port}")
        assert str(gateway_port) in self.scraped
        if token:
            self.scraped += authorization(str(self.write("token", token)))

    def command(self) -> list[str]:
        config = self.write("prometheus.yml", f"global: {{scrape_interval: 1s}}\n{self.scraped}")
        return [need_peer("prometheus"), f"--config.file={config}", f"--storage.tsdb.path={self.folder / 'data'}",
                f"--web.listen-address=127.0.0.1:{self.port}"]

    def accepts(self) -> bool:
        """It listens before it answers queries."""
        if not super().accepts():
            return False
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/-/ready", timeout=10) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            return False

    def ask(self, path: str, **query: str):
        """Of the data that it answers with. AssertionError says what it did not understand."""
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(query)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{query}: {error.read().decode()}") from None

    def query(self, expression: str) -> list[dict]:
        """Each series with its labels ("metric") and the newest value."""
        return self.ask("query", query=expression)["result"]
