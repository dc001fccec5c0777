# SPDX-License-Identifier: MIT
"""The gateway in the booted Debian, and requests to it as a client on that machine sends them."""
from __future__ import annotations

import json
from typing import NamedTuple

from .machine import eventually, shell

GATEWAY_DEB = "/root/coapnode-gateway.deb"
GATEWAY_CONFIG = "/etc/coapnode/gateway.yaml"
UNIT = "coapnode-gateway"
HERE = "http://127.0.0.1:8080"


class Answer(NamedTuple):
    status: int  # 0: nobody answers
    fields: dict[str, str]
    body: str

    def json(self):
        return json.loads(self.body)


def http(path: str, *more: str) -> Answer:
    told = shell(f"curl --silent --include --max-time 20 {' '.join(more)} '{HERE}{path}'", check=False)
    head, _, body = told.partition("\n\n")
    lines = head.splitlines()
    if not lines:
        return Answer(0, {}, "")
    fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    return Answer(int(lines[0].split()[1]), {name.lower(): value for name, value in fields.items()}, body)


def gateway_purged() -> None:
    shell("apt-get -qq -y purge coapnode-gateway; rm -rf /etc/systemd/system/coapnode-gateway.service.d; "
          "systemctl daemon-reload")


def install_gateway() -> str:
    """On a machine that never had it. What apt and the package print."""
    gateway_purged()
    told = shell(f"apt-get -y install {GATEWAY_DEB} 2>&1")
    eventually(lambda: http("/healthz").status == 200, "the gateway answers")
    return told
