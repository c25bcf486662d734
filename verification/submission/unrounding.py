"""Results that are rounded to some places before they are returned, asked for as they are before that.

Four places are for whoever reads a result. What is rounded on its way, in a loop or in a function that a loop calls, is
left as it is: it changes every step after it. So is what is rounded to whole numbers.
"""

from __future__ import annotations

import ast

from verification.submission.syntax import called_within, names_called

_REPEATS = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp)
_ROUNDS = frozenset(["round", "around", "round_"])


class Unrounding(ast.NodeTransformer):
    """Replaces e.round(n), round(e, n) and np.round(e, n) by e outside loops, and notes the lines."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    def visit_For(self, node: ast.For) -> ast.For:
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        rounded = _rounded(node)
        if rounded is None:
            return node
        self.lines.append(node.lineno)
        return rounded


def unrounded(tree: ast.Module) -> list[int]:
    """Take the rounding out of the functions that no loop and not they themselves call, in place; where it stood."""
    repeated = called_within(tree, _REPEATS)
    transformer = Unrounding()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name not in repeated | names_called(function):
            transformer.generic_visit(function)
    return sorted(set(transformer.lines))


def _rounded(call: ast.Call) -> ast.expr | None:
    """What the call rounds to some places."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    if not given or not _is_places(given[-1]):
        return None
    match call.func:
        case ast.Name(id="round") if len(given) == 2:
            return given[0]
        case ast.Attribute(value=ast.Name(id="np" | "numpy" | "jnp"), attr=name) if name in _ROUNDS and len(given) == 2:
            return given[0]
        case ast.Attribute(value=value, attr="round") if len(given) == 1:
            return value
    return None


def _is_places(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and type(value.value) is int and value.value > 0
