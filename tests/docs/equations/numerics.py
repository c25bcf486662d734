"""docs/numerics.md, transcribed. What floats do is measured by rational arithmetic on the very floats."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import numpy as np

import linreg
from linreg.affine import Array
from linreg.least_squares import factor, polish
from linreg.samples import Table
from tests.docs.equations.binding import (
    Case,
    agreeing,
    at_least,
    at_most,
    equivalent,
    exactly,
    identity,
    upper_bound,
)
from tests.docs.equations.convergence import DELTA_IS_SYMMETRIC, gap, kronecker, path
from tests.docs.equations.derivation import H_IS_SYMMETRIC, Numbers, batch_gradient, hessian
from tests.docs.equations.exact_numbers import Number
from tests.docs.equations.families import (
    Arguments,
    Draw,
    Shape,
    adjugate,
    array,
    determinant,
    generic,
    solved,
    spectral,
)
from tests.docs.equations.float_problems import exactly_solvable
from verification import rounding
from verification.oracles import exact

U = Fraction(1, 2**53)
ETA = Fraction(1, 2**1074)


def operations() -> Iterator[Case]:
    """Sums, differences, products and quotients of random floats; and 1 + u, which loses its last digit."""
    random = Random("float-rounding")
    for _ in range(300):
        x, y = (random.choice((-1, 1)) * math.ldexp(random.random() + 0.5, random.randint(-80, 80)) for _ in range(2))
        for fl, true in [
            (x + y, Fraction(x) + Fraction(y)),
            (x - y, Fraction(x) - Fraction(y)),
            (x * y, Fraction(x) * Fraction(y)),
            (x / y, Fraction(x) / Fraction(y)),
        ]:
            yield Case({"u": U, "fl": Fraction(fl)}, at_least([abs(Fraction(fl) - true)]))
    for x in (1.0, -2.0, 1024.0):
        fl, true = x + x * float(U), Fraction(x) * (1 + U)
        yield Case({"u": U, "fl": Fraction(fl)}, exactly([abs(Fraction(fl) - true)]))


@agreeing("inequality, floats", operations)
def float_rounding(u: Number, fl: Number) -> Number:
    r"""\lvert \operatorname{fl}(x \circ y) - x \circ y \rvert \le u \, \lvert \operatorname{fl}(x \circ y) \rvert"""
    return u * abs(fl)


def small_products() -> Iterator[Case]:
    """Products below the smallest normal number, and η·½, which is lost altogether."""
    random = Random("underflow")
    for _ in range(300):
        x, y = (math.ldexp(random.random() + 0.5, random.randint(-540, -512)) for _ in range(2))
        yield Case({"eta": ETA}, at_least([abs(Fraction(x * y) - Fraction(x) * Fraction(y))]))
    yield Case({"eta": ETA}, exactly([ETA / 2 - Fraction(float(ETA) * 0.5)]))


@agreeing("inequality, floats", small_products)
def underflow(eta: Number) -> Number:
    r"""\lvert \operatorname{fl}(x \times y) - x \times y \rvert \le \frac{\eta}{2}"""
    return eta / 2


def products_of_factors() -> Iterator[Case]:
    """n factors (1 + δ)^±1, |δ| ≤ u, for large u; a single (1 − u)⁻¹ is extremal, and n of them come close."""
    random = Random("gamma")
    for u in (Fraction(1, 1000), Fraction(1, 64)):
        model = rounding.Arithmetic(u, 0, 0)  # type: ignore[arg-type]
        yield Case({"n": 1, "u": u}, exactly([1 / (1 - u) - 1]))
        for n in range(1, 9):
            if model.gamma(n) != n * u / (1 - n * u):
                raise AssertionError("verification.rounding has another γₙ")
            yield Case({"n": n, "u": u}, at_least([(1 - u) ** -n - 1]))
            factors = [(1 + u * Fraction(random.randint(-99, 99), 99)) ** random.choice((-1, 1)) for _ in range(n)]
            yield Case({"n": n, "u": u}, at_least([abs(math.prod(factors) - 1)]))


@agreeing("inequality, exact", products_of_factors)
def gamma(n: int, u: Number) -> Number:
    r"""
    \left\lvert \prod_{i=1}^{n} (1 + \delta_i)^{\pm 1} - 1 \right\rvert \le \gamma_n = \frac{nu}{1 - nu}
    \qquad \text{for } \lvert \delta_i \rvert \le u
    """
    return n * u / (1 - n * u)


def wide_problem(random: Random, dtype: type) -> tuple[Array, Array, Array]:
    """θ, X, y whose columns differ by up to ten orders of magnitude."""
    m, n, reach = random.randint(2, 12), random.randint(1, 4), 20 if dtype is np.float64 else 5
    scale = [2.0 ** random.randint(-reach, reach) for _ in range(n)]
    X = [[random.gauss(1, 1) * scale[j] for j in range(n)] for _ in range(m)]
    theta = [random.gauss(0, 1) / scale[j] for j in range(n)]
    return tuple(np.array(a, dtype=dtype) for a in (theta, X, [random.gauss(0, 3) for _ in range(m)]))  # type: ignore[return-value]


def rounded_gradients() -> Iterator[Case]:
    """linreg's gradient in floats lies within the bound, and the referee's is no less, but for rounding outward."""
    random, outward = Random("gradient-bound"), 1 + Fraction(1, 2**19)
    for dtype, model in ((np.float64, rounding.DOUBLE), (np.float32, rounding.SINGLE)):
        for _ in range(60):
            theta, X, y = wide_problem(random, dtype)
            error = np.abs(exact.rational(linreg.gradient(theta, X, y)) - exact.gradient(theta, X, y))
            stated = exact.rational(rounding.gradient(theta, X, y, model))
            point = {
                "theta": exact.rational(theta),
                "X": exact.rational(X),
                "y": exact.rational(y),
                "u": Fraction(model.u),
            }
            yield Case(point, at_least(error))
            yield Case(point, at_least(stated / outward))
            yield Case(point, at_most(stated))


@agreeing("inequality, floats", rounded_gradients)
def gradient_bound(theta: Numbers, X: Numbers, y: Numbers, u: Number) -> Numbers:
    r"""
    \left\lvert \operatorname{fl}\!\left( \frac{\partial J}{\partial \theta_j} \right)
    - \frac{\partial J}{\partial \theta_j} \right\rvert
    \le \gamma_n \cdot \frac{1}{m} \sum_{i=1}^{m} \lvert x_{ij} \rvert
    \left( \sum_{k=0}^{d} \lvert x_{ik} \rvert \lvert \theta_k \rvert + \lvert y_i \rvert \right),
    \qquad n = m (d + 3) + 12
    """
    m, d = len(X), len(theta) - 1
    n = [m * (d + 3) + 12]
    return [
        gamma(n[0], u)
        * sum(abs(X[i][j]) * (sum(abs(X[i][k]) * abs(theta[k]) for k in range(d + 1)) + abs(y[i])) for i in range(m))
        / m
        for j in range(d + 1)
    ]


@equivalent({"H[j][p] → H[p][j]": H_IS_SYMMETRIC, "delta[j][p] → delta[p][j]": DELTA_IS_SYMMETRIC})
@identity(
    lambda theta, theta_hat, e, X, y, alpha: path(theta_hat, X, y, alpha, 1) + e - path(theta, X, y, alpha, 1),
    at=lambda draw, shape: {**generic(draw, shape), "theta_hat": draw.vector(shape[1]), "e": draw.vector(shape[1])},
)
def error_propagation(theta: Numbers, theta_hat: Numbers, e: Numbers, X: Numbers, alpha: Number) -> Numbers:
    r"""
    \hat\theta_j^{(k+1)} - \theta_j^{(k+1)}
    = \sum_{p=0}^{d} \left( \delta_{jp} - \alpha H_{jp} \right) \left( \hat\theta_p^{(k)} - \theta_p^{(k)} \right)
    + e_j^{(k)}
    """
    d, H, delta = len(theta) - 1, hessian(X), kronecker(len(theta))
    return [
        sum((delta[j][p] - alpha * H[j][p]) * (theta_hat[p] - theta[p]) for p in range(d + 1)) + e[j]
        for j in range(d + 1)
    ]


def integer_problems() -> Iterator[Case]:
    """Within 2⁵³ every way to add up is exact; one beyond it, with an odd sum, and it is not."""
    random, limit = Random("exact-probe"), 2**53
    for bits in (4, 10, 17):
        for _ in range(20):
            X = array([[random.randint(-(2**bits), 2**bits) for _ in range(2)] for _ in range(4)])
            theta, y = (
                array([random.randint(-99, 99) for _ in range(2)]),
                array([random.randint(-999, 999) for _ in range(4)]),
            )
            yield exactness(theta, X, y)
    # Sums of exactly 2⁵³, and of one more, which is odd and has no float.
    for X, y in (([[limit - 1], [1]], [1, 1]), ([[limit - 3], [3]], [1, 1])):
        yield exactness(array([0]), array(X), array(y))
        yield exactness(array([0, 0]), array([[row[0], 1] for row in X]), array(y))
    yield exactness(array([0]), array([[limit], [1]]), array([1, 1]))
    yield exactness(array([limit - 1]), array([[1]]), array([-1]))
    yield exactness(array([limit]), array([[1]]), array([-1]))
    yield exactness(array([limit - 2, 1]), array([[1, 1]]), array([-1]))
    yield exactness(array([limit - 1, 1]), array([[1, 1]]), array([-1]))
    yield from itertools.islice(near_the_limit(random, limit), 150)


def near_the_limit(random: Random, limit: int) -> Iterator[Case]:
    """Sums on both sides of 2⁵³; beyond it, those problems that do lose something in every component."""
    while True:
        sizes = [2 ** random.randint(14, 19) for _ in range(3)]
        X = array([[random.randint(-size, size) for size in sizes] for _ in range(3)])
        theta = array([random.randint(-(2**18), 2**18) for _ in range(3)])
        y = array([random.randint(-(2**37), 2**37) for _ in range(3)])
        within = abs(X).T @ (abs(X) @ abs(theta) + abs(y)) <= limit
        if within.tolist() == exact_components(theta, X, y):
            yield exactness(theta, X, y)


def exactness(theta: Array, X: Array, y: Array) -> Case:
    """Floats are exact in just those components for which the criterion says so."""
    truth = exact_components(theta, X, y)
    return Case({"theta": theta, "X": X, "y": y}, exactly(truth))


def exact_components(theta: Array, X: Array, y: Array) -> list[bool]:
    """Whether Xᵀ(Xθ − y), in floats, is exact."""
    floats = X.T.astype(float) @ linreg.residual(theta.astype(float), X.astype(float), y.astype(float))
    return [Fraction(a) == b for a, b in zip(floats, X.T @ linreg.residual(theta, X, y), strict=True)]


@agreeing("criterion, floats", integer_problems)
def exact_probe(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \sum_{i=1}^{m} \lvert x_{ij} \rvert
    \left( \sum_{k=0}^{d} \lvert x_{ik} \rvert \lvert \theta_k \rvert + \lvert y_i \rvert \right) \le 2^{53}
    """
    m, d = len(X), len(theta) - 1
    return [
        sum(abs(X[i][j]) * (sum(abs(X[i][k]) * abs(theta[k]) for k in range(d + 1)) + abs(y[i])) for i in range(m))
        <= 2**53
        for j in range(d + 1)
    ]


