"""Mutates the engine, one change at a time, and runs its tests on every mutant: what survives was not tested.

    python tests/mutants.py [FILE ...]        the files of linreg that hold the mathematics, unless some are named

Every mutant gets a copy of the checkout of its own. Its tests are those named below, and for whoever survives them the
laws of the referee. The unchanged files go first: they must survive. Writes docs/mutants.md, and exits with 1 if a
mutant survived that is not explained there.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "verification"))

from mutation import mutants  # noqa: E402 - it is no package, and this is no test

TESTS = {
    "affine": ["tests/linreg/test_derivation.py"],
    "cost": ["tests/linreg/test_derivation.py"],
    "derivative": ["tests/linreg/test_derivation.py"],
    "descent": ["tests/linreg/test_descent.py"],
    "scaling": ["tests/linreg/test_scaling.py", "tests/linreg/test_estimator.py"],
    "estimator": ["tests/linreg/test_estimator.py", "tests/linreg/test_certificate.py"],
}
MORE = {"estimator": [f"tests/linreg/test_{name}.py" for name in str.split("blocks summary plotting streaming dask")]}
LAWS = ["tests/verification/test_laws.py", "-k", "law_holds_of_the_engine or hold_of_the_estimator"]
PATIENCE = 900  # seconds, many times what the tests take: a mutant that loops is a mutant found out

# The survivors, each with the reason why no test can or need tell it from the original.
SOLVED = "in self._remember(Descent(thetas[0], Outcome.SOLVED, 0, 0.0, loss, thetas, np.array([0])))"
EXPLAINED = {
    "descent._batches: 0 → -1 in order = rng.permutation(len(data[0]))": (
        "equivalent: all arrays are cut along their first axis, which has the same length in each"
    ),
    "estimator.partial_fit: before.pivot if before is not None else None → None in moments = "
    "block.total(Collector(self.fit_intercept, before.pivot if before is not None else None))": (
        "equivalent but for rounding: moments about another pivot are moved to the first one's when they are added"
    ),
    f"estimator._solve: 0 → -1 {SOLVED}": "equivalent: the history has one row, which is its first and its last",
    **dict.fromkeys(
        (f"estimator._solve: 0.0 → {instead} {SOLVED}" for instead in ("1.0", "-1.0")),
        "equivalent: a norm of the gradient on the way, which an estimator does not keep; that of θ is in certificate_",
    ),
}


def survives(name: str, source: str) -> bool:
    """Whether no test fails with this source in the place of linreg/<name>.py."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory)
        for part in ("linreg", "verification", "tests", "pyproject.toml"):
            whole = ROOT / part
            shutil.copytree(whole, copy / part) if whole.is_dir() else shutil.copy(whole, copy / part)
        (copy / "linreg" / f"{name}.py").write_text(source, encoding="utf-8")
        return all(_pass(copy, tests) for tests in (TESTS[name], MORE.get(name, []), LAWS) if tests)


def _pass(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "OMP_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
    try:
        subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return True


def run(names: list[str]) -> dict[str, tuple[int, list[str]]]:
    """file → how many mutants there were, and the names of those that survived."""
    from rich.progress import track

    sources = {name: (ROOT / f"linreg/{name}.py").read_text("utf-8") for name in names}
    for name, source in sources.items():
        if not survives(name, source):
            raise SystemExit(f"the tests of linreg/{name}.py fail without any mutation; mend that first")
    work = [(name, mutant) for name, source in sources.items() for mutant in mutants(source, logic=True)]
    found: dict[str, tuple[int, list[str]]] = {name: (0, []) for name in names}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = {pool.submit(survives, name, ast.unparse(m.tree)): (name, m) for name, m in work}
        for done in track(as_completed(waiting), total=len(work), description="mutants"):
            name, mutant = waiting[done]
            count, alive = found[name]
            found[name] = count + 1, alive + ([str(mutant)] if done.result() else [])
            if done.result():
                print(f"survived: {name}.{mutant}", flush=True)
    return found


def page(found: dict[str, tuple[int, list[str]]]) -> str:
    """docs/mutants.md."""
    lines = ["# Mutants of the engine", "", "Written by `make mutants` (`tests/mutants.py`).", ""]
    lines += ["| file | mutants | survived |", "|---|---|---|"]
    lines += [f"| `linreg/{name}.py` | {count} | {len(alive)} |" for name, (count, alive) in found.items()]
    for name, (_, alive) in found.items():
        lines += ["", f"## Survivors in `{name}.py`", ""] if alive else []
        lines += [f"- `{mutant}`: {_reason(name, mutant)}" for mutant in sorted(set(alive))]
    return "\n".join(lines) + "\n"


def _reason(name: str, mutant: str) -> str:
    return EXPLAINED.get(f"{name}.{mutant}", "**not explained**")


def main() -> int:
    """Run, write the page, and say what is left unexplained."""
    found = run(sys.argv[1:] or list(TESTS))
    text = page(found)
    if not sys.argv[1:]:
        (ROOT / "docs" / "mutants.md").write_text(text, encoding="utf-8")
    print(text)
    return 1 if "**not explained**" in text else 0


if __name__ == "__main__":
    sys.exit(main())
