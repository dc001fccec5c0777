# SPDX-License-Identifier: MIT
"""A bad link on loopback: a relay between a client and the daemon that loses, repeats and reorders datagrams, and a client
that goes on trying. The same seed gives the same dice, so a failure can be looked at again."""
from __future__ import annotations

import dataclasses
import random
import select
import socket
import threading
import time

from support.coap import OBSERVE, Message, Peer, Type

BAD = 0.3  # each of: lost, repeated, held back
HELD = 0.15  # s: for how long at most one waits to be overtaken by one that says something else


@dataclasses.dataclass(frozen=True)
class _Datagram:
    number: int  # in the order in which they came
    via: socket.socket
    data: bytes
    to: tuple


class Relay:
    def __init__(self, port: int, seed: int = 7252, held: float = HELD):
        self.bad = BAD  # 0: from now on nothing is lost, repeated or held back
        self._held = held
        self._dice = random.Random(seed)
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind(("127.0.0.1", 0))
        self.port = self._front.getsockname()[1]
        self._node = ("127.0.0.1", port)
        self._backs: dict[tuple, socket.socket] = {}  # one towards the node for each client
        self._late: list[tuple[float, _Datagram]] = []
        self._newest: dict[tuple, _Datagram] = {}  # that was delivered, each way
        self._ending = threading.Event()
        self.passed = self.lost = self.repeated = self.overtaken = 0

    def __enter__(self) -> Relay:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ending.set()
        self._thread.join()
        for one in (self._front, *self._backs.values()):
            one.close()

    def counts(self) -> dict[str, int]:
        return {what: getattr(self, what) for what in ("lost", "repeated", "overtaken")}

    def assert_bad(self) -> None:
        """A test over a link that was not bad shows nothing."""
        assert all(self.counts().values()), f"of {self.passed}: {self.counts()}"

    def _run(self) -> None:
        number = 0
        while not self._ending.is_set():
            for ready in select.select([self._front, *self._backs.values()], [], [], 0.005)[0]:
                try:
                    data, sender = ready.recvfrom(4096)
                except OSError:
                    continue
                number += 1
                if ready is self._front:
                    self._pass_on(_Datagram(number, self._back_of(sender), data, self._node))
                else:
                    client = next(client for client, back in self._backs.items() if back is ready)
                    self._pass_on(_Datagram(number, self._front, data, client))
            self._release(time.monotonic())

    def _release(self, now: float) -> None:
        for item in list(self._late):
            until, datagram = item
            if until <= now or self._is_overtaken(datagram):
                self._late.remove(item)
                self._deliver(datagram)

    def _is_overtaken(self, datagram: _Datagram) -> bool:
        newest = self._newest.get((datagram.via, datagram.to), datagram)
        return newest.number > datagram.number and newest.data != datagram.data

    def _back_of(self, client: tuple) -> socket.socket:
        if client not in self._backs:
            self._backs[client] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._backs[client].bind(("127.0.0.1", 0))
        return self._backs[client]

    def _pass_on(self, datagram: _Datagram) -> None:
        if self._dice.random() < self.bad:
            self.lost += 1
            return
        copies = 2 if self._dice.random() < self.bad else 1
        self.repeated += copies - 1
        for _ in range(copies):
            if self._dice.random() < self.bad:
                self._late.append((time.monotonic() + self._held, datagram))
            else:
                self._deliver(datagram)

    def _deliver(self, datagram: _Datagram) -> None:
        self.passed += 1
        self.overtaken += self._is_overtaken(datagram)
        way = datagram.via, datagram.to
        self._newest[way] = max(self._newest.get(way, datagram), datagram, key=lambda one: one.number)
        datagram.via.sendto(datagram.data, datagram.to)


def _is_older(one: int, other: int) -> bool:
    """The value of Observe has 24 bits and wraps around: the node's does so every 18 minutes."""
    return 0 < (other - one) % (1 << 24) < 1 << 23


class PatientPeer(Peer):
    """Sends a request again until it is answered: what is confirmable as RFC 7252 section 4.2 has it, but sooner; what is not as
    a new message. Acknowledges all that is to be."""

    TIMEOUTS = 20 * [0.03] + 20 * [0.5]  # s: most requests are lost once at least, and a machine may be slow

    def __init__(self, port: int, host: str = "127.0.0.1"):
        super().__init__(port, host)
        self.newest: dict[bytes, Message] = {}  # notification of each token (RFC 7641 section 3.4, without its clock)
        self.notified: dict[bytes, set[bytes]] = {}  # all payloads of each token's notifications

    def exchange(self, message: Message) -> Message:
        for timeout in self.TIMEOUTS:
            self.send(message)
            if answer := self.hear(timeout, lambda heard: self._answers(heard, message)):
                return answer
            if message.type == Type.NON:
                message = dataclasses.replace(message, mid=self.next_mid())
        raise AssertionError(f"no answer to {message}")

    @staticmethod
    def _answers(heard: Message, message: Message) -> bool:
        if message.type == Type.CON:
            return heard.type == Type.ACK and heard.mid == message.mid
        return heard.type == Type.NON and heard.token == message.token

    def hear(self, timeout: float, wanted, reply: Type = Type.ACK) -> Message | None:
        """The first message that is wanted. All that are confirmable get `reply` on the way."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            try:
                heard = self.receive(left)
            except AssertionError:
                return None
            if heard.type == Type.CON or reply == Type.RST:
                self.reply_empty(reply, heard)
            self._note(heard)
            if wanted(heard):
                return heard
        return None

    def _note(self, heard: Message) -> None:
        sequence = heard.number(OBSERVE)
        if sequence is None:
            return
        self.notified.setdefault(heard.token, set()).add(heard.payload)
        if not _is_older(sequence, self.newest.get(heard.token, heard).number(OBSERVE)):
            self.newest[heard.token] = heard

    def told(self, token: bytes, payload: bytes, timeout: float) -> bool:
        """Whether the newest that is heard of the observation is this, at some time until then."""
        def is_so(*_) -> bool:
            return token in self.newest and self.newest[token].payload == payload

        return is_so() or self.hear(timeout, is_so) is not None
