"""Classes that bring data of their own: their constructor is asked as if it took the data, and the start."""

from __future__ import annotations

from dataclasses import replace

from verification.submission.anatomy import Blueprint, Parameter, Routine
from verification.submission.words import goal_weights, proposals, split

_DATA = ("X", "y", "points", "frame")
_KEPT = {"X": 0.8, "y": 0.8, "w": 0.9, "b": 0.9, "theta": 0.9, "m": 0.5}
"""What an attribute may stand for, and how clearly its name has to say so."""

_COLUMNS = frozenset(["column", "columns", "col", "cols"])


def with_data_passed(one: Blueprint) -> Blueprint:
    """A class that takes no data and keeps some: made by `filled(Model)(lr=…, X=…, y=…)`. Any other as it is."""
    constructor = one.methods.get("__init__")
    first = {role: name for name in reversed(one.attributes) if (role := _role(name))}
    held = {name: role for role, name in first.items()}
    if constructor is None or _takes_data(one) or not {"X", "y"} <= set(held.values()):
        return one
    taken = {parameter.name for parameter in constructor.parameters}
    own = tuple(replace(parameter, keyword=True) for parameter in constructor.parameters)
    kept = tuple(Parameter(name, keyword=True) for name in held if name not in taken)
    methods = {**one.methods, "__init__": replace(constructor, parameters=(*own, *kept))}
    return replace(one, methods=methods, maker=f"filled({one.name})")


def _role(name: str) -> str:
    """What an attribute of this name stands for, or ""."""
    meant = {} if _COLUMNS & set(split(name)) else proposals(name)
    likely = [(meant.get(role, 0), role) for role, least in _KEPT.items() if meant.get(role, 0) >= least]
    return max(likely, default=(0, ""))[1]


def _takes_data(one: Blueprint) -> bool:
    """Whether the constructor, or a method that is named for training, a cost or a gradient, is given data."""
    asked = [method for method in one.methods.values() if method.name == "__init__" or _is_asked(method)]
    return any(proposals(p.name).get(role, 0) > 0.5 for method in asked for p in method.parameters for role in _DATA)


def _is_asked(method: Routine) -> bool:
    return bool(goal_weights(method.name).keys() & {"descend", "cost", "gradient", "step"})
