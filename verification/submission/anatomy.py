"""What can be read from a function's text without running it: its parameters, how it uses them, what it returns."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from verification.submission.dataflow import flow
from verification.submission.frames import columns, named_by
from verification.submission.holding import held, holds_data
from verification.submission.syntax import counters, is_blank, is_feature, is_product, read_names, stored_names
from verification.submission.words import proposals

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Parameter:
    """A parameter, its default as text ("" if it has none), what the body does with it, and what the file passes."""

    name: str
    default: str = ""
    required: bool = True
    keyword: bool = False
    uses: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # those of a data frame that the body asks for by name
    holds: tuple[tuple[int | str, str], ...] = ()  # the keys under which it has the weights, "w", and the intercept
    choices: tuple[str, ...] = ()  # the texts that the file compares it with

    @property
    def limits_steps(self) -> bool:
        """Whether it is a number of steps by its name, and not one that is counted up."""
        return "counter" not in self.uses and proposals(self.name).get("k", 0) > 0.6


@dataclass(frozen=True)
class Routine:
    """A function or method as its text shows it. `call` is the expression that names it."""

    call: str
    parameters: tuple[Parameter, ...]
    line: int
    node: Function
    returned: tuple[tuple[str, ...], ...] = ()  # for each return statement, the names of what it returns
    free: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    doc: str = ""

    @property
    def name(self) -> str:
        """The bare name, without the object it belongs to."""
        return self.call.rpartition(".")[2]

    @property
    def empty(self) -> bool:
        """Whether nobody has written it yet: `pass`, a docstring, `raise NotImplementedError`."""
        body = [] if isinstance(self.node, ast.Lambda) else self.node.body
        return bool(body) and all(map(is_blank, body))


@dataclass(frozen=True)
class Blueprint:
    """A class as its text shows it. `sequence`: its methods in the order in which the file calls them.

    maker: the expression that makes an object when it is called, if that is not the class itself.
    """

    name: str
    line: int
    methods: dict[str, Routine] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    maker: str = ""

    @property
    def constructor(self) -> tuple[Parameter, ...]:
        """The parameters of the constructor."""
        return self.methods["__init__"].parameters if "__init__" in self.methods else ()


def routine(node: Function, call: str, method: bool = False) -> Routine:
    """The anatomy of a function; of a method, without its first parameter."""
    names = _parameters(node)[1 if method else 0 :]
    doc = "" if isinstance(node, ast.Lambda) else ast.get_docstring(node) or ""
    return Routine(
        call=call,
        parameters=tuple(names),
        line=node.lineno,
        node=node,
        returned=tuple(_returned(node)),
        free=frozenset(_free(node)),
        calls=frozenset(_called(node)),
        doc=doc,
    )


def _parameters(node: Function) -> list[Parameter]:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    pairs = [(argument, default, False) for argument, default in zip(positional, defaults, strict=True)]
    named = [
        (argument, value, True) for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    gathering = [Parameter(arguments.vararg.arg, uses=frozenset(["gathers"]))] if arguments.vararg else []
    return [*_named(node, pairs), *gathering, *_named(node, named)]


def _named(node: Function, pairs: list[tuple[ast.arg, ast.expr | None, bool]]) -> list[Parameter]:
    named = named_by(node, {argument.arg for argument, _, _ in pairs})
    return [
        Parameter(
            argument.arg,
            ast.unparse(default) if default else "",
            default is None,
            keyword,
            uses(node, argument.arg) | named.get(argument.arg, set()),
            columns=tuple(dict.fromkeys(columns(node, argument.arg))),
            holds=held(node, argument.arg),
        )
        for argument, default, keyword in pairs
    ]


def uses(function: Function, name: str) -> frozenset[str]:
    """How the body uses a name: counted to, called, compared with a text, indexed like a table …"""
    found = _line_uses(function, name) | set(flow(function).uses(name))
    found |= {"replaced"} if name in stored_names(function) else set()
    found |= {"entry"} if _numbers_entries(function, name) else set()
    found |= {"counter"} if name in counters(function) else set()
    found |= {"halves"} if holds_data(function, name) else set()
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id="range"), args=args) if any(_is_or_int(arg, name) for arg in args):
                found.add("counted")
            case ast.Call(func=ast.Name(id=called)) if called == name:
                found.add("called")
            case ast.Call(func=ast.Attribute(attr="zeros" | "ones" | "randn" | "rand"), args=[size, *_]):
                found |= {"sizes"} if any(_is(part, name) for part in (size, *getattr(size, "elts", ()))) else set()
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                found |= _compared(left, operator, right, name)
            case ast.Subscript(value=ast.Name(id=table), slice=index) if table == name:
                found |= _indexed(index)
            case ast.Subscript(value=ast.Subscript(value=ast.Name(id=table)), slice=ast.Constant(value=0 | 1)):
                if table == name:
                    found.add("points")
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if owner == name:
                found |= _attribute(attribute)
            case ast.If(test=test) if _is(test, name):
                found.add("truth")
            case ast.Subscript(value=ast.Attribute(value=owner, attr="shape"), slice=ast.Constant(value=1)):
                found |= {"across"} if _is(owner, name) else set()
            case ast.Call(func=ast.Name(id="len"), args=[argument]) if _is(argument, name):
                found.add("array")
    entries = _entries(function, name)
    found |= {"second"} if "1" in entries else set()
    return frozenset(found | _ALL_ENTRIES.get(entries, set()))


_ALL_ENTRIES = {frozenset("01"): {"pair"}, frozenset("012"): {"three"}, frozenset("0123"): {"four"}}


def _numbers_entries(function: Function, name: str) -> bool:
    """Whether it says which entry or which column is meant: `theta[j]`, `X[i, j]`, `row[j]`."""
    indices = (node.slice for node in ast.walk(function) if isinstance(node, ast.Subscript))
    return any(_is(index.elts[-1] if isinstance(index, ast.Tuple) else index, name) for index in indices)


def _entries(function: Function, name: str) -> frozenset[str]:
    """Which entries or parts of it are asked for, as they are written: `theta[0]` and `theta[1]` of a pair."""
    asked = (node for node in ast.walk(function) if isinstance(node, ast.Subscript) and _is(node.value, name))
    return frozenset(ast.unparse(node.slice) for node in asked)


def _line_uses(function: Function, name: str) -> set[str]:
    """Whether the name is a factor of a feature, or is added to such a product: `slope * x + intercept`."""
    found: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.BinOp(left=left, op=ast.Mult() | ast.MatMult() as product, right=right):
                if (_is(left, name) and is_feature(right)) or (_is(right, name) and is_feature(left)):
                    found |= {"slope", "times"} if isinstance(product, ast.Mult) else {"slope"}
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                if (_is(left, name) and is_product(right)) or (_is(right, name) and is_product(left)):
                    found.add("offset")
            case ast.AugAssign(op=ast.Sub() | ast.Add(), value=step) if _factor(step, name):
                found.add("rate")
            case ast.BinOp(op=ast.Sub() | ast.Add(), left=ast.Name(id=left), right=step) if left != name:
                if _factor(step, name):
                    found.add("rate")
    return found


def _factor(step: ast.expr, name: str) -> bool:
    """Whether a step is the name times something else: `rate * gradient`."""
    while isinstance(step, ast.BinOp) and isinstance(step.op, (ast.Mult, ast.Div)):
        if _is(step.left, name) or (_is(step.right, name) and isinstance(step.op, ast.Mult)):
            return True
        step = step.left
    return False


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_or_int(node: ast.AST, name: str) -> bool:
    return any(_is(part, name) for part in ast.walk(node)) and not any(
        isinstance(part, (ast.Attribute, ast.Subscript)) or (isinstance(part, ast.Name) and part.id == "len")
        for part in ast.walk(node)
    )


def _compared(left: ast.expr, operator: ast.cmpop, right: ast.expr, name: str) -> set[str]:
    if not (_is(left, name) or _is(right, name)):
        return set()
    other = right if _is(left, name) else left
    if isinstance(other, ast.Constant) and isinstance(other.value, str):
        return {"text"}
    small = isinstance(operator, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) and isinstance(other, (ast.Call, ast.BinOp))
    return {"bound"} if small and "len" not in ast.unparse(other) else set()


def _indexed(index: ast.expr) -> set[str]:
    match index:
        case ast.Constant(value=str()) | ast.List():
            return {"frame"}
        case ast.Tuple(elts=[_, ast.Constant(value=0 | 1)]):
            return {"points", "array"}
    return {"indexed"}


def _attribute(attribute: str) -> set[str]:
    if attribute in ("iloc", "loc", "values", "columns", "to_numpy", "drop", "iterrows", "itertuples"):
        return {"frame"}
    return {"array", "table"} if attribute in ("T", "transpose") else {"array"}


def _returned(node: Function) -> Iterator[tuple[str, ...]]:
    values = (
        [node.body]
        if isinstance(node, ast.Lambda)
        else [part.value for part in _own(node) if isinstance(part, ast.Return | ast.Yield)]
    )
    for value in values:
        match value:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                yield _apart([_hint(element) for element in elements], elements)
            case ast.Dict(keys=keys):
                yield tuple(str(key.value) if isinstance(key, ast.Constant) else "" for key in keys)
            case ast.expr():
                yield (_hint(value),)


def _apart(hints: list[str], elements: list[ast.expr]) -> tuple[str, ...]:
    """Of two expressions without a name, the one with a feature in it is by the weight, the other by the intercept."""
    featured = [
        any(is_feature(part) for part in ast.walk(element) if isinstance(part, ast.expr)) for element in elements
    ]
    if hints == ["", ""] and sum(featured) == 1:
        return ("dw", "db") if featured[0] else ("db", "dw")
    return tuple(hints)


def yields_early(node: ast.AST) -> bool:
    """Whether a step follows the last `yield` of a loop: what is yielded then is never what was asked for."""
    loops = [part for part in ast.walk(node) if isinstance(part, ast.For | ast.While)]
    places = [[place for place, line in enumerate(loop.body) if _is_yield(line)] for loop in loops]
    return any(found and found[-1] < len(loop.body) - 1 for loop, found in zip(loops, places, strict=True))


def _is_yield(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Yield)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield child
            yield from _own(child)


def _hint(node: ast.expr) -> str:
    """The name that an expression goes by: `self.w` → w, `history[-1]` → history, `float(b)` → b."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return name
        case ast.Subscript(value=value):
            return _hint(value)
        case ast.Call(args=[argument]):
            return _hint(argument)
        case ast.Call(func=ast.Attribute(value=value, attr="copy" | "tolist" | "ravel" | "flatten" | "item")):
            return _hint(value)
    return _factor_hint(node)


