"""The names in a piece of syntax: all, those that it gives a value, and those that it reads."""

from __future__ import annotations

import ast


def all_names(node: ast.AST) -> set[str]:
    """Every name, whatever is done with it."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def stored_names(node: ast.AST) -> set[str]:
    """The names that are given a value."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}


def read_names(node: ast.AST) -> set[str]:
    """The names whose value is used."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
