"""A script that is no function, made into one that can be asked.

What the top level executes, or a function without parameters such as `main`, becomes a function `script__` of the
names that it assigns before its loop, which returns all that it has assigned: `script__(X=…, y=…, lr=…)["theta"]`.
A statement before the loop that fails, because a file is not there, is passed over. Only the syntax tree is changed,
so that every line keeps its number.
"""

from __future__ import annotations

import ast
import builtins
import copy

from verification.submission.settings import constant_value, placed
from verification.submission.syntax import all_names, read_names, stored_names

SCRIPT = "script__"
_LOOPS = (ast.For, ast.While)


def as_function(tree: ast.Module) -> ast.FunctionDef | None:
    """What the script does, up to the end of its loop over steps, as a function of what it assigns before."""
    body = _script(tree)
    if not _worth_asking(body):
        return None
    body = body[: _end(body)]
    names, shared = script_names(tree), _shared(tree, body)
    statements: list[ast.stmt] = [*([ast.Global(shared)] if shared else [])]
    statements += [*_fetched(_free(tree, body)), *_taken(names, 1)]
    one_step = _one_step(tree, body[-1])
    for place, node in enumerate(body):
        kept = _stays(node, body[-1]) or (one_step and isinstance(node, ast.Assign))
        statements += [node] if kept else _guarded(node, names, _needed(body[place:], names))
    statements += _returned(shared)
    arguments = ast.arguments([], [], None, [], [], ast.arg("given__"), [])
    function = ast.FunctionDef(SCRIPT, arguments, statements, [], None)
    function.lineno, function.col_offset = body[-1].lineno, 0  # its steps are what one wants to be shown
    function.end_lineno, function.end_col_offset = body[-1].end_lineno, 0
    return function


def _stays(node: ast.stmt, last: ast.stmt) -> bool:
    """Whether a statement is one of the steps. Before a loop of them, `n_train = len(X) - n_test` is none."""
    if node is last:
        return not isinstance(node, ast.Expr) or _steps(node)
    return _steps(node) and (isinstance(node, _LOOPS) or not isinstance(last, _LOOPS))


def _one_step(tree: ast.Module, last: ast.stmt) -> bool:
    """Whether what is cut is a function without a loop: what it assigns leads to its step, and begins nothing."""
    return _main(tree) is not None and not isinstance(last, _LOOPS)


def _end(body: list[ast.stmt]) -> int:
    """The place after the loop over steps: the first one that steps something and takes a difference."""
    loops = [place for place, node in enumerate(body) if isinstance(node, _LOOPS) and _steps(node)]
    likely = [place for place in loops if any(isinstance(part, ast.Sub) for part in ast.walk(body[place]))]
    return (likely or loops)[0] + 1 if loops else len(body)


def _shared(tree: ast.Module, script: list[ast.stmt]) -> list[str]:
    """What the script assigns and the file's functions read: it stays global."""
    functions = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    read = {name for node in functions for part in ast.walk(node) for name in _read_from_outside(part)}
    main = _main(tree)
    own = {name for node in functions for name in stored_names(node)} - _declared(main) if main else set()
    return sorted(name for name in read - own if name in {stored for node in script for stored in stored_names(node)})


def _read_from_outside(node: ast.AST) -> set[str]:
    """The names that a function reads and that are none of its own."""
    if not isinstance(node, ast.FunctionDef):
        return set()
    own = {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)} | stored_names(node)
    return all_names(node) - (own - _declared(node))


def _returned(shared: list[str]) -> list[ast.stmt]:
    """All that the script has assigned."""
    own = "".join(f"{name!r}: globals().get({name!r}), " for name in shared)
    return ast.parse(f"return {{**locals(), {own}'given__': None}}").body


def _script(tree: ast.Module) -> list[ast.stmt]:
    """The statements that are the script: of the top level, or else of a function that is called without data."""
    top = _top_level(tree)
    if _worth_asking(top):
        return top
    main = _main(tree)
    return _Loosened(main).statements() if main else top


def _top_level(tree: ast.Module) -> list[ast.stmt]:
    """The statements of the top level and of its `if __name__` block that are no definitions."""
    found: list[ast.stmt] = []
    for node in tree.body:
        main = isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
        if isinstance(node, ast.If | ast.With) and (main or (isinstance(node, ast.With) and _steps(node))):
            found += node.body  # of a `with`, the file that it opens is not there
        elif isinstance(node, ast.For) and _tries_rates(node, tree):
            first = ast.parse(f"{ast.unparse(node.target)} = {ast.unparse(node.iter)}[0]").body[0]
            found += [placed(first, node.lineno), *node.body]
        elif not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ImportFrom, ast.Import)):
            found.append(node)
    return [node for node in found if not isinstance(node, ast.ImportFrom) or node.names[0].name != "*"]


