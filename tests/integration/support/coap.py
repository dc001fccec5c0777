# SPDX-License-Identifier: MIT
"""CoAP messages as bytes (RFC 7252 section 3), so that tests can send what no client library would send."""
from __future__ import annotations

import dataclasses
import enum
import itertools
import random
import socket
import time


class Type(enum.IntEnum):
    CON = 0
    NON = 1
    ACK = 2
    RST = 3


EMPTY, GET, POST, PUT, DELETE, FETCH, PATCH, IPATCH = (f"0.{detail:02}" for detail in range(8))

IF_MATCH, URI_HOST, ETAG, IF_NONE_MATCH, OBSERVE, URI_PORT = 1, 3, 4, 5, 6, 7
URI_PATH, CONTENT_FORMAT, MAX_AGE, URI_QUERY, ACCEPT = 11, 12, 14, 15, 17
BLOCK2, BLOCK1, SIZE2, PROXY_URI, PROXY_SCHEME = 23, 27, 28, 35, 39
SIZE1 = 60
REQUEST_TAG = 292

TEXT, LINK_FORMAT, JSON, CBOR, SENML_JSON, SENML_CBOR = 0, 40, 50, 60, 110, 112


def uint(value: int) -> bytes:
    """A number as an option holds it: without leading zero bytes."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def block(number: int, more: bool, exponent: int) -> bytes:
    return uint(number << 4 | more << 3 | exponent)


@dataclasses.dataclass(frozen=True)
class Message:
    code: str = EMPTY
    type: Type = Type.CON
    mid: int = 0
    token: bytes = b""
    options: tuple[tuple[int, bytes], ...] = ()
    payload: bytes = b""

    def all(self, number: int) -> list[bytes]:
        return [value for candidate, value in self.options if candidate == number]

    def option(self, number: int) -> bytes | None:
        return next(iter(self.all(number)), None)

    def number(self, number: int) -> int | None:
        value = self.option(number)
        return None if value is None else int.from_bytes(value, "big")

    def block2(self) -> tuple[int, bool, int] | None:
        value = self.number(BLOCK2)
        return None if value is None else (value >> 4, bool(value & 8), value & 7)

    def encode(self) -> bytes:
        kind, detail = (int(part) for part in self.code.split("."))
        head = bytes([1 << 6 | self.type << 4 | len(self.token), kind << 5 | detail]) + self.mid.to_bytes(2, "big")
        return head + self.token + _encode_options(self.options) + (b"\xff" + self.payload if self.payload else b"")

    @staticmethod
    def decode(data: bytes) -> Message:
        if len(data) < 4 or data[0] >> 6 != 1:
            raise ValueError(f"no CoAP message: {data.hex()}")
        length = data[0] & 15
        options, payload = _decode_options(data, 4 + length)
        return Message(f"{data[1] >> 5}.{data[1] & 31:02}", Type(data[0] >> 4 & 3), int.from_bytes(data[2:4], "big"),
                       data[4:4 + length], options, payload)


def _nibble(value: int) -> tuple[int, bytes]:
    if value < 13:
        return value, b""
    if value < 269:
        return 13, bytes([value - 13])
    return 14, (value - 269).to_bytes(2, "big")


def _encode_options(options) -> bytes:
    out, before = b"", 0
    for number, value in sorted(options, key=lambda option: option[0]):
        delta, more_delta = _nibble(number - before)
        length, more_length = _nibble(len(value))
        out += bytes([delta << 4 | length]) + more_delta + more_length + value
        before = number
    return out


def _extended(data: bytes, at: int, nibble: int) -> tuple[int, int]:
    if nibble < 13:
        return nibble, at
    if nibble == 13:
        return data[at] + 13, at + 1
    return int.from_bytes(data[at:at + 2], "big") + 269, at + 2


def _decode_options(data: bytes, at: int):
    options, number = [], 0
    while at < len(data) and data[at] != 0xff:
        first = data[at]
        delta, at = _extended(data, at + 1, first >> 4)
        length, at = _extended(data, at, first & 15)
        number += delta
        options.append((number, data[at:at + length]))
        at += length
    return tuple(options), data[at + 1:]


def request(code: str, path: str, query: tuple[str, ...] = (), **fields) -> Message:
    """A request for `path`, such as "/sensors/room"."""
    segments = [(URI_PATH, segment.encode()) for segment in path.split("/")[1:]]
    queries = [(URI_QUERY, item.encode()) for item in query]
    options = (*segments, *queries, *fields.pop("options", ()))
    return Message(code=code, options=options, **fields)


class Peer:
    """A client port of its own. Each request gets the next message ID and a token, unless it brings them."""

    def __init__(self, port: int, host: str = "127.0.0.1"):
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0][4])  # with the zone
        self._mids = itertools.count(random.randrange(0x8000))

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    def next_mid(self) -> int:
        return next(self._mids) & 0xffff

    def send(self, message: Message | bytes) -> None:
        self.socket.send(message.encode() if isinstance(message, Message) else message)

    def receive(self, timeout: float = 10.0) -> Message:
        self.socket.settimeout(timeout)
        try:
            return Message.decode(self.socket.recv(65536))
        except TimeoutError:
            raise AssertionError(f"no answer within {timeout} s") from None

    def exchange(self, message: Message) -> Message:
        self.send(message)
        return self.receive()

    def ask(self, code: str, path: str, query: tuple[str, ...] = (), **fields) -> Message:
        mid = fields.pop("mid", self.next_mid())
        token = fields.pop("token", uint(mid + 1))
        return self.exchange(request(code, path, query, mid=mid, token=token, **fields))

    def get(self, path: str, query: tuple[str, ...] = (), **fields) -> Message:
        return self.ask(GET, path, query, **fields)

    def whole(self, path: str, query: tuple[str, ...] = (), *, options=()) -> bytes:
        """The content of `path`, from however many blocks."""
        answers = [self.get(path, query, options=options)]
        while (here := answers[-1].block2()) and here[1]:
            further = BLOCK2, block(here[0] + 1, False, here[2])
            answers.append(self.get(path, query, options=[*options, further]))
        if any((answer.code, answer.option(ETAG)) != ("2.05", answers[0].option(ETAG)) for answer in answers):
            raise AssertionError(f"{path} is no content of one state: {answers}")
        return b"".join(answer.payload for answer in answers)

    def observe(self, path: str, query: tuple[str, ...] = (), *, begin: bool = True, **fields) -> Message:
        """Registers, or with `begin` false ends, an observation; its answer."""
        options = ((OBSERVE, uint(0 if begin else 1)), *fields.pop("options", ()))
        return self.get(path, query, token=fields.pop("token", b"obs"), options=options, **fields)

    def reply_empty(self, kind: Type, to: Message) -> None:
        self.send(Message(type=kind, mid=to.mid))

    def notification(self, timeout: float = 10.0) -> Message:
        """What comes next; acknowledged where it has to be."""
        message = self.receive(timeout)
        if message.type == Type.CON:
            self.reply_empty(Type.ACK, message)
        return message

    def answers_until_now(self) -> list[Message]:
        """All that comes before the answer to one more request: what was sent earlier is done with by then."""
        last = request(GET, "/nothing", mid=self.next_mid(), token=b"now")
        self.send(last)
        answers = []
        while (answer := self.receive()).token != last.token:
            answers.append(answer)
        return answers


def wait_for_content(peer: Peer, path: str, timeout: float = 10.0) -> Message:
    """The first 2.05: a sensor needs some milliseconds for its first reading."""
    deadline = time.monotonic() + timeout
    while (answer := peer.get(path)).code != "2.05":
        if time.monotonic() > deadline:
            raise AssertionError(f"no 2.05 from {path} within {timeout} s: {answer}")
        time.sleep(0.01)
    return answer
