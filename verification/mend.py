"""The mend: a change of one line, tried on a copy, and shown only if the copy is then right.

Each mistake has a few edits, small enough to be listed: the factor that is dropped, the sign that is turned. They are
tried on the lines of the part that is wrong, the likeliest line first; whether one is right is for the check to say.
"""

from __future__ import annotations

import ast
import difflib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from verification.check import Checked, How, check
from verification.evidence import RATE, SIMPLE, Function, Text, is_slope, is_update, line_of
from verification.examine import Verdict

MOST = 24
"""Copies that are checked before giving up."""


@dataclass(frozen=True)
class Names:
    """What the function calls things: its parameters, the expression for the number of samples, the learning rate."""

    parameters: tuple[str, ...]
    samples: str
    rate: str
    steps: str
    intercepts: tuple[str, ...]


Edit = Callable[[ast.AST, Names], Iterator[str]]
"""The expressions or statements that may stand in the place of a node."""


def mended(checked: Checked, how: How) -> str:
    """The change that makes the submission right, as a unified diff; or that there is none of one line."""
    source = checked.submission.source
    for copy in islice(copies(checked), MOST):
        if is_right(copy, source.path, how):
            old, new = source.text.splitlines(keepends=True), copy.splitlines(keepends=True)
            return "".join(difflib.unified_diff(old, new, source.name, f"{source.name} (mended)", n=1))
    return "No change of a single line was found that makes it right."


def is_right(copy: str, path: Path, how: How) -> bool:
    """The verdict on a copy, in a directory of its own beside copies of the modules that the file may import."""
    with tempfile.TemporaryDirectory(prefix="mend-") as directory:
        for module in path.parent.glob("*.py"):
            shutil.copy(module, directory)
        changed = Path(directory, path.stem + ".py")
        changed.write_text(copy, encoding="utf-8")
        return check(changed, how).verdict is Verdict.PASSED


def copies(checked: Checked) -> Iterator[str]:
    """The text with one line changed, for each edit of each mistake that was named, the likeliest line first."""
    submission = checked.submission
    text = Text(submission.source.text, submission.lines, submission.bound)
    tried = {text.source}
    for mistake in checked.diagnosis.mistakes:
        likely = line_of(text, mistake.id, mistake.part) or 0
        changes = sorted(
            edited(text, mistake.id, mistake.part), key=lambda change: (abs(change[0] - likely), change[1])
        )
        for _, _, copy in changes:
            if copy not in tried:
                tried.add(copy)
                yield copy


def edited(text: Text, mistake: str, part: str) -> Iterator[tuple[int, int, str]]:
    """(line, rank of the edit, the text with it)."""
    lines = text.source.splitlines(keepends=True)
    for function in text.reached(part):
        names = names_in(function)
        for node in ast.walk(function):
            if isinstance(node, ast.expr | ast.stmt) and node.lineno == node.end_lineno:
                for rank, edit in enumerate(EDITS.get(mistake, ())):
                    for new in edit(node, names):
                        yield node.lineno, rank, replaced(lines, node, new)
        for move in MOVES.get(mistake, ()):
            yield from ((line, 0, copy) for line, copy in move(lines, function))


def replaced(lines: list[str], node: ast.expr | ast.stmt, new: str) -> str:
    """The text with another expression in the place of the node."""
    line = lines[node.lineno - 1].encode()
    changed = line[: node.col_offset] + new.encode() + line[node.end_col_offset :]
    return "".join([*lines[: node.lineno - 1], changed.decode(), *lines[node.lineno :]])


# ---- what things are called ----------------------------------------------------------------------------------------


def names_in(function: Function) -> Names:
    """Read off the function's parameters and assignments."""
    arguments = function.args
    parameters = tuple(
        a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if a.arg != "self"
    )
    return Names(
        parameters,
        samples(function, parameters),
        rate(function, parameters),
        next((name for name in parameters if re.search(r"iter|epoch|step|num", name, re.IGNORECASE)), ""),
        tuple(sorted(set(re.findall(r"\b(?:self\.)?(?:b|bias|intercept_?|b0|theta0|c)\b", ast.unparse(function))))),
    )


