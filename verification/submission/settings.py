"""Settings that are written as numbers, and loops that count nothing, made into something that can be set.

Two rewritings, of the syntax tree alone, so that every line keeps its number:

- a learning rate or a number of iterations that stands in a function as a number becomes a global of that value, which
  can then be set like any other: `for _ in range(1000)` is asked for 3 steps;
- a loop that runs until nothing changes any more, `while True`, also ends after as many turns as a global says.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verification.submission.syntax import all_names, counters
from verification.submission.words import proposals, split

LIMIT = "n_iterations_of_line_"  # begins the name of what ends a loop that counts nothing
AFTER = "_after_one"  # ends its name where the first step is taken before the loop
_RATE = 0.6  # what a name that is a learning rate's weighs at least
_FEWEST = 5  # a loop of fewer turns is no descent


@dataclass(frozen=True)
class Literal:
    """A setting written as a number: the global that now has it, its role, its value and its line."""

    name: str
    role: str
    value: float
    line: int


def _settings_by_name(function: ast.stmt) -> set[str]:
    """The settings that a function or class has parameters for: a number in their place is no setting but a mistake."""
    parameters = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)} - counters(function)
    return {role for role in ("lr", "k") if any(proposals(name).get(role, 0) > 0.5 for name in parameters)}


def freed(function: ast.stmt, named: bool) -> Iterator[Literal]:
    """Replace the literal settings of a function or class, in place; named: also those that have a name."""
    settled = _settings_by_name(function) if named else set()
    if "k" not in settled:
        yield from _limited(function)
    known: dict[tuple[str, float], Literal] = {}  # the same number in the same place of two lines is one setting
    nodes = [node for node in ast.walk(function) if named or not _is_constant(node)]
    places = [place for node in nodes for place in _literals(node)]
    places += _of_one_rate(places, _of_names(function, nodes))
    for found, holder, attribute, index in places:
        if found.role in settled:
            continue
        literal = known.setdefault((found.name.partition("_in_")[0], found.value), found)
        name = ast.copy_location(ast.Name(literal.name, ast.Load()), getattr(holder, "value", holder))
        if index is None:
            setattr(holder, attribute, name)
        else:
            getattr(holder, attribute)[index] = name
    yield from known.values()


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
            whole = isinstance(limit, ast.Constant) and isinstance(limit.value, int)
            if _number(limit, _FEWEST) and (whole or _counts(node)):  # 1e5 may be a limit of what is counted
                yield _literal("k", limit), test, "comparators", 0
        case ast.While(test=ast.BoolOp(op=ast.And(), values=values)):
            yield from (place for one in values for place in _limit(one, counters(node)))
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if _number(value, 0):
            role = _setting(name)
            if role and (role == "lr" or _number(value, _FEWEST)):
                yield _literal(role, value), node, "value", None
        case ast.AugAssign(op=ast.Sub() | ast.Add(), value=ast.BinOp() as product):
            yield from _factor(product)
        case ast.Assign(value=ast.BinOp(op=ast.Sub(), right=ast.BinOp() as product)):
            yield from _factor(product)
        case ast.Assign(value=ast.BinOp(op=ast.Add(), left=ast.BinOp(left=ast.UnaryOp(op=ast.USub()) as minus))):
            if isinstance(minus.operand, ast.Constant) and _number(minus.operand, 0):
                yield _literal("lr", minus.operand), minus, "operand", None


def _limit(test: ast.expr, counted: set[str]) -> Iterator[Place]:
    """The 1000 of `error > 0.01 and count < 1000`."""
    match test:
        case ast.Compare(left=left, ops=[ast.Lt() | ast.LtE()], comparators=[limit]):
            if ast.unparse(left) in counted and _number(limit, _FEWEST):
                yield _literal("k", limit), test, "comparators", 0


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)


def _of_one_rate(places: list[Place], further: list[Place]) -> list[Place]:
    """What may be a setting without a name that says so: a rate only where no other number looks like one."""
    rates = {found.value for found, *_ in (*places, *further) if found.role == "lr"}
    return [place for place in further if place[0].role != "lr" or len(rates) == 1]


def _of_names(function: ast.AST, nodes: list[ast.AST]) -> list[Place]:
    """The 0.1 of `step = 0.1 * gradient`, where w - step follows, and of `w = w + 0.1 * down`; the 50 of `laps = 50`,
    where a loop counts to it."""
    taken_off, counted = _taken_off(function), _counted_to(function)
    found: list[Place] = []
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp() as product) if name in taken_off:
                found += _factor(product)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in counted and not _setting(name):
                found += [(_literal("k", value), node, "value", None)] if _number(value, _FEWEST) else []
            case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Add(), right=ast.BinOp() as product)):
                itself = ast.unparse(target)  # v + 0.1 * (g - v) is a mean of what was and what is
                found += _factor(product) if itself == ast.unparse(left) and itself not in _texts(product) else []
    return found


def _texts(node: ast.AST) -> set[str]:
    return {ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)}


def _taken_off(function: ast.AST) -> set[str]:
    """The names that are taken off something by themselves: `w = w - step`, `w -= step`."""
    found: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.AugAssign(op=ast.Sub(), value=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Sub(), right=ast.Name(id=name))):
                found |= {name} if ast.unparse(target) == ast.unparse(left) else set()
    return found


def _counted_to(function: ast.AST) -> set[str]:
    """The names up to which a loop counts that picks no samples: `for _ in range(laps)`."""
    found: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.For(
                target=ast.Name(id=turn), iter=ast.Call(func=ast.Name(id="range"), args=[*first, ast.Name(id=name)])
            ):
                found |= {name} if len(first) < 2 and not _index(turn, node) else set()
    return found


def _index(turn: str, loop: ast.AST) -> bool:
    """Whether the loop's variable picks samples: then the number is one of samples, not of steps."""
    return any(
        isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Load) and turn in all_names(part.slice)
        for part in ast.walk(loop)
    )


