"""Certified digits, ours beside those of others, into docs/accuracy.md:  python docs/scripts/accuracy.py

NIST_STRD_DIR names the folder with the published sets; without it, the eight that follow from formulas or stand in
tests/linreg/data are measured. Libraries that are not installed are left out.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.linreg.test_nist import ALL, Certified, Problem, certified, digits, fitted  # noqa: E402
from verification.oracles import exact  # noqa: E402

ORDER = "Norris Pontius NoInt1 NoInt2 Filip Longley Wampler1 Wampler2 Wampler3 Wampler4 Wampler5".split()
NAMES = [name for name in ORDER if name in ALL]
PAGE = """\
# Certified digits

Written by `python docs/scripts/accuracy.py`, with {versions}.

NIST's [reference sets for linear regression](https://www.itl.nist.gov/div898/strd/lls/lls.shtml) come with fifteen
certified digits for every weight, standard error and R². The table counts the correct ones: −log₁₀(|b − c|/|c|) where c
is certified (−log₁₀|b| where c = 0), at most 15, of the worst weight of each set.

## Weights

{weights}

The first row is the ceiling: the exact rational solution for the floats given has lost what rounding the inputs to
floats lost, most of all in the powers of x of Filip, a polynomial of degree ten. Least squares ends within half a unit
in the last place of it on every set; whoever has more digits than the exact solution has them by chance. Descent (1,000
iterations at most) has not arrived on the ill-conditioned sets, and says so: its certificate holds on each of them.

## Standard errors, residual standard deviation, R²

The digits of the worst of each.

{scatter}

How it is done: [least squares](../linreg/least_squares.py), [inference](../linreg/inference.py). The tests that hold
it: [tests/linreg/test_nist.py](../tests/linreg/test_nist.py).
"""


def worst(found: Any, truth: Any) -> float:
    return min(digits(float(b), float(c)) for b, c in zip(np.atleast_1d(found), np.atleast_1d(truth), strict=True))


def least_squares(problem: Problem) -> Any:
    return fitted(problem, gradient_descent=False).theta_


def descent(problem: Problem) -> Any:
    return fitted(problem, random_state=0).theta_


def lstsq(problem: Problem) -> Any:
    return np.linalg.lstsq(problem.design, problem.y, rcond=None)[0]


def normal_equations(problem: Problem) -> Any:
    return np.linalg.solve(problem.design.T @ problem.design, problem.design.T @ problem.y)


def scikit_learn(problem: Problem) -> Any:
    from sklearn.linear_model import LinearRegression

    model = LinearRegression(fit_intercept=problem.intercept).fit(problem.features, problem.y)
    return np.append(model.intercept_, model.coef_) if problem.intercept else model.coef_


def statsmodels(method: str) -> Callable[[Problem], Any]:
    return lambda problem: of_statsmodels(problem, method).params


def of_statsmodels(problem: Problem, method: str) -> Any:
    import statsmodels.api

    return statsmodels.api.OLS(problem.y, problem.design).fit(method=method)


SOLVERS: dict[str, Callable[[Problem], Any]] = {
    "*exact, for these floats*": lambda problem: exact.solution(problem.design, problem.y),
    "**linreg**, least squares": least_squares,
    "**linreg**, descent": descent,
    "numpy `lstsq`": lstsq,
    "numpy, normal equations": normal_equations,
    "scikit-learn `LinearRegression`": scikit_learn,
    "statsmodels `OLS`, pinv": statsmodels("pinv"),
    "statsmodels `OLS`, QR": statsmodels("qr"),
}


def ours(problem: Problem) -> Any:
    found = fitted(problem, gradient_descent=False).inference_
    return found.standard_errors, found.residual_sd, found.r2


def theirs(problem: Problem) -> Any:
    found = of_statsmodels(problem, "qr")
    return found.bse, np.sqrt(found.mse_resid), found.rsquared


def scatter_row(of: Callable[[Problem], Any], part: int) -> list[float]:
    truths: list[Certified] = [certified(name) for name in NAMES]
    expected = [(truth.sd, truth.residual_sd, truth.r2)[part] for truth in truths]
    return [worst(of(ALL[name])[part], truth) for name, truth in zip(NAMES, expected, strict=True)]


def rows_of_scatter() -> dict[str, list[float]]:
    parts = ["standard errors", "residual deviation", "R²"]
    kinds = {"**linreg**": ours, "statsmodels, QR": theirs} if installed("statsmodels") else {"**linreg**": ours}
    return {f"{what}, {who}": scatter_row(of, part) for part, what in enumerate(parts) for who, of in kinds.items()}


def rows_of_weights() -> dict[str, list[float]]:
    solvers = {who: solve for who, solve in SOLVERS.items() if "statsmodels" not in who or installed("statsmodels")}
    return {who: [worst(solve(ALL[name]), certified(name).b) for name in NAMES] for who, solve in solvers.items()}


def installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def table(rows: dict[str, list[float]]) -> str:
    lines = [f"| | {' | '.join(NAMES)} | worst |", "|---" * (len(NAMES) + 2) + "|"]
    for name, values in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{max(0.0, value):.1f}" for value in [*values, min(values)]) + " |")
    return "\n".join(lines)


def page() -> str:
    libraries = ["numpy", "scipy", "scikit-learn", *(["statsmodels"] if installed("statsmodels") else [])]
    return PAGE.format(
        versions=", ".join(f"{name} {metadata.version(name)}" for name in libraries),
        weights=table(rows_of_weights()),
        scatter=table(rows_of_scatter()),
    )


if __name__ == "__main__":
    warnings.filterwarnings("ignore")  # descent that stops early, and statsmodels on matrices that seem short of rank
    (ROOT / "docs" / "accuracy.md").write_text(page(), encoding="utf-8")
    print(page())
