"""The encoding between the processes: what goes in comes out, and nothing else gets through."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest

from verification.submission import wire

VALUES: list[Any] = [
    None, True, False, 0, -(2**200), 0.1, float("-inf"), "θ ≤ 1", b"\x00\xff", [], (1, [2.5, None]),
    {"w": (1,), "b": {}},
    wire.Opaque("function"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    back = wire.decode(wire.encode(value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "i8", "u1", "?", "c16", ">f8"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 1)])
def test_an_array_comes_back_bit_by_bit(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    back = wire.decode(wire.encode(array))
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())


def test_nan_payload_and_minus_zero_survive() -> None:
    array = np.array([-0.0, np.nan]).view(np.uint64)
    array[1] |= 5
    assert np.array_equal(wire.decode(wire.encode(array.view(np.float64))).view(np.uint64), array)


def test_a_transposed_view_keeps_its_order() -> None:
    array = np.arange(6.0).reshape(2, 3).T
    assert np.array_equal(wire.decode(wire.encode(array)), [[0, 3], [1, 4], [2, 5]])


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, np.array([None]), 1j, np.array(["text"])],
    ids=str.split("object set objects complex text"),
)
def test_what_is_no_plain_value_is_not_sent(value: Any) -> None:
    with pytest.raises(TypeError, match="no plain value"):
        wire.encode(value)


MALFORMED = {
    "nothing": b"",
    "unknown kind": b"z",
    "left over": b"NN",
    "cut short": wire.encode("gradient")[:-1],
    "a list longer than its bytes": b"l" + struct.pack("<Q", 2**60),
    "an array of objects": b"a" + wire.encode(["|O", [1], b"\0" * 8])[1:],
    "an array with too few bytes": b"a" + wire.encode(["<f8", [3], b"\0" * 8])[1:],
    "deeper than any answer": b"l" + struct.pack("<Q", 1),
    "text that is none": b"s" + struct.pack("<Q", 1) + b"\xff",
    "a dictionary with half a pair": b"d" + struct.pack("<Q", 1) + b"N",
    "a key that cannot be one": b"d" + struct.pack("<Q", 2) + wire.encode([]) + b"N",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(wire.Malformed):
        wire.decode(data)


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(wire.Malformed):
        wire.decode((b"l" + struct.pack("<Q", 1)) * 5000 + b"N")


def test_every_cut_of_a_frame_is_refused() -> None:
    data = wire.encode([b"token", "value", [np.arange(3.0), {"X": np.eye(2)}], []])
    for end in range(len(data)):
        with pytest.raises(wire.Malformed):
            wire.decode(data[:end])


def test_a_frame_says_its_length_and_not_more_than_is_allowed() -> None:
    framed = wire.frame("abc")
    assert wire.frame_length(framed[:8]) == len(framed) - 8
    with pytest.raises(wire.Malformed, match="bytes"):
        wire.frame_length(struct.pack("<Q", wire.LIMIT + 1))
