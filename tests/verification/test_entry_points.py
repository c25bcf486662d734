"""The assertions, the pytest plugin, and the strategies: what others use in tests of their own."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pytest
from hypothesis import find, given

import verification
from verification import assert_descent, assert_gradient, strategies
from verification.plugin import laws

pytest_plugins = ["pytester"]


def right(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def descend(theta, X, y, lr, n_iterations):
    for _ in range(n_iterations):
        theta = theta - lr * right(theta, X, y)
    return theta


def test_assertions_pass_what_is_right():
    assert_gradient(right, lambda t, X, y: np.sum((X @ t - y) ** 2) / (2 * len(y)))
    assert_descent(descend, right)


def test_assertions_say_what_is_wrong():
    with pytest.raises(AssertionError, match=r"(?s)one_convention failed.*the cost of 1/m·‖r‖², the gradient of 1/2m"):
        assert_gradient(right, lambda t, X, y: np.mean((X @ t - y) ** 2))
    with pytest.raises(AssertionError, match="steps_are_exact failed: k = 2"):
        assert_descent(lambda t, X, y, lr, k: t - k * lr * right(t, X, y))
    with pytest.raises(AssertionError, match="it raised ZeroDivisionError"):
        assert_gradient(lambda t, X, y: 1 // 0)


def test_importing_the_plugin_imports_nothing_more():
    code = "import sys, pytest; before = set(sys.modules); import verification.plugin; print(set(sys.modules) - before)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "jax", "hypothesis"} & {name.strip(" '{}\n").split(".")[0] for name in out.split(",")}


def test_the_fixture_runs_every_law_and_prints_each_failure(pytester, monkeypatch):
    pytester.makepyfile(
        mine="""
        def gradient(theta, X, y):
            return X.T @ (X @ theta - y)

        def cost(theta, X, y):
            r = X @ theta - y
            return r @ r / (2 * len(y))
        """,
        test_mine="""
        import pytest
        import mine
        from verification.plugin import laws

        def test_all(referee):
            referee.check(mine)

        @pytest.mark.parametrize("law", laws()[:2], ids=str)
        def test_each(law, referee):
            referee.hold(mine, law)

        def test_nothing(referee):
            with pytest.raises(TypeError, match="no function cost, gradient or descend"):
                referee.check(object())
        """,
    )
    # An installed package brings its plugin along; from a checkout it is named, and found by the path.
    installed = any(entry.name == "verification" for entry in entry_points(group="pytest11"))
    monkeypatch.setenv("PYTHONPATH", str(Path(verification.__file__).parents[1]))
    result = pytester.runpytest_subprocess(*([] if installed else ["-p", "verification.plugin"]))
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*one_convention failed*", "*gradient_is_exact failed*"])


def test_laws_are_ready_to_parametrize():
    assert len({str(law) for law in laws()}) == len(laws()) > 20


STRATEGIES = [
    strategies.problems,
    strategies.ill_scaled_problems,
    strategies.rank_deficient_problems,
    strategies.problems_at_the_optimum,
]


@pytest.mark.parametrize("build", [*STRATEGIES, strategies.integer_problems], ids=lambda build: build.__name__)
@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@given(data=strategies.st.data())
def test_problems_are_what_was_asked_for(build, intercept, dtype, data):
    p = data.draw(build(intercept=intercept, dtype=dtype))
    assert p.theta.shape == p.X.shape[1:] and p.y.shape == p.X.shape[:1]
    assert p.theta.dtype == p.X.dtype == p.y.dtype == dtype
    assert all(np.isfinite(a).all() for a in (p.theta, p.X, p.y)) and p.lr > 0
    assert not intercept or np.all(p.X[:, 0] == 1)
    if build is strategies.rank_deficient_problems:
        assert np.linalg.matrix_rank(p.X.astype(float)) < p.X.shape[1]
    if build is strategies.problems_at_the_optimum:
        assert not right(p.theta, p.X, p.y).any()


@pytest.mark.parametrize("build", STRATEGIES, ids=lambda build: build.__name__)
def test_sizes_that_make_no_sense_are_refused(build):
    for wrong in ({"m": (3, 2)}, {"m": (0, 4)}, {"d": (1.0, 2.0)}, {"dtype": int}):
        with pytest.raises(ValueError, match="expected"):
            build(**wrong)


def test_what_is_shrunk_to_stays_worth_reading():
    p = find(strategies.problems(), lambda p: bool(np.any(right(p.theta, p.X, p.y))))
    assert p.m == 5 and p.X.shape[1] == 1 and np.all(p.X == 1) and np.abs(p.y).max() <= 2
