"""What a submission defines, as its text shows it: routines, classes, constants, and its script as a function."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from verification.implementation import Unanswered
from verification.submission.anatomy import Blueprint, Parameter, Routine, blueprint, routine, uses, yields_early
from verification.submission.calls import Calls
from verification.submission.driver import Driver
from verification.submission.holding import handed_on
from verification.submission.owning import with_data_passed
from verification.submission.rewriting import rewritten
from verification.submission.script import SCRIPT, script_names, script_values, single_numbers, steps
from verification.submission.settings import Literal
from verification.submission.undefined import fault_beside, misnamed_constructor
from verification.submission.words import proposals, split

_COUNTS = re.compile(r"(float\(|int\()?(len\(\w+\)|\w+\.shape\[0\]|\w+\.size)\)?")
_DRAWING = frozenset(["draw", "plot", "animate", "visualize", "visualise"])
_NOTHING_YET = re.compile(r"(np|numpy)\.zeros_like|\[\]$|list\(\)")
_BEGUN = frozenset(["begun"])  # at zero: it is stepped or summed, and no data


class Contents:
    """What the submission defines, as its text shows it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        description = driver.load()
        self.source = driver.source
        self.filename = driver.filename
        self.routines: dict[str, Routine] = {}
        self.blueprints: dict[str, Blueprint] = {}
        self.constants: dict[str, Any] = {}
        self.calls = Calls(self.tree)
        for entry in description["defined"]:
            self._add(entry)
        self.routines = _sharing(self.routines)
        self.literals: dict[str, Literal] = {}
        self._add_script()
        self.derived = _derived(self._tree(self.filename))
        self.globals = dict(self._globals())

    def wanted(self) -> list[Routine]:
        """The routines to be asked: the one that is named, or all but those that draw, or yield before they step."""
        wanted = self.source.wanted
        if wanted in self.routines:
            return [self.routines[wanted]]
        return [] if wanted in self.blueprints else [one for one in self.routines.values() if not _is_beside(one)]

    def promising(self) -> list[Routine]:
        """Those of them that may answer when they are called with data."""
        return [
            one
            for one in self.wanted()
            if one.call == SCRIPT or (1 <= len(one.parameters) <= 14 and not one.name.startswith("__"))
            if not one.empty
        ]

    def fault_beside(self, trouble: Unanswered) -> Unanswered | None:
        """What is certainly wrong in the function that raised; a notebook may run others, which define more."""
        return None if self.source.is_notebook else fault_beside(self.tree, trouble)

    @property
    def tree(self) -> ast.Module:
        """The text's own syntax."""
        return _parsed(self.source.text)

    @property
    def misnamed(self) -> Unanswered | None:
        """That a class cannot be made, because its constructor is not named so."""
        return misnamed_constructor(self.tree)

    def _add(self, entry: dict[str, Any]) -> None:
        name = entry["name"]
        if entry["kind"] == "constant":
            self.constants[name] = entry["value"]
        elif entry["kind"] == "class":
            node = self._node(entry, ast.ClassDef)
            if isinstance(node, ast.ClassDef):
                made = self._told(replace(blueprint(node, self._classes(entry["file"])), name=name))
                self.blueprints[name] = with_data_passed(replace(made, methods=_sharing(made.methods)))
                self.routines |= _methods(self.blueprints[name], self._made(self.blueprints[name]))
                self.routines |= _joined(self.blueprints[name])
        elif entry["kind"] == "function":
            node = self._node(entry, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                self.routines[name] = self.calls.told(routine(node, name))

    def _told(self, one: Blueprint) -> Blueprint:
        """The class with what the file passes to its methods, and the order in which it calls them."""
        methods = {
            name: self.calls.told(method, one.name if name == "__init__" else name)
            for name, method in one.methods.items()
        }
        sequence = tuple(name for name in self.calls.sequence(one.name) if name in methods)
        return replace(one, methods=methods, sequence=sequence)

    def _made(self, one: Blueprint) -> str:
        """How to come by an object without knowing what it wants: by its defaults, or without its constructor."""
        with contextlib.suppress(Unanswered):
            if all(not parameter.required for parameter in one.constructor):
                self.driver.evaluate(f"{one.name}()")
                return f"{one.name}()"
        return f"{one.name}.__new__({one.name})"

    def _add_script(self) -> None:
        if self.source.module:
            return
        tree, literals, rounded = _rewritten(self.source.text)
        if rounded:
            lines = ", ".join(map(str, rounded))
            self.driver.find("rounded", f"results are rounded (line {lines}): they were asked for before that")
        self.literals = {literal.name: literal for literal in literals}
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.FunctionDef) and last.name == SCRIPT:
            names = script_names(self.tree)
            values = script_values(self.tree)
            single = dict.fromkeys(single_numbers(self.tree), frozenset(["number"]))
            empty = {name for name, text in _derived(tree).items() if _NOTHING_YET.match(text)}
            begun = dict.fromkeys(empty - _filled(self.tree), _BEGUN)
            told = {
                name: uses(last, name) | single.get(name, frozenset()) | begun.get(name, frozenset()) for name in names
            }
            parameters = tuple(Parameter(name, values.get(name, "..."), False, True, told[name]) for name in names)
            self.routines[SCRIPT] = replace(routine(last, SCRIPT), parameters=parameters, returned=())

    def _tree(self, file: str) -> ast.Module:
        if file == self.filename:
            return self.tree if self.source.module else _rewritten(self.source.text)[0]
        return _parsed(Path(file).read_text("utf-8", "replace"))

    def _node(self, entry: dict[str, Any], kinds: Any) -> Any:
        try:
            nodes: list[Any] = [node for node in ast.walk(self._tree(entry["file"])) if isinstance(node, kinds)]
        except (OSError, SyntaxError, ValueError):
            return None
        for node in reversed(nodes):
            first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
            if getattr(node, "name", "<lambda>") == entry["own"] and entry["line"] in (0, first):
                return node
        return None

    def _classes(self, file: str) -> dict[str, ast.ClassDef]:
        return {node.name: node for node in ast.walk(self._tree(file)) if isinstance(node, ast.ClassDef)}

    def _makes_data(self, name: str) -> bool:
        """Whether the file draws its data in this number: `np.random.rand(M)`, `np.zeros([M, N])`."""
        drawn = rf"(rand\w*|normal|uniform|zeros|ones|linspace|arange)\([^()]*\b{name}\b"
        return bool(re.search(drawn, self.source.text))

    def _globals(self) -> Iterator[tuple[str, bool]]:
        """Globals that may stand for a role: numbers, and names that only the script would define.

        `m = len(xs)` at the top level is the size of the data of the script: with other data it has to be set.
        """
        for name, value in self.constants.items():
            if not isinstance(value, str | bool):
                made = isinstance(value, int) and proposals(name).get("m", 0) > 0.5 and self._makes_data(name)
                yield name, made or bool(_COUNTS.fullmatch(self.derived.get(name, "")))
        known = self.constants.keys() | self.routines.keys() | self.blueprints.keys()
        for name in sorted(_assigned(self._tree(self.filename)) - known):
            yield name, True


