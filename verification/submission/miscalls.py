"""Calls that fail whoever makes them: of what nothing in the file defines, or with more arguments than are taken.

Only the text is read, so only what is certain counts: a cost, a gradient, a step or a descent that the file itself
calls, the statements that no condition stands before, and no file that bends its own names.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from verification.implementation import Unanswered
from verification.submission.syntax import imports_all, named, names_called
from verification.submission.words import goal_weights

_BENDING = frozenset(str.split("exec eval globals vars setattr __import__ import_module run_path"))
_ENDS = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_CONDITIONAL = (ast.IfExp, ast.BoolOp, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def miscalls(tree: ast.Module) -> list[Unanswered]:
    """What such calls would raise, each with its line."""
    called = names_called(tree)
    if called & _BENDING or imports_all(tree) or "builtins" in ast.unparse(tree):
        return []
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    goals = [node for name, node in functions.items() if name in called and _is_goal(name)]
    calls = [call for node in goals for call in _straight(node.body) if isinstance(call.func, ast.Name)]
    return [*_unknown(calls, tree), *_overfull(calls, functions, tree)]


def _is_goal(name: str) -> bool:
    goals = goal_weights(name).keys()
    return bool(goals & {"cost", "gradient", "descend", "step"}) and "metric" not in goals


def _straight(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls of statements that are always reached, those in a loop over steps among them."""
    for statement in body:
        match statement:
            case ast.For(iter=over, body=inner):
                yield from _calls(over)
                yield from _straight(inner)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Expr() | ast.Return():
                yield from _calls(statement)
        if any(isinstance(part, _ENDS) for part in ast.walk(statement)):
            return


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, _CONDITIONAL):
        return
    if isinstance(node, ast.Call):
        yield node
    for part in ast.iter_child_nodes(node):
        yield from _calls(part)


def _unknown(calls: list[ast.Call], tree: ast.Module) -> list[Unanswered]:
    """Calls of what nothing gives a name."""
    known = named(tree) | set(dir(builtins))
    missing = [(ast.unparse(call.func), call.lineno) for call in calls if ast.unparse(call.func) not in known]
    return [_fault("NameError", f"name '{name}' is not defined", line) for name, line in missing]


def _overfull(calls: list[ast.Call], functions: dict[str, ast.FunctionDef], tree: ast.Module) -> Iterator[Unanswered]:
    """Calls of a function, which its name always stands for, with more than it takes."""
    others = named(ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef)], []))
    others |= {name for node in tree.body if isinstance(node, ast.FunctionDef) for name in _named_within(node)}
    for call in calls:
        name = ast.unparse(call.func)
        takes = _takes(functions[name]) if name in functions.keys() - others else None
        given = len(call.args) + len(call.keywords)
        starred = any(isinstance(one, ast.Starred) for one in call.args) or any(not one.arg for one in call.keywords)
        if takes is not None and given > takes and not starred:
            yield _fault("TypeError", f"{name}() takes {takes} arguments and is given {given}", call.lineno)


def _takes(function: ast.FunctionDef) -> int | None:
    """How many arguments a function takes; None where that is not fixed."""
    own = function.args
    fixed = not (own.vararg or own.kwarg or function.decorator_list)
    return len(own.posonlyargs) + len(own.args) + len(own.kwonlyargs) if fixed else None


def _named_within(function: ast.FunctionDef) -> set[str]:
    """The names that things get inside a function."""
    return named(function.args) | named(ast.Module(function.body, []))


def _fault(error: str, what: str, line: int) -> Unanswered:
    return Unanswered("does-not-run", f"{error}: {what} (line {line})", line=line, error=error)