def _factor_hint(node: ast.expr) -> str:
    """`dw / m`, `2 * db`: the factor that may be a derivative."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)):
        return ""
    factors = [node.left] if isinstance(node.op, ast.Div) else [node.left, node.right]
    named = [hint for part in factors if not isinstance(part, ast.Call) and _is_derivative(hint := _hint(part))]
    return named[0] if len(named) == 1 else ""


def _is_derivative(name: str) -> bool:
    """dw, dj_db, b_grad, theta1: what may be divided by m in a return."""
    meant = proposals(re.sub("^(dj_d|dj|d_|d)", "", name, flags=re.IGNORECASE)) if name else {}
    parameters = max((meant.get(role, 0) for role in ("w", "b", "theta")), default=0)
    return parameters > 0.4 and max((meant.get(role, 0) for role in ("m", "X", "y", "lr")), default=0) < parameters


def _free(node: Function) -> Iterator[str]:
    """Names that the body reads and does not bind: its globals. Defaults were worked out when it was defined."""
    bound = stored_names(node)
    bound |= {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    bound |= {
        alias.asname or alias.name
        for part in ast.walk(node)
        if isinstance(part, ast.Import | ast.ImportFrom)
        for alias in part.names
    }
    bound |= {part.name for part in ast.walk(node) if isinstance(part, ast.FunctionDef) and part is not node}
    declared = {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}
    body = node.body if isinstance(node.body, list) else [node.body]
    read = {name for part in body for name in read_names(part)}
    yield from (read - (bound - declared) - set(dir(builtins)))


def _called(node: Function) -> Iterator[str]:
    for part in ast.walk(node):
        match part:
            case ast.Call(func=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                yield name


def blueprint(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> Blueprint:
    """The anatomy of a class, with the methods that it inherits from classes of the same file."""
    methods: dict[str, Routine] = {}
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    for base in bases:
        if base in classes and base != node.name:
            methods |= blueprint(classes[base], classes).methods
    for part in node.body:
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            static = any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in part.decorator_list)
            methods[part.name] = routine(part, f"model.{part.name}", method=not static)
    if "__init__" not in methods and any("dataclass" in ast.unparse(mark) for mark in node.decorator_list):
        methods["__init__"] = routine(_written_by_dataclass(node), "model.__init__", method=True)
    if "__init__" in methods:
        methods["__init__"] = _kept(methods["__init__"], node)
    return Blueprint(node.name, node.lineno, methods, tuple(_attributes(node)), tuple(bases))


def _written_by_dataclass(node: ast.ClassDef) -> ast.FunctionDef:
    """The constructor that `@dataclass` writes: a parameter for each field, kept under its name."""
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign) and _is_field(part)]
    names = [ast.unparse(part.target) for part in fields]
    given = [
        name if part.value is None else f"{name}={_default(part.value)}"
        for name, part in zip(names, fields, strict=True)
    ]
    kept = "; ".join(f"self.{name} = {name}" for name in names) or "pass"
    (function,) = ast.parse(f"def __init__({', '.join(['self', *given])}): {kept}").body
    assert isinstance(function, ast.FunctionDef)
    return function


def _is_field(part: ast.AnnAssign) -> bool:
    return "ClassVar" not in ast.unparse(part.annotation) and "init=False" not in ast.unparse(part.value or part.target)


def _default(value: ast.expr) -> str:
    """What a field is by default; `field(default=…)` says it inside."""
    inside = [word.value for word in value.keywords if word.arg == "default"] if isinstance(value, ast.Call) else []
    return ast.unparse(inside[0]) if inside else "None" if isinstance(value, ast.Call) else ast.unparse(value)


def _kept(constructor: Routine, node: ast.ClassDef) -> Routine:
    """The constructor, with what the methods do with it as an attribute: `range(self.n)`, `self.df["x"]`, and so on."""
    counted = {ast.unparse(part) for call in ast.walk(node) if _is_range(call) for part in call.args}
    tested = {ast.unparse(part.test) for part in ast.walk(node) if isinstance(part, ast.If)}
    kept = {
        part.value.id: ast.unparse(target)
        for part in ast.walk(constructor.node)
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Name)
        for target in part.targets
    }
    parameters = (
        _as_attribute(p, kept[p.name], node, counted, tested) if p.name in kept else p for p in constructor.parameters
    )
    return replace(constructor, parameters=tuple(parameters))


def _as_attribute(
    parameter: Parameter, attribute: str, node: ast.ClassDef, counted: set[str], tested: set[str]
) -> Parameter:
    named = tuple(columns(node, attribute))
    seen = {"counted": attribute in counted, "truth": attribute in tested, "frame": len(named) == 2}
    uses = {use for use, told in seen.items() if told}
    return replace(parameter, uses=parameter.uses | uses, columns=parameter.columns or named)


def _is_range(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"


def _attributes(node: ast.ClassDef) -> Iterator[str]:
    seen = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and ast.unparse(part.value) == "self":
            if part.attr not in seen:
                yield part.attr
            seen.add(part.attr)
