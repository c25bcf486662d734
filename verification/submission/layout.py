"""How a problem is laid out for a stranger's function: for each role of a parameter, the expression that is passed.

The expressions are Python, over the names of the referee: X (m, n) the design matrix, y (m,), theta (n,), lr,
n_iterations, penalty (λ, which is 0 unless a regulariser is asked about). They are evaluated in the submission's
process, and shown in the report as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from verification.problem import Array
from verification.submission import numbered

# What is passed whatever the layout. There is no tolerance, penalty and momentum are 0 until they are asked about.
_ALWAYS = {
    "lr": "lr", "k": "n_iterations", "penalty": "penalty", "lasso": "0.0", "momentum": "momentum", "tolerance": "0.0",
    "flag": "False", "degree": "1", "batch": "len(y)", "seed": "0", "m": "len(y)", "history": "[]", "worst": "np.inf",
    "method": "'gd'", "norm": "None", "patience": "10**6", "every": "1", "component": "j",
}  # fmt: skip

# Samples on which a fit is only watched, and what they are beside.
HELD_OUT = {"held_out_X": "X", "held_out_y": "y"}
_FIRST_TWO = "[:2]"


def passes_held_out(expression: str) -> bool:
    """Whether a call is given held-out samples: a list of losses beside them may be theirs."""
    return _FIRST_TWO in expression


@dataclass(frozen=True)
class Layout:
    """One way of passing a problem.

    intercept: the design matrix must begin with ones. features: how many there must be, if not any number.
    own: the code adds the intercept itself, so X is passed without the ones but θ has n entries.
    """

    forms: dict[str, str] = field(hash=False)
    weight: float
    intercept: bool = False
    features: int | None = None
    own: bool = False

    def form(self, role: str) -> str | None:
        """The expression for a role, or None where this layout has none."""
        if role == "data":
            return f"{self.forms['X']}, {self.forms['y']}" if {"X", "y"} <= self.forms.keys() else None
        if role == "shape":
            return f"{self.forms['X']}.shape" if "X" in self.forms else None
        if role in HELD_OUT:  # fewer than those that train: who divides by their number, or trains with them, is seen
            form = self.forms.get(HELD_OUT[role], ".T")
            return None if ".T" in form or "[None" in form else f"{form}{_FIRST_TWO}"
        return self.forms.get(role) or numbered.form(role, self.forms) or _ALWAYS.get(role)


_SHAPES = {"flat": ("{}", 1.0), "column": ("{}[:, None]", 0.95)}


def layouts(roles: frozenset[str]) -> list[Layout]:
    """The layouts that have a form for each of these roles, the likeliest first."""
    found = [layout for layout in _all(roles) if all(layout.form(role) for role in roles)]
    return sorted(found, key=lambda layout: -layout.weight)


def of_so_many(roles: frozenset[str], features: int) -> list[Layout]:
    """The layouts for parameters that are numbered: the code puts the ones itself, or the intercept."""
    plain = (layout for layout in layouts(roles) if layout.own and layout.forms["theta"] in ("theta", "theta.tolist()"))
    return [replace(layout, weight=layout.weight / 0.6, features=features) for layout in plain]


def _all(roles: frozenset[str]) -> Iterator[Layout]:
    if "points" in roles or "frame" in roles:
        yield from _tables(roles)
        return
    if {"w", "b"} <= roles or "b" in roles:
        yield from _split()
    else:
        yield from _together()
    if "w" in roles and "b" not in roles:
        yield Layout({"X": "X[:, 0]", "y": "y", "w": "theta[0]", "predicted": "X @ theta"}, 0.6, features=1)


def _together() -> Iterator[Layout]:
    """θ as one vector: over X with the ones in it, over X without them, or as a pair (intercept, slope)."""
    for (y, y_weight), (t, t_weight) in product(_SHAPES.values(), repeat=2):
        weight = y_weight * t_weight * (1.0 if y == t else 0.7)
        common = _vectors(y, t)
        yield Layout({**common, "X": "X", "d": "X.shape[1]"}, weight)
        yield Layout({**common, "X": "X[:, 1:]", "d": "X.shape[1] - 1"}, weight * 0.6, intercept=True, own=True)
        yield Layout({**common, "X": "X", "d": "X.shape[1]"}, weight * 0.15, intercept=True, features=3)
        yield Layout({**common, "X": "X", "d": "2"}, weight * 0.55, intercept=True, features=1)
        yield Layout({**common, "X": "X[:, 1]", "d": "1"}, weight * 0.5, intercept=True, features=1)
        yield Layout({**common, "X": "X[:, 1:]", "d": "1"}, weight * 0.35, intercept=True, features=1)
    lists = {"y": "y.tolist()", "theta": "theta.tolist()", "w": "theta.tolist()"}
    yield Layout({**lists, "X": "X.tolist()", "d": "X.shape[1]"}, 0.4)
    yield Layout({**lists, "X": "X[:, 1:].tolist()", "d": "X.shape[1] - 1"}, 0.3, intercept=True, own=True)
    yield Layout({**lists, "X": "X[:, 1].tolist()"}, 0.35, intercept=True, features=1)
    for t in ("{}[:, None]", "{}[None, :]", "{}"):
        across = _vectors("{}[None, :]", t)
        yield Layout({**across, "X": "X.T", "d": "X.shape[1]"}, 0.3)
        yield Layout({**across, "X": "X[:, 1:].T", "d": "X.shape[1] - 1"}, 0.2, intercept=True, own=True)
    yield Layout({**_vectors("{}[:, None]", "{}[None, :]"), "X": "X", "d": "X.shape[1]"}, 0.3)
    yield Layout({**_vectors("{}", "{}[None, :]"), "X": "X", "d": "X.shape[1]"}, 0.28)
    yield Layout({**_vectors("{}", "{}"), "X": "X.T", "d": "X.shape[1]"}, 0.2)
    matrices = {"y": "np.asmatrix(y).T", "theta": "np.asmatrix(theta).T", "w": "np.asmatrix(theta).T"}
    yield Layout({**matrices, "X": "np.asmatrix(X)", "d": "X.shape[1]"}, 0.25)
    row = {"y": "np.asmatrix(y).T", "theta": "np.asmatrix(theta)", "w": "np.asmatrix(theta)"}
    yield Layout({**row, "X": "np.asmatrix(X)", "d": "X.shape[1]"}, 0.25)


def _vectors(y: str, theta: str) -> dict[str, str]:
    residual = "(" + "X @ theta - y" + ")"
    return {
        "y": y.format("y"), "theta": theta.format("theta"), "w": theta.format("theta"),
        "predicted": y.format("(X @ theta)"), "residual": y.format(residual),
    }  # fmt: skip


def _split() -> Iterator[Layout]:
    """θ as weights and intercept apart."""
    for (y, y_weight), w in product(_SHAPES.values(), ("theta[1:]", "theta[1:, None]", "theta[None, 1:]")):
        agree = (":, None" in y) == (", None" in w or "None," in w)
        weight = y_weight * (1.0 if agree else 0.7) * (0.5 if "None, 1" in w else 1.0)
        forms = {**_vectors(y, "{}"), "w": w, "b": "theta[0]", "X": "X[:, 1:]", "d": "X.shape[1] - 1"}
        yield Layout(forms, weight, intercept=True)
    for y, x in product(("y", "y[:, None]"), ("X[:, 1]", "X[:, 1:]")):
        agree = (":, None" in y) == ("1:" in x)
        weight = 0.5 * (1.0 if agree else 0.3) * (1.0 if y == "y" else 0.8)
        forms = {**_vectors(y.replace("y", "{}"), "{}"), "w": "theta[1]", "b": "theta[0]", "X": x, "d": "1"}
        yield Layout(forms, weight, intercept=True, features=1)
    for y in _SHAPES:  # rows (1, x): X[j][1] beside two numbers
        forms = {**_vectors(_SHAPES[y][0], "{}"), "w": "theta[1]", "b": "theta[0]", "X": "X", "d": "1"}
        yield Layout(forms, 0.14, intercept=True, features=1)
    lists = {"y": "y.tolist()", "b": "float(theta[0])"}
    yield Layout({**lists, "X": "X[:, 1].tolist()", "w": "float(theta[1])"}, 0.3, intercept=True, features=1)
    yield Layout(
        {**lists, "X": "X[:, 1:].tolist()", "w": "theta[1:].tolist()", "d": "X.shape[1] - 1"}, 0.3, intercept=True
    )
    across = {**_vectors("{}[None, :]", "{}"), "X": "X[:, 1:].T", "b": "theta[0]", "d": "X.shape[1] - 1"}
    for w in ("theta[1:, None]", "theta[None, 1:]", "theta[1:]"):
        yield Layout({**across, "w": w}, 0.25, intercept=True)
    yield Layout({**across, **_vectors("{}", "{}"), "w": "theta[1:]", "X": "X[:, 1:].T"}, 0.2, intercept=True)


def _tables(roles: frozenset[str]) -> Iterator[Layout]:
    """Samples as rows (x, y): an array of two columns, a list of pairs."""
    table = "np.column_stack([X[:, 1], y])"
    parts = {"w": "theta[1]", "b": "theta[0]", "theta": "theta", "d": "1"}
    yield Layout({**parts, "points": table}, 1.0, intercept=True, features=1)
    yield Layout({**parts, "points": table + ".tolist()"}, 0.7, intercept=True, features=1)
    wide = "np.column_stack([X[:, 1:], y])"
    yield Layout({"theta": "theta", "points": wide, "d": "X.shape[1] - 1"}, 0.6, intercept=True, own=True)
    yield Layout({"theta": "theta.tolist()", "points": wide + ".tolist()"}, 0.5, intercept=True, own=True)
    for ending, doubt in (("", 0.35), (".tolist()", 0.25)):
        yield Layout({**parts, "points": f"np.column_stack([X, y]){ending}"}, doubt, intercept=True, features=1)
    if "target" in roles:
        yield from named_tables({"theta": "theta", "w": "theta[1:]", "b": "theta[0]"}, own="w" not in roles)
    frame = "pd.DataFrame({{'x': X[:, 1], 'y': y}})"
    if "frame" in roles:
        yield Layout({**parts, "frame": frame.format()}, 0.5, intercept=True, features=1)


def named_tables(start: dict[str, str], own: bool = False) -> Iterator[Layout]:
    """A data frame of all features and the target, with their names."""
    forms = {"frame": NAMED, "target": "'y'", "d": "X.shape[1] - 1", **start}
    yield Layout({**forms, "columns": "[f'x{j}' for j in range(1, X.shape[1])]"}, 0.6, intercept=True, own=own)
    one = {"columns": "'x1'", "w": "theta[1]"}
    yield Layout({**forms, **one}, 0.5, intercept=True, features=1, own=own)


NAMED = "pd.DataFrame({**{f'x{j}': X[:, j] for j in range(1, X.shape[1])}, 'y': y})"


@dataclass(frozen=True, eq=False)
class Trial:
    """The numbers at which bindings are tried: nothing symmetric, m ≠ n, two sizes."""

    X: Array
    y: Array
    theta: Array
    lr: float = 2.0**-7
    k: int = 9

    def names(self, lr: float | None = None, k: int | None = None) -> dict[str, object]:
        """The names of the referee, bound to copies."""
        return {
            "X": self.X.copy(), "y": self.y.copy(), "theta": self.theta.copy(),
            "lr": self.lr if lr is None else lr, "n_iterations": self.k if k is None else k,
        }  # fmt: skip


def squared(trial: Trial, size: int) -> Trial:
    """The first samples of a trial."""
    return replace(trial, X=trial.X[:size], y=trial.y[:size])


_NUMBERS = np.array([3, 1, 4, -1, 5, 9, -2, 6, 5, 3, 5, 8, -9, 7, 9, 3, 2, 3, 8, 4, 6, -2, 6, 4, 3, 3, 8, 3, 2, 7]) / 4
_TARGETS = np.array([2, 7, -1, 8, 2, 8, 1]) / 2
_THETA = np.array([1.5, -0.75, 2.25, 0.5])


def trials(intercept: bool, features: int | None) -> list[Trial]:
    """Two problems of different sizes that fit a layout."""
    sizes = [(5, features or 2), (7, features or 3)]
    return [_trial(m, d, intercept) for m, d in sizes]


def _trial(m: int, d: int, intercept: bool) -> Trial:
    X = _NUMBERS[: m * d].reshape(m, d)
    X = np.hstack([np.ones((m, 1)), X]) if intercept else X
    return Trial(X, _TARGETS[:m], _THETA[: X.shape[1]])