def _tries_rates(loop: ast.For, tree: ast.Module) -> bool:
    """Whether a loop runs through a list of numbers, and another loop in it steps: one descent for each rate."""
    listed = {ast.unparse(loop.iter): loop.iter}
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in listed:
            listed[ast.unparse(node.targets[0])] = node.value
    values = listed[ast.unparse(loop.iter)]
    numbers = isinstance(values, ast.List) and all(constant_value(value) is not None for value in values.elts)
    return numbers and any(isinstance(node, _LOOPS) and _steps(node) for node in loop.body)


def _main(tree: ast.Module) -> ast.FunctionDef | None:
    """The function without parameters that has the loop over steps, where the top level has none: `def main():`."""
    if _worth_asking(_top_level(tree)):
        return None
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name != SCRIPT]
    return next((one for one in functions if not _parameters(one) and _worth_asking(one.body)), None)


def _declared(function: ast.FunctionDef) -> set[str]:
    """What a function declares to be global."""
    return {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}


def _parameters(function: ast.FunctionDef) -> bool:
    """Whether it has to be given anything; an animation gives the number of a picture to what steps globals."""
    arguments = function.args
    allowed = 1 if any(isinstance(node, ast.Global) for node in function.body) else 0
    return len(arguments.args) - len(arguments.defaults) > allowed or bool(arguments.vararg or arguments.kwonlyargs)


class _Loosened(ast.NodeTransformer):
    """A function's statements on their own: nothing is global, options are names, and everything is returned."""

    def __init__(self, function: ast.FunctionDef) -> None:
        self.function = copy.deepcopy(function)
        self.options = {
            name
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and "parse_args" in ast.unparse(node.value)
            for name in stored_names(node)
        }

    def statements(self) -> list[ast.stmt]:
        """The statements, those that only speak to a reader left out."""
        last = self.function.body[-1]
        body = self.function.body[:-1] if isinstance(last, ast.Return) else self.function.body
        body = [self.visit(node) for node in body if not isinstance(node, ast.Global)]
        return [node for node in body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """`args.epochs`, where nobody gives arguments."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in self.options:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """A return from within the loop."""
        (statement,) = _returned([])
        return placed(statement, node.lineno)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """What is defined inside returns what it returns."""
        return node


def _worth_asking(body: list[ast.stmt]) -> bool:
    return any(_steps(node) for node in body)


def _steps(node: ast.stmt) -> bool:
    """Whether something is changed by a step: `w = w - …`, `w -= …`."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return False
    for part in ast.walk(node):
        if (
            isinstance(part, ast.AugAssign)
            and isinstance(part.op, (ast.Sub, ast.Add))
            and "*" in ast.unparse(part.value)
        ):
            return True
        if isinstance(part, ast.AugAssign) and isinstance(part.op, ast.Sub) and isinstance(part.value, ast.Name):
            return True
        if isinstance(part, ast.Assign) and (any(map(_is_difference, _parts(part.value))) or _adds_to_itself(part)):
            return True
    return False


def _adds_to_itself(node: ast.Assign) -> bool:
    """`theta = theta + alpha * …`: a step as well, be it uphill."""
    match node:
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Add(), right=right)):
            return ast.unparse(target) == ast.unparse(left) and "*" in ast.unparse(right)
    return False


def steps(node: ast.AST) -> bool:
    """Whether a loop in it takes a product off something that it had: `w = w - lr * dw`, `w -= lr * dw`."""
    loops = [loop for loop in ast.walk(node) if isinstance(loop, _LOOPS)]
    taken = [_taken_off(part) for loop in loops for part in ast.walk(loop)]
    return any("*" in text for text in taken)


def _taken_off(part: ast.AST) -> str:
    match part:
        case ast.AugAssign(op=ast.Sub(), value=value):
            return ast.unparse(value)
        case ast.Assign(value=ast.BinOp(left=ast.Name() | ast.Attribute(), op=ast.Sub(), right=right)):
            return ast.unparse(right)
    return ""


def _parts(value: ast.expr) -> list[ast.expr]:
    """What is assigned, in `w, b = w - …, b - …` each by itself."""
    return value.elts if isinstance(value, ast.Tuple) else [value]


def _is_difference(value: ast.expr) -> bool:
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub)


def script_names(tree: ast.Module) -> list[str]:
    """The names that may be given to the script: those that it has before its loop, and that the loop reads."""
    body = _script(tree)
    end = _end(body)
    before = [node for node in body[:end] if not isinstance(node, _LOOPS)]
    if _one_step(tree, body[end - 1]):
        before = [node for node in before if isinstance(node, ast.Assign) and constant_value(node.value) is not None]
    own = [name for node in before for name in _in_order(node)]
    last = body[end - 1] if isinstance(body[end - 1], _LOOPS) else ast.Module(body[:end], [])
    alive = _alive(tree, last)
    alive |= _numbers(before) & {name for node in before if stored_names(node) & alive for name in read_names(node)}
    return [name for name in dict.fromkeys([*own, *_free(tree, body[:end])]) if name in alive]