def _is_beside(one: Routine) -> bool:
    """Whether it draws, or yields before it steps: what it answers is no θ after as many steps as were asked for."""
    return split(one.name)[0] in _DRAWING or yields_early(one.node)


def _sharing(routines: dict[str, Routine]) -> dict[str, Routine]:
    """The same, each knowing of a parameter that it only hands on what is done with it where it goes."""
    return {name: replace(one, parameters=tuple(_shared(one, routines))) for name, one in routines.items()}


def _shared(one: Routine, routines: dict[str, Routine]) -> Iterator[Parameter]:
    for parameter in one.parameters:
        for name, place in handed_on(one.node, parameter.name):
            there = routines[name].parameters if name in routines and routines[name] is not one else ()
            if place < len(there):
                parameter = replace(  # noqa: PLW2901 - each function that it goes to may add something
                    parameter,
                    uses=parameter.uses | (there[place].uses & {"frame", "name", "names"}),
                    columns=parameter.columns or there[place].columns,
                    holds=parameter.holds or there[place].holds,
                )
        yield parameter


def _methods(one: Blueprint, made: str) -> dict[str, Routine]:
    """The methods that get all they need as arguments, as functions of an object that was merely made."""
    return {
        f"{made}.{name}": replace(method, call=f"{made}.{name}")
        for name, method in one.methods.items()
        if not name.startswith("__") and len(method.parameters) >= 3
    }


def _joined(one: Blueprint) -> dict[str, Routine]:
    """The methods that take θ, where the constructor takes the data: `Cost(X, y).gradient(theta)` as one function.

    Or where it takes the rate, and they take the data: `Descent(lr).update(X, y, theta)`.
    """
    given = {role for parameter in one.constructor for role in _meant(parameter, "X", "y", "lr")}
    taking = [
        method
        for name, method in one.methods.items()
        if not name.startswith("__") and any(_meant(parameter, "theta", "w") for parameter in method.parameters)
        if not {p.name for p in one.constructor} & {p.name for p in method.parameters}
    ]
    if not given >= {"X", "y"}:
        taking = [one for one in taking if "lr" in given and any(_meant(p, "y") for p in one.parameters)]
    return dict(_joined_to(one, method) for method in taking)


def _joined_to(one: Blueprint, method: Routine) -> tuple[str, Routine]:
    parameters = tuple(replace(parameter, keyword=True) for parameter in (*one.constructor, *method.parameters))
    call = f"joined({one.name}).{method.name}"
    return call, replace(method, call=call, parameters=parameters)


def _meant(parameter: Parameter, *roles: str) -> set[str]:
    """Those of the roles for which the parameter is named."""
    return {role for role in roles if proposals(parameter.name).get(role, 0) > 0.8}


@lru_cache(maxsize=16)
def _rewritten(text: str) -> tuple[ast.Module, list[Literal], list[int]]:
    return rewritten(ast.parse(text))


@lru_cache(maxsize=16)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _derived(tree: ast.Module) -> dict[str, str]:
    """What the top level computes and gives a name, in its order: `X_T = X.T`."""
    simple = [node for node in tree.body if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant)]
    return {
        target.id: ast.unparse(node.value) for node in simple for target in node.targets if isinstance(target, ast.Name)
    }


def _filled(tree: ast.Module) -> set[str]:
    """The lists that a loop of the top level fills, one that steps nothing: `for row in rows: X.append(row[0])`."""
    loops = [node for node in tree.body if isinstance(node, ast.For | ast.With) and not steps(node)]
    calls = [part.func for node in loops for part in ast.walk(node) if isinstance(part, ast.Call)]
    added = [one.value for one in calls if isinstance(one, ast.Attribute) and one.attr == "append"]
    return {one.id for one in added if isinstance(one, ast.Name)}


def _assigned(tree: ast.Module) -> set[str]:
    """The names that the top level, or its `if __name__` block, gives a value."""
    blocks = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {
        part.id
        for block in blocks
        for part in ast.walk(block)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
