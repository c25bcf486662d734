"""The columns of a data frame that code asks for by name, and the parameters that name them."""

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
        case ast.For(target=target, iter=ast.Call(func=ast.Attribute(value=table))) if _is(table, name):
            row = target.elts[-1] if isinstance(target, ast.Tuple) else target
            yield from [row.id] if isinstance(row, ast.Name) else []
        case ast.Assign(targets=[ast.Name(id=row)], value=value) if _is_row(value, name):
            yield row


def _is_row(node: ast.expr, name: str) -> bool:
    """`df.iloc[i]`."""
    match node:
        case ast.Subscript(value=ast.Attribute(value=table, attr=attribute)):
            return _is(table, name) and attribute in _ROWS
    return False


def _is(node: ast.expr, name: str) -> bool:
    """Whether it is this name, or this attribute of an object: `self.data`."""
    return isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) == name


def _named(node: ast.Subscript | ast.Attribute, name: str, rows: set[str]) -> Iterator[str]:
    owner = node.value
    if _is(owner, name) or _is_row(owner, name) or (isinstance(owner, ast.Name) and owner.id in rows):
        if isinstance(node, ast.Attribute):
            yield from [] if node.attr in _OWN else [node.attr]
        else:
            yield from _texts(node.slice)
    elif isinstance(node, ast.Subscript) and _is_row(node, name) and isinstance(node.slice, ast.Tuple):
        yield from _texts(node.slice.elts[-1])


def _texts(index: ast.expr) -> list[str]:
    parts = index.elts if isinstance(index, ast.List) else [index]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def named_by(function: ast.AST, parameters: set[str]) -> dict[str, set[str]]:
    """The parameters that are tables, "frame", and those that name a column, "name", or several, "names".

    `df[target]`; `for name in features: df[name]`; `[c for c in df.columns if c != target]`.
    """
    found: dict[str, set[str]] = {}
    origins = {name: name for name in parameters} | dict(_made_of(function, parameters))
    turns = {turn: over for node in ast.walk(function) for turn, over in _turns(node)}
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=table), slice=ast.Name(id=key)) if table in origins:
                source = turns.get(key, key)
                if source in parameters - {origins[table]}:
                    found.setdefault(origins[table], set()).add("frame")
                    found.setdefault(source, set()).add("names" if key in turns else "name")
            case ast.Compare(left=ast.Name(id=key), comparators=[ast.Name(id=name)]) if name in parameters:
                table = turns.get(key, "").removesuffix(".columns")
                if table in parameters and turns[key] != table:
                    found.setdefault(table, set()).add("frame")
                    found.setdefault(name, set()).add("name")
    return found


def _made_of(function: ast.AST, parameters: set[str]) -> Iterator[tuple[str, str]]:
    """`data = df.copy()`, `data = scaled(df, columns)`: a table that is made of one that was passed."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=made)], value=ast.Call(func=ast.Attribute(value=ast.Name(id=table)))):
                yield from [(made, table)] if table in parameters else []
            case ast.Assign(targets=[ast.Name(id=made)], value=ast.Call(args=[ast.Name(id=table), *_])):
                yield from [(made, table)] if table in parameters else []


def _turns(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What a loop or comprehension calls each entry, and what it goes over: `for k, name in enumerate(names)`."""
    if isinstance(node, ast.For | ast.comprehension):
        over, target = node.iter, node.target
        if isinstance(over, ast.Call) and over.args and isinstance(target, ast.Tuple):
            over, target = over.args[-1], target.elts[-1]
        if isinstance(target, ast.Name):
            yield target.id, ast.unparse(over)