def _numbers(statements: list[ast.stmt]) -> set[str]:
    """The names that are given one number: `batch_size = 10`, of which a number of batches is made."""
    plain = (node for node in statements if isinstance(node, ast.Assign) and constant_value(node.value) is not None)
    return {name for node in plain for name in stored_names(node)}


def _free(tree: ast.Module, body: list[ast.stmt]) -> list[str]:
    """What a function that is cut reads of the file's data and constants."""
    whole = ast.Module(body, [])
    imported = (
        alias.asname or alias.name
        for node in ast.walk(tree)
        for alias in getattr(node, "names", ())
        if isinstance(alias, ast.alias)
    )
    defined = (node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    main = _main(tree)
    if main is None:
        return []
    shared = _declared(main)
    read = read_names(whole) | (_stepped(whole) & shared)
    return sorted(read - {*imported, *defined, *dir(builtins)} - (stored_names(whole) - shared))


def _in_order(node: ast.stmt) -> list[str]:
    """What a statement gives a value; the x of `[2 * x for x in xs]` is nobody's afterwards."""
    loops = (part for part in ast.walk(node) if isinstance(part, ast.comprehension))
    passing = {id(part) for loop in loops for part in ast.walk(loop.target)}
    named = (part for part in ast.walk(node) if isinstance(part, ast.Name) and id(part) not in passing)
    return [part.id for part in named if isinstance(part.ctx, ast.Store)]


def _alive(tree: ast.Module, loop: ast.AST) -> set[str]:
    """What the loop and the functions of the file that it calls read."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name != SCRIPT}
    alive = read_names(loop) | _stepped(loop)
    seen: set[str] = set()
    while new := (alive & functions.keys()) - seen:
        seen |= new
        alive |= {name for function in new for name in read_names(functions[function])}
    return alive


def _stepped(loop: ast.AST) -> set[str]:
    """`w -= …` reads w as well."""
    return {name for part in ast.walk(loop) if isinstance(part, ast.AugAssign) for name in all_names(part.target)}


def script_values(tree: ast.Module) -> dict[str, str]:
    """The names that the script gives a number, and the number, where nothing else before the loop knows either."""
    body = _script(tree)
    before = body[: _end(body) - 1]
    used = set().union(*(read_names(node) for node in before), set())
    numbers = [part.value for node in before for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return {
        target.id: ast.unparse(node.value)
        for node in body
        if isinstance(node, ast.Assign) and constant_value(node.value) is not None
        for target in node.targets
        if isinstance(target, ast.Name) and target.id not in used and numbers.count(constant_value(node.value)) < 2
    }


def single_numbers(tree: ast.Module) -> set[str]:
    """The names that the script begins with one number: `w = 0.0`, `w, b = 0, 0`."""
    pairs = (
        pair
        for node in _script(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for pair in zip(_parts(target), _parts(node.value), strict=False)
    )
    return {name.id for name, value in pairs if isinstance(name, ast.Name) and constant_value(value) is not None}


def _needed(rest: list[ast.stmt], names: list[str]) -> list[str] | None:
    """The names that may be given to which the first statement leads: where all of them are given, it is not needed.

    None where it leads to something else that the loop reads.
    """
    led = _changed(rest[0])
    for node in rest[1:-1]:
        if read_names(node) & (led - set(names)):
            led |= _changed(node)
    return None if led & (read_names(rest[-1]) - set(names)) else [name for name in names if name in led]


def _changed(node: ast.AST) -> set[str]:
    """What a statement assigns, or may change by calling a method of it: `scaler.fit(X)`."""
    owners = (
        part.func.value
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute)
    )
    return stored_names(node) | {name for owner in owners for name in all_names(owner)}


def _guarded(node: ast.stmt, names: list[str], needed: list[str] | None) -> list[ast.stmt]:
    """A statement before the loop: what it raises is passed over, and what is given replaces what it assigns."""
    stored = stored_names(node)
    passed = ast.parse("(Exception, SystemExit)", mode="eval").body  # argparse ends the process
    handler = ast.ExceptHandler(passed, None, [ast.Pass()])
    attempt: ast.stmt = ast.copy_location(ast.Try([node], [handler], [], []), node)
    if needed == []:
        return []
    if needed:
        test = ast.parse(f"not {set(needed)!r} <= given__.keys()", mode="eval").body
        attempt = ast.copy_location(ast.If(test, [attempt], []), node)
    return [attempt, *_taken([name for name in names if name in stored], node.lineno)]


def _fetched(names: list[str]) -> list[ast.stmt]:
    """`X = globals()["X"]` for each name, where there is one."""
    text = "\n".join(f"if {name!r} in globals(): {name} = globals()[{name!r}]" for name in names)
    return [placed(statement, 1) for statement in ast.parse(text).body]


def _taken(names: list[str], line: int) -> list[ast.stmt]:
    """`if "X" in given__: X = given__["X"]` for each name."""
    text = "\n".join(f"if {name!r} in given__: {name} = given__[{name!r}]" for name in names)
    return [placed(statement, line) for statement in ast.parse(text).body]
