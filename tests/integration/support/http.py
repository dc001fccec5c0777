# SPDX-License-Identifier: MIT
"""An HTTP/1.1 client that sends what it is told to: whole requests, Server-Sent Events, and bytes that are no request."""
from __future__ import annotations

import dataclasses
import json
import socket
import ssl
import time

PATIENCE = 20.0


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    fields: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)

    def detail(self) -> str:
        """Of a problem (RFC 9457)."""
        return self.json()["detail"]


class Closed(AssertionError):
    """The server has closed the connection."""


class Connection:
    """One connection, to a server that may be called by a name. Each read has a deadline."""

    def __init__(self, port: int, host: str = "127.0.0.1", *, source: str | None = None, tls: ssl.SSLContext | None = None,
                 patience: float = PATIENCE, name: str | None = None):
        self.patience = patience
        self.socket = socket.create_connection((host, port), patience, source_address=(source, 0) if source else None)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname=name or host)
        self.authority = f"{name or host}:{port}"
        self._read = b""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def send_request(self, method: str, target: str, fields: dict[str, str] | None = None, body: bytes | None = None) -> None:
        """Host and Content-Length are added where they are not in `fields`."""
        sent = {"host": self.authority, **(fields or {})}
        if body is not None:
            sent.setdefault("content-length", str(len(body)))
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items() if value is not None)]
        self.send("\r\n".join([*lines, "", ""]).encode() + (body or b""))

    def ask(self, method: str, target: str, fields: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        self.send_request(method, target, fields, body)
        return self.receive(has_body=method != "HEAD")

    def receive(self, has_body: bool = True) -> Answer:
        deadline = time.monotonic() + self.patience
        status, fields = self.receive_head(deadline)
        if not has_body or status in (204, 304):
            return Answer(status, fields, b"")
        if fields.get("transfer-encoding") == "chunked":
            body = b""
            while piece := self.receive_chunk(deadline):
                body += piece
            return Answer(status, fields, body)
        return Answer(status, fields, self._take(int(fields["content-length"]), deadline))

    def receive_head(self, deadline: float) -> tuple[int, dict[str, str]]:
        first, *lines = self._take_to(b"\r\n\r\n", deadline).decode("latin-1").split("\r\n")
        fields = {}
        for line in lines:
            name, value = line.split(":", 1)
            if name.lower() in fields:
                raise AssertionError(f"{name} stands twice: {lines}")
            fields[name.lower()] = value.strip()
        return int(first.split()[1]), fields

    def receive_chunk(self, deadline: float) -> bytes:
        size = int(self._take_to(b"\r\n", deadline), 16)
        return self._take(size + 2, deadline)[:size]

    def is_closed(self, within: float) -> bool:
        """Whether the server ends the connection; what it says before does not count."""
        deadline = time.monotonic() + within
        try:
            while True:
                self._receive_some(deadline)
                self._read = b""
        except Closed:
            return True
        except TimeoutError:
            return False

    def _take_to(self, mark: bytes, deadline: float) -> bytes:
        while mark not in self._read:
            self._receive_some(deadline)
        found, self._read = self._read.split(mark, 1)
        return found

    def _take(self, size: int, deadline: float) -> bytes:
        while len(self._read) < size:
            self._receive_some(deadline)
        found, self._read = self._read[:size], self._read[size:]
        return found

    def _receive_some(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("nothing came in time")
        self.socket.settimeout(left)
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            raise Closed(f"the server closed the connection after {self._read!r}")
        self._read += data


@dataclasses.dataclass(frozen=True)
class Event:
    name: str
    id: int | None
    data: dict


class EventStream:
    """A client of Server-Sent Events. `seen` has everything so far."""

    def __init__(self, connection: Connection, target: str, fields: dict[str, str] | None = None):
        self.connection = connection
        self.seen: list[Event] = []
        self.retry: int | None = None
        self._text = ""
        connection.send_request("GET", target, {"accept": "text/event-stream", **(fields or {})})
        self.status, self.fields = connection.receive_head(time.monotonic() + connection.patience)

    def __enter__(self) -> EventStream:
        return self

    def __exit__(self, *_) -> None:
        self.connection.socket.close()

    def next(self, deadline: float) -> Event:
        while True:
            while "\n\n" not in self._text:
                piece = self.connection.receive_chunk(deadline)
                if not piece:
                    raise Closed("the stream has ended")
                self._text += piece.decode()
            text, self._text = self._text.split("\n\n", 1)
            fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(":"))
            if "retry" in fields:
                self.retry = int(fields["retry"])
            if "event" in fields:
                self.seen.append(Event(fields["event"], int(fields["id"]) if "id" in fields else None, json.loads(fields["data"])))
                return self.seen[-1]

    def wait(self, is_it, what: str, timeout: float = PATIENCE) -> Event:
        """The next event for which is_it() is true."""
        deadline = time.monotonic() + timeout
        try:
            while not is_it(event := self.next(deadline)):
                pass
            return event
        except TimeoutError:
            raise AssertionError(f"not within {timeout} s: {what}; the last of {len(self.seen)}: {self.seen[-6:]}") from None

    def wait_ever(self, is_it, what: str, timeout: float = PATIENCE) -> Event:
        """The first event for which is_it() is true, of those seen and those to come."""
        return next((event for event in self.seen if is_it(event)), None) or self.wait(is_it, what, timeout)

    def wait_all(self, wanted: set[tuple[str, str]], timeout: float = PATIENCE) -> None:
        """Until a value of each (device, path) has come at some time."""
        def is_whole(*_) -> bool:
            return wanted <= {(event.data["device"], event.data["path"]) for event in self.seen if event.name == "value"}

        if not is_whole():
            self.wait(is_whole, f"{wanted}", timeout)

    def wait_value(self, path: str, is_it=lambda payload: True, device: str | None = None, timeout: float = PATIENCE) -> Event:
        def fits(event: Event) -> bool:
            is_meant = event.name == "value" and event.data["path"] == path and device in (None, event.data["device"])
            return is_meant and is_it(event.data["payload"])

        return self.wait(fits, f"a value of {path}", timeout)

    def wait_failure(self, path: str, timeout: float = PATIENCE) -> Event:
        return self.wait(lambda event: event.name == "failure" and event.data["path"] == path, f"a failure of {path}", timeout)

    def wait_state(self, device: str, state: str, timeout: float = PATIENCE) -> Event:
        return self.wait(lambda event: event.name == "device" and (event.data["name"], event.data["state"]) == (device, state),
                         f"{device} is {state}", timeout)