def samples(function: Function, parameters: tuple[str, ...]) -> str:
    """The variable that holds the number of samples, or len(y)."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        if re.search(r"len\((y|Y|X|x)\w*\)|shape\[0\]|\.size", ast.unparse(node.value)):
            return node.targets[0].id
    target = next((name for name in parameters if re.match(r"(y|Y|target|label)", name)), "y")
    return f"len({target})"


def rate(function: Function, parameters: tuple[str, ...]) -> str:
    """What the learning rate is called."""
    found = [name for name in parameters if re.fullmatch(RATE.split("|self")[0], name)]
    attributes = re.findall(r"self\.\w*(?:lr|alpha|rate|eta)\w*", ast.unparse(function))
    return (found or attributes or [""])[0]


# ---- edits of an expression or a statement -------------------------------------------------------------------------


def binary(node: ast.AST, operator: type[ast.operator]) -> tuple[ast.expr, ast.expr] | None:
    """The operands, if this is such an operation."""
    return (node.left, node.right) if isinstance(node, ast.BinOp) and isinstance(node.op, operator) else None


def is_two(node: ast.expr) -> bool:
    """A literal 2."""
    return isinstance(node, ast.Constant) and node.value in (2, 2.0)


def value_of(node: ast.AST) -> ast.expr | None:
    """What a statement assigns or returns, where it computes something."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Return) and node.value is not None:
        return node.value if isinstance(node.value, ast.BinOp | ast.Call | ast.UnaryOp | ast.Name) else None
    return None


def with_value(node: ast.AST, new: str) -> str:
    """The statement with another value."""
    value = value_of(node)
    assert value is not None
    code = ast.unparse(node)
    return code.removesuffix(ast.unparse(value)) + new


def slopes_only(edit: Edit) -> Edit:
    """Only where a derivative or a step is computed, or something is returned."""

    def change(node: ast.AST, names: Names) -> Iterator[str]:
        if isinstance(node, SIMPLE):
            code = ast.unparse(node)
            if is_slope(code) or is_update(code) or isinstance(node, ast.Return):
                yield from edit(node, names)

    return change


def scaled(form: str) -> Edit:
    """The whole value put into a form such as ({}) / {samples}."""

    def change(node: ast.AST, names: Names) -> Iterator[str]:
        value = value_of(node)
        if value is not None:
            code = ast.unparse(value)
            inner = code if isinstance(value, ast.Call | ast.Name) else f"({code})"
            yield with_value(node, form.format(inner, samples=names.samples))

    return slopes_only(change)


def scaled_step(form: str) -> Edit:
    """The same for what is taken off within an expression: θ - α * g → θ - α * g / m."""

    def change(node: ast.AST, names: Names) -> Iterator[str]:
        for operator, sign in ((ast.Sub, "-"), (ast.Add, "+")):
            pair = binary(node, operator)
            if pair and re.search(RATE, ast.unparse(pair[1])):
                step = form.format(term(pair[1]), samples=names.samples)
                yield f"{ast.unparse(pair[0])} {sign} {step}"

    return change


def scaled_anywhere(form: str) -> Edit:
    """The same for any value, as in a cost."""

    def change(node: ast.AST, names: Names) -> Iterator[str]:
        value = value_of(node)
        if value is not None:
            yield with_value(node, form.format(f"({ast.unparse(value)})", samples=names.samples))

    return change


def drop_two(node: ast.AST, names: Names) -> Iterator[str]:
    """2 * a → a, 2 / m → 1 / m, a / (2 * m) → a / m."""
    product, quotient = binary(node, ast.Mult), binary(node, ast.Div)
    if product and is_two(product[0]):
        yield ast.unparse(product[1])
    if product and is_two(product[1]):
        yield ast.unparse(product[0])
    if quotient and is_two(quotient[0]):
        yield f"1 / {operand(quotient[1])}"
    if quotient and is_two(quotient[1]):
        yield ast.unparse(quotient[0])


def drop_division(node: ast.AST, names: Names) -> Iterator[str]:
    """a / m → a, mean → sum."""
    quotient = binary(node, ast.Div)
    if quotient:
        yield ast.unparse(quotient[0])
    if isinstance(node, ast.Attribute) and node.attr == "mean":
        yield f"{ast.unparse(node.value)}.sum"


def drop_factor(node: ast.AST, names: Names) -> Iterator[str]:
    """a * b → a, a * b → b."""
    product = binary(node, ast.Mult)
    if product:
        yield ast.unparse(product[0])
        yield ast.unparse(product[1])


