"""The same transcription with one thing wrong: a sign, a factor, a lost term, a lost mean, a swapped index.

A mutant has to be told from the equation at one of the points at which the equation itself was checked. One that
computes the same thing after all is listed with its proof (`binding.equivalent`).
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from tests.docs.equations.binding import Case, Check, Mismatch, Transcription, called

INTERCHANGEABLE = [  # arguments of the same kind, one of which may be taken for another
    {"theta", "theta_star", "phi", "v", "top", "bottom", "x"},
    {"alpha", "L", "mu", "t", "c", "h", "target"},
]


@dataclass(frozen=True)
class Mutant:
    """name: the change, old → new, with a number where the same change is made in several places."""

    name: str
    function: Transcription


def mutants(check: Check) -> list[Mutant]:
    """All of them, each with one change."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(check.function)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list, function.body = [], function.body[1:]  # the docstring is the first statement
    found: list[Mutant] = []
    names: dict[str, int] = {}
    for address, replacement in _changes(function):
        mutated = copy.deepcopy(function)
        old = _replace(mutated, address, replacement)
        name = f"{_short(old)} → {_short(replacement)}"
        names[name] = names.get(name, 0) + 1
        name += f" (#{names[name]})" if names[name] > 1 else ""
        found.append(Mutant(name, _compiled(mutated, check)))
    return found


def survivors(check: Check) -> tuple[list[Mutant], list[str]]:
    """All mutants of a check, and the names of those that no case tells from it."""
    cases, all_mutants = check.cases(tracked=False), mutants(check)
    return all_mutants, [mutant.name for mutant in all_mutants if not _killed(mutant, cases)]


def _killed(mutant: Mutant, cases: list[Case]) -> bool:
    """A mutant is told by a wrong number at one of the points, or because it yields no number at any of them.

    A root that is not rational (`ValueError`) is a wrong number, too: the right one is.
    """
    crashes = 0
    for case in cases:
        try:
            case.accept(called(mutant.function, case.arguments))
        except (Mismatch, ValueError):
            return True
        except (IndexError, ZeroDivisionError):
            crashes += 1
    return crashes == len(cases)


WHOLE = (ast.Return, ast.Assign, ast.List, ast.Tuple, ast.ListComp, ast.GeneratorExp)  # what holds whole expressions
Address = tuple[tuple[str, int | None], ...]


def _changes(function: ast.FunctionDef) -> Iterator[tuple[Address, ast.expr]]:
    """Where to change something, and into what."""
    arguments = {argument.arg for argument in function.args.args}
    for address, node, parent, scope in _walk(function, None, (), frozenset()):
        if isinstance(node, ast.expr):
            for replacement in _replacements(node, scope, arguments):
                yield address, replacement
            if isinstance(parent, WHOLE) and address[-1][0] != "generators" and _is_number(node):
                yield address, ast.UnaryOp(ast.USub(), node)
                yield address, ast.BinOp(ast.Constant(2), ast.Mult(), node)


def _replacements(node: ast.expr, scope: frozenset[str], arguments: set[str]) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Constant):
        yield from _other_arithmetic(node)
    elif isinstance(node, ast.Call | ast.Compare):
        yield from _other_calls(node)
    elif isinstance(node, ast.Subscript):
        yield from _other_indices(node, scope)
    elif isinstance(node, ast.Name) and node.id in arguments:
        for kind in INTERCHANGEABLE:
            if node.id in kind:
                yield from (ast.Name(other) for other in sorted((kind & arguments) - {node.id}))


def _other_arithmetic(node: ast.expr) -> Iterator[ast.expr]:
    """A sign, a lost term, a lost factor, a lost mean, another power, another constant."""
    match node:
        case ast.BinOp(left, ast.Add() | ast.Sub() as sign, right):
            yield ast.BinOp(left, ast.Sub() if isinstance(sign, ast.Add) else ast.Add(), right)
            yield from (left, right)
        case ast.BinOp(left, ast.Mult(), right):
            yield from (left, right)
        case ast.BinOp(left, ast.Div(), _):
            yield left
        case ast.BinOp(left, ast.Pow(), right):
            yield from (left, ast.BinOp(left, ast.Pow(), ast.BinOp(right, ast.Add(), ast.Constant(1))))
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)