def _offset(args: list[ast.expr]) -> int | None:
    if len(args) == 1:
        return 0
    return args[0].value if isinstance(args[0], ast.Constant) and isinstance(args[0].value, int) else None


def _factor(product: ast.BinOp) -> Iterator[Place]:
    """0.01 in `w - 0.01 * dw`, `w - 0.01 * X.T @ r / m`: a number below 1 that is the outermost factor of a step."""
    if isinstance(product.op, ast.Div | ast.MatMult) and isinstance(product.left, ast.BinOp):
        yield from _factor(product.left)
    elif isinstance(product.op, ast.Mult):
        for side in ("left", "right"):
            value = getattr(product, side)
            if isinstance(value, ast.Constant) and isinstance(value.value, float) and 0 < value.value < 0.5:
                yield _literal("lr", value), product, side, None
        if isinstance(product.left, ast.BinOp) and not isinstance(product.right, ast.Constant):
            yield from _factor(product.left)  # 0.1 * (1 / m) * sum(...)


def _setting(name: str) -> str:
    """Whether a name can only be a learning rate or a number of iterations."""
    meant = proposals(name)
    role = max(("lr", "k"), key=lambda role: meant.get(role, 0))
    sure = meant.get(role, 0) > 0.6 and len(split(name)[-1]) > 1
    return role if sure else ""


def _number(node: ast.expr, least: float) -> bool:
    value = constant_value(node)
    return value is not None and value > least


