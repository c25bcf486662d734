"""θ₀, θ₁, θ₂ and x₁, x₂, each by a name of its own: numbered names stand for the entries of θ and the columns of X.

`cost(w1, w2, b, x1, x2, y)` takes two features, no more and no fewer. Where w₁, w₂, w₃ stand beside x₁, x₂ and there is
no b, one of them is the intercept: the first or the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verification.submission.words import proposals

_NUMBERED = re.compile(r"(\w*?[a-zA-Zθβ])_?(\d)((?:_[a-zA-Z]\w*)?)")
_ROLE = re.compile(r"(theta|X)_(\d)")


def base(role: str) -> str:
    """The role of the whole of which this is an entry or a column."""
    told = _ROLE.fullmatch(role)
    return told[1] if told else role


def form(role: str, forms: dict[str, str]) -> str | None:
    """The expression for an entry of θ or a column of X; None for any other role."""
    told = _ROLE.fullmatch(role)
    if told is None:
        return None
    if told[1] == "theta":
        return f"float(theta[{told[2]}])" if forms.get("X", "").endswith(".tolist()") else f"theta[{told[2]}]"
    return f"X[:, {told[2]}]{'.tolist()' if forms.get('X', '').endswith('.tolist()') else ''}"


def numberings(names: Iterable[str], alone: bool = False) -> list[tuple[dict[str, str], int]]:
    """The roles of names that are numbered, each with the number of features, if there are more than one.

    alone: whether entries of θ may be numbered where no columns of X are: w1 and w2 beside one x may be a parabola.
    """
    names = list(names)
    entries, columns = _group(names, ("theta", "w", "b")), _group(names, ("X",))
    b = next((name for name in names if name not in entries.values() and proposals(name).get("b", 0) > 0.8), "")
    d = _features(sorted(entries), sorted(columns), bool(b))
    if d is None or (not columns and not alone) or _group(names, ("y",)):
        return []
    if columns and sorted(columns) not in ([*range(1, d + 1)], [*range(d + 1)]):
        return []
    of_columns = {name: f"X_{j}" for j, name in columns.items()}
    return [({**of_columns, **roles}, d) for roles in _ways(entries, b)]


def _features(entries: list[int], columns: list[int], b: bool) -> int | None:
    """How many features there are; None where there is one or none that is numbered."""
    d = columns[-1] if columns else len(entries) - (0 if b else 1)
    fits = not entries or len(entries) == d + (0 if b else 1)
    return d if d > 1 and fits and (columns or entries) else None


def _ways(entries: dict[int, str], b: str) -> list[dict[str, str]]:
    """Which entry each name stands for."""
    in_order = [entries[j] for j in sorted(entries)]
    if not entries:
        return [{}]
    if b:
        return [{b: "theta_0", **{name: f"theta_{j}" for j, name in enumerate(in_order, 1)}}]
    first = {name: f"theta_{j}" for j, name in enumerate(in_order)}
    last = {**{name: f"theta_{j}" for j, name in enumerate(in_order[:-1], 1)}, in_order[-1]: "theta_0"}
    return [first] if 0 in entries else [first, last]


def _group(names: list[str], wanted: tuple[str, ...]) -> dict[int, str]:
    """The largest group of numbered names whose stem has one of these roles, by their numbers: 0 or 1 and on."""
    groups: dict[tuple[str, str], dict[int, str]] = {}
    for name in names:
        told = _NUMBERED.fullmatch(name)
        meant = proposals(told[1]) if told else {}
        if told and max((meant.get(role, 0) for role in wanted), default=0) >= max(meant.values(), default=1):
            groups.setdefault((told[1], told[3]), {})[int(told[2])] = name
    found = max(groups.values(), key=len, default={})
    whole = len(found) > 1 and min(found) < 2 and sorted(found) == [*range(min(found), max(found) + 1)]
    return found if whole else {}
