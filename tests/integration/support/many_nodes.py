# SPDX-License-Identifier: MIT
"""A hundred nodes of a few lines, played by one thread: each has a port of its own and one reading, and tells it to whoever
observes it."""
from __future__ import annotations

import json
import selectors
import socket
import threading
import time

from .coap import CONTENT_FORMAT, EMPTY, JSON, LINK_FORMAT, MAX_AGE, OBSERVE, URI_PATH, Message, Type, uint

LINKS = b'</sensors/room/temperature>;rt="sensor temperature";if="core.s";ct="50";obs'
LIFETIME = 6  # intervals: Max-Age


class _Node:
    def __init__(self, number: int, lifetime: int):
        self.number = number
        self.lifetime = lifetime
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.observers: dict[tuple, bytes] = {}  # address: token
        self.count = 0

    def representation(self) -> bytes:
        return json.dumps({"value": self.number + self.count % 10 / 10, "unit": "celsius"}).encode()

    def serve(self) -> None:
        data, sender = self.socket.recvfrom(2048)
        request = Message.decode(data)
        if request.code == EMPTY:
            if request.type == Type.RST:
                self.observers.pop(sender, None)
            return
        path = [segment.decode() for segment in request.all(URI_PATH)]
        kind = Type.ACK if request.type == Type.CON else Type.NON
        options, payload, code = (), b"", "4.04"
        if path == [".well-known", "core"]:
            code, payload, options = "2.05", LINKS, ((CONTENT_FORMAT, uint(LINK_FORMAT)),)
        elif path == ["sensors", "room", "temperature"]:
            code, payload, options = "2.05", self.representation(), self._options(request.number(OBSERVE) == 0)
            if request.number(OBSERVE) == 0:
                self.observers[sender] = request.token
        self.socket.sendto(Message(code, kind, request.mid, request.token, options, payload).encode(), sender)

    def notify(self) -> None:
        self.count += 1
        for sender, token in self.observers.items():
            mid = self.count & 0xffff
            self.socket.sendto(Message("2.05", Type.NON, mid, token, self._options(True), self.representation()).encode(), sender)

    def _options(self, observed: bool) -> tuple:
        observe = ((OBSERVE, uint(self.count + 2)),) if observed else ()
        return (*observe, (CONTENT_FORMAT, uint(JSON)), (MAX_AGE, uint(self.lifetime)))


class ManyNodes:
    """Each tells a new value every `interval` seconds, one after the other."""

    def __init__(self, count: int, interval: float):
        self._nodes = [_Node(number, int(LIFETIME * interval)) for number in range(count)]
        self._pause = interval / count
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> ManyNodes:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ending.set()
        self._thread.join()
        for node in self._nodes:
            node.socket.close()

    def configured(self) -> list[dict]:
        return [{"name": f"n{node.number}", "uri": f"coap://127.0.0.1:{node.socket.getsockname()[1]}"} for node in self._nodes]

    def count_observed(self) -> int:
        return sum(1 for node in self._nodes if node.observers)

    def _run(self) -> None:
        with selectors.DefaultSelector() as ready:
            for node in self._nodes:
                ready.register(node.socket, selectors.EVENT_READ, node)
            due, turn = time.monotonic(), 0
            while not self._ending.is_set():
                for key, _ in ready.select(max(0.0, due - time.monotonic())):
                    key.data.serve()
                if time.monotonic() >= due:
                    self._nodes[turn % len(self._nodes)].notify()
                    turn, due = turn + 1, due + self._pause
