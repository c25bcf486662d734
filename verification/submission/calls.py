"""How a file calls its own code: what it passes for each parameter, and in which order it asks an object."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from verification.submission.anatomy import Parameter, Routine
from verification.submission.syntax import last_name
from verification.submission.words import proposals


class Calls:
    """The calls in a text, by the last name of what is called."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.by_name: dict[str, list[ast.Call]] = {}
        self.choices: dict[str, list[str]] = {}
        self.signs: dict[str, set[int]] = {}
        for node in ast.walk(tree):
            for name, sign in _residual(node):
                self.signs.setdefault(name, set()).add(sign)
            for compared, text in _choices(node):
                self.choices.setdefault(compared, []).append(text)
            if isinstance(node, ast.Call) and not any(isinstance(one, ast.Starred) for one in node.args):
                self.by_name.setdefault(last_name(node.func), []).append(node)

    def told(self, one: Routine, name: str = "") -> Routine:
        """The routine with, for each parameter, the names and numbers that the file passes for it."""
        calls = self.by_name.get(name or one.name, [])
        parameters = tuple(
            replace(
                parameter,
                given=tuple(dict.fromkeys(_passed(calls, place, parameter.name))),
                choices=tuple(dict.fromkeys(self.choices.get(parameter.name, ()))),
            )
            for place, parameter in enumerate(one.parameters)
        )
        return replace(one, parameters=tuple(map(self._signed, parameters)))

    def _signed(self, parameter: Parameter) -> Parameter:
        """The parameter, marked if what is passed for it is y − ŷ."""
        turned = any(self.signs.get(name) == {-1} for name in parameter.given)
        return replace(parameter, uses=parameter.uses | {"y_first"}) if turned else parameter

    def sequence(self, name: str) -> list[str]:
        """The methods that the file calls of an object of this class, in its order, as far as they are statements."""
        holders = {
            ast.unparse(node.targets[0])
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and last_name(node.value.func) == name
        }
        found = [
            (node.lineno, node.col_offset, node.func.attr)
            for calls in self.by_name.values()
            for node in calls
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in holders
            if not node.func.attr.startswith("__")
        ]
        return list(dict.fromkeys(method for _, _, method in sorted(found)))


def _residual(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The name in `error = y_hat - y`, and 1; in `error = y - y_hat`, and −1."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(left=left, op=ast.Sub(), right=right)):
            if _is_target(left) != _is_target(right):
                yield name, -1 if _is_target(left) else 1


def _is_target(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and proposals(node.id).get("y", 0) > 0.6


def _choices(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The name in `method == "gd"` and `self.method in ("gd", "sgd")`, with each text."""
    match node:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.In()], comparators=[right]):
            texts = [part.value for part in ast.walk(right) if isinstance(part, ast.Constant)]
            yield from ((last_name(left), text) for text in texts if isinstance(text, str) and last_name(left))


def _passed(calls: list[ast.Call], place: int, name: str) -> Iterator[str]:
    for call in calls:
        named = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
        value = call.args[place] if place < len(call.args) else named
        if isinstance(value, ast.Attribute):
            yield value.attr
        elif isinstance(value, (ast.Name, ast.Constant)):
            yield ast.unparse(value)
