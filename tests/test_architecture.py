"""The house: what may import what, what stays cheap to import, and that tolerances live in one room only."""

import ast
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE, REFEREE = ROOT / "linreg", ROOT / "verification"

# The engine's files in the order of the derivation: each imports only what stands before it.
ORDER = """
    faults neighbours checks affine arrays cost derivative descent double_double scaling bounds step_size settings
    blocks samples moments columns scoring dask_samples surface least_squares dependence near_inverse slope correction
    certificate layout progress fitting inference student summary estimator categories csv_file parquet_file writing
    reading streaming modelfile datasets drawing animation plotting report __init__ __main__
""".split()


def sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py"))


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    """The modules that a file names in its imports: `from package import module` is package.module."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in _runtime(tree.body) if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from full
            if not all(is_module(name) for name in full):
                yield node.module


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def _runtime(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run on import: not those in functions, nor those for the type checker alone."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _runtime(node.body)


def packages(path: Path, **how: bool) -> set[str]:
    return {name.split(".")[0] for name in imports(path, **how)}


def test_the_engine_imports_in_the_order_of_the_derivation() -> None:
    assert sorted(ORDER) == sorted(path.stem for path in ENGINE.glob("*.py"))
    for path in ENGINE.glob("*.py"):
        used = {name.split(".")[1] for name in imports(path) if name.startswith("linreg.")} & set(ORDER)
        assert used <= set(ORDER[: ORDER.index(path.stem)]), path.name


def test_descent_knows_nothing_of_regression() -> None:
    used = {name for name in imports(ENGINE / "descent.py") if name.startswith("linreg.")}
    assert {".".join(name.split(".")[:2]) for name in used} <= {"linreg.affine", "linreg.checks", "linreg.faults"}
    assert {name for name in used if name.startswith("linreg.affine.")} == {"linreg.affine.Array"}


@pytest.mark.parametrize("path", sources(ENGINE), ids=lambda path: path.name)
def test_the_engine_needs_neither_the_referee_nor_its_tools(path: Path) -> None:
    assert not packages(path) & {"verification", "jax", "hypothesis", "sklearn", "pandas", "polars", "tests"}
    assert not packages(path, top_level=True) & {"matplotlib", "pyarrow", "dask", "distributed"}


@pytest.mark.parametrize("path", sources(REFEREE), ids=lambda path: str(path.relative_to(REFEREE)))
def test_the_referee_never_imports_what_it_judges(path: Path) -> None:
    assert not packages(path) & {"linreg", "tests"}
    assert not packages(path, top_level=True) & {"jax", "matplotlib", "pyarrow"}
    if path.stem not in {"strategies", "laws_under_hypothesis"}:
        assert "hypothesis" not in packages(path, top_level=True)


@pytest.mark.parametrize("path", sorted((REFEREE / "oracles").glob("[a-z]*.py")), ids=lambda path: path.name)
def test_the_oracles_never_import_one_another(path: Path) -> None:
    others = {f"verification.oracles.{other.stem}" for other in (REFEREE / "oracles").glob("[a-z]*.py")}
    assert not set(imports(path)) & others


@pytest.mark.parametrize("package", ["linreg", "verification"])
def test_there_are_no_cycles(package: str) -> None:
    files = {module(path): path for path in sources(ROOT / package)}
    waiting = {name: set(imports(path, top_level=True)) & set(files) - {name} for name, path in files.items()}
    while waiting:
        ground = {name for name, needs in waiting.items() if not needs & set(waiting)}
        assert ground, f"these import one another: {sorted(waiting)}"
        waiting = {name: needs for name, needs in waiting.items() if name not in ground}


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("package", ["linreg", "verification", "verification.plugin"])
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    code = f"import sys, {package}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"matplotlib", "pyarrow", "jax", "hypothesis", "typer", "rich", "pandas", "sklearn", "dask"}
    assert not heavy & set(loaded.stdout.split())


def test_importing_the_engine_takes_less_than_twice_what_numpy_takes() -> None:
    """In seconds of the processor, the least of seven times each: what disturbs a run can only lengthen it."""
    ours, numpys = (min(_seconds(f"import {package}") for _ in range(7)) for package in ("linreg", "numpy"))
    assert ours < 2 * numpys


def _seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# What looks like a tolerance and is none, with the reason.
NO_TOLERANCE = {
    ("strategies.py", 1e-8): "y is drawn this small, or X and y scaled by it",
    ("strategies.py", 1e-30): "columns are drawn this small",
}


@pytest.mark.parametrize("path", sources(REFEREE), ids=lambda path: str(path.relative_to(REFEREE)))
def test_no_tolerance_stands_outside_rounding(path: Path) -> None:
    """A float literal like 1e-6 is a tolerance that nobody proved; rounding.py derives the only ones there are."""
    found = [
        (path.name, node.value)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < 1e-3
    ]
    assert set(found) <= set(NO_TOLERANCE)


@pytest.mark.parametrize("package", [ENGINE, REFEREE], ids=["linreg", "verification"])
def test_functions_are_short(package: Path) -> None:
    """Half of all functions have fewer than eight lines of code, docstrings apart."""
    assert statistics.median(lengths(package)) < 8


def lengths(package: Path) -> list[int]:
    return [
        sum((inner.end_lineno or 0) - inner.lineno + 1 for inner in node.body if not is_docstring(inner))
        for path in sources(package)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
