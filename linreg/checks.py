"""Settings that are numbers, counts or seeds: what is none is refused by name, with the remedy."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import numpy as np

from linreg.faults import InputError, InputTypeError

# As text, for it to be evaluated would load numpy.random, which takes long.
Seed: TypeAlias = "int | np.random.Generator | np.random.RandomState | None"


def generator(random_state: Seed) -> np.random.Generator:
    """The generator that a seed stands for. Raises `InputTypeError` for what is no seed."""
    try:
        return np.random.default_rng(random_state)
    except (TypeError, ValueError):
        raise InputTypeError(
            f"random_state={random_state!r}",
            "an integer of 0 or more, a numpy Generator, or None",
            "Try random_state=0.",
        ) from None


def check_lr(lr: Any) -> None:
    """Refuse what is no positive, finite number."""
    if not (is_finite_number(lr) and lr > 0):
        raise InputError(
            f"lr is {lr!r}",
            'a positive number or, for LinearRegression, "auto"',
            'Take lr="auto" if unsure; a step that is too large diverges, one that is too small crawls.',
        )


def check_tol(tol: Any) -> None:
    """Refuse what is no finite number from 0 on."""
    if not (is_finite_number(tol) and tol >= 0):
        raise InputError(
            f"tol is {tol!r}", "a number ≥ 0", "0 runs all iterations; 1e-9 is LinearRegression's default."
        )


def is_finite_number(value: Any) -> bool:
    """Whether it is one real number, of whatever type, that a float can hold."""
    if isinstance(value, str | bytes | bool | np.bool_) or np.ndim(value) or np.iscomplexobj(value):
        return False
    try:
        return math.isfinite(value)
    except (TypeError, ValueError, OverflowError):
        return False


def check_count(name: str, count: Any, least: int) -> int:
    """The count as an int, which no arithmetic overflows; refused unless it is whole and at least `least`."""
    if isinstance(count, bool) or not isinstance(count, (int, np.integer)):
        raise InputTypeError(f"{name} is {count!r}", "a whole number", f"Pass it as an int, {name}=100.")
    if count < least:
        raise InputError(f"{name} is {count}", f"{least} or more", "It counts passes or samples.")
    return int(count)
