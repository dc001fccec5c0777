# SPDX-License-Identifier: MIT
"""A bad link on loopback: a relay between a client and the daemon that loses, repeats and reorders datagrams, and a client
that goes on trying. The same seed gives the same dice, so a failure can be looked at again."""
from __future__ import annotations

import random
import select
import socket
import threading
import time

from support.coap import Message, Peer, Type

BAD = 0.3  # each of: lost, repeated, overtaken
HELD = 0.01  # s: for how long one that is to be overtaken waits


class Relay:
    def __init__(self, port: int, seed: int = 7252):
        self._dice = random.Random(seed)
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind(("127.0.0.1", 0))
        self.port = self._front.getsockname()[1]
        self._node = ("127.0.0.1", port)
        self._backs: dict[tuple, socket.socket] = {}  # one towards the node for each client
        self._late: list[tuple[float, socket.socket, bytes, tuple]] = []
        self._ending = threading.Event()
        self.lost = 0

    def __enter__(self) -> Relay:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ending.set()
        self._thread.join()
        for one in (self._front, *self._backs.values()):
            one.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            for ready in select.select([self._front, *self._backs.values()], [], [], 0.005)[0]:
                try:
                    data, sender = ready.recvfrom(4096)
                except OSError:
                    continue
                if ready is self._front:
                    self._pass_on(self._back_of(sender), data, self._node)
                else:
                    client = next(client for client, back in self._backs.items() if back is ready)
                    self._pass_on(self._front, data, client)
            now = time.monotonic()
            for item in [item for item in self._late if item[0] <= now]:
                self._late.remove(item)
                item[1].sendto(item[2], item[3])

    def _back_of(self, client: tuple) -> socket.socket:
        if client not in self._backs:
            self._backs[client] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._backs[client].bind(("127.0.0.1", 0))
        return self._backs[client]

    def _pass_on(self, via: socket.socket, data: bytes, to: tuple) -> None:
        if self._dice.random() < BAD:
            self.lost += 1
            return
        for _ in range(2 if self._dice.random() < BAD else 1):
            if self._dice.random() < BAD:
                self._late.append((time.monotonic() + HELD, via, data, to))
            else:
                via.sendto(data, to)


class PatientPeer(Peer):
    """Sends a confirmable message again until it is answered, as RFC 7252 section 4.2 has it, but sooner."""

    FIRST_TIMEOUT = 0.03
    TRIES = 40

    def exchange(self, message: Message) -> Message:
        assert message.type == Type.CON
        for _ in range(self.TRIES):
            self.send(message)
            deadline = time.monotonic() + self.FIRST_TIMEOUT
            while (left := deadline - time.monotonic()) > 0:
                try:
                    answer = self.receive(left)
                except (AssertionError, TimeoutError):
                    break
                if answer.type == Type.ACK and answer.mid == message.mid:
                    return answer
        raise AssertionError(f"no answer to {message}")
