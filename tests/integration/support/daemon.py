# SPDX-License-Identifier: MIT
"""coapnoded on mock hardware as a service manager runs it."""
from __future__ import annotations

import signal

from .coap import Peer
from .service import Service
from .workspace import BINARY, Workspace


class Daemon(Workspace, Service):
    """A running coapnoded on mock hardware; leaving the context ends it and checks that it ended well."""

    def __init__(self, config: dict | str, *arguments: str, environment: dict[str, str] | None = None, launcher: list[str] | None = None):
        super().__init__(config)
        self.launcher = launcher or []
        self.arguments = arguments
        self.more_environment = environment or {}

    def __enter__(self) -> Daemon:
        self.open_service()
        try:
            self._start()
        except BaseException:
            self.close_service()
            super().__exit__()
            raise
        return self

    def _start(self) -> None:
        command = [*self.launcher, BINARY, "--mock", "--config", str(self.config), *self.arguments]
        self.start(command, {**self.environment(), **self.more_environment})

    def start_again(self) -> None:
        """After kill(): the same node at the same ports."""
        self.forget_end()
        self._start()

    def __exit__(self, failure, *_) -> None:
        try:
            self.stop(failure is not None)
        finally:
            self.close_service()
            super().__exit__()

    def reload(self, config: dict | str | None = None) -> dict[str, str]:
        """Reads the configuration again and waits until that is done; gives what was told at its beginning."""
        if config is not None:
            self.configure(config)
        self.signal(signal.SIGHUP)
        return self.wait_reloaded()

    def peer(self, host: str = "127.0.0.1") -> Peer:
        return Peer(self.port, host)
