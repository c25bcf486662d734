"""Data to try a regression on: real house prices, problems with a known answer, and a split into train and test."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeGuard, overload

import numpy as np

from linreg.affine import Array
from linreg.checks import Seed, check_count, generator, is_finite_number
from linreg.faults import InputError, InputTypeError
from linreg.reading import read_columns

HOUSES_CSV = Path(__file__).parent / "data" / "sacramento.csv"
FEATURES = ("area", "bedrooms", "bathrooms")
HOUSE_UNITS = {"price": "$", "area": "sq ft", "bedrooms": "bedroom", "bathrooms": "bathroom"}


class Houses(NamedTuple):
    """Sales of homes: features (m, d) with their names, and prices (m,) in US dollars; the area is in square feet."""

    features: Array
    prices: Array
    names: list[str]


def load_houses() -> Houses:
    """932 home sales around Sacramento: area (square feet), bedrooms, bathrooms, and the price (dollars).

    It unpacks as three. Type, city and place of each home are in the same CSV, linreg/data/sacramento.csv, and so is
    a note of its source and licence.

    >>> X, y, names = load_houses()
    >>> X.shape, names
    ((932, 3), ['area', 'bedrooms', 'bathrooms'])
    """
    table = read_columns(HOUSES_CSV, [*FEATURES, "price"])
    return Houses(table[:, :-1].copy(), table[:, -1].copy(), list(FEATURES))


@overload
def make_regression(
    n_samples: int = ...,
    n_features: int = ...,
    *,
    n_informative: int = ...,
    bias: float = ...,
    noise: float = ...,
    coef: Literal[False] = ...,
    random_state: Seed = ...,
) -> tuple[Array, Array]: ...
@overload
def make_regression(
    n_samples: int = ...,
    n_features: int = ...,
    *,
    n_informative: int = ...,
    bias: float = ...,
    noise: float = ...,
    coef: Literal[True],
    random_state: Seed = ...,
) -> tuple[Array, Array, Array]: ...
def make_regression(
    n_samples: int = 100,
    n_features: int = 100,
    *,
    n_informative: int = 10,
    bias: float = 0.0,
    noise: float = 0.0,
    coef: bool = False,
    random_state: Seed = None,
) -> tuple[Array, Array] | tuple[Array, Array, Array]:
    """A problem whose answer is known: y = Xw + bias + noise·ε, with X and ε from the standard normal distribution.

    At most n_informative entries of w, in random places, are uniform in [0, 100); the others are 0.
    Returns X (n_samples, n_features) and y (n_samples,), and with coef=True w as well. The parameters mean what they do
    in scikit-learn's function of the same name; the numbers drawn are others. Raises `InputError`.

    >>> X, y, w = make_regression(n_samples=5, n_features=1, bias=3.0, coef=True, random_state=0)
    >>> bool((y == X @ w + 3.0).all())
    True
    """
    n_samples = check_count("n_samples", n_samples, 1)
    n_features = check_count("n_features", n_features, 1)
    n_informative = check_count("n_informative", n_informative, 0)
    for name, number in {"noise": noise, "bias": bias}.items():
        if not is_finite_number(number) or (name == "noise" and number < 0):
            raise InputError(
                f"{name} is {number!r}", "a finite number; for noise a standard deviation, 0 or more", f"Try {name}=0."
            )
    random = generator(random_state)
    X = random.standard_normal((n_samples, n_features))
    w = np.zeros(n_features)
    informative = random.permutation(n_features)[:n_informative]
    w[informative] = random.uniform(0, 100, len(informative))
    y = X @ w + bias + noise * random.standard_normal(n_samples)
    return (X, y, w) if coef else (X, y)


def train_test_split(
    *arrays: Any,
    test_size: float | None = None,
    train_size: float | None = None,
    shuffle: bool = True,
    random_state: Seed = None,
) -> list[Any]:
    """Split arrays, frames or lists of the same length by the same rows: [a_train, a_test, b_train, b_test, …].

    A size below 1 is a fraction, an integer counts samples; test_size alone is rounded up, train_size is rounded down,
    and what is not given is the rest; with neither, a quarter is the test. These are scikit-learn's rules, the rows
    drawn are others. Frames keep their columns and, in pandas, their index. Raises `InputError`.

    >>> train_test_split([1, 2, 3, 4, 5], test_size=2, shuffle=False)
    [[1, 2, 3], [4, 5]]
    """
    m = _common_length(arrays)
    n_train, n_test = _sizes(m, train_size, test_size)
    rows = np.arange(m)
    if shuffle:  # the test comes first, so that the same rows are tested whatever is left out of the training
        rows = generator(random_state).permutation(m)
        test, train = rows[:n_test], rows[n_test : n_test + n_train]
    else:
        train, test = rows[:n_train], rows[n_train : n_train + n_test]
    return [_rows(array, part) for array in arrays for part in (train, test)]


def _common_length(arrays: tuple[Any, ...]) -> int:
    lengths = [_length(array) for array in arrays]
    if len(set(lengths)) != 1:
        raise InputError(
            f"{len(arrays)} arrays with {' and '.join(map(str, lengths)) or 'no'} rows",
            "at least one array, and the same number of rows in each",
            "Pass features and targets of the same samples: train_test_split(X, y).",
        )
    return lengths[0]


def _length(array: Any) -> int:
    try:
        if not isinstance(array, str | bytes | dict | set):
            return len(array)
    except TypeError:
        pass
    raise InputTypeError(
        f"an object of type {type(array).__name__}", "an array, a frame or a list", "Settings are passed by name."
    )


def _sizes(m: int, train_size: float | None, test_size: float | None) -> tuple[int, int]:
    """How many rows train and test get, by scikit-learn's rules."""
    if test_size is not None:
        n_test = _count("test_size", test_size, m, math.ceil)
        n_train = m - n_test if train_size is None else _count("train_size", train_size, m, math.floor)
    elif train_size is not None:
        n_train = _count("train_size", train_size, m, math.floor)
        n_test = m - n_train
    else:
        return _sizes(m, None, 0.25)
    fractions = [size for size in (train_size, test_size) if _is_fraction(size)]
    if n_train < 1 or n_test < 1 or n_train + n_test > m or sum(fractions) > 1:
        raise InputError(
            f"train_size={train_size} and test_size={test_size} make {n_train} and {n_test} of {m} samples",
            f"at least one of each, and {m} at most together",
            "Use smaller fractions, or more samples.",
        )
    return n_train, n_test


def _count(name: str, size: float, m: int, rounded: Callable[[float], int]) -> int:
    """A size as a number of rows: a fraction of m, or the number itself."""
    if _is_fraction(size):
        return rounded(float(size) * m)
    if isinstance(size, int | np.integer) and not isinstance(size, bool) and 0 < size < m:
        return int(size)
    raise InputError(
        f"{name}={size!r} with {m} samples",
        f"a fraction between 0 and 1, or an integer from 1 to {m - 1}",
        "A quarter of the data is test_size=0.25.",
    )


def _is_fraction(size: Any) -> TypeGuard[float]:
    return isinstance(size, float | np.floating) and bool(0 < size < 1)


def _rows(array: Any, rows: Array) -> Any:
    if hasattr(array, "iloc"):
        return array.iloc[rows]
    if isinstance(array, list | tuple):
        return [array[row] for row in rows]
    return array.take(rows) if hasattr(array, "column_names") else array[rows]  # pyarrow's tables take rows