def turn_sign(node: ast.AST, names: Names) -> Iterator[str]:
    """a - b → b - a in a residual; += → -=; θ + α… → θ - α…; -a → a."""
    difference, total = binary(node, ast.Sub), binary(node, ast.Add)
    if difference:
        yield f"{term(difference[1])} - {term(difference[0])}"
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and is_update(ast.unparse(node)):
        yield ast.unparse(node).replace("+=", "-=", 1)
    if total and re.search(RATE, ast.unparse(node)):
        yield f"{ast.unparse(total[0])} - {term(total[1])}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield ast.unparse(node.operand)


def term(node: ast.expr) -> str:
    """In parentheses where a minus before it would change it."""
    return (
        operand(node) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) else ast.unparse(node)
    )


def operand(node: ast.expr) -> str:
    """In parentheses if it is an operation itself."""
    return f"({ast.unparse(node)})" if isinstance(node, ast.BinOp) else ast.unparse(node)


def count_rows(node: ast.AST, names: Names) -> Iterator[str]:
    """shape[1] → shape[0], len(θ) → the number of samples."""
    if isinstance(node, ast.Subscript) and ast.unparse(node).endswith("shape[1]"):
        yield ast.unparse(node)[:-2] + "0]"
    if isinstance(node, ast.Call | ast.Attribute) and re.fullmatch(r"len\(.*\)|\w+\.size", ast.unparse(node)):
        yield names.samples
    if isinstance(node, ast.Name) and binary(node, ast.Div):
        yield names.samples


def divide_by_samples(node: ast.AST, names: Names) -> Iterator[str]:
    """a / n → a / m."""
    quotient = binary(node, ast.Div)
    if quotient:
        yield f"{ast.unparse(quotient[0])} / {names.samples}"


def add_one_back(node: ast.AST, names: Names) -> Iterator[str]:
    """m - 1 → m, k + 1 → k."""
    for operator in (ast.Sub, ast.Add):
        pair = binary(node, operator)
        if pair and isinstance(pair[1], ast.Constant) and pair[1].value == 1:
            yield ast.unparse(pair[0])


def from_zero(node: ast.AST, names: Names) -> Iterator[str]:
    """range(1, m) → range(m), X[1:] → X."""
    code = ast.unparse(node)
    if isinstance(node, ast.Call) and (counted := re.fullmatch(r"range\(1, (.*)\)", code)):
        yield f"range({counted[1].removesuffix(' + 1')})"
        yield f"range({counted[1]} + 1)"
    if isinstance(node, ast.Subscript) and re.search(r"\[(1:|:-1)\]$", code):
        yield ast.unparse(node.value)


def take_size(node: ast.AST, names: Names) -> Iterator[str]:
    """A number → the number of samples."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value > 2:
        yield names.samples


def unwrap(*functions: str) -> Edit:
    """abs(a) → a."""

    def change(node: ast.AST, names: Names) -> Iterator[str]:
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in functions and node.args:
            yield ast.unparse(node.args[0])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in functions:
            yield ast.unparse(node.func.value)

    return change


def drop_square(node: ast.AST, names: Names) -> Iterator[str]:
    """a ** 2 → a."""
    power = binary(node, ast.Pow)
    if power and is_two(power[1]):
        yield ast.unparse(power[0])


def true_division(node: ast.AST, names: Names) -> Iterator[str]:
    """a // b → a / b."""
    quotient = binary(node, ast.FloorDiv)
    if quotient:
        yield f"{operand(quotient[0])} / {operand(quotient[1])}"


def as_floats(node: ast.AST, names: Names) -> Iterator[str]:
    """dtype=int → dtype=float; [0, 0] → [0.0, 0.0]."""
    if isinstance(node, ast.Name) and node.id == "int":
        yield "float"
    if isinstance(node, ast.Attribute) and node.attr.startswith("int"):
        yield "float"


