"""Rows of a matrix, so many at a time that a block stays in cache: read once from memory, it is used more than once.

Blocks are float64 whatever the dtype and the order of the matrix, which is never copied as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from linreg.affine import Array

BLOCK = 1 << 16  # entries at a time: half a megabyte
NARROW = 64  # rows shorter than this are subtracted faster as one long row


def row_blocks(m: int, n: int, least: int = 1) -> list[slice]:
    """The rows of an (m, n) matrix, block by block, at least so many times n at a time: where each block costs n²."""
    rows = max(1, least * n, BLOCK // max(1, n))
    return [slice(start, start + rows) for start in range(0, m, rows)]


def blocks(X: Array, y: Array, least: int = 1) -> Iterator[tuple[Array, Array]]:
    """X and y as they are, block by block."""
    m, d = X.shape
    for rows in row_blocks(m, d, least):
        yield np.ascontiguousarray(X[rows], dtype=np.float64), y[rows]


def centred_blocks(X: Array, y: Array, pivot: Array, unit: Array, least: int = 0) -> Iterator[tuple[Array, Array]]:
    """W = (X − pivot)/unit and v = (y − pivot)/unit, block by block; pivot and unit (d+1,) are those of [X y].

    Units are powers of two, so that only the subtraction rounds. W is overwritten by the next block.
    """
    if not pivot.any() and np.all(unit == 1):
        yield from blocks(X, y, least)
        return
    m, d = X.shape
    slices = row_blocks(m, d, least)
    length = min(m, slices[0].stop)
    by_columns = X.flags.f_contiguous and not X.flags.c_contiguous
    # Two matrices of the same shape are subtracted at full speed; a row from each row of a narrow one is not.
    pivots = np.tile(pivot[:-1] / unit[:-1], (length if d < NARROW and not by_columns else 1, 1))
    buffer, same = np.empty((length, d), order="F" if by_columns else "C"), bool(np.all(unit[:-1] == 1))
    for rows in slices:
        x = X[rows]
        W = buffer[: len(x)]
        if x.dtype != W.dtype:
            x = x.astype(np.float64)  # at once: a ufunc would cast it piece by piece
        np.subtract(x if same else x / unit[:-1], pivots[: len(x)], out=W)
        v = y[rows] - pivot[-1] if unit[-1] == 1 else y[rows] / unit[-1] - pivot[-1] / unit[-1]
        yield W, v
