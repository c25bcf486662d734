"""Faults that no way of calling it would have spared the code: a name that nothing defines, a method long removed,
matrices that do not fit together whatever X and y are given.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from verification.implementation import Unanswered
from verification.mistakes.code import of_an_array
from verification.submission.remote import Recipe
from verification.submission.script import SCRIPT
from verification.submission.syntax import (
    called_within,
    declared,
    imports_all,
    last_name,
    named,
    read_names,
    stored_names,
)
from verification.submission.words import goal_weights

_REMOVED = frozenset(["ix", "as_matrix", "has_key"])  # of pandas and of Python 2; nothing else ever had them
_NO_TYPE = re.compile(r"TypeError: Cannot interpret '\d+' as a data type")  # np.zeros(2, 1) for np.zeros((2, 1))
_NOT_CALLED = re.compile(r"TypeError: unsupported operand.*'builtin_function_or_method'")  # np.zeros for np.zeros(n)
_GONE = re.compile(r"AttributeError: (module '[\w.]+' has no attribute|`np\.\w+` was removed)")  # of a library


def fault_beside(tree: ast.Module, trouble: Unanswered) -> Unanswered | None:
    """Such a fault in the function that raised, if there is one: it would be the next to be raised."""
    function = _around(tree, trouble.line or 0)
    if trouble.kind != "raised" or function is None or imports_all(tree):
        return None
    missed = re.search(r"has no attribute '(\w+)'", trouble.what)
    missing = missed and (missed[1] in _REMOVED - _defined(tree) or never_set(tree, trouble.what))
    certain = (
        _NO_TYPE.match(trouble.what)
        or _NOT_CALLED.match(trouble.what)
        or _GONE.match(trouble.what)
        or _is_misspelt(tree, trouble.what)
    )
    if missing or certain or _never_filled(tree, trouble):
        return does_not_run(trouble)
    unknown = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id not in _defined(tree)]
    if not unknown:
        return None
    first = min(unknown, key=lambda node: node.lineno)
    what = f"NameError: name '{first.id}' is not defined (line {first.lineno})"
    return Unanswered("does-not-run", what, line=first.lineno, error="NameError")


def over_sizes(tree: ast.Module) -> list[Unanswered]:
    """`for i in len(x)` in a cost, a gradient or a descent: whoever calls it is told that a number is no range."""
    meant = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and goal_weights(node.name)]
    tried = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Try) for part in ast.walk(node)}
    loops = (part for node in meant for part in ast.walk(node) if isinstance(part, ast.For | ast.comprehension))
    caught = "len" in stored_names(tree) or "len" in {node.name for node in meant}
    lines = [loop.iter.lineno for loop in loops if _is_size(loop.iter) and id(loop) not in tried and not caught]
    what = "TypeError: 'int' object is not iterable (line {})"
    return [Unanswered("does-not-run", what.format(line), line=line, error="TypeError") for line in lines]


def _is_size(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "len"


def made_of_themselves(tree: ast.Module) -> list[Unanswered]:
    """`bias = bias - rate * db` in a cost, a gradient, a step or a descent where nothing else gives it a value.

    In functions that stand: no later one has their name, and no call of them is tried.
    """
    tried = called_within(tree, (ast.Try,))
    standing = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name not in tried}
    meant = [node for name, node in standing.items() if _GOALS & goal_weights(name).keys()]
    found = [(name, line) for function in meant for name, line in _made_of_themselves(function)]
    what = "UnboundLocalError: cannot access local variable '{}' where it is not associated with a value (line {})"
    return [Unanswered("does-not-run", what.format(*one), line=one[1], error="UnboundLocalError") for one in found]


def _made_of_themselves(function: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    """The local names that every assignment to them reads, each with the line that is reached first."""
    made = Counter(_made_of_itself(node) for node in ast.walk(function))
    stored = Counter(node.id for node in ast.walk(function) if isinstance(node, ast.Name) and not _is_read(node))
    for statement in _unconditional(function.body):
        name = _made_of_itself(statement)
        if name and made[name] == stored[name] and name not in declared(function):
            yield name, statement.lineno


def _made_of_itself(node: ast.AST) -> str:
    """The name that this assignment makes of itself, if it does."""
    match node:
        case ast.AugAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in read_names(value):
            return name
    return ""


def _unconditional(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that are reached, until one may lead out: those of loops that count or go over samples as well."""
    for statement in body:
        match statement:
            case ast.For(iter=ast.Call(func=ast.Name(id="range" | "zip" | "enumerate"))):
                yield from _unconditional(statement.body)
            case ast.Assign() | ast.AugAssign():
                yield statement
        if any(isinstance(node, _WAYS_OUT) for node in ast.walk(statement)):
            return


