"""One pass over the data: exact on whole numbers, within its stated error elsewhere, and the same descent."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linreg
from linreg import blocks
from linreg.bounds import gamma
from linreg.columns import columns_of
from linreg.descent import descend
from linreg.moments import Collector, Moments
from linreg.samples import NotFinite, pairwise
from linreg.scaling import unscaled
from linreg.surface import PANEL, MomentSurface, Surface, moments_are_cheaper, over_moments, over_samples
from verification import rounding
from verification.oracles import exact

Array = Any


def collect(X: Array, y: Array, intercept: bool = True) -> Moments:
    return Collector(intercept)(X, y)


def exact_gram(X: Array, y: Array, pivot: Array, unit: Array) -> Array:
    """G in fractions: the truth that floats are held to."""
    a = exact.rational(np.column_stack([np.ones(len(X)), X, y]))
    a[:, 1:] = (a[:, 1:] - exact.rational(pivot)) / exact.rational(unit)
    return a.T @ a


def assert_within_its_error(moments: Moments, X: Array, y: Array) -> None:
    error = np.abs(exact.rational(moments.gram) - exact_gram(X, y, moments.pivot, moments.unit))
    allowed = gamma(moments.depth) * np.outer(moments.sizes, moments.sizes) + 4 * len(X) * 2.0**-1074
    assert (error <= exact.rational(allowed)).all()


def test_by_hand() -> None:
    """Three samples with mean 2 and targets with mean 5: deviations −1, 0, 1 and −4, 0, 4."""
    moments = collect(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 5.0, 9.0]))
    assert moments.pivot.tolist() == [2, 5] and moments.count == 3
    assert moments.gram.tolist() == [[3, 0, 0], [0, 2, 8], [0, 8, 32]]


def test_a_constant_column_has_sums_of_exactly_zero() -> None:
    X = np.column_stack([np.full(1000, 0.1), np.arange(1000.0), np.zeros(1000)])
    moments = collect(X, np.full(1000, -7.3))
    assert moments.pivot[[0, 2, 3]].tolist() == [0.1, 0, -7.3]
    assert moments.varying.tolist() == [False, True, False]
    assert not moments.gram[[1, 3, 4], :].any()
    assert collect(X, X[:, 1], intercept=False).varying.tolist() == [True, True, False]


@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(1, 4), st.floats(-3, 9), st.booleans())
def test_the_sums_are_within_their_stated_error(seed: int, m: int, d: int, log_mean: float, intercept: bool) -> None:
    rng = np.random.default_rng(seed)
    X = 10.0**log_mean + rng.normal(size=(m, d)) * 10.0 ** rng.uniform(-6, 6, d)
    y = rng.normal(size=m) + 10.0**log_mean
    assert_within_its_error(collect(X, y, intercept), X, y)


@given(st.integers(0, 2**32), st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 3))
def test_merged_in_any_order_they_are_within_it_too(seed: int, sizes: list[int], d: int) -> None:
    """Each part about a pivot of its own, as workers that know nothing of one another collect them."""
    rng = np.random.default_rng(seed)
    parts = [(rng.normal(size=(m, d)) + rng.normal(size=d) * 1e3, rng.normal(size=m)) for m in sizes]
    X, y = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    for order in [list(range(len(parts))), list(rng.permutation(len(parts)))]:
        merged = pairwise(collect(*parts[i]) for i in order)
        assert merged.count == len(y)
        assert_within_its_error(merged, X, y)


@pytest.mark.parametrize("size", [2.0**-1000, 2.0**-480, 2.0**480, 2.0**1000])
def test_squares_do_not_overflow(size: float) -> None:
    """A power of two rounds nothing: with units of their size the sums are those of the column as it was."""
    X, y = np.array([[1.0], [2.0], [4.0], [9.0]]), np.array([1.0, 0.0, 2.0, 1.0])
    plain, scaled = collect(X, y), collect(X * size, y)
    ratio = np.array([1, scaled.unit[0] / size, scaled.unit[1]])
    assert (scaled.gram * np.outer(ratio, ratio)).tolist() == plain.gram.tolist()
    assert_within_its_error(scaled, X * size, y)
    merged = collect(X * size, y) + collect(X, y)
    assert_within_its_error(merged, np.concatenate([X * size, X]), np.concatenate([y, y]))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_found_where_it_stands(bad: float) -> None:
    X = np.zeros((blocks.BLOCK, 3))
    X[50_000, 2] = bad
    with pytest.raises(NotFinite) as caught:
        collect(X, np.zeros(len(X)))
    assert (caught.value.row, caught.value.column) == (50_000, 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.int8, np.uint8, bool])
@pytest.mark.parametrize("order", ["C", "F"])
def test_other_dtypes_are_taken_as_the_numbers_they_are(dtype: Any, order: Any) -> None:
    X = np.array([[0, 1], [1, 1], [1, 0], [0, 1]], dtype=dtype, order=order)
    assert collect(X, np.arange(4.0)).gram.tolist() == collect(X.astype(float), np.arange(4.0)).gram.tolist()


def moments_path(path: list[Array], Z: Array, y: Array, lr: float, depth: int) -> list[Array]:
    """|θ̂ₖ − θₖ| for descent over the moments, (n,) each: `rounding.descent` with the error of another gradient.

    Each entry of G errs by at most γ(depth)·sⱼsₖ, its factor by γₙ₊₂sⱼsₖ more (Higham, Theorem 10.3), and Rᵀ(Rθ − b)
    in floats by γ₂ₙ₊₁₆, with s the norms of the columns of [Z y]. About a pivot p the columns summed are at most
    ‖z‖ + √m|p| ≤ 2‖z‖ long, for a mean p. So a step errs by α·γ·4sⱼ(Σₖ sₖ|θₖ| + s_y)/m, where γ counts all of these.
    """
    m, n = Z.shape
    s, size, u = np.linalg.norm(Z, axis=0), float(np.linalg.norm(y)), rounding.DOUBLE
    contraction, bound = rounding.contraction(Z, lr), np.zeros(n)
    bounds = [bound]
    for point in path[:-1]:
        t = np.abs(point.astype(float)) + bound
        e = u.gamma(n + 6) * t + lr * u.gamma(depth + 3 * n + 30) * 4 * s * (s @ t + size) / m
        bound = np.full(n, (contraction * np.linalg.norm(bound) + np.linalg.norm(e)) * rounding.OUTWARD)
        bounds.append(bound)
    return bounds


def walked(moments: Moments, standardize: bool, intercept: bool) -> Surface:
    """The surface that descent over these moments walks on, of all features."""
    d = len(moments.unit) - 1
    scaling = moments.standardised(intercept) if standardize else unscaled(d, intercept)
    return over_moments(columns_of(moments, np.ones(d, dtype=bool), intercept), scaling)


def walk(surface: Surface, start: Array, lr: float) -> Any:
    return descend(surface.gradient, start, lr=lr, n_iterations=25, cost=surface.mean_squared_error)


@given(
    st.integers(0, 2**32),
    st.integers(2, 30),
    st.integers(1, 3),
    st.floats(0, 4),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0.1, 1.0, 1.9]),
)
def test_descent_over_the_moments_takes_the_same_steps(
    seed: int, m: int, d: int, log_mean: float, standardize: bool, intercept: bool, share: float
) -> None:
    """The law: θₖ from the moments and from the samples are the exact iterates, each within its own rounding bound."""
    rng = np.random.default_rng(seed)
    X = 10.0**log_mean * rng.normal(size=d) + rng.normal(size=(m, d)) * 10.0 ** rng.uniform(-2, 2, d)
    y = rng.normal(size=m) + 10.0**log_mean
    moments = collect(X, y, intercept)
    few = walked(moments, standardize, intercept)
    Z, start = few.scaling.design(X), rng.normal(size=d + intercept)
    plain = Surface(Z, y, m, few.scaling)
    lr = share / few.curvature.largest
    path = exact.descend(start, Z, y, lr, 25)
    ours, theirs = walk(few, start, lr), walk(plain, start, lr)
    for k, (point, bound) in enumerate(zip(path, moments_path(path, Z, y, lr, moments.depth), strict=True)):
        assert (np.abs(exact.rational(ours.thetas[k]) - point) <= exact.rational(bound)).all()
        assert ours.costs[k] >= 0
    for k, bound in enumerate(rounding.descent(path, Z, y, lr, rounding.DOUBLE)):
        assert (np.abs(exact.rational(theirs.thetas[k]) - path[k]) <= exact.rational(bound)).all()


def test_on_whole_numbers_both_surfaces_are_one() -> None:
    """A factor of G in whole numbers, so nothing rounds: J, ∇J and H are equal to the last bit."""
    X = np.array([[-2.0], [-2.0], [2.0], [2.0]])  # G = diag(4, 16) for [1 X], and y = 3 + 2x + e with e ⊥ [1 X]
    y = 3 + 2 * X[:, 0] + np.array([1.0, -1.0, 1.0, -1.0])
    few = walked(collect(X, y), standardize=False, intercept=True)
    whole = over_samples(X, y, standardize=False, intercept=True)
    for theta in np.array([[0.0, 0.0], [3.0, 2.0], [-1.0, 7.0]]):
        assert few.mean_squared_error(theta) == whole.mean_squared_error(theta)
        assert few.gradient(theta).tolist() == whole.gradient(theta).tolist()


def test_panels_of_a_triangle_leave_out_nothing() -> None:
    """Whole numbers, so nothing rounds: panel by panel the gradient is that of the whole triangle."""
    rng, n = np.random.default_rng(4), 2 * PANEL + 3
    few = walked(collect(rng.normal(size=(n, 1)), rng.normal(size=n)), standardize=False, intercept=True)
    assert isinstance(few, MomentSurface)
    wide = replace(few, A=np.triu(rng.integers(-9, 10, (n + 1, n))).astype(float), b=np.arange(n + 1.0), count=8)
    theta = rng.integers(-9, 10, n).astype(float)
    assert wide.gradient(theta).tolist() == (wide.A.T @ (wide.A @ theta - wide.b) / 8).tolist()
    assert wide.mean_squared_error(theta) == np.sum((wide.A @ theta - wide.b) ** 2) / 8


def test_the_scaling_is_that_of_the_samples() -> None:
    X = np.array([[1.0, 7.0], [3.0, 7.0]])
    for intercept, mean, scale in [(True, [2, 7], [1, 1]), (False, [0, 0], [math.sqrt(5), 7])]:
        scaling = collect(X, np.zeros(2), intercept).standardised(intercept)
        assert scaling.mean.tolist() == mean and scaling.scale.tolist() == scale


def test_dependent_columns_still_have_a_factor() -> None:
    X = np.eye(3)[[0, 1, 2, 0, 1, 2, 0]]
    y = np.arange(7.0)
    few = walked(collect(X, y), standardize=False, intercept=True)
    theta = np.array([1.0, 2.0, 3.0, 4.0])
    truth = exact.cost(theta, linreg.with_intercept(X), y) * 2
    # The factor errs in G by at most γ per entry of a matrix of trace ‖a‖²; θᵀGθ by that times ‖θ‖².
    slack = gamma(200) * (7 + 7 + 91) * float(theta @ theta + 1) / 7
    assert abs(Fraction(few.mean_squared_error(theta)) - truth) <= Fraction(slack)


def test_moments_are_collected_where_they_pay() -> None:
    assert moments_are_cheaper(1_000_000, 10, 200) and moments_are_cheaper(10_000, 1000, 200)
    assert not moments_are_cheaper(100, 1000, 1000)  # fewer samples than moments
    assert not moments_are_cheaper(10, 3, 100)  # over before the first call returns
