# SPDX-License-Identifier: MIT
"""coapnode-gateway as a service manager runs it, with a page of one line, at a port that the system chose."""
from __future__ import annotations

import itertools
import json
import os
import re
import signal
import ssl
import subprocess

from .folder import Folder, inherited_environment
from .http import Answer, Connection, EventStream
from .service import Service
from .workspace import TIMEOUT, wait_until

GATEWAY = os.environ.get("COAPNODE_GATEWAY", "")
PAGE = "<!doctype html><title>a page</title>\n"

TOKENS = {"read": "the-token-of-a-reader", "control": "the-token-of-a-switch", "admin": "the-token-of-a-chief"}

_numbers = itertools.count()


def own_address() -> str:
    """An address of loopback that no other test uses: these may listen at port 5683."""
    number = os.getpid() * 4 + next(_numbers) % 4
    return f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def bearer(role: str) -> dict[str, str]:
    return {"authorization": f"Bearer {TOKENS[role]}"}


class GatewayFolder(Folder):
    """Its configuration, key files and page."""

    def __init__(self, config: dict | str | None = None):
        if not GATEWAY:
            raise RuntimeError("the environment variable COAPNODE_GATEWAY must name the gateway to test")
        super().__init__("coapnode-gateway-")
        self.config = self.folder / "gateway.yaml"
        self.write("page/index.html", PAGE, 0o644)
        self.state = self.folder / "state"
        self.state.mkdir(mode=0o700)
        if config is not None:
            self.configure(config)

    def configure(self, config: dict | str) -> None:
        """A dict is written as JSON, which is YAML; it has the three tokens, and port 0 of 127.0.0.1, unless it says else."""
        if isinstance(config, dict):
            tokens = [{"name": f"the {role} one", "token": token, "role": role} for role, token in TOKENS.items()]
            config = json.dumps({"listen": ["127.0.0.1:0"], "tokens": tokens, **config}, indent=2)
        self.write(self.config.name, config)

    def command(self, *arguments: str) -> list[str]:
        return [GATEWAY, "--config", str(self.config), "--page", str(self.folder / "page"), *arguments]

    def environment(self) -> dict[str, str]:
        return inherited_environment(STATE_DIRECTORY=str(self.state))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs it to its end."""
        return subprocess.run(self.command(*arguments), env=self.environment(), cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=TIMEOUT)


class Gateway(GatewayFolder, Service):
    """A running coapnode-gateway; leaving the context ends it and checks that it ended well."""

    def __init__(self, config: dict | str, *arguments: str, tls: ssl.SSLContext | None = None):
        super().__init__(config)
        self.arguments = arguments
        self.tls = tls

    def __enter__(self) -> Gateway:
        self.open_service()
        try:
            self.start(self.command(*self.arguments), self.environment())
        except BaseException:
            self.close_service()
            super().__exit__()
            raise
        self.port = int(re.match(r"serving https?://127\.0\.0\.1:([0-9]+)/", self.ready["STATUS"]).group(1))
        return self

    def __exit__(self, failure, *_) -> None:
        try:
            self.stop(failure is not None)
        finally:
            self.close_service()
            super().__exit__()

    def reload(self, config: dict | str | None = None) -> None:
        if config is not None:
            self.configure(config)
        self.signal(signal.SIGHUP)
        self.wait_reloaded()

    def connect(self, **more) -> Connection:
        return Connection(self.port, tls=self.tls, **more)

    def ask(self, method: str, target: str, fields: dict[str, str] | None = None, body: bytes | None = None, *,
            role: str | None = None) -> Answer:
        """On a connection of its own; with the token of that role."""
        with self.connect() as connection:
            return connection.ask(method, target, {**(bearer(role) if role else {}), **(fields or {})}, body)

    def get(self, target: str, fields: dict[str, str] | None = None, **more) -> Answer:
        return self.ask("GET", target, fields, **more)

    def put(self, target: str, body: bytes, kind: str = "application/json", role: str = "control", **fields: str) -> Answer:
        return self.ask("PUT", target, {"content-type": kind, **fields}, body, role=role)

    def events(self, target: str = "/events", fields: dict[str, str] | None = None, **more) -> EventStream:
        return EventStream(self.connect(**more), target, fields)

    def device(self, name: str) -> dict:
        return self.get(f"/devices/{name}").json()

    def wait_state(self, name: str, state: str, timeout: float = TIMEOUT) -> dict:
        return wait_until(lambda: (now := self.device(name))["state"] == state and now, f"{name} is {state}", timeout)

    def metrics(self) -> dict[str, float]:
        """Each sample by its name and labels, as they stand there."""
        lines = self.get("/metrics").body.decode().splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}
