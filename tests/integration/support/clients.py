# SPDX-License-Identifier: MIT
"""coap-client of libcoap, in both its builds: what people type at a shell."""
from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import tempfile

LIBRARIES = ("gnutls", "openssl")  # coap-client-gnutls and coap-client-openssl

# As it prints a message it received: "v:1 t:ACK c:2.05 i:ac05 {01} [ Max-Age:1 ] :: 'text'".
_RECEIVED = re.compile(r"^v:1 t:\w+ c:([2-5]\.\d\d) \S+ \{[0-9a-f]*\} \[ (.*?) ?\](?: :: |$)", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Answer:
    code: str | None  # "2.05"; None when nothing came
    options: str      # "ETag:0x28c5f6d21b732c53, Content-Format:application/json, Max-Age:2"
    payload: bytes    # of a 2.05
    told: str         # all that the client printed, for messages of failed tests


def coap_client(library: str, method: str, uri: str, *, accept: int | None = None, payload: str | None = None,
                content_format: int | None = None, block_size: int | None = None, user: str = "", key: str = "",
                patience: int = 10) -> Answer:
    """One request. `key` is text, as coap-client takes it."""
    with tempfile.TemporaryDirectory() as folder:
        body = os.path.join(folder, "body")
        command = [f"coap-client-{library}", "-v", "6", "-B", str(patience), "-o", body, "-m", method]
        command += ["-A", str(accept)] if accept is not None else []
        command += ["-e", payload] if payload is not None else []
        command += ["-t", str(content_format)] if content_format is not None else []
        command += ["-b", str(block_size)] if block_size is not None else []
        command += ["-u", user, "-k", key] if key else []
        done = subprocess.run([*command, uri], capture_output=True, timeout=patience + 20)
        told = (done.stdout + done.stderr).decode(errors="replace")
        received = _RECEIVED.findall(told)
        code, options = received[-1] if received else (None, "")
        return Answer(code, options, _read(body), told)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
