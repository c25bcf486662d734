"""What other gradient checkers say of the same gradients: false alarms on the right one, misses of five wrong ones.

    python tests/peers.py            makes an environment of its own (.venv-peers) and writes docs/peers.md

100 problems in float64 with column scales from 1e-6 to 1e6, 100 in float32 from 1e-2 to 1e2. Every checker gets the
cost J = ‖Xθ − y‖²/2m and, as its derivative by hand, the right gradient or one of five wrong ones; each is called as
its documentation says, with its own defaults, or the tolerance named in the table where it leaves that to the caller.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-peers"
PINS = ["numpy==2.4.6", "scipy==1.17.1", "jax==0.10.2", "torch==2.13.0", "autograd==1.9.1", "hypothesis==6.170.15"]
COUNT = 100


def in_an_environment_of_its_own() -> int:
    """Make the environment if need be, and run this file again inside it."""
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PINS], check=True)
    return subprocess.run(
        [python, __file__, "--here"], check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ).returncode


def problems(dtype: type, reach: int, seed: int):
    """Samples, the column of ones first, and scales from 10^-reach to 10^reach."""
    import numpy as np

    rng = np.random.default_rng(seed)
    for _ in range(COUNT):
        m, d = int(rng.integers(5, 40)), int(rng.integers(1, 5))
        F = rng.standard_normal((m, d)) * 10.0 ** rng.uniform(-reach, reach, d)
        X = np.column_stack([np.ones(m), F])
        theta = rng.standard_normal(d + 1) / np.abs(X).max(axis=0)
        y = rng.standard_normal(m) * 3 + 1
        yield theta.astype(dtype), X.astype(dtype), y.astype(dtype)


def right(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def no_intercept(theta, X, y):
    g = right(theta, X, y).copy()
    g[0] = 0
    return g


WRONG: dict[str, Callable] = {
    "factor two": lambda t, X, y: 2 * right(t, X, y),
    "missing 1/m": lambda t, X, y: len(y) * right(t, X, y),
    "sign": lambda t, X, y: -right(t, X, y),
    "zero for the intercept": no_intercept,
    "1/(m−1)": lambda t, X, y: right(t, X, y) * (len(y) / (len(y) - 1)),
}


def referee(gradient, theta, X, y) -> bool:
    """Whether this project's own referee lets the gradient pass, asked at this very problem and nowhere else."""
    from verification import laws
    from verification.implementation import Implementation
    from verification.problem import Problem

    try:
        laws.gradient_is_exact(Implementation(name="", gradient=gradient), Problem(theta, X, y))
    except (laws.Broken, laws.Inconclusive):
        return False
    return True


def with_jax(gradient, theta, X, y) -> bool:
    import jax
    import jax.numpy as jnp
    import numpy as np
    from jax.test_util import check_grads

    @jax.custom_vjp
    def J(t):  # noqa: N802
        r = jnp.asarray(X) @ t - jnp.asarray(y)
        return r @ r / (2 * len(y))

    by_hand = np.asarray(gradient(theta, X, y), dtype=theta.dtype)
    J.defvjp(lambda t: (J(t), None), lambda _, c: (c * jnp.asarray(by_hand),))
    return _passes(lambda: check_grads(J, (jnp.asarray(theta),), order=1, modes=["rev"]))


def with_torch(gradient, theta, X, y, fast=False) -> bool:
    import torch

    A, b = torch.tensor(X), torch.tensor(y)
    by_hand = torch.tensor(gradient(theta, X, y).astype(theta.dtype))

    class J(torch.autograd.Function):
        @staticmethod
        def forward(ctx, t):
            r = A @ t - b
            return r @ r / (2 * len(b))

        @staticmethod
        def backward(ctx, c):
            return c * by_hand

    at = torch.tensor(theta, requires_grad=True)
    return _passes(lambda: torch.autograd.gradcheck(J.apply, (at,), fast_mode=fast))


def with_torch_fast(gradient, theta, X, y) -> bool:
    return with_torch(gradient, theta, X, y, fast=True)


def with_autograd(gradient, theta, X, y) -> bool:
    from autograd.extend import defvjp, primitive
    from autograd.test_util import check_grads

    @primitive
    def J(t):  # noqa: N802
        r = X @ t - y
        return r @ r / (2 * len(y))

    defvjp(J, lambda answer, t: lambda c: c * gradient(t, X, y))
    return _passes(lambda: check_grads(J, modes=["rev"], order=1)(theta))


def with_scipy(gradient, theta, X, y) -> bool:
    from scipy.optimize import check_grad

    def J(t):  # noqa: N802
        r = X @ t - y
        return r @ r / (2 * len(y))

    return bool(check_grad(J, lambda t: gradient(t, X, y), theta) <= 1e-6)


def _passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except (AssertionError, RuntimeError, ValueError):
        return False
    return True


CHECKERS = {
    "`jax.test_util.check_grads`": with_jax,
    "`torch.autograd.gradcheck`": with_torch,
    "`torch.autograd.gradcheck`, fast mode": with_torch_fast,
    "`autograd.test_util.check_grads`": with_autograd,
    "`scipy.optimize.check_grad` ≤ 1e-6": with_scipy,
    "**this referee**": referee,
}


def measure(checker: Callable[..., bool], cases: list) -> tuple[int, int]:
    """False alarms, of one a case, and misses, of five a case."""
    alarms = sum(not checker(right, *case) for case in cases)
    misses = sum(checker(wrong, *case) for wrong in WRONG.values() for case in cases)
    return alarms, misses


def main() -> int:
    """Measure every checker and write the page."""
    import warnings

    import jax
    import numpy as np

    warnings.simplefilter("ignore")
    jax.config.update("jax_enable_x64", True)  # a process of our own: nobody else's settings
    np.random.seed(0)  # autograd draws its direction from here
    wide, single = list(problems(np.float64, 6, 1)), list(problems(np.float32, 2, 2))
    rows = []
    for name, checker in CHECKERS.items():
        (alarms, misses), (alarms32, misses32) = measure(checker, wide), measure(checker, single)
        rows.append(f"| {name} | {alarms} | {misses} | {alarms32} | {misses32} |")
        print(rows[-1], flush=True)
    (ROOT / "docs" / "peers.md").write_text(page(rows), encoding="utf-8")
    return 0


def page(rows: list[str]) -> str:
    """docs/peers.md."""
    head = f"""# What other gradient checkers say

Written by `make peers` (`tests/peers.py`), with {", ".join(PINS)}.

The same {COUNT} problems in float64, columns scaled from 1e-6 to 1e6 (*wide*), and {COUNT} in float32, from 1e-2 to
1e2, go through each checker. *False alarms*: of {COUNT} right gradients, how many were rejected. *Misses*: of
{5 * COUNT} wrong ones ({", ".join(WRONG)}), how many passed. Each checker is called with its defaults.

| checker | wide: false alarms | wide: misses | float32: false alarms | float32: misses |
|---|---|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main() if "--here" in sys.argv else in_an_environment_of_its_own())
