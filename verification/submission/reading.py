"""Which part of what a stranger's function returns is the answer: θ out of (θ, history), (w, b) out of a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission.driver import Answer
from verification.submission.wire import Opaque
from verification.submission.words import is_held_out, proposals

Path = tuple[Any, ...]


@dataclass(frozen=True)
class Leaf:
    """An array somewhere inside a value, and the name that the code has for it."""

    path: Path
    array: Array
    hint: str = ""


def leaves(value: Any, hints: tuple[tuple[str, ...], ...] = (), path: Path = ()) -> list[Leaf]:
    """The arrays in a value. A list of plain numbers is an array; a short tuple of numbers is also its elements."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _named(leaves(item, (), (*path, key)), _plain(key))]
    if isinstance(value, (list, tuple)) and not _is_array(value):
        whole = as_array(value) if isinstance(value, list) and value else None
        names = next((names for names in hints if len(names) == len(value)), ("",) * len(value))
        parts = [
            leaf
            for index, item in enumerate(value)
            for leaf in _named(leaves(item, (), (*path, _place(index, value))), names[index])
        ]
        return parts if whole is None else [Leaf(path, whole), *parts]
    array = as_array(value)
    hint = next((names[0] for names in hints if len(names) == 1), "")
    return [] if array is None else [Leaf(path, array, hint)]


def _plain(key: Any) -> Any:
    """The name of an attribute as the class writes it: __w of _LinearRegression__w."""
    return re.sub(r"^_[A-Za-z]\w*?__(?=\w)", "", key) if isinstance(key, str) else key


def _place(index: int, value: list[Any] | tuple[Any, ...]) -> int:
    """The place of an item; of a list of rows the last is the last, however many steps there were."""
    rows = isinstance(value, list) and len(value) > _ROWS and isinstance(value[index], list | tuple)
    return -1 if rows and index == len(value) - 1 else index


def _named(found: list[Leaf], name: str) -> list[Leaf]:
    return [Leaf(leaf.path, leaf.array, leaf.hint or name) for leaf in found]


_ROWS = 4  # a longer list of lists is a history
_COST = re.compile(r"(J|[Cc]ost|[Ll]oss|mse|MSE)(_?(curr|current|now|new))?$|(curr|current|new)_(J|cost|loss)$")
_OF_LOSS = (
    r"(j|cost|loss|err|error|mse|costo|coste|custo|cout|kosten|perte|perdida|perda|perdita|erreur|erro|fehler|maliyet)"
)
_IN_A_ROW = r"(hist|history|list|log|values|vals|historial|historico|historique|storico|verlauf|lista|liste)"
_LOSSES = re.compile(
    rf"(^|_){_OF_LOSS}(s|es)?_?(s|{_IN_A_ROW})$|(costs|losses)$|^hist(ory)?$|^(costos|couts|custos|pertes|perdas)$"
    rf"|^(cost|loss)_?(function|fn|values?)$|{_IN_A_ROW}(_(of|de|du|do|da|di|des))?_?{_OF_LOSS}s?$",
    re.IGNORECASE,
)


def losses_place(returned: tuple[tuple[str, ...], ...], value: Any) -> Path | None:
    """Where a list of losses, be it empty, stands in a value, going by the names in the last return statement."""
    names = returned[-1] if returned else ()
    places = [(index,) if len(names) > 1 else () for index, name in enumerate(names) if is_losses(name)]
    return next((place for place in places if losses_at(value, place) is not None), None)


def losses_among(variables: Any) -> Array | None:
    """The list of losses among the variables of a function, by its name; else the one number that is called a loss."""
    if not isinstance(variables, dict):
        return None
    lists = [losses_at(variables, (name,)) for name in variables if is_losses(name)]
    single = [np.ravel(value) for name, value in variables.items() if is_cost(name) and _is_number(value)]
    found = next((losses for losses in lists if losses is not None and losses.size), None)
    seldom = found is None or found.size == 1  # one in every hundred steps says less than the number itself
    return single[0] if len(single) == 1 and seldom else found


def is_cost(name: str) -> bool:
    """Whether a number of this name is a loss."""
    return bool(_COST.match(name))


def is_spread(leaf: Leaf, m: int) -> bool:
    """Whether an intercept, by its name, has as many entries as there are samples, or as pairs of them."""
    return leaf.array.size in (m, m * m) and leaf.array.dtype.kind == "f" and parameter(leaf.hint) == "b"


def _is_number(value: Any) -> bool:
    """One number; a list of one may get more."""
    array = None if isinstance(value, list) else as_array(value)
    return array is not None and array.size == 1


def is_losses(name: str) -> bool:
    """Whether a list of this name holds losses, of the samples that train."""
    return bool(_LOSSES.search(name)) and not is_held_out(name)


