"""What is executed of a submission in place of its own text: its settings can be set, and its script can be called."""

from __future__ import annotations

import ast

from verification.submission.script import as_function
from verification.submission.settings import Literal, freed
from verification.submission.unrounding import unrounded


def rewritten(tree: ast.Module) -> tuple[ast.Module, list[Literal], list[int]]:
    """The tree with its literal settings as globals, its results unrounded, its script as a function at its end.

    With it, the settings, and the lines where a result was rounded.
    """
    script = as_function(tree)
    if script is not None:
        tree.body.append(script)
    literals: list[Literal] = []
    rounded = unrounded(tree)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            literals += freed(node, named=node is not script)
    first = [_global(literal) for literal in literals]
    tree.body[_after_future(tree) : _after_future(tree)] = first
    return ast.fix_missing_locations(tree), literals, rounded


def _after_future(tree: ast.Module) -> int:
    """Where the first statement may stand: after the docstring and the imports from __future__."""
    place = 0
    for index, node in enumerate(tree.body):
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        text = index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if future or text:
            place = index + 1
    return place


def _global(literal: Literal) -> ast.stmt:
    target = ast.Name(literal.name, ast.Store(), lineno=1, col_offset=0)
    return ast.Assign([target], ast.Constant(literal.value), lineno=1)
