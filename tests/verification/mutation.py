"""Mutants of a Python source: sign, factor, lost term, off by one, one at a time and by its syntax tree.

A mutant is told by its line and by what was changed, so that an equivalent one can be named with its proof.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class Mutant:
    """A changed source: where, what was there, what stands there now, and the whole."""

    function: str
    line: str
    before: str
    after: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.function}: {self.before} → {self.after} in {self.line}"

    def module(self, name: str, path: str) -> ModuleType:
        """The mutant, executed."""
        module = ModuleType(name)
        module.__file__ = path
        exec(compile(self.tree, path, "exec"), module.__dict__)
        return module


def mutants(source: str, *, logic: bool = False) -> Iterator[Mutant]:
    """Every mutant of the functions in a source; docstrings, annotations and messages are left alone.

    logic: change comparisons, and, or, not, True and False as well.
    """
    tree = ast.parse(source)
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        for node in _computed(function):
            for changed in [*_changes(node), *(_decisions(node) if logic else ())]:
                line = source.splitlines()[node.lineno - 1].strip()
                yield _mutant(tree, function.name, line, node, changed)


def _mutant(tree: ast.Module, function: str, line: str, node: ast.expr, changed: ast.expr) -> Mutant:
    memo = {id(node): ast.copy_location(changed, node)}
    mutated = ast.fix_missing_locations(copy.deepcopy(tree, memo))
    return Mutant(function, line, ast.unparse(node), ast.unparse(changed), mutated)


def _computed(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """The expressions of a function's own body, not those of functions within, of annotations or of f-strings."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.JoinedStr | ast.Raise):
            continue
        if isinstance(node, ast.expr):
            yield node
        waiting += [
            child for name, value in ast.iter_fields(node) if name != "annotation" for child in _children(value)
        ]


def _children(value: object) -> list[ast.AST]:
    if isinstance(value, list):
        return [v for v in value if isinstance(v, ast.AST)]
    return [value] if isinstance(value, ast.AST) else []


def _changes(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left, ast.Add(), right):
            yield ast.BinOp(left, ast.Sub(), right)  # sign
            yield left  # lost term
            yield right
        case ast.BinOp(left, ast.Sub(), right):
            yield ast.BinOp(left, ast.Add(), right)
            yield left
            yield ast.UnaryOp(ast.USub(), right)
        case ast.BinOp(left, ast.Mult() | ast.MatMult(), right):
            yield left  # lost factor
            yield right
        case ast.BinOp(left, ast.Div(), right):
            yield left
            yield ast.BinOp(left, ast.Mult(), right)
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Constant(bool()):
            return
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)  # factor, power, off by one
            yield ast.Constant(value - 1)
        case ast.Compare(left, [ast.Lt()], right):
            yield ast.Compare(left, [ast.LtE()], right)
        case ast.Compare(left, [ast.LtE()], right):
            yield ast.Compare(left, [ast.Lt()], right)


OPPOSITE = {ast.Eq: ast.NotEq, ast.Is: ast.IsNot, ast.Gt: ast.GtE, ast.In: ast.NotIn}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}


def _decisions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [operator], right) if type(operator) in OPPOSITE:
            yield ast.Compare(left, [OPPOSITE[type(operator)]()], right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