_WAYS_OUT = (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.Assert)
_GOALS = frozenset(["cost", "gradient", "step", "descend"])


def _is_misspelt(tree: ast.Module, what: str) -> bool:
    """Whether an array is asked for what it has in other letters, small or capital, and no tensors are meant."""
    missed, text = re.search(r"has no attribute '(\w+)'", what), ast.unparse(tree)
    alike = missed is not None and of_an_array(what).lower() == missed[1].lower()
    return alike and not re.search(r"torch|tensorflow|cupy", text)


def misnamed_constructor(tree: ast.Module) -> Unanswered | None:
    """A class that is given arguments, and whose constructor lacks an underscore: `def _init_(self, x, y)`."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    called = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in called and not _is_made_otherwise(node):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            near = [one for one in methods if one.name.strip("_") == "init" and one.name.startswith("_")]
            if near:
                what = f"TypeError: {node.name}() takes no arguments: its constructor is named {near[0].name}"
                return Unanswered("does-not-run", what, line=near[0].lineno, error="TypeError")
    return None


def _is_made_otherwise(node: ast.ClassDef) -> bool:
    """Whether a class has a constructor all the same: its own, that of a base, or one that a decorator gives it."""
    own = {part.name for part in node.body if isinstance(part, ast.FunctionDef)} & {"__init__", "__new__"}
    return bool(own or node.bases or node.keywords or node.decorator_list)


_MISFIT = re.compile(
    r"not aligned|mismatch in its core dimension|could not (be )?broadcast|only 0-dimensional arrays"
    r"|setting an array element|cannot reshape array|must match exactly"
)
_GIVEN_ARRAYS = frozenset(product(("X", "X[:, 1:]"), ("y", "y[:, None]"))) | {
    ("X[:, 1:].T", "y[None, :]"),
    ("X[:, 1:].T", "y"),
}


_GIVEN_THETA = frozenset(product(("X",), ("y", "y[:, None]"), ("theta", "theta[:, None]")))


def never_a_number(ways: Sequence[tuple[dict[str, str], bool, Unanswered]]) -> bool:
    """Whether a function of X, y and θ puts an array where a number goes, flat or columns as they may be.

    ways: for each way of calling it, the forms of what is passed, whether anything was guessed, and what was raised.
    With arrays of other shapes it must not get further.
    """
    asked = [way for way in ways if not re.search(r"tolist|pd\.|matrix", " ".join(way[0].values()))]
    natural = [told for forms, _, told in asked if _arrays(forms) in _GIVEN_THETA]
    fits = any(guessed or not told.line or not _MISFIT.search(told.what) for _, guessed, told in asked)
    given = {_arrays(forms) for forms, _, _ in asked}
    return given >= _GIVEN_THETA and not fits and all(map(is_no_number, natural))


def _arrays(forms: dict[str, str]) -> tuple[str, str, str]:
    return forms.get("X", ""), forms.get("y", ""), forms.get("theta", "")


def misfit(failed: Sequence[tuple[Recipe, Unanswered]]) -> Unanswered | None:
    """That what trains cannot combine its own arrays: samples in rows or columns, y flat or not, with ones or without.

    Where a parameter was guessed, or anything else was raised, it may want to be called in another way.
    """
    asked = [(recipe, trouble) for recipe, trouble in failed if _given(recipe) in _GIVEN_ARRAYS]
    asked = [pair for pair in asked if not pair[0].fit.startswith(f"{SCRIPT}(")]  # a script has data of its own
    if {_given(recipe) for recipe, _ in asked} != _GIVEN_ARRAYS or not all(
        not recipe.guessed and trouble.line and _MISFIT.search(trouble.what) for recipe, trouble in asked
    ):
        return None
    return does_not_run(max(asked, key=lambda pair: pair[0].weight)[1])


OUT_OF_BOUNDS = "out of bounds for axis 0"
_ITS_OWN = re.compile(
    rf"list index out of range|{OUT_OF_BOUNDS}|empty list|^ZeroDivisionError|^UnboundLocalError|NoneType"
)
"""What is raised of the code's own lists, numbers and Nones, and not of arrays where a frame is wanted."""