def losses_at(value: Any, place: Path) -> Array | None:
    """The numbers at a place, where they are a row or a column."""
    try:
        losses = as_array(take(value, place))
    except (KeyError, IndexError, TypeError):
        return None
    return None if losses is None or losses.ndim == 0 or losses.size > max(losses.shape) else losses.ravel()


def _is_array(value: list[Any] | tuple[Any, ...]) -> bool:
    """Numbers in a row, or rows of the same length: a vector or matrix written as lists. A pair may be (w, b)."""
    if isinstance(value, tuple) or len(value) <= 3 or not value:
        return False
    array = as_array(value)
    return array is not None


def as_array(value: Any) -> Array | None:
    """The value as an array of numbers, or None."""
    if value is None or isinstance(value, (Opaque, str, bytes, dict)):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        return None
    return array if array.dtype.kind in "biufc" else None


def take(value: Any, path: Path) -> Any:
    """The part of a value at a path."""
    for step in path:
        value = value[step]
    return value


@dataclass(frozen=True)
class Reading:
    """Where the answer stands in what is returned.

    paths: the places whose numbers, one after the other, are the vector; changed: it is θ, changed in place.
    last: only the last row of a history counts. roll: the intercept stands at the end.
    """

    paths: tuple[Path, ...] = ()
    changed: bool = False
    last: bool = False
    roll: bool = False
    weight: float = 1.0
    label: str = ""

    def __call__(self, answer: Answer, size: int) -> Array:
        """The vector of this size; raises `Unanswered` where there is none."""
        try:
            parts = [self._part(answer, path) for path in self.paths or ((),)]
        except (KeyError, IndexError, TypeError):
            raise Unanswered("shape", f"it returned {describe(answer.value)}, unlike before") from None
        vector = np.concatenate([part.ravel() for part in parts])
        vector = np.roll(vector, 1) if self.roll else vector
        return checked(vector, size, answer.value)

    def _part(self, answer: Answer, path: Path) -> Array:
        value = answer.changed["theta"] if self.changed else take(answer.value, path)
        array = as_array(value)
        if array is None:
            raise Unanswered("object", f"it returned {describe(value)} where numbers were expected")
        return np.asarray(array[-1]) if self.last else array


def checked(vector: Array, size: int, returned: Any) -> Array:
    """The vector, if it has the right size and its numbers are real and finite; else `Unanswered` says why not."""
    if vector.size != size:
        expected = "one number" if size == 1 else f"{size} numbers"
        raise Unanswered("shape", f"it returned {describe(returned)} where {expected} were expected")
    if vector.dtype.kind == "c":
        raise Unanswered("complex", "it returned complex numbers")
    if not np.isfinite(vector).all():
        raise Unanswered("non-finite", f"it returned {np.array2string(vector, threshold=6)}: not finite")
    return vector


