"""Functions of one sample: asked for each of the samples, and averaged; for a cost that is a sum, summed.

`gradient(x_i, y_i, w, b)` is no wrong gradient of all samples, though it answers for all of them with an array. Which
is meant, the file says: it passes x[i], or what a loop takes out of its samples.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from verification.implementation import Unanswered
from verification.submission import truth
from verification.submission.choosing import convention_of
from verification.submission.functions import Attempt, Binder, Bound, Call
from verification.submission.roles import arguments
from verification.submission.words import goal_weights

_OF_ONE = {
    "X": "X[i]", "X[:, 1:]": "X[i, 1:]", "X[:, 1]": "X[i, 1]", "y": "y[i]",
    "(X @ theta)": "(X[i] @ theta)", "(X @ theta - y)": "(X[i] @ theta - y[i])",
}  # fmt: skip
_SINGLE = re.compile(r"[xy]_?(i|j|k|t|n|point|sample|single)|(xx|yy)|(one_)?(sample|point|row)(_[xy])?")
_CALLS = 6


def add_of_one_sample(binder: Binder, tree: ast.AST, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """What takes one sample stands for its goal, where nothing that takes all of them does."""
    for goal in ("step", "descend"):  # what steps with one sample is no descent over all of them
        stepping = [one for one in attempts if goal in chosen and one.routine is chosen[goal].call.routine]
        if stepping and not chosen[goal].right and takes_one(stepping[0], tree):
            del chosen[goal]
    for attempt, goal in product(attempts, ("cost", "gradient")):
        if goal_weights(attempt.routine.name).get(goal):
            wanted = goal not in chosen or not chosen[goal].right
            if wanted and takes_one(attempt, tree) and (found := _bound(binder, goal, attempt, chosen)):
                chosen[goal] = found


def takes_one(attempt: Attempt, tree: ast.AST) -> bool:
    """Whether the file passes single samples to a function, or calls its parameters so."""
    single = set(_single_names(tree))
    name, parameters = attempt.routine.name, attempt.routine.parameters
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]
    passed = [value for call in calls for value in call.args]
    if any(_is_entry(value) or ast.unparse(value) in single for value in passed):
        return True
    return not calls and any(_SINGLE.fullmatch(parameter.name) for parameter in parameters)


def _single_names(tree: ast.AST) -> Iterator[str]:
    """What is taken out of the samples one at a time: xi = x[i]; for x, y in zip(xs, ys)."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_entry(value):
                yield name
            case ast.For(target=ast.Tuple(elts=parts), iter=ast.Call(func=ast.Name(id="zip" | "enumerate"))):
                yield from (part.id for one in parts for part in ast.walk(one) if isinstance(part, ast.Name))


def _is_entry(value: ast.expr) -> bool:
    """`x[i]`, `X[i, :]`: an entry of the samples by a number that changes, not a part of them."""
    if not isinstance(value, ast.Subscript) or ast.unparse(value.value)[:1].lower() not in ("x", "y", "d", "p"):
        return False
    index = value.slice.elts[0] if isinstance(value.slice, ast.Tuple) else value.slice
    return isinstance(index, ast.Name) and len(index.id) <= 3


def _bound(binder: Binder, goal: str, attempt: Attempt, chosen: dict[str, Bound]) -> Bound | None:
    """The call for each of the samples that is right, or else the most natural that answers."""
    sums = "cost" in chosen and convention_of(binder.driver, chosen["cost"]) in truth.SUMS
    together = "summed" if sums else "averaged"
    calls = [one for call in binder.calls(attempt.routine) if (one := _for_each(call, together)) is not None]
    found: list[Bound] = []
    for call in calls[:_CALLS]:
        try:
            found += [bound for bound in binder.readings(call)[0] if bound.goal == goal]
        except Unanswered:
            continue
    return max(found, key=lambda bound: (bound.right, bound.weight), default=None)


def _for_each(call: Call, together: str) -> Call | None:
    """The call of one sample, averaged over all of them or summed."""
    layout = call.layout
    forms = {role: _OF_ONE.get(form, form) for role, form in layout.forms.items()}
    own = {role: replace(layout, forms=forms).form(role) or "" for role in call.roles}
    taken = [own[role] for role in call.roles & {"X", "y", "predicted", "residual"}]
    if not taken or not all("[i" in form for form in taken) or call.settings:
        return None
    text = f"{call.routine.call}({arguments(call.assignment, own)})"
    return replace(call, expression=f"{together}([{text} for i in range(len(y))])")
