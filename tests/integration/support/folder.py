# SPDX-License-Identifier: MIT
"""A folder with the files of one run of a program, gone with the context."""
from __future__ import annotations

import os
import pathlib
import shutil
import tempfile
import typing

OF_A_SERVICE_MANAGER = {"NOTIFY_SOCKET", "JOURNAL_STREAM", "WATCHDOG_USEC", "WATCHDOG_PID"}


class Folder:
    def __init__(self, prefix: str):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=prefix))

    def __enter__(self) -> typing.Self:
        return self

    def __exit__(self, *_) -> None:
        shutil.rmtree(self.folder)

    def write(self, name: str, text: str, mode: int = 0o600) -> pathlib.Path:
        """Replaces the file as a whole, so that no program reads half of it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(text)
        fresh.chmod(mode)
        fresh.rename(path)
        return path


def inherited_environment(**more: str) -> dict[str, str]:
    """Without what a service manager told the tests."""
    return {**{name: value for name, value in os.environ.items() if name not in OF_A_SERVICE_MANAGER}, **more}
