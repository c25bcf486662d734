"""Settings that are written as numbers, and scripts that are no function, made into something that can be asked.

Two rewritings, of the syntax tree alone, so that every line keeps its number:

- a learning rate or a number of iterations that stands in a function as a number becomes a global of that value, which
  can then be set like any other: `for _ in range(1000)` is asked for 3 steps;
- what the top level executes becomes a function `script__` of the names that it assigns before its loop, which returns
  all that it has assigned: `script__(X=…, y=…, lr=…)["theta"]`. A statement before the loop that fails, because a file
  is not there, is passed over.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from verification.submission.words import proposals, split

SCRIPT = "script__"
_LOOPS = (ast.For, ast.While)
_FEWEST = 5  # a loop of fewer turns is no descent


@dataclass(frozen=True)
class Literal:
    """A setting written as a number: the global that now has it, its role, its value and its line."""

    name: str
    role: str
    value: float
    line: int


def rewritten(tree: ast.Module) -> tuple[ast.Module, list[Literal]]:
    """The tree with its literal settings as globals, and with the script as a function at its end."""
    script = as_function(tree)
    if script is not None:
        tree.body.append(script)
    literals: list[Literal] = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            literals += _freed(node, named=node is not script)
    first = [_global(literal) for literal in literals]
    tree.body[_after_future(tree) : _after_future(tree)] = first
    return ast.fix_missing_locations(tree), literals


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


def _settings_by_name(function: ast.stmt) -> set[str]:
    """The settings that a function or class has parameters for: a number in their place is no setting but a mistake."""
    parameters = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    return {role for role in ("lr", "k") if any(proposals(name).get(role, 0) > 0.5 for name in parameters)}


def _freed(function: ast.stmt, named: bool) -> Iterator[Literal]:
    """Replace the literal settings of a function or class, in place; named: also those that have a name."""
    settled = _settings_by_name(function) if named else set()
    for node in list(ast.walk(function)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and not named:
            continue
        for literal, holder, attribute, index in _literals(node):
            if literal.role in settled:
                continue
            name = ast.copy_location(ast.Name(literal.name, ast.Load()), getattr(holder, "value", holder))
            if index is None:
                setattr(holder, attribute, name)
            else:
                getattr(holder, attribute)[index] = name
            yield literal


Place = tuple[Literal, ast.AST, str, int | None]


def _literals(node: ast.AST) -> Iterator[Place]:
    match node:
        case ast.For(target=ast.Name(id=turn), iter=ast.Call(func=ast.Name(id="range"), args=args) as call):
            if (
                args
                and not _index(turn, node)
                and _number(args[-1], _FEWEST)
                and len(args) <= 2
                and _offset(args) in (0, 1)
            ):
                yield _literal("k", args[-1], _offset(args)), call, "args", len(args) - 1
        case ast.While(test=ast.Compare(ops=[ast.Lt() | ast.LtE()], comparators=[limit]) as test):
            if _number(limit, _FEWEST) and isinstance(limit, ast.Constant) and isinstance(limit.value, int):
                yield _literal("k", limit), test, "comparators", 0
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if _number(value, 0):
            role = _setting(name)
            if role and (role == "lr" or _number(value, _FEWEST)):
                yield _literal(role, value), node, "value", None
        case ast.AugAssign(op=ast.Sub() | ast.Add(), value=ast.BinOp() as product):
            yield from _factor(product)
        case ast.Assign(value=ast.BinOp(op=ast.Sub(), right=ast.BinOp() as product)):
            yield from _factor(product)


def _index(turn: str, loop: ast.AST) -> bool:
    """Whether the loop's variable picks samples: then the number is one of samples, not of steps."""
    return any(
        isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Load) and turn in _named(part.slice)
        for part in ast.walk(loop)
    )


def _named(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _offset(args: list[ast.expr]) -> int | None:
    if len(args) == 1:
        return 0
    return args[0].value if isinstance(args[0], ast.Constant) and isinstance(args[0].value, int) else None


def _factor(product: ast.BinOp) -> Iterator[Place]:
    """0.01 in `w - 0.01 * dw`: a number below 1 that is the outermost factor of a step."""
    if isinstance(product.op, ast.Mult):
        for side in ("left", "right"):
            value = getattr(product, side)
            if isinstance(value, ast.Constant) and isinstance(value.value, float) and 0 < value.value < 0.5:
                yield _literal("lr", value), product, side, None


def _setting(name: str) -> str:
    """Whether a name can only be a learning rate or a number of iterations."""
    meant = proposals(name)
    role = max(("lr", "k"), key=lambda role: meant.get(role, 0))
    sure = meant.get(role, 0) > 0.6 and len(split(name)[-1]) > 1
    return role if sure else ""


def _number(node: ast.expr, least: float) -> bool:
    value = _value(node)
    return value is not None and value > least


def _value(node: ast.expr) -> float | None:
    """The value of a constant expression: 1000, 10**5, 1e-3, int(1e4)."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.BinOp(left=left, op=ast.Pow() | ast.Mult() | ast.Div() as operator, right=right):
            a, b = _value(left), _value(right)
            return None if a is None or b is None else _applied(operator, a, b)
        case ast.Call(func=ast.Name(id="int"), args=[argument]):
            inner = _value(argument)
            return None if inner is None else int(inner)
    return None


def _applied(operator: ast.operator, a: float, b: float) -> float | None:
    try:
        return a**b if isinstance(operator, ast.Pow) else a * b if isinstance(operator, ast.Mult) else a / b
    except (ArithmeticError, ValueError):
        return None


def _literal(role: str, node: ast.expr, offset: int | None = 0) -> Literal:
    kind = "lr" if role == "lr" else "n_iterations_from_1" if offset else "n_iterations"
    value = _value(node)
    return Literal(f"{kind}_in_line_{node.lineno}_{node.col_offset}", role, value or 0, node.lineno)


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
        if isinstance(node, ast.Assign) and _value(node.value) is not None
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
