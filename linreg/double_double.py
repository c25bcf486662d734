"""The gradient once more, to twice the digits: a number as the unevaluated sum of two floats, (high, low).

Each float operation can be split without loss into its rounded result and its rounding error, and the error is a float:

    a + b = s + e   (two_sum: Knuth, TAOCP vol. 2, §4.2.2)          a·b = p + e   (two_prod: Dekker 1971)

Keeping the e's gives about 32 digits from float64 alone (Ogita, Rump and Oishi, *Accurate Sum and Dot Product*, 2005).
"""

from __future__ import annotations

import numpy as np

from linreg.affine import Array

Pair = tuple[Array, Array]
SPLITTER = 2.0**27 + 1  # a·SPLITTER carries the upper 26 bits of a across (Veltkamp)


def gradient(theta: Pair, X: Array, y: Array) -> Pair:
    """Xᵀ(Xθ − y), the gradient of ½‖Xθ − y‖², for θ and the result as pairs of (n,).

    X (m, n) and y (m,) are floats. Entries are at most about 2⁹⁹⁶ (Dekker's splitting), so scale them first.
    """
    r = residual(theta, X, y)
    return total(_times(X, (r[0][:, np.newaxis], r[1][:, np.newaxis])))


def residual(theta: Pair, X: Array, y: Array) -> Pair:
    """Xθ − y, of the shape of y: (m,), or (m, k) for θ (n, k)."""
    r: Pair = (-y, np.zeros_like(y))
    for x, high, low in zip(X.T, *theta, strict=True):
        r = add(r, _times(x.reshape(-1, *[1] * (y.ndim - 1)), (high, low)))
    return r


def total(terms: Pair) -> Pair:
    """The sum over the first axis, in pairs of pairs: the errors grow with the logarithm of its length."""
    high, low = terms
    while len(high) > 1:
        half = len(high) // 2
        odd = (high[2 * half :], low[2 * half :])
        high, low = add((high[:half], low[:half]), (high[half : 2 * half], low[half : 2 * half]))
        high, low = np.concatenate([high, odd[0]]), np.concatenate([low, odd[1]])
    return high[0], low[0]


def add(a: Pair, b: Pair) -> Pair:
    """a + b, with an error of at most about 2u²(|a| + |b|)."""
    s, e = two_sum(a[0], b[0])
    return two_sum(s, e + (a[1] + b[1]))


def _times(x: Array, a: Pair) -> Pair:
    """x·a for floats x."""
    p, e = two_prod(x, a[0])
    return two_sum(p, e + x * a[1])


def two_sum(a: Array, b: Array) -> Pair:
    """s = fl(a + b) and the e with s + e = a + b, for floats of any size and order."""
    s = a + b
    part = s - a  # as much of b as went into s
    return s, (a - (s - part)) + (b - part)


def two_prod(a: Array, b: Array) -> Pair:
    """p = fl(a·b) and the e with p + e = a·b, unless something under- or overflows."""
    p = a * b
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    return p, a2 * b2 - (((p - a1 * b1) - a2 * b1) - a1 * b2)  # each of these is exact: halves have 26 bits


def _halves(a: Array) -> Pair:
    c = SPLITTER * a
    high = c - (c - a)
    return high, a - high