def copied(node: ast.AST, names: Names) -> Iterator[str]:
    """temp = theta → temp = theta.copy()."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
        yield f"{ast.unparse(node)}.copy()"


def new_array(node: ast.AST, names: Names) -> Iterator[str]:
    """a -= b → a = a - b."""
    if isinstance(node, ast.AugAssign):
        signs = {ast.Sub: "-", ast.Add: "+", ast.Mult: "*", ast.Div: "/"}
        target, sign = ast.unparse(node.target), signs.get(type(node.op))
        if sign and isinstance(node.target, ast.Name | ast.Attribute):
            yield f"{target} = {target} {sign} {operand(node.value)}"


def in_parentheses(node: ast.AST, names: Names) -> Iterator[str]:
    """a / b * c → a / (b * c)."""
    product = binary(node, ast.Mult)
    quotient = product and binary(product[0], ast.Div)
    if product and quotient:
        yield f"{ast.unparse(quotient[0])} / ({ast.unparse(quotient[1])} * {ast.unparse(product[1])})"


def square_inside(node: ast.AST, names: Names) -> Iterator[str]:
    """sum(a) ** 2 → sum(a ** 2)."""
    power = binary(node, ast.Pow)
    if power and is_two(power[1]) and isinstance(power[0], ast.Call) and power[0].args:
        inner = power[0]
        yield f"{ast.unparse(inner.func)}({operand(inner.args[0])} ** 2)"


def square_summed(node: ast.AST, names: Names) -> Iterator[str]:
    """sum(a) → sum(a ** 2)."""
    if isinstance(node, ast.Call) and re.search(r"(sum|mean)$", ast.unparse(node.func)) and node.args:
        yield f"{ast.unparse(node.func)}({operand(node.args[0])} ** 2)"


def transpose(node: ast.AST, names: Names) -> Iterator[str]:
    """X → X.T."""
    if isinstance(node, ast.Name) and node.id in names.parameters and node.id[:1] in "Xx":
        yield f"{node.id}.T"


def weight_with_feature(node: ast.AST, names: Names) -> Iterator[str]:
    """sum(r) → X.T @ r, sum(r) → sum(r * x)."""
    if isinstance(node, ast.Call) and re.search(r"(sum|mean)$", ast.unparse(node.func)) and node.args:
        data = next((name for name in names.parameters if name[:1] in "Xx"), "X")
        inner = operand(node.args[0])
        yield f"{data}.T @ {inner}"
        yield f"{data}.T @ {inner} / {names.samples}"
        yield f"{ast.unparse(node.func)}({inner} * {data})"


def other_name(node: ast.AST, names: Names) -> Iterator[str]:
    """A name → a parameter."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from (name for name in names.parameters if name != node.id)


def swap(node: ast.AST, names: Names) -> Iterator[str]:
    """a, b → b, a."""
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        yield f"{ast.unparse(node.elts[1])}, {ast.unparse(node.elts[0])}"


def accumulate(node: ast.AST, names: Names) -> Iterator[str]:
    """a = b → a += b."""
    if isinstance(node, ast.Assign) and is_slope(ast.unparse(node)):
        yield ast.unparse(node).replace("=", "+=", 1)


def add_intercept(node: ast.AST, names: Names) -> Iterator[str]:
    """X @ w → X @ w + b."""
    code = ast.unparse(node)
    if isinstance(node, ast.BinOp | ast.Call) and re.search(r"@|dot\(|\*", code):
        yield from (f"{code} + {name}" for name in names.intercepts)


def add_up(node: ast.AST, names: Names) -> Iterator[str]:
    """a - b → a + b."""
    if pair := binary(node, ast.Sub):
        yield f"{ast.unparse(pair[0])} + {operand(pair[1])}"


def use_rate(node: ast.AST, names: Names) -> Iterator[str]:
    """A number → α; θ -= g → θ -= α * g."""
    if isinstance(node, ast.Constant) and isinstance(node.value, float) and names.rate:
        yield names.rate
    if isinstance(node, ast.AugAssign) and names.rate and names.rate not in ast.unparse(node):
        yield with_value(node, f"{names.rate} * {operand(node.value)}") if value_of(node) is not None else ""
    difference = binary(node, ast.Sub)
    if difference and names.rate and isinstance(difference[1], ast.Name):
        yield f"{ast.unparse(difference[0])} - {names.rate} * {ast.unparse(difference[1])}"


