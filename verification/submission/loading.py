"""From a file to a namespace, executing only its imports, definitions and constants.

Most files of this kind are scripts that read a CSV, train and plot while they are imported. What defines the functions
is executed; what uses them is not. The same is done for the files beside it that it imports.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from verification.submission.rewriting import rewritten
from verification.submission.script import SCRIPT
from verification.submission.stubs import HEAVY, PLOTTING, StubFinder, StubModule
from verification.submission.syntax import is_blank, read_names

# Calls that make constants. Whatever else is called at the top level belongs to the script.
_CONSTRUCTORS = frozenset(
    str.split(
        "int float str bool list tuple dict set range len abs min max round sum frozenset slice type super "
        "namedtuple TypeVar NewType Union Optional Enum IntEnum getLogger partial array asarray zeros ones "
        "eye arange linspace full empty float32 float64 int32 int64 dtype finfo iinfo default_rng RandomState "
        "vectorize sqrt log exp deque defaultdict Counter OrderedDict grad jit njit value_and_grad vmap "
        "property staticmethod classmethod wraps dataclass Path Decimal Fraction reshape astype copy matrix "
        "asmatrix transpose seed "
    )
)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def trimmed(tree: ast.Module) -> list[ast.stmt]:
    """The statements of a module that are executed: imports, definitions, constants, and blocks of nothing else."""
    return [kept for statement in _own_first(tree.body) if (kept := _kept(statement)) is not None]


def _as_begun(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements without those that make an array of a list that begins empty, once it has been filled."""
    empty: set[str] = set()
    for statement in body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            empty |= {name} if ast.unparse(statement.value) in ("[]", "list()") else set()
            if name in empty and name in read_names(statement.value) and "array(" in ast.unparse(statement.value):
                continue
        yield statement


def _own_first(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements, later imports without what the file has written: a notebook that then takes a library's."""
    own: set[str] = set()
    kept: list[ast.stmt] = []
    for statement in _as_begun(body):
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and not all(map(is_blank, statement.body)):
            own.add(statement.name)
        if not isinstance(statement, ast.ImportFrom):
            kept.append(statement)
        elif names := [one for one in statement.names if (one.asname or one.name) not in own]:
            kept.append(ast.copy_location(ast.ImportFrom(statement.module, names, statement.level), statement))
    return kept


def _kept(statement: ast.stmt) -> ast.stmt | None:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return statement
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) | ast.AugAssign(value=value):
            return statement if _constant(value) else None
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=where, attr="append" | "insert"))):
            return statement if ast.unparse(where) == "sys.path" else None
        case ast.If(test=test) if not _is_main(test):
            return _kept_block(statement)
        case ast.Try() | ast.With():
            return _kept_block(statement)
    return None


def _constant(value: ast.expr) -> bool:
    calls = [node.func for node in _at_once(value) if isinstance(node, ast.Call)]
    names = [func.id if isinstance(func, ast.Name) else getattr(func, "attr", "") for func in calls]
    return all(name in _CONSTRUCTORS for name in names)


