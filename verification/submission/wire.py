"""What passes between the referee and the submission's process: plain values, one encoding, nothing executable.

A value is None, a bool, an int, a float, a text, bytes, a list, tuple or dict of values, an array of numbers, or
`Opaque`: something else, of which only the name of its type travels. A frame is its length (8 bytes) and the value.
Every value begins with a letter for its kind. Whatever is malformed raises `Malformed`: it was not written by us.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

LIMIT = 64 << 20  # bytes in one frame: no honest answer about a few numbers comes near it
DEPTH = 12
_LENGTH = struct.Struct("<Q")
_FLOAT = struct.Struct("<d")
_CONSTANTS = {b"N": None, b"T": True, b"F": False}


class Malformed(ValueError):
    """Bytes that are no value of this encoding."""


@dataclass(frozen=True)
class Opaque:
    """A value that does not travel; `kind` says what it is."""

    kind: str


def frame(value: Any) -> bytes:
    """The value with its length in front, ready to be sent."""
    data = encode(value)
    if len(data) > LIMIT:
        raise Malformed(f"{len(data)} bytes")
    return _LENGTH.pack(len(data)) + data


def frame_length(head: bytes) -> int:
    """How many bytes follow this head of 8; `Malformed` if more than any honest answer has."""
    length = int(_LENGTH.unpack(head)[0])
    if length > LIMIT:
        raise Malformed(f"a frame of {length} bytes")
    return length


def encode(value: Any) -> bytes:
    """The value as bytes; what is no plain value raises TypeError."""
    for tag, constant in _CONSTANTS.items():
        if value is constant:
            return tag
    return _encode_other(value)


def _encode_other(value: Any) -> bytes:  # noqa: PLR0911 - one return for each kind of value
    match value:
        case int():
            return _packed(b"i", str(value).encode())
        case float():
            return b"f" + _FLOAT.pack(value)
        case str():
            return _packed(b"s", value.encode("utf-8", "replace"))
        case bytes():
            return _packed(b"b", value)
        case Opaque():
            return _packed(b"o", value.kind.encode("utf-8", "replace"))
        case list() | tuple():
            return _items(b"l" if isinstance(value, list) else b"t", list(value))
        case dict():
            return _items(b"d", [part for pair in value.items() for part in pair])
        case np.ndarray() if value.dtype.kind in "biufc":
            return _items(b"a", [value.dtype.str, list(value.shape), np.ascontiguousarray(value).tobytes()])
    raise TypeError(f"{type(value).__name__} is no plain value")


def _packed(tag: bytes, data: bytes) -> bytes:
    return tag + _LENGTH.pack(len(data)) + data


def _items(tag: bytes, items: list[Any]) -> bytes:
    return tag + _LENGTH.pack(len(items)) + b"".join(map(encode, items))


def decode(data: bytes) -> Any:
    """The value that these bytes, all of them, stand for."""
    try:
        value, end = _decode(data, 0, 0)
    except (struct.error, ValueError, TypeError, IndexError, OverflowError, MemoryError) as error:
        raise Malformed(str(error)) from error
    if end != len(data):
        raise Malformed("bytes left over")
    return value


def _decode(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    tag, at = data[at : at + 1], at + 1
    if tag in _CONSTANTS:
        return _CONSTANTS[tag], at
    if tag == b"f":
        return _FLOAT.unpack_from(data, at)[0], at + 8
    (length,), at = _LENGTH.unpack_from(data, at), at + 8
    if tag in (b"i", b"s", b"b", b"o"):
        return _leaf(tag, _slice(data, at, length)), at + length
    if tag not in (b"l", b"t", b"d", b"a") or depth > DEPTH or length > len(data) - at:
        raise Malformed("no such kind of value")
    items = []
    for _ in range(length):
        item, at = _decode(data, at, depth + 1)
        items.append(item)
    return _collected(tag, items), at


def _slice(data: bytes, at: int, length: int) -> bytes:
    if length > len(data) - at:
        raise Malformed("cut short")
    return data[at : at + length]


def _leaf(tag: bytes, data: bytes) -> Any:
    if tag == b"b":
        return data
    text = data.decode()
    return {b"i": int, b"s": str, b"o": Opaque}[tag](text)


def _collected(tag: bytes, items: list[Any]) -> Any:
    if tag == b"l":
        return items
    if tag == b"t":
        return tuple(items)
    if tag == b"d":
        return dict(zip(items[::2], items[1::2], strict=True))
    dtype, shape, raw = items
    if np.dtype(dtype).kind not in "biufc":
        raise Malformed("an array of objects")
    return np.frombuffer(raw, dtype).reshape(shape).copy()
