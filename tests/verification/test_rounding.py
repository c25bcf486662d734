"""The tolerances: they hold for right code on numbers chosen to break them, and they are no wider than they need be."""

from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from verification import rounding
from verification.oracles import exact

DTYPES = [np.float64, np.float32]


def forms(theta, X, y):
    """∇J by ways that round and underflow differently, in the dtype of the data."""
    m, root = X.dtype.type(len(y)), np.sqrt(X.dtype.type(len(y)))
    A, b = X / root, y / root
    yield X.T @ (X @ theta - y) / m
    yield (X.T @ X @ theta - X.T @ y) / m
    yield X.T @ X / m @ theta - X.T @ y / m
    yield (X / m).T @ (X @ theta - y)
    yield A.T @ (A @ theta - b)
    yield A.T @ A @ theta - A.T @ b
    yield (np.einsum("ij,ik,k->j", X, X, theta) - X.T @ y) / m


def problems(dtype, count, seed=0):
    """Scales over the whole range of the dtype, so that some products underflow; θ undoes the scale of X."""
    rng = np.random.default_rng(seed)
    reach = 20 if dtype is np.float32 else 140
    for i in range(count):
        m, d = int(rng.integers(1, 14)), int(rng.integers(1, 5))
        scale = 10.0 ** rng.uniform(-reach, reach / 2, d if i % 2 else 1) * np.ones(d)
        X = rng.normal(size=(m, d)) * scale
        theta = rng.normal(size=d) / scale * 10.0 ** rng.uniform(-2, 2)
        y = rng.normal(size=m) * 10.0 ** rng.integers(-8, 9)
        yield theta.astype(dtype), X.astype(dtype), y.astype(dtype)


def fraction(got, truth, bound):
    """The largest error as a fraction of its bound."""
    error = abs(exact.rational(np.atleast_1d(got)) - truth)
    return max(float(e / Fraction(float(b))) for e, b in zip(error, np.atleast_1d(bound), strict=True))


@pytest.mark.parametrize("dtype", DTYPES)
def test_gradient_bound_holds_and_is_not_idle(dtype):
    model, worst = rounding.arithmetic(dtype), 0.0
    with np.errstate(all="ignore"):
        for theta, X, y in problems(dtype, 1500):
            truth, bound = exact.gradient(theta, X, y), rounding.gradient(theta, X, y, model)
            found = [fraction(g, truth, bound) for g in forms(theta, X, y) if np.isfinite(g).all()]
            worst = max([worst, *found])
    assert 0.05 < worst <= 1


def test_gram_form_underflows_within_the_bound():
    # The numbers of the first false alarm: XᵀX of X ~ 1e-20 is not a normal float32, and θ ~ 1e20 brings the loss back.
    rng = np.random.default_rng(1)
    lost = 0
    for _ in range(300):
        X = (rng.normal(size=(6, 3)) * 1e-20).astype(np.float32)
        theta, y = (rng.normal(size=3) * 1e20).astype(np.float32), rng.normal(size=6).astype(np.float32)
        truth, gram = exact.gradient(theta, X, y), (X.T @ X @ theta - X.T @ y) / np.float32(6)
        assert fraction(gram, truth, rounding.gradient(theta, X, y, rounding.SINGLE)) <= 1
        size = (np.abs(X).T @ (np.abs(X) @ np.abs(theta) + np.abs(y)) / 6).astype(float)
        lost += fraction(gram, truth, rounding.SINGLE.gamma(6 * 5 + 12) * size) > 1
    assert lost, "without its underflow term the bound would accuse this right code"


@pytest.mark.parametrize("dtype", DTYPES)
def test_residual_and_cost_bounds_hold(dtype):
    model = rounding.arithmetic(dtype)
    with np.errstate(all="ignore"):
        for theta, X, y in problems(dtype, 800, seed=2):
            r = X @ theta - y
            assert fraction(r, exact.residual(theta, X, y), rounding.residual(theta, X, y, model)) <= 1
            truth = exact.cost(theta, X, y)
            for J in (r @ r / (2 * len(y)), (theta @ (X.T @ X @ theta) - 2 * (X.T @ y) @ theta + y @ y) / (2 * len(y))):
                if np.isfinite(J):
                    assert fraction(J, [truth], rounding.cost(theta, X, y, model)) <= 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_descent_bound_holds_over_many_steps(dtype):
    model, rng = rounding.arithmetic(dtype), np.random.default_rng(3)
    for trial in range(40):
        m, d = int(rng.integers(2, 12)), int(rng.integers(1, 4))
        X = (rng.normal(size=(m, d)) + 1).astype(dtype)
        theta, y = rng.normal(size=d).astype(dtype), rng.normal(size=m).astype(dtype)
        lr = float(dtype([0.3, 1.0, 1.9][trial % 3] / rounding.curvature(X)))
        path = exact.descend(theta, X, y, lr, 24)
        bounds = rounding.descent(path, X, y, lr, model)
        step, H, b = theta, np.eye(d, dtype=dtype) - dtype(lr) * (X.T @ X / dtype(m)), dtype(lr) * (X.T @ y / dtype(m))
        by_matrix = theta
        for k in range(1, 25):
            step = step - dtype(lr) * (X.T @ (X @ step - y) / dtype(m))
            by_matrix = H @ by_matrix + b
            assert fraction(step, path[k], bounds[k]) <= 1
            assert fraction(by_matrix, path[k], bounds[k]) <= 1
        # ‖I − αH‖ ≤ 1 here, so that errors add up and do not multiply, as by |I − αH| alone they would.
        reach = [np.abs(at.astype(float)) + b for at, b in zip(path, bounds, strict=True)]
        steps = [np.linalg.norm(rounding.step(t, np.abs(X), np.abs(y), lr, model)) for t in reach]
        assert np.linalg.norm(bounds[24]) <= 1.01 * np.sqrt(d) * sum(steps)