def loop_over_steps(node: ast.AST, names: Names) -> Iterator[str]:
    """range(len(X)) → range(n_iterations)."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "range":
        steps = names.steps or next(iter(re.findall(r"self\.\w*(?:iter|epoch)\w*", ast.unparse(node))), "")
        if steps:
            yield f"range({steps})"


EDITS: dict[str, tuple[Edit, ...]] = {
    "missing-mean": (
        scaled_step("{} / {samples}"),
        scaled("{} / {samples}"),
        scaled_step("2 * {} / {samples}"),
        scaled("2 * {} / {samples}"),
    ),
    "factor-two": (drop_two, scaled_step("2 * {}"), scaled("2 * {}"), scaled_step("{} / 2"), scaled("{} / 2")),
    "averaged-twice": (drop_division,),
    "divided-by-features": (count_rows, divide_by_samples),
    "divided-by-m-minus-1": (add_one_back,),
    "hard-coded-size": (take_size, divide_by_samples),
    "gradient-precedence": (in_parentheses,),
    "sign-flipped": (turn_sign,),
    "absolute-residual": (unwrap("abs", "absolute", "fabs"), square_summed),
    "squared-residual": (drop_square, unwrap("square")),
    "integer-truncation": (true_division, unwrap("int", "astype", "round", "floor"), as_floats),
    "missing-x": (weight_with_feature,),
    "intercept-times-feature": (drop_factor,),
    "wrong-feature": (other_name,),
    "weight-instead-of-feature": (other_name,),
    "swapped-components": (swap,),
    "transposed-product": (transpose,),
    "dropped-sample": (from_zero, add_one_back),
    "dropped-feature": (add_one_back, from_zero),
    "only-one-sample": (accumulate,),
    "intercept-missing": (add_intercept,),
    "intercept-subtracted": (add_up,),
    "predict-ignores-intercept": (add_intercept,),
    "cost-precedence": (in_parentheses,),
    "cost-square-of-sum": (square_inside,),
    "cost-not-averaged": (scaled_anywhere("{} / {samples}"), scaled_anywhere("{} / (2 * {samples})")),
    "cost-not-squared": (square_summed, unwrap("sqrt")),
    "cost-negative": (turn_sign,),
    "aliased-update": (copied,),
    "mutates-input": (new_array,),
    "learning-rate-ignored": (use_rate,),
    "off-by-one-iterations": (from_zero, add_one_back),
    "loops-over-samples": (loop_over_steps,),
}


# ---- lines that are moved ------------------------------------------------------------------------------------------

Move = Callable[[list[str], Function], Iterator[tuple[int, str]]]


def indented(lines: list[str], function: Function) -> Iterator[tuple[int, str]]:
    """A line after a loop → the loop's last line; a return inside a loop → after it."""
    for loop in loops(function):
        step = " " * (loop.body[0].col_offset - loop.col_offset)
        after = [
            node
            for node in ast.walk(function)
            if isinstance(node, SIMPLE) and node.lineno == (loop.end_lineno or 0) + 1
        ]
        for node in after:
            if node.col_offset == loop.col_offset:
                yield node.lineno, changed(lines, node.lineno, step + lines[node.lineno - 1])
        last = loop.body[-1]
        if isinstance(last, ast.Return):
            yield last.lineno, changed(lines, last.lineno, lines[last.lineno - 1].removeprefix(step))


def into_loop(lines: list[str], function: Function) -> Iterator[tuple[int, str]]:
    """A line before a loop → the loop's first line."""
    for loop in loops(function):
        indent = " " * loop.body[0].col_offset
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and node.lineno < loop.lineno and node.col_offset == loop.col_offset:
                moved = indent + lines[node.lineno - 1].lstrip()
                rest = [*lines[: node.lineno - 1], *lines[node.lineno : loop.lineno], moved, *lines[loop.lineno :]]
                yield node.lineno, "".join(rest)


def deleted(lines: list[str], function: Function) -> Iterator[tuple[int, str]]:
    """A line that steps a parameter, left out."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign) and is_update(ast.unparse(node)):
            yield node.lineno, "".join([*lines[: node.lineno - 1], *lines[node.lineno :]])


def loops(function: Function) -> list[ast.For | ast.While]:
    """The loops of a function."""
    return [node for node in ast.walk(function) if isinstance(node, ast.For | ast.While)]


def changed(lines: list[str], number: int, new: str) -> str:
    """The text with another line."""
    return "".join([*lines[: number - 1], new, *lines[number:]])


MOVES: dict[str, tuple[Move, ...]] = {
    "update-outside-loop": (indented,),
    "only-one-sample": (indented,),
    "stale-theta": (into_loop,),
    "accumulator-not-reset": (into_loop,),
    "intercept-updated-twice": (deleted,),
}
