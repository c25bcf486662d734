"""Right functions for code that wants to be handed a cost and its derivative, and stands in a file that has none."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from verification.submission.anatomy import Routine
from verification.submission.reading import parameter
from verification.submission.roles import Assignment
from verification.submission.words import proposals

_COST = "np.sum(({r}) ** 2) / (2 * len({y}))"
_SLOPES = {"theta": "np.dot({X}.T, {r}) / len({y})", "w": "np.dot({X}.T, {r}) / len({y})", "b": "np.mean({r})"}


def handed_in(role: str, routine: Routine, assignment: Assignment) -> str:
    """J or ∇J as a function of what the body hands to its parameter, `derivative(X, y, theta)`, or ""."""
    name = next((parameter.name for parameter, given in assignment.parameters if given == role), "")
    roles = {parameter.name: given for parameter, given in assignment.parameters}
    for names, targets in _calls_of(name, routine.node):
        places = {roles.get(argument) or _likeliest(argument): argument for argument in names}
        whole = "theta" in places
        entries = ["theta"] if whole else [parameter(target) for target in targets]
        predicted = "np.dot({X}, {theta})" if whole else "np.dot({X}, {w}) + {b}"
        if not {"X", "y", *(["theta"] if whole else ["w", "b"])} <= places.keys():
            continue
        r = f"({predicted} - {{y}})".format(**places)
        if role == "cost_function":
            return f"(lambda {', '.join(names)}: {_COST.format(r=r, **places)})"
        if role == "gradient_function" and sorted(entries) in (["theta"], ["b", "w"]):
            slopes = ", ".join(_SLOPES[entry].format(r=r, **places) for entry in entries)
            return f"(lambda {', '.join(names)}: ({slopes}))"
    return ""


def _calls_of(name: str, function: ast.AST) -> Iterator[tuple[list[str], list[str]]]:
    """The names that are passed wherever it is called with names alone, and those that get what it returns."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=ast.Call(func=ast.Name(id=called), args=args)) if called == name:
                targets = target.elts if isinstance(target, ast.Tuple) else [target]
            case ast.Call(func=ast.Name(id=called), args=args) if called == name:
                targets = []
            case _:
                continue
        if all(isinstance(argument, ast.Name) for argument in args):
            yield [ast.unparse(argument) for argument in args], [ast.unparse(target) for target in targets]


def _likeliest(name: str) -> str:
    """The role that a name most likely has."""
    weights = proposals(name)
    return max(weights, key=lambda role: weights[role], default="")