@equivalent({"A[j][k] → A[k][j]": H_IS_SYMMETRIC})
@identity(linreg.gradient)
def moments(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \frac{\partial J}{\partial \theta_j} = \frac{1}{m} \left( \sum_{k=0}^{d} A_{jk} \theta_k - b_j \right), \qquad
    A_{jk} = \sum_{i=1}^{m} x_{ij} x_{ik}, \qquad b_j = \sum_{i=1}^{m} x_{ij} y_i
    """
    m, d = len(X), len(theta) - 1
    A = [[sum(X[i][j] * X[i][k] for i in range(m)) for k in range(d + 1)] for j in range(d + 1)]
    b = [sum(X[i][j] * y[i] for i in range(m)) for j in range(d + 1)]
    return [(sum(A[j][k] * theta[k] for k in range(d + 1)) - b[j]) / m for j in range(d + 1)]


@identity(
    lambda top, bottom, X: (top @ linreg.hessian(X) @ top) / (bottom @ linreg.hessian(X) @ bottom),
    at=spectral,
    shapes=((3, 2, 1), (3, 3, 1), (4, 2, 1)),
)
def condition_squared(s: Numbers, L: Number, mu: Number) -> Number:
    r"""\kappa = \frac{L}{\mu} = \left( \frac{s_{\max}}{s_{\min}} \right)^2"""
    return L / mu, (max(s) / min(s)) ** 2


def factored(draw: Draw, shape: Shape) -> Arguments:
    """X = WS⁻¹, where the smallest singular value τ of W is rational and S is anything invertible."""
    point, S = spectral(draw, shape), draw.matrix(shape[1], shape[1])
    return {
        **point,
        "X": point["X"] @ adjugate(S) / determinant(S),
        "S": S,
        "theta_star": S @ point["theta_star"],
        "tau": point["s"][-1],
    }


def factored_along_the_bottom(draw: Draw, shape: Shape) -> Arguments:
    """The same, with Sᵀ∇J along the direction that W stretches least."""
    point = factored(draw, shape)
    return {**point, "theta": point["theta_star"] + point["t"] * (point["S"] @ point["bottom"])}


@equivalent({"S[j][p] * J_derivative[j] → -(S[j][p] * J_derivative[j])": "(−a)² = a², and each term of a is negated."})
@upper_bound(gap, at=factored_along_the_bottom, over=factored)
def proven_gap(theta: Numbers, X: Numbers, y: Numbers, S: Numbers, tau: Number) -> Number:
    r"""
    J(\theta) - J(\theta^*) \le \frac{m}{2\tau^2} \sum_{p=0}^{d}
    \left( \sum_{j=0}^{d} S_{jp} \frac{\partial J}{\partial \theta_j} \right)^2
    """
    m, d, J_derivative = len(X), len(theta) - 1, batch_gradient(theta, X, y)
    return m / (2 * tau**2) * sum(sum(S[j][p] * J_derivative[j] for j in range(d + 1)) ** 2 for p in range(d + 1))


def one_refinement(theta: Array, theta_star: Array, S: Array, X: Array, y: Array) -> Array:
    """θ − SSᵀXᵀ(Xθ − y) − θ*."""
    return theta - S @ (S.T @ (X.T @ linreg.residual(theta, X, y))) - theta_star


def refined() -> Iterator[Case]:
    """linreg's refinement, whose S is an inverse in floats, ends exactly at θ* where floats hold it: I − SSᵀXᵀX ≈ 0."""
    for X, y, theta_star in exactly_solvable():
        near = theta_star.astype(float) * (1 + 2.0**-20)
        samples = Table(X.astype(float), y.astype(float))
        found = polish(near, samples, factor(samples, intercept=False))
        if not (found.exact and (found.theta == theta_star.astype(float)).all()):
            raise AssertionError(f"linreg refined to {found.theta}, not to {theta_star}")
    return iter(())


@equivalent({"delta[j][k] → delta[k][j]": DELTA_IS_SYMMETRIC, "A[q][k] → A[k][q]": H_IS_SYMMETRIC})
@agreeing("linreg's refinement", refined)
@identity(one_refinement, at=lambda draw, shape: {**solved(draw, shape), "S": draw.matrix(shape[1], shape[1])})
def refinement_step(theta: Numbers, theta_star: Numbers, S: Numbers, X: Numbers) -> Numbers:
    r"""
    \theta_j^+ - \theta_j^* = \sum_{k=0}^{d} \left( \delta_{jk}
    - \sum_{p=0}^{d} \sum_{q=0}^{d} S_{jp} S_{qp} A_{qk} \right) \left( \theta_k - \theta_k^* \right),
    \qquad A_{qk} = \sum_{i=1}^{m} x_{iq} x_{ik}
    """
    m, d, delta = len(X), len(theta) - 1, kronecker(len(theta))
    A = [[sum(X[i][q] * X[i][k] for i in range(m)) for k in range(d + 1)] for q in range(d + 1)]
    return [
        sum(
            (delta[j][k] - sum(S[j][p] * S[q][p] * A[q][k] for p in range(d + 1) for q in range(d + 1)))
            * (theta[k] - theta_star[k])
            for k in range(d + 1)
        )
        for j in range(d + 1)
    ]