def _at_once(value: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression that are worked out with it: not the body of a lambda."""
    yield value
    for child in ast.iter_child_nodes(value) if not isinstance(value, ast.Lambda) else ():
        yield from _at_once(child)


def _is_main(test: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(test))


def _kept_block(block: ast.stmt) -> ast.stmt | None:
    """An `if` or `try` is kept when it defines or imports something: `try: import numba`, `if PY3: …`."""
    defines = any(isinstance(node, _DEFINITIONS) for node in ast.walk(block))
    return block if defines else None


def execute(tree: ast.Module, filename: str, namespace: dict[str, Any]) -> list[str]:
    """Execute what is kept of the tree, one statement at a time; what a constant raises is skipped and returned.

    A definition or import that raises does raise: without it nothing stands.
    """
    skipped = []
    flags = _future(tree)
    for statement in trimmed(tree):
        if getattr(statement, "name", "") == SCRIPT and not _compiles(statement, filename):
            continue
        try:
            exec(_compiled(statement, filename, flags), namespace)
        except Exception as error:
            if isinstance(statement, _DEFINITIONS) and not isinstance(error, NameError):
                raise
            if isinstance(statement, (ast.Try, ast.If, ast.With)):
                raise
            skipped.append(f"line {statement.lineno}: {type(error).__name__}: {error}")
    return skipped


def _future(tree: ast.Module) -> int:
    """What `from __future__ import …` says of the whole file says so of each of its statements."""
    names = [
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module == "__future__"
    ]
    return functools.reduce(lambda flags, name: flags | getattr(__future__, name).compiler_flag, names, 0)


def _compiled(statement: ast.stmt, filename: str, flags: int = 0) -> CodeType:
    code: CodeType = compile(ast.Module([statement], []), filename, "exec", flags, dont_inherit=True)
    return code


def _compiles(statement: ast.stmt, filename: str) -> bool:
    """A script need not be a function that could exist."""
    try:
        _compiled(statement, filename)
    except SyntaxError:
        return False
    return True


class BesideLoader(importlib.machinery.SourceFileLoader):
    """Loads a file beside the submission in the same way as the submission itself."""

    def exec_module(self, module: ModuleType) -> None:
        text = self.get_source(self.name) or ""
        execute(ast.parse(text), self.path, module.__dict__)


class BesideFinder(importlib.abc.MetaPathFinder):
    """Finds the modules that lie in the throw-away copy."""

    def __init__(self, directory: str) -> None:
        self.directory = directory

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(name, path or sys.path)
        if spec is None or not spec.origin or not spec.origin.startswith(self.directory):
            return None
        if not spec.origin.endswith(".py"):
            return None
        packages = spec.submodule_search_locations
        loader = BesideLoader(name, spec.origin)
        return importlib.util.spec_from_file_location(
            name, spec.origin, loader=loader, submodule_search_locations=packages
        )


def prepare_imports(directory: str) -> StubFinder:
    """Plots go nowhere; the copy's own modules are trimmed; what nobody has is stood in for. → the last of these."""
    plotting = StubFinder(directory, lambda top: top in PLOTTING and not _lies_in(directory, top))
    missing = StubFinder(directory, lambda top: top not in sys.stdlib_module_names)
    later = StubFinder(directory, lambda top: top in HEAVY and _installed(top))
    sys.meta_path[:0] = [plotting, BesideFinder(directory), later]
    sys.meta_path.append(missing)
    return missing


def _installed(top: str) -> bool:
    return importlib.machinery.PathFinder.find_spec(top) is not None


def _lies_in(directory: str, top: str) -> bool:
    return (Path(directory) / top).is_dir() or (Path(directory) / f"{top}.py").exists()


def _package(place: Path, directory: Path) -> str:
    """A package around the file, so that `from .x import y` and `from ..x import y` find what lies in the copy."""
    name = ""
    for level in (2, 1, 0):
        name = f"{name}.above{level}".removeprefix(".")
        where = place.parents[level - 1] if level else place
        package = ModuleType(name)
        package.__path__ = [str(where)] if where.is_relative_to(directory) else []
        sys.modules[name] = package
    return name


def load(text: str, filename: str, directory: str) -> tuple[ModuleType, list[str]]:
    """The module that the text defines, and the constants that had to be skipped. Raises what the text raises."""
    module = ModuleType("submission")
    module.__dict__.update(__file__=filename, __package__=_package(Path(filename).parent, Path(directory)))
    sys.modules["submission"] = module
    tree, *_ = rewritten(ast.parse(text, filename))
    skipped = execute(tree, filename, module.__dict__)
    module.__dict__.update(_from_missing(ast.parse(text), module.__dict__))
    return module, skipped


def _from_missing(tree: ast.Module, known: dict[str, Any]) -> dict[str, Any]:
    """What the text reads and nothing defines, from the module that is not here and of which it imports everything."""
    stars = [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"]
    missing = next((name for name in stars if isinstance(sys.modules.get(name), StubModule)), None)
    if missing is None:
        return {}
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return {name: getattr(sys.modules[missing], name) for name in called - known.keys() - vars(builtins).keys()}
