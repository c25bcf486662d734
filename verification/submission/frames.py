"""The columns of a data frame that code asks for by name, in the order of its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_OWN = frozenset(str.split("shape iloc loc values columns T index size ndim empty iat at dtypes"))  # no columns
_ROWS = ("iloc", "loc")


def columns(function: ast.AST, name: str) -> list[str]:
    """`df["x"]`, `df[["x", "y"]]`, `df.x`, `df.iloc[i].x`, `df.loc[i, "x"]`, and `row["x"]` of `df.iterrows()`."""
    called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    rows = {row for node in ast.walk(function) for row in _rows(node, name)}
    found = [
        (node.lineno, node.col_offset, column)
        for node in ast.walk(function)
        if isinstance(node, (ast.Subscript, ast.Attribute)) and id(node) not in called
        for column in _named(node, name, rows)
    ]
    return list(dict.fromkeys(column for _, _, column in sorted(found)))


def _rows(node: ast.AST, name: str) -> Iterator[str]:
    """The names that a loop over the rows has for a row."""
    match node:
        case ast.For(target=target, iter=ast.Call(func=ast.Attribute(value=ast.Name(id=table)))) if table == name:
            row = target.elts[-1] if isinstance(target, ast.Tuple) else target
            yield from [row.id] if isinstance(row, ast.Name) else []
        case ast.Assign(targets=[ast.Name(id=row)], value=value) if _is_row(value, name):
            yield row


def _is_row(node: ast.expr, name: str) -> bool:
    """`df.iloc[i]`."""
    match node:
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id=table), attr=attribute)):
            return table == name and attribute in _ROWS
    return False


def _named(node: ast.Subscript | ast.Attribute, name: str, rows: set[str]) -> Iterator[str]:
    owner = node.value
    whole = isinstance(owner, ast.Name) and owner.id == name
    if whole or _is_row(owner, name) or (isinstance(owner, ast.Name) and owner.id in rows):
        if isinstance(node, ast.Attribute):
            yield from [] if node.attr in _OWN else [node.attr]
        else:
            yield from _texts(node.slice)
    elif isinstance(node, ast.Subscript) and _is_row(node, name) and isinstance(node.slice, ast.Tuple):
        yield from _texts(node.slice.elts[-1])


def _texts(index: ast.expr) -> list[str]:
    parts = index.elts if isinstance(index, ast.List) else [index]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
