"""Where θ may stand in the state of a fitted object, or in what a fit returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from verification.submission.layout import Trial
from verification.submission.numbered import numberings
from verification.submission.reading import Leaf, Path, is_cost, is_losses, leaves, parameter, something_else
from verification.submission.remote import Recipe
from verification.submission.words import proposals, split

_AT_FIRST = frozenset(["init", "initial", "start"])  # what θ was and no longer is


def places(
    recipe: Recipe, trial: Trial, state: dict[str, Any], hints: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[Recipe, float]]:
    n = trial.X.shape[1]
    for returned in (False, True):
        part = state[""] if returned else {key: value for key, value in state.items() if key}
        found = [leaf for leaf in leaves(part, hints if returned else ()) if not _is_data(leaf, trial)]
        yield from _whole(recipe, found, n, returned)
        if recipe.layout.features and n > 2:
            yield from _each_by_name(recipe, found, n, returned)
        if recipe.layout.intercept:
            yield from _apart(recipe, found, n, returned)
            yield from ((one, 0.2 * weight) for one, weight in _apart(recipe, [*_ends(found)], n, returned))


def _is_data(leaf: Leaf, trial: Trial) -> bool:
    """Whether it is what was passed: X, a feature, the targets, or the samples with both."""
    held = leaf.array if leaf.array.ndim == 2 else leaf.array.reshape(-1, 1)
    columns = [*trial.X.T, trial.y]
    return len(held) == len(trial.y) and all(any(np.array_equal(own, one) for one in columns) for own in held.T)


def _lists(found: list[Leaf], n: int) -> Iterator[Leaf]:
    """θ as a list of numbers, each of which was taken for itself."""
    for leaf in found:
        parent = leaf.path[:-1]
        beside = [
            other for other in found if other.path and other.path[:-1] == parent and isinstance(other.path[-1], int)
        ]
        numbers = all(other.array.size == 1 for other in beside)
        if parent and beside and leaf is beside[0] and len(beside) == n > 1 and numbers:
            yield Leaf(parent, np.array([other.array.item() for other in beside]), leaf.hint)


def _whole(recipe: Recipe, found: list[Leaf], n: int, returned: bool) -> Iterator[tuple[Recipe, float]]:
    for leaf in [*found, *_lists(found, n)]:
        if something_else(leaf.hint):
            continue
        if leaf.array.ndim > 1 and len(leaf.array) > n and leaf.array[-1].size == n:
            yield replace(recipe, w=(*leaf.path, -1), b=None, returned=returned), 0.15
        if leaf.array.size != n or leaf.array.ndim > 2 or (n == 1 and leaf.array.dtype.kind != "f"):
            continue
        meant = proposals(leaf.hint) if leaf.hint else {"theta": 0.5}
        if _is_setting(meant):
            continue
        weight = max(meant.get("theta", 0), meant.get("w", 0) * 0.95, 0.1)
        weight *= 0.1 if set(split(leaf.hint)) & _AT_FIRST else 1.0
        one = replace(recipe, w=leaf.path, b=None, returned=returned)
        yield one, weight
        if n > 1 and recipe.layout.intercept:
            yield replace(one, last=True), weight * 0.5


def _apart(recipe: Recipe, found: list[Leaf], n: int, returned: bool) -> Iterator[tuple[Recipe, float]]:
    letters = recipe.predict != ""  # h may be an intercept; what predictions contradict weighs half
    found = [
        leaf
        for leaf in found
        if not _is_count(leaf)
        and not _of_a_longer(leaf, found, n)
        and (not something_else(leaf.hint) or (letters and _is_letter(leaf)))
    ]
    for b in found:
        if b.array.size != 1 or (b.hint and proposals(b.hint).get("lr", 0) > 0.5):
            continue
        for w in found:
            rate = w.hint and proposals(w.hint).get("lr", 0) > 0.5
            if w is not b and w.array.size == n - 1 and w.array.ndim <= 2 and not rate and _side_by_side(b, w):
                weight = _parameter_weight(b, "b") * _parameter_weight(w, "w")
                yield replace(recipe, b=b.path, w=w.path, returned=returned), weight


def _each_by_name(recipe: Recipe, found: list[Leaf], n: int, returned: bool) -> Iterator[tuple[Recipe, float]]:
    """w1, w2 and b; where they have no names, numbers in their order, the intercept first or last."""
    numbers = {leaf.hint or str(place): leaf.path for place, leaf in enumerate(found) if leaf.array.size == 1}
    for roles, d in numberings(numbers, alone=True):
        entries = {role: numbers[name] for name, role in roles.items() if role.startswith("theta_")}
        if d == n - 1 and len(entries) == n:
            yield _in_places(recipe, [entries[f"theta_{j}"] for j in range(n)], returned), 0.9
    unnamed = [leaf.path for leaf in found if leaf.array.size == 1 and not leaf.hint]
    if len(unnamed) == n:
        yield _in_places(recipe, unnamed, returned), 0.5
        yield _in_places(recipe, [unnamed[-1], *unnamed[:-1]], returned), 0.45


def _in_places(recipe: Recipe, paths: list[Path], returned: bool) -> Recipe:
    b, w, *rest = paths
    return replace(recipe, b=b, w=w, rest=tuple(rest), returned=returned)


def _of_a_longer(leaf: Leaf, found: list[Leaf], n: int) -> bool:
    """Whether it is an entry of a list of numbers that is no θ of this length: it may be one of another."""
    return any(one.path == leaf.path[:-1] and leaf.path and one.array.size not in (1, n) for one in found)


def _is_letter(leaf: Leaf) -> bool:
    """A number that has one letter for a name."""
    return leaf.array.size == 1 and len(leaf.hint) == 1 and leaf.hint not in "xXyY"


def _ends(found: list[Leaf]) -> Iterator[Leaf]:
    """The last entries of histories: a list of intercepts beside a list of weights."""
    for leaf in found:
        if leaf.array.ndim in (1, 2) and leaf.array.size > 1 and not is_losses(leaf.hint):
            yield Leaf((*leaf.path, -1), leaf.array[-1], leaf.hint)


def _is_count(leaf: Leaf) -> bool:
    """A flag, or a whole number that is called m or d, or no parameter; a slope m is no whole number any more."""
    kind = leaf.array.dtype.kind
    count = leaf.hint.strip("_") in ("m", "n") or not parameter(leaf.hint)
    return kind == "b" or (kind in "iu" and bool(leaf.hint) and count)


def _side_by_side(one: Leaf, other: Leaf) -> bool:
    """Whether both stand in one place of what holds them: not the first of one list and the second of another."""
    apart = sum(step != other_step for step, other_step in zip(one.path, other.path, strict=False))
    return apart == 1 or len(one.path) != len(other.path)


def _is_setting(meant: dict[str, float]) -> bool:
    """A learning rate, a count or a regulariser is no parameter of the model."""
    settings = max(meant.get(role, 0) for role in ("lr", "k", "penalty", "momentum", "tolerance", "seed", "batch"))
    return settings > max(0.5, *(meant.get(role, 0) for role in ("theta", "w", "b")))


def _parameter_weight(leaf: Leaf, wanted: str) -> float:
    if not leaf.hint:
        return 0.4
    meant = proposals(leaf.hint)
    if _is_setting(meant) or is_cost(leaf.hint) or set(split(leaf.hint)) & _AT_FIRST:
        return 0.01
    if wanted == "w":
        return max(meant.get("w", 0), meant.get("theta", 0) * 0.95, 0.1)
    return max(meant.get("b", 0), 0.1) if parameter(leaf.hint) != "w" else 0.05