def alike(failed: Sequence[tuple[Recipe, Unanswered]]) -> tuple[Recipe, Unanswered] | None:
    """The most natural way of fitting, where all natural ones raised the same error of their own in the same line."""
    asked = [(recipe, trouble) for recipe, trouble in failed if recipe.build and _given(recipe) in _GIVEN_ARRAYS]
    raised = {(trouble.error, trouble.line) for _, trouble in asked}
    everywhere = {_given(recipe) for recipe, _ in asked} >= {("X[:, 1:]", "y"), ("X", "y"), ("X[:, 1:]", "y[:, None]")}
    known = all(_is_its_own(trouble) and trouble.line and not recipe.guessed for recipe, trouble in asked)
    return max(asked, key=lambda pair: pair[0].weight) if len(raised) == 1 and everywhere and known else None


def _is_its_own(trouble: Unanswered) -> bool:
    """Whether the error is of the code's own values, or of an array where a number goes, however X and y are given."""
    return bool(_ITS_OWN.search(trouble.what)) or is_no_number(trouble)


def is_no_number(trouble: Unanswered) -> bool:
    """Whether an array stands where numpy wants a number."""
    told = re.search(r"setting an array element|only 0-dimensional arrays", trouble.what)
    return trouble.kind == "raised" and bool(trouble.line) and told is not None


def broken_training(
    failed: Sequence[tuple[Recipe, Unanswered]], settled: Sequence[tuple[str, str]], tree: ast.Module
) -> Unanswered | None:
    """That what trains asks its object for what nothing ever sets.

    Or that it puts an array where a number goes, given the very X and y with which another part is right.
    """
    unset = next((trouble for _, trouble in failed if never_set(tree, trouble.what)), None)
    if unset is not None:
        return does_not_run(unset)
    told = (trouble for recipe, trouble in failed if not recipe.guessed and _given(recipe) in settled)
    return next((does_not_run(trouble) for trouble in told if is_no_number(trouble)), None)


def does_not_run(trouble: Unanswered) -> Unanswered:
    """The same as a fault of the code itself."""
    return Unanswered("does-not-run", trouble.what, line=trouble.line, error=trouble.error)


def _given(recipe: Recipe) -> tuple[str, str]:
    """How X and y are passed."""
    return recipe.layout.forms.get("X", ""), recipe.layout.forms.get("y", "")


def _never_filled(tree: ast.Module, trouble: Unanswered) -> bool:
    """Whether the line that raised computes with an attribute that no line gives a value but None: a misspelt name.

    With that attribute, or with what has its name: the attribute may have been passed.
    """
    if not trouble.what.startswith("TypeError: unsupported operand") or "NoneType" not in trouble.what:
        return False
    at_line = [node for node in ast.walk(tree) if getattr(node, "lineno", 0) == trouble.line]
    asked = {last_name(node) for node in at_line if isinstance(node, ast.Attribute | ast.Name)}
    given = {name: {value for other, value in _attributes_given(tree) if other == name} for name in asked}
    return {"None"} in given.values() and "setattr" not in ast.unparse(tree)


def _attributes_given(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The attributes that are assigned to, each with what it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            stored = [part for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Attribute)]
            yield from ((part.attr, ast.unparse(node.value)) for part in stored)


def never_set(tree: ast.Module, what: str) -> bool:
    """Whether an object of a class of this file, all of it, is asked for an attribute that no line ever sets."""
    told = re.match(r"AttributeError: '(\w+)' object has no attribute '(\w+)'", what)
    own = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    if told is None or told[1] not in own or "setattr" in ast.unparse(tree) or "__dict__" in ast.unparse(tree):
        return False
    whole = all(isinstance(base, ast.Name) and base.id in (*own, "object") for base in own[told[1]].bases)
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and not _is_read(node)}
    of_classes = {name for node in own.values() for part in node.body for name in _bound_by(part)}
    return whole and told[2] not in attributes | of_classes


def _bound_by(statement: ast.stmt) -> set[str]:
    """The names that a statement gives to a class: methods, constants, fields."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return {statement.name}
    return stored_names(statement)


def _is_read(node: ast.Attribute | ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _around(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    within = [node for node in functions if node.lineno <= line <= (node.end_lineno or 0)]
    return min(within, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)


def _defined(tree: ast.Module) -> set[str]:
    """Every name that anything in the file gets, wherever, and Python's own."""
    return named(tree) | set(dir(builtins)) | {"__file__", "__name__"}
