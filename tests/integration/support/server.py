# SPDX-License-Identifier: MIT
"""A CoAP server of a few lines on loopback, that answers as a test wants: also what no server would."""
from __future__ import annotations

import dataclasses
import socket
import threading

from .coap import EMPTY, Message, Type


def reply(to: Message, code: str = "2.05", payload: bytes = b"", options: tuple = ()) -> Message:
    """In the acknowledgement of a confirmable request."""
    kind = Type.ACK if to.type == Type.CON else Type.NON
    return Message(code, kind, to.mid, to.token, options, payload)


def reset(to: Message) -> Message:
    return Message(EMPTY, Type.RST, to.mid)


class Server:
    """Calls `answer` with each request, in a thread of its own, and sends what it returns: messages or bytes."""

    def __init__(self, answer):
        self._answer = answer
        self.requests: list[Message] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port = self._socket.getsockname()[1]
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ending.set()
        self._thread.join()
        self._socket.close()

    def uri(self, path: str = "/") -> str:
        return f"coap://127.0.0.1:{self.port}{path}"

    def _serve(self) -> None:
        while not self._ending.is_set():
            try:
                data, sender = self._socket.recvfrom(65536)
                request = Message.decode(data)
            except (OSError, ValueError):  # nothing yet, or a ClientHello
                continue
            self.requests.append(request)
            for one in self._answer(request):
                self._socket.sendto(one.encode() if isinstance(one, Message) else one, sender)


def always(code: str = "2.05", payload: bytes = b"", options: tuple = ()):
    return lambda request: [] if request.code == EMPTY else [reply(request, code, payload, options)]


def silent(_request: Message) -> list:
    return []


def numbered(message: Message, number: int, value: bytes) -> Message:
    """The same with one more option."""
    return dataclasses.replace(message, options=(*message.options, (number, value)))
