# SPDX-License-Identifier: MIT
"""As much of CBOR (RFC 8949) as the tests read, so that they need no package for it."""
from __future__ import annotations

import struct

_FLOATS = {25: (">e", 2), 26: (">f", 4), 27: (">d", 8)}
_SIMPLE = {20: False, 21: True, 22: None}


def decode(data: bytes):
    value, end = _item(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes are left over")
    return value


def _argument(data: bytes, at: int, detail: int) -> tuple[int, int]:
    if detail < 24:
        return detail, at
    size = 1 << (detail - 24)
    return int.from_bytes(data[at:at + size], "big"), at + size


def _item(data: bytes, at: int):
    major, detail = data[at] >> 5, data[at] & 31
    if major == 7 and detail in _FLOATS:
        form, size = _FLOATS[detail]
        return struct.unpack(form, data[at + 1:at + 1 + size])[0], at + 1 + size
    if major == 7:
        return _SIMPLE[detail], at + 1
    argument, at = _argument(data, at + 1, detail)
    return _READERS[major](data, at, argument)


def _bytes(data: bytes, at: int, length: int):
    return data[at:at + length], at + length


def _text(data: bytes, at: int, length: int):
    return data[at:at + length].decode(), at + length


def _array(data: bytes, at: int, length: int):
    items = []
    for _ in range(length):
        item, at = _item(data, at)
        items.append(item)
    return items, at


def _map(data: bytes, at: int, length: int):
    items, at = _array(data, at, 2 * length)
    return dict(zip(items[::2], items[1::2])), at


_READERS = {0: lambda data, at, argument: (argument, at), 1: lambda data, at, argument: (-1 - argument, at),
            2: _bytes, 3: _text, 4: _array, 5: _map}
