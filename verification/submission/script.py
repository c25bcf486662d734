"""A script that is no function, made into one that can be asked.

What the top level executes becomes a function `script__` of the names that it assigns before its loop, which returns
all that it has assigned: `script__(X=…, y=…, lr=…)["theta"]`. A statement before the loop that fails, because a file
is not there, is passed over. Only the syntax tree is changed, so that every line keeps its number.
"""

from __future__ import annotations

import ast

from verification.submission.settings import constant_value

SCRIPT = "script__"
_LOOPS = (ast.For, ast.While)


def as_function(tree: ast.Module) -> ast.FunctionDef | None:
    """What the top level does, up to the end of its last loop, as a function of what it assigns before."""
    body = _script(tree)
    loops = [index for index, node in enumerate(body) if isinstance(node, _LOOPS) and _updates(node)]
    if not _worth_asking(body):
        return None
    names = script_names(tree)
    first = loops[0] if loops else len(body)
    last = loops[-1] + 1 if loops else len(body)
    shared = _shared(tree, body[:last])
    statements: list[ast.stmt] = [*([ast.Global(shared)] if shared else []), *_taken(names, 1)]
    for index, node in enumerate(body[:last]):
        stepping = not loops and _updates(node)
        statements += _guarded(node, names) if index < first and not stepping else [node]
    statements += _returned(shared)
    arguments = ast.arguments([], [], None, [], [], ast.arg("given__"), [])
    function = ast.FunctionDef(SCRIPT, arguments, statements, [], None)
    function.lineno, function.col_offset = body[0].lineno, 0
    function.end_lineno, function.end_col_offset = body[-1].end_lineno, 0
    return function


def _shared(tree: ast.Module, script: list[ast.stmt]) -> list[str]:
    """What the script assigns and the file's functions read: it stays global."""
    functions = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    read = {part.id for node in functions for part in ast.walk(node) if isinstance(part, ast.Name)}
    own = {part.arg for node in functions for part in ast.walk(node) if isinstance(part, ast.arg)}
    return sorted(name for name in read - own if name in {stored for node in script for stored in _stored(node)})


def _stored(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}


def _returned(shared: list[str]) -> list[ast.stmt]:
    """All that the script has assigned."""
    own = "".join(f"{name!r}: globals().get({name!r}), " for name in shared)
    return ast.parse(f"return {{**locals(), {own}'given__': None}}").body


def _script(tree: ast.Module) -> list[ast.stmt]:
    """The statements of the top level and of its `if __name__` block that are no definitions."""
    found: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            found += node.body
        elif not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ImportFrom, ast.Import)):
            found.append(node)
    return [node for node in found if not isinstance(node, ast.ImportFrom) or node.names[0].name != "*"]


def _worth_asking(body: list[ast.stmt]) -> bool:
    return any(_updates(node) for node in body)


def _updates(node: ast.stmt) -> bool:
    """Whether something is changed by a step: `w = w - …`, `w -= …`."""
    for part in ast.walk(node):
        if (
            isinstance(part, ast.AugAssign)
            and isinstance(part.op, (ast.Sub, ast.Add))
            and "*" in ast.unparse(part.value)
        ):
            return True
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.BinOp) and isinstance(part.value.op, ast.Sub):
            return True
    return False


def script_names(tree: ast.Module) -> list[str]:
    """The names that the script assigns before its last loop and that may stand for a role."""
    body = _script(tree)
    loops = [index for index, node in enumerate(body) if isinstance(node, _LOOPS) and _updates(node)]
    before = body[: loops[-1]] if loops else body
    stored = [
        part.id
        for node in before
        if not isinstance(node, _LOOPS)
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]
    return list(dict.fromkeys(stored))


def script_values(tree: ast.Module) -> dict[str, str]:
    """The names that the script gives a number, and the number."""
    return {
        target.id: ast.unparse(node.value)
        for node in _script(tree)
        if isinstance(node, ast.Assign) and constant_value(node.value) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _guarded(node: ast.stmt, names: list[str]) -> list[ast.stmt]:
    """A statement before the loop: what it raises is passed over, and what is given replaces what it assigns."""
    stored = _stored(node)
    handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
    attempt: ast.stmt = ast.Try([node], [handler], [], [])
    return [ast.copy_location(attempt, node), *_taken([name for name in names if name in stored], node.lineno)]


def _taken(names: list[str], line: int) -> list[ast.stmt]:
    """`if "X" in given__: X = given__["X"]` for each name."""
    text = "\n".join(f"if {name!r} in given__: {name} = given__[{name!r}]" for name in names)
    statements = ast.parse(text).body
    for statement in statements:
        for part in ast.walk(statement):
            if hasattr(part, "lineno"):
                ast.copy_location(part, ast.Pass(lineno=line, col_offset=0, end_lineno=line, end_col_offset=0))
    return statements