def constant_value(node: ast.expr) -> float | None:
    """The value of a constant expression: 1000, 10**5, 1e-3, int(1e4)."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.BinOp(left=left, op=ast.Pow() | ast.Mult() | ast.Div() as operator, right=right):
            a, b = constant_value(left), constant_value(right)
            return None if a is None or b is None else _applied(operator, a, b)
        case ast.Call(func=ast.Name(id="int"), args=[argument]):
            inner = constant_value(argument)
            return None if inner is None else int(inner)
    return None


def _applied(operator: ast.operator, a: float, b: float) -> float | None:
    try:
        return a**b if isinstance(operator, ast.Pow) else a * b if isinstance(operator, ast.Mult) else a / b
    except (ArithmeticError, ValueError):
        return None


def _literal(role: str, node: ast.expr, offset: int | None = 0) -> Literal:
    kind = "lr" if role == "lr" else "n_iterations_from_1" if offset else "n_iterations"
    value = constant_value(node)
    return Literal(f"{kind}_in_line_{node.lineno}_{node.col_offset}", role, value or 0, node.lineno)


def _limited(function: ast.stmt) -> Iterator[Literal]:
    """Give the loops that count nothing a limit, in place."""
    limiter = _Limiter(_after_a_step(function))
    limiter.visit(function)
    yield from limiter.limits


def _after_a_step(function: ast.AST) -> set[ast.While]:
    """The loops before which, under no condition, a step was taken that they repeat."""
    bodies = [node.body for node in ast.walk(function) if isinstance(node, ast.FunctionDef)]
    return {
        loop
        for body in bodies
        for place, loop in enumerate(body)
        if isinstance(loop, ast.While) and _stepped(loop.body) & _stepped(body[:place])
    }


def _stepped(lines: list[ast.stmt]) -> set[str]:
    """What these lines make by a step: `new = old - rate * gradient`. A residual is made without a rate."""
    found: set[str] = set()
    for line in lines:
        match line:
            case ast.Assign(targets=[target], value=ast.BinOp(op=ast.Sub(), right=ast.BinOp(op=ast.Mult()) as product)):
                named = (name for name in all_names(product) | _attributes(product))
                found |= {ast.unparse(target)} if any(proposals(name).get("lr", 0) > _RATE for name in named) else set()
    return found


def _attributes(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


class _Limiter(ast.NodeTransformer):
    """Turns `while P:` into `while turns < limit and (P or limit < inf):`, where P compares with no number of turns.

    Whoever asks for so many turns is not told that the cost is small enough already.
    """

    def __init__(self, second: set[ast.While]) -> None:
        self.second = second  # loops of which the first step is taken before them
        self.limits: list[Literal] = []

    def visit_For(self, loop: ast.For) -> ast.AST:
        """What is inside another loop is no loop over steps."""
        return loop

    def visit_While(self, loop: ast.While) -> Any:
        """The counter, and the loop that also stops when the counter reaches its limit."""
        if _counts(loop):
            return loop
        limit = Literal(f"{LIMIT}{loop.lineno}{AFTER if loop in self.second else ''}", "k", math.inf, loop.lineno)
        counter = f"turns_of_line_{loop.lineno}"
        texts = (f"{counter} = 0", f"{counter} += 1", f"{counter} < {limit.name}", f"{limit.name} < 1e308")
        start, step, more, limited = (placed(ast.parse(text).body[0], loop.lineno) for text in texts)
        assert isinstance(more, ast.Expr) and isinstance(limited, ast.Expr)
        going_on = ast.copy_location(ast.BoolOp(ast.Or(), [loop.test, limited.value]), loop.test)
        loop.test = ast.copy_location(ast.BoolOp(ast.And(), [more.value, going_on]), loop.test)
        loop.body.insert(0, step)
        self.limits.append(limit)
        return [start, loop]


def placed(statement: ast.stmt, line: int) -> ast.stmt:
    """A statement of our own, in a line of theirs."""
    for part in ast.walk(statement):
        if hasattr(part, "lineno"):
            ast.copy_location(part, ast.Pass(lineno=line, col_offset=0, end_lineno=line, end_col_offset=0))
    return statement


def _counts(loop: ast.While) -> bool:
    """Whether the loop compares what it counts with a limit: `while i < n`, `if i == n: break`."""
    counted = counters(loop)
    tests = [loop.test, *(part.test for part in ast.walk(loop) if isinstance(part, ast.If) and _leaves(part))]
    compared = [part for test in tests for part in ast.walk(test) if isinstance(part, ast.Compare)]
    return any(ast.unparse(side) in counted for part in compared for side in (part.left, *part.comparators))


def _leaves(branch: ast.If) -> bool:
    return any(isinstance(part, (ast.Break, ast.Return)) for part in branch.body)
