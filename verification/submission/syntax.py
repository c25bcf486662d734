"""Small questions to a piece of syntax: the names in it, and what they are likely to be."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from verification.submission.words import proposals


def all_names(node: ast.AST) -> set[str]:
    """Every name, whatever is done with it."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def stored_names(node: ast.AST) -> set[str]:
    """The names that are given a value."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}


def read_names(node: ast.AST) -> set[str]:
    """The names whose value is used."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}


def last_name(node: ast.AST) -> str:
    """f of f and of anything.f; empty where there is none."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def names_called(node: ast.AST) -> set[str]:
    """f of f(…) and of anything.f(…)."""
    return {last_name(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)} - {""}


def called_within(tree: ast.AST, kinds: tuple[type[ast.AST], ...]) -> set[str]:
    """The names called within the nodes of these kinds."""
    return set().union(*(names_called(node) for node in ast.walk(tree) if isinstance(node, kinds)))


def is_blank(statement: ast.stmt) -> bool:
    """Whether a statement does nothing yet: `pass`, `...`, a docstring, `raise NotImplementedError`."""
    text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    later = isinstance(statement, ast.Raise) and "NotImplemented" in ast.unparse(statement)
    return isinstance(statement, ast.Pass) or text or later


def is_feature(node: ast.expr) -> bool:
    """x, x[i], X_train: something that is named like the features."""
    base = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(base, ast.Name) and proposals(base.id).get("X", 0) > 0.6


def is_product(node: ast.expr) -> bool:
    """a * b, A @ b."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.MatMult))


def counters(node: ast.AST) -> set[str]:
    """What is counted up or down by one, as it is written."""
    return {name for part in ast.walk(node) for name in _incremented(part)}


def _incremented(part: ast.AST) -> Iterator[str]:
    match part:
        case ast.AugAssign(target=target, op=ast.Add() | ast.Sub(), value=ast.Constant(value=1)):
            yield ast.unparse(target)
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, right=ast.Constant(value=1))):
            if ast.unparse(target) == ast.unparse(left):
                yield ast.unparse(target)


def named(tree: ast.AST) -> set[str]:
    """Every name that anything in it gets: assigned, defined, imported, passed."""
    deleted = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return stored_names(tree) | deleted | declared(tree)


def declared(tree: ast.AST) -> set[str]:
    """Every name that it gets otherwise than by an assignment: defined, imported, passed, shared."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add(other or name.partition(".")[0])
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                found.update(names)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                found.add(name)
    return found


def imports_all(tree: ast.AST) -> bool:
    """Whether it imports names that are not to be seen."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(alias.name == "*" for node in imports for alias in node.names)