@pytest.mark.parametrize("dtype", DTYPES)
def test_normal_equation_bound_holds_for_every_solver(dtype):
    model, rng = rounding.arithmetic(dtype), np.random.default_rng(4)

    def by_qr(X, y):
        Q, R = np.linalg.qr(X)
        return np.linalg.solve(R, Q.T @ y)

    solvers = [
        by_qr,
        lambda X, y: np.linalg.solve(X.T @ X, X.T @ y),
        lambda X, y: np.linalg.inv(X.T @ X) @ X.T @ y,
        lambda X, y: np.linalg.lstsq(X, y, rcond=None)[0],
        lambda X, y: np.linalg.pinv(X) @ y,
    ]
    told = 0
    for trial in range(150):
        m, d = int(rng.integers(4, 14)), int(rng.integers(1, 4))
        X = rng.normal(size=(m, d)) + 2
        X[:, -1] = X[:, 0] + 10.0 ** -(trial % 4) * X[:, -1] if d > 1 else X[:, -1]
        X, y = X.astype(dtype), rng.normal(size=m).astype(dtype)
        try:
            bound = rounding.normal_equation(X, y, model)
        except rounding.Unbounded:
            continue
        truth = exact.solution(X, y)
        told += 1
        for solve in solvers:
            assert np.linalg.norm((exact.rational(solve(X, y)) - truth).astype(float)) <= bound
    assert told > 60


def test_spectral_bounds_are_bounds_and_near():
    rng = np.random.default_rng(5)
    for _ in range(200):
        S = rng.normal(size=(5, 5)) * 10.0 ** rng.integers(-100, 100)
        S = S + S.T
        largest = np.abs(np.linalg.eigvalsh(S)).max()
        assert largest * (1 - 1e-12) <= rounding.spectral_norm(S) <= 1.02 * largest
        X = rng.normal(size=(8, 3))
        L, mu = np.linalg.eigvalsh(X.T @ X / 8)[[-1, 0]]
        assert L * (1 - 1e-12) <= rounding.curvature(X) <= 1.02 * L
        assert 1 / mu * (1 - 1e-10) <= rounding.inverse_norm(X) <= 3 / mu
        assert max(abs(1 - 0.3 * L), abs(1 - 0.3 * mu)) * (1 - 1e-12) <= rounding.contraction(X, 0.3)


def test_what_has_no_bound_says_so():
    one = np.ones(1)
    with pytest.raises(rounding.Unbounded, match="roundings"):
        rounding.gradient(one, np.ones((2**22, 1)), np.ones(2**22), rounding.SINGLE)
    with pytest.raises(rounding.Unbounded, match="overflow"):
        rounding.gradient(one, np.full((4, 1), 1e200), np.ones(4), rounding.DOUBLE)
    with pytest.raises(rounding.Unbounded, match="depend on one another"):
        rounding.normal_equation(np.ones((4, 2)), np.ones(4), rounding.DOUBLE)


def test_overflow_is_foreseen():
    may = partial(rounding.may_overflow, np.ones(1), y=np.ones(4))
    assert may(X=np.full((4, 1), 1e25, dtype=np.float32), model=rounding.SINGLE)
    assert not may(X=np.full((4, 1), 1e25, dtype=np.float32), model=rounding.DOUBLE)


def test_gamma_by_hand():
    quarter = rounding.Arithmetic(0.125, 0.0, 1.0)
    assert quarter.gamma(2) == pytest.approx(1 / 3, rel=0, abs=1e-16)  # 2/8 ÷ (1 − 2/8)
    assert (rounding.DOUBLE.u, rounding.DOUBLE.eta) == (2.0**-53, 2.0**-1074)
    assert (rounding.SINGLE.u, rounding.SINGLE.eta) == (2.0**-24, 2.0**-149)
    assert rounding.flushing(rounding.DOUBLE).eta == 2 * np.finfo(np.float64).tiny