def _other_calls(node: ast.expr) -> Iterator[ast.expr]:
    """A sum that loses its first or last term, an absolute value or a maximum lost, another comparison."""
    match node:
        case ast.Call(ast.Name("range"), [*start, stop]):
            yield ast.Call(ast.Name("range"), [*start, ast.BinOp(stop, ast.Sub(), ast.Constant(1))], [])
            first = ast.BinOp(start[0], ast.Add(), ast.Constant(1)) if start else ast.Constant(1)
            yield ast.Call(ast.Name("range"), [first, stop], [])
        case ast.Call(ast.Name("abs"), [inner]):
            yield inner
        case ast.Call(ast.Name("max"), [first, second]):
            yield from (first, second)
        case ast.Compare(left, [ast.Lt() | ast.LtE() as sign], right):
            yield ast.Compare(left, [ast.LtE() if isinstance(sign, ast.Lt) else ast.Lt()], right)
            yield ast.Compare(left, [ast.Gt()], right)


def _other_indices(node: ast.Subscript, scope: frozenset[str]) -> Iterator[ast.expr]:
    """Two indices exchanged, or one of them replaced by another that is in scope."""
    match node:
        case ast.Subscript(ast.Subscript(matrix, i), j) if ast.dump(i) != ast.dump(j):
            yield ast.Subscript(ast.Subscript(matrix, j), i)
            yield from (ast.Subscript(ast.Subscript(matrix, other), j) for other in _others(i, scope))
            yield from (ast.Subscript(ast.Subscript(matrix, i), other) for other in _others(j, scope))
        case ast.Subscript(ast.Name() as vector, i):
            yield from (ast.Subscript(vector, other) for other in _others(i, scope))


def _others(index: ast.expr, scope: frozenset[str]) -> list[ast.expr]:
    """The other indices in scope at this place."""
    if not isinstance(index, ast.Name):
        return []
    return [ast.Name(name) for name in sorted(scope - {index.id})]


def _is_number(node: ast.expr) -> bool:
    return not isinstance(node, ast.List | ast.ListComp | ast.Tuple | ast.GeneratorExp | ast.Name)


def _is_setup(value: ast.expr) -> bool:
    """Sizes, and equations that have checks of their own: every part of the right side is, or begins with, a call."""
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(_called(part) not in (None, "sum", "max", "abs") for part in parts)


def _called(part: ast.expr) -> str | None:
    while isinstance(part, ast.BinOp | ast.Subscript):
        part = part.left if isinstance(part, ast.BinOp) else part.value
    return part.func.id if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) else None


def _walk(
    node: ast.AST, parent: ast.AST | None, address: Address, scope: frozenset[str]
) -> Iterator[tuple[Address, ast.AST, ast.AST | None, frozenset[str]]]:
    """Every node with its address, and the indices that are in scope there; not what a transcription builds upon."""
    if isinstance(node, ast.Assign) and _is_setup(node.value):
        return
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        scope |= {generator.target.id for generator in node.generators if isinstance(generator.target, ast.Name)}
    if address:
        yield address, node, parent, scope
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        return
    for name, child in ast.iter_fields(node):
        if name in ("args", "returns", "func", "targets", "target", "ctx", "op") and not isinstance(node, ast.Call):
            continue
        children = enumerate(child) if isinstance(child, list) else [(None, child)]
        for position, part in children:
            if isinstance(part, ast.AST) and not (isinstance(node, ast.Call) and name == "func"):
                yield from _walk(part, node, (*address, (name, position)), scope)


def _replace(tree: ast.AST, address: Address, replacement: ast.expr) -> ast.expr:
    """Put the replacement at the address; what stood there."""
    *path, (name, position) = address
    for step, index in path:
        child = getattr(tree, step)
        tree = child if index is None else child[index]
    old = getattr(tree, name)
    if position is None:
        setattr(tree, name, replacement)
        return old  # type: ignore[no-any-return]
    old[position], old = replacement, old[position]
    return old  # type: ignore[no-any-return]


def _short(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 40 else f"{text[:18]} … {text[-18:]}"


def _compiled(function: ast.FunctionDef, check: Check) -> Transcription:
    names = dict(check.function.__globals__)
    exec(compile(ast.unparse(ast.fix_missing_locations(function)), f"<mutant of {check.name}>", "exec"), names)
    return names[function.name]  # type: ignore[no-any-return]