def describe(value: Any) -> str:
    """A value in a few words, for a sentence."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, Opaque):
        return f"an object of type {value.kind}"
    array = as_array(value)
    if array is not None and array.ndim == 0:
        return f"the number {array.item()!r}"
    if array is not None:
        return f"an array of shape {array.shape}"
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} of ({', '.join(describe(item) for item in value[:4])})"
    return f"a {type(value).__name__}"


def vector_readings(
    answer: Answer, size: int, hints: tuple[tuple[str, ...], ...], histories: bool
) -> Iterator[Reading]:
    """Every way in which the answer holds a vector of this size, which begins with the intercept if it is split.

    histories: the last entry of a history counts as well.
    """
    found = leaves(answer.value, hints)
    for leaf in found:
        if leaf.array.size == size and leaf.array.ndim <= 2:
            weight = _vector_weight(leaf) * (0.2 if _is_entry(leaf, answer.value, size) else 1.0)
            weight *= 0.4 if any(_is_intercept_beside(other, leaf) for other in found) else 1.0
            yield Reading((leaf.path,), weight=weight, label=_label(leaf.path, leaf.hint))
            if size > 1:
                yield Reading((leaf.path,), roll=True, weight=weight * 0.4, label=_label(leaf.path, leaf.hint))
        elif (
            histories and leaf.array.ndim >= 2 and leaf.array.shape[0] > 1 and leaf.array[-1].size == size and size > 1
        ):
            yield Reading((leaf.path,), last=True, weight=0.2, label=f"the last row of {_label(leaf.path, leaf.hint)}")
    yield from _pairs(found, size)
    for reading in _pairs([*_ends(found, size)] if histories else [], size):
        yield replace(reading, weight=reading.weight * 0.3)
    if "theta" in answer.changed and np.size(answer.changed["theta"]) == size:
        yield Reading(changed=True, weight=0.9 if answer.value is None else 0.3, label="θ changed in place")


def _is_intercept_beside(other: Leaf, leaf: Leaf) -> bool:
    """Whether there is an intercept beside it: then it is the weights alone, and not the whole."""
    return other.array.size == 1 and not _within(other, leaf) and parameter(other.hint) == "b" and leaf.hint != ""


def _is_entry(leaf: Leaf, value: Any, size: int) -> bool:
    """Whether it is an entry of a list that is itself as long as θ, and has no name: a list of parameters, misread."""
    return isinstance(value, list) and len(value) == size and len(leaf.path) == 1 and not leaf.hint


def _ends(found: list[Leaf], size: int) -> Iterator[Leaf]:
    """The last entries of histories: a list of intercepts beside a list of weights."""
    for leaf in found:
        if leaf.array.ndim in (1, 2) and len(leaf.array) > size + 1:
            yield Leaf((*leaf.path, -1), leaf.array[-1], leaf.hint)


def _vector_weight(leaf: Leaf) -> float:
    meant = proposals(leaf.hint) if leaf.hint else {}
    if something_else(leaf.hint):
        return 0.05
    if meant.get("history", 0) > 0.6 or meant.get("predicted", 0) > 0.8:
        return 0.4
    return 1.0


def _pairs(found: list[Leaf], size: int) -> Iterator[Reading]:
    """(w, b) in either order: an array with a number, or for one feature two numbers."""
    meant = [leaf for leaf in found if not something_else(leaf.hint) and not is_cost(leaf.hint)]
    scalars = [leaf for leaf in meant if leaf.array.size == 1]
    for b in scalars:
        for w in meant:
            if w.array.size == size - 1 and w.array.ndim <= 2 and not _within(b, w):
                weight = _pair_weight(b, w, size) * (1.0 if _neighbours(b, w, found) else 0.5)
                yield Reading(
                    (b.path, w.path),
                    weight=weight,
                    label=f"intercept {_label(b.path, b.hint)}, weights {_label(w.path, w.hint)}",
                )
    if len(scalars) == size > 2:
        yield Reading(tuple(leaf.path for leaf in scalars), weight=0.8, label="its numbers in order")


def _within(one: Leaf, other: Leaf) -> bool:
    """Whether it is the other, or an entry of it."""
    return one.path[: len(other.path)] == other.path


def _neighbours(one: Leaf, other: Leaf, found: list[Leaf]) -> bool:
    """Whether they stand side by side in what holds both."""
    depth = next((k for k, (a, b) in enumerate(zip(one.path, other.path, strict=False)) if a != b), 0)
    places = list(dict.fromkeys(leaf.path[: depth + 1] for leaf in found if leaf.path[:depth] == one.path[:depth]))
    return abs(places.index(one.path[: depth + 1]) - places.index(other.path[: depth + 1])) == 1


def something_else(hint: str) -> bool:
    """Whether a name speaks of a setting or of the data rather than of parameters."""
    weights = proposals(hint) if hint else {}
    ours = max(weights.get(role, 0) for role in ("theta", "w", "b"))
    return ours == 0 and any(weights.get(role, 0) > 0.5 for role in ("lr", "k", "X", "y", "m", "d", "predicted"))


def _pair_weight(b: Leaf, w: Leaf, size: int) -> float:
    if size > 2:
        return 0.9
    meant_b, meant_w = parameter(b.hint), parameter(w.hint)
    if not meant_b and not meant_w:
        return 0.7 if b.path < w.path else 0.6
    return 1.0 if meant_b != "w" and meant_w != "b" else 0.05


def parameter(hint: str) -> str:
    """Whether a name speaks of the intercept ("b") or of a weight ("w"): `dj_db`, `m_gradient`, `theta1`."""
    quotient = re.fullmatch(r"d[a-zA-Z]{1,4}_?d_?([a-z]\w*)", hint)  # df_dw, dLdb
    meant = proposals(quotient[1] if quotient else hint) if hint else {}
    for prefix in ("dj_d", "dJ_d", "dj", "dJ", "grad_", "gradient_", "d_", "D_", "d", "D"):
        rest = hint.removeprefix(prefix)
        if rest != hint and rest and not (meant.get("b") or meant.get("w")):
            meant = proposals(rest)
    b, w = meant.get("b", 0), meant.get("w", 0)
    if b == w:
        return ""
    return "b" if b > w else "w"


def scalar_readings(answer: Answer, hints: tuple[tuple[str, ...], ...]) -> Iterator[Reading]:
    """Every number in the answer, the first first."""
    for place, leaf in enumerate(leaves(answer.value, hints)):
        if leaf.array.size == 1:
            yield Reading((leaf.path,), weight=1.0 / (1 + place), label=_label(leaf.path, leaf.hint))


def _label(path: Path, hint: str) -> str:
    place = "".join(f"[{step!r}]" for step in path)
    return f"{hint} ({place})" if hint and place else hint or place
