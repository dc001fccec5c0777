# SPDX-License-Identifier: MIT
"""A node with one sensor and one LED, and how a gateway's configuration names it."""
from __future__ import annotations

from .daemon import Daemon

KEY = "the key of the gateway, long enough"
NODE = {
    "leds": [{"name": "lamp", "line": "GPIO17"}],
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "dtls": {"identities": [{"identity": name, "psk": KEY, "role": "admin"} for name in ("gateway", "other")]},
    "coap": {"anonymous": "control"},
}
ROOM = 0x44
TEMPERATURE, HUMIDITY, LAMP = "/sensors/room/temperature", "/sensors/room/humidity", "/leds/lamp"


def start_node() -> Daemon:
    node = Daemon(NODE)
    node.play(ROOM, "temperature=21.5 humidity=40")
    return node


def over_udp(name: str, node: Daemon) -> dict:
    return {"name": name, "uri": f"coap://127.0.0.1:{node.port}"}


def known_as(name: str, node: Daemon) -> dict:
    return {"name": name, "uri": f"coaps://127.0.0.1:{node.secure_port}", "identity": "gateway", "psk": KEY}
