"""Parameters that hold the weights and the intercept apart: `w, b = params`, params["b"], params[0] * x + params[1]."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from verification.submission.syntax import is_feature, is_product
from verification.submission.words import proposals

Key = int | str
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def held(function: Function, name: str) -> tuple[tuple[Key, str], ...]:
    """The keys under which a parameter has the weights, "w", and the intercept, "b"; none where it is a vector.

    θ₀ + θ₁x is a vector as the referee has it, the intercept first, and no exception. params[:-1] and params[-1] are
    one with the intercept last: the key of both is then -1.
    """
    sliced = {ast.unparse(node.slice) for node in ast.walk(function) if _of(node, name)}
    if sliced >= {":-1", "-1"}:
        return ((-1, "w"), (-1, "b"))
    places: dict[Key, ast.expr] = {}
    for key, place in _places(function, name):
        places.setdefault(key, place)
    roles = {key: _role(function, place) for key, place in places.items()}
    if len(places) == 2 and list(roles.values()).count("") == 1:  # what is not the one is the other
        other = {"w": "b", "b": "w"}[max(roles.values())]
        roles = {key: role or other for key, role in roles.items()}
    plain = roles == {0: "b", 1: "w"} and not any(isinstance(place, ast.Name) for place in places.values())
    return tuple(sorted(roles.items(), key=str)) if sorted(roles.values()) == ["b", "w"] and not plain else ()


def _of(node: ast.AST, name: str) -> TypeGuard[ast.Subscript]:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name


def holds_data(function: Function, name: str) -> bool:
    """Whether it has X in its first place and y in its second: `self.x = data[0]`, `y = data[1]`."""
    said: dict[Key, dict[str, float]] = {}
    for key, place in _places(function, name):
        said.setdefault(key, proposals(ast.unparse(place).rpartition(".")[2]))
    return len(said) == 2 and said.get(0, {}).get("X", 0) > 0.8 and said.get(1, {}).get("y", 0) > 0.8


def handed_on(function: Function, name: str) -> Iterator[tuple[str, int]]:
    """The functions, and methods of the same object, to which a parameter is passed as it is, and in which place."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and any(isinstance(given, ast.Name) and given.id == name for given in node.args):
            called = ast.unparse(node.func).removeprefix("self.")
            places = [place for place, given in enumerate(node.args) if ast.unparse(given) == name]
            yield from ((called, place) for place in places)


def _places(function: Function, name: str) -> Iterator[tuple[Key, ast.expr]]:
    """Each key with the expression that has what stands there."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=[ast.Name() as one, ast.Name() as two])], value=ast.Name(id=held)):
                if held == name:
                    yield from ((0, one), (1, two))
            case ast.Assign(
                targets=[ast.Name() | ast.Attribute() as one], value=ast.Subscript(slice=ast.Constant() as key) as part
            ):
                if _of(part, name) and isinstance(key.value, int | str):
                    yield key.value, one
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(names) == len(values):
                for each, value in zip(names, values, strict=True):
                    if _of(value, name) and isinstance(value.slice, ast.Constant):
                        yield value.slice.value, each  # type: ignore[misc]
            case ast.Subscript(value=ast.Name(id=held), slice=key) if held == name:
                fixed = isinstance(key, ast.Constant) and isinstance(key.value, (int, str))
                yield (key.value if fixed else "…"), node  # type: ignore[attr-defined]


def _role(function: Function, place: ast.expr) -> str:
    """What stands in a place: the factor of a feature is a weight, what is added to such a product an intercept."""
    said = ast.unparse(place)
    for node in ast.walk(function):
        match node:
            case ast.BinOp(left=left, op=ast.Mult() | ast.MatMult(), right=right) if said in _texts(left, right):
                if is_feature(left) or is_feature(right):
                    return "w"
            case ast.Call(func=ast.Attribute(attr="dot", value=left), args=[*_, right]) if said in _texts(left, right):
                return "w"
            case ast.BinOp(left=left, op=ast.Add(), right=right) if said in _texts(left, right):
                if is_product(left) or is_product(right) or "dot(" in ast.unparse(node):
                    return "b"
    return _named(place)


def _texts(*nodes: ast.expr) -> list[str]:
    return [ast.unparse(node) for node in nodes]


def _text(key: ast.expr) -> str:
    return str(getattr(key, "value", ""))


def _named(place: ast.expr) -> str:
    """What the name or the key of a place speaks of."""
    key = place.slice if isinstance(place, ast.Subscript) else place
    name = ast.unparse(key).rpartition(".")[2] if isinstance(key, ast.Name | ast.Attribute) else _text(key)
    meant = proposals(name)
    w, b = meant.get("w", 0), meant.get("b", 0)
    return "" if max(w, b) < 0.5 or w == b else "w" if w > b else "b"
