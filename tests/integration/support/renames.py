# SPDX-License-Identifier: MIT
"""Counts what is renamed to a name in a folder: see inotify(7). The kernel keeps the events, so a slow test misses none."""
from __future__ import annotations

import ctypes
import os
import pathlib
import struct

_LIBC = ctypes.CDLL(None, use_errno=True)
_IN_MOVED = 0x40 | 0x80  # from and to: two events in a row that are equal would be one
_HEAD = struct.Struct("iIII")  # watch, mask, cookie, length of the name


class Renames:
    """Of `folder`, from entering the context on."""

    def __init__(self, folder: pathlib.Path):
        self._folder = folder
        self._names: list[str] = []

    def __enter__(self) -> Renames:
        self._events = self._checked(_LIBC.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        self._checked(_LIBC.inotify_add_watch(self._events, os.fsencode(self._folder), _IN_MOVED))
        return self

    def __exit__(self, *_) -> None:
        os.close(self._events)

    def count(self, name: str) -> int:
        """How often that name was renamed to until now."""
        self._read()
        return self._names.count(name)

    def _read(self) -> None:
        try:
            while events := os.read(self._events, 65536):
                self._take(events)
        except BlockingIOError:
            pass

    def _take(self, events: bytes) -> None:
        at = 0
        while at < len(events):
            length = _HEAD.unpack_from(events, at)[3]
            at += _HEAD.size
            self._names.append(events[at:at + length].rstrip(b"\0").decode())
            at += length

    @staticmethod
    def _checked(result: int) -> int:
        if result < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return result
