# SPDX-License-Identifier: MIT
"""QEMU's machine protocol: what the emulator is asked and told while it runs."""
from __future__ import annotations

import json
import pathlib
import re
import socket

# "UDP[HOST_FORWARD]  11       127.0.0.1 56513       10.0.2.15  5683     0     0"
_FORWARD = re.compile(r"(\w+)\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)")


class Qmp:
    def __init__(self, path: pathlib.Path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._stream = self._socket.makefile("rw")
        self._stream.readline()  # the greeting
        self.execute("qmp_capabilities")

    def close(self):
        self._stream.close()
        self._socket.close()

    def execute(self, command: str, **arguments):
        self._stream.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self._stream.flush()
        while True:
            answer = json.loads(self._stream.readline())
            if "event" in answer:
                continue
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")
            return answer["return"]

    def forwarded_ports(self) -> dict[tuple[str, int], int]:
        """The host's port by protocol and guest's port: the emulator was told to choose free ones."""
        table = self.execute("human-monitor-command", **{"command-line": "info usernet"})
        return {(protocol.lower(), int(guest)): int(host) for protocol, host, guest in _FORWARD.findall(table)}
