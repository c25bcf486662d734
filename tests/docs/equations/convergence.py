"""docs/convergence.md, transcribed. H, J and its derivative are the transcriptions of docs/derivation.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import numpy as np

import linreg
from linreg.affine import Array
from linreg.certificate import certify
from linreg.least_squares import factor
from linreg.near_inverse import from_samples
from linreg.samples import Table
from linreg.scaling import Scaling, standardised
from linreg.slope import slope_at
from linreg.step_size import Spectrum
from tests.docs.equations.binding import (
    Case,
    agreeing,
    at_least,
    equivalent,
    exactly,
    flat,
    identity,
    lower_bound,
    upper_bound,
)
from tests.docs.equations.derivation import (
    H_IS_SYMMETRIC,
    Numbers,
    batch_gradient,
    cost,
    hessian,
    lms_rule,
    residuals,
)
from tests.docs.equations.exact_numbers import Number, root
from tests.docs.equations.families import Arguments, Draw, Shape, along, array, generic, solved, spectral
from tests.docs.equations.float_problems import exactly_solvable, exactly_standardised


def path(theta: Array, X: Array, y: Array, alpha: Number, k: int) -> Array:
    """linreg's k-th iterate."""
    return linreg.descend(linreg.gradient, theta, X, y, lr=alpha, n_iterations=k).theta


def gap(theta: Array, theta_star: Array, X: Array, y: Array) -> Number:
    """J(θ) − J*."""
    return linreg.cost(theta, X, y) - linreg.cost(theta_star, X, y)


def squared(v: Array) -> Number:
    return v @ v


@identity(lambda theta, X, y, alpha: path(theta, X, y, alpha, 1))
def descent_step(theta: Numbers, X: Numbers, y: Numbers, alpha: Number) -> Numbers:
    r"""\theta_j^{(k+1)} = \theta_j^{(k)} - \alpha \, \frac{\partial J}{\partial \theta_j} (\theta^{(k)})"""
    d, J_derivative = len(theta) - 1, batch_gradient(theta, X, y)
    return [theta[j] - alpha * J_derivative[j] for j in range(d + 1)]


def downhill(draw: Draw, shape: Shape) -> Arguments:
    """v points along the gradient."""
    point = generic(draw, shape)
    return {**point, "v": point["t"] * linreg.gradient(point["theta"], point["X"], point["y"])}


@upper_bound(lambda v, theta, X, y: (v @ linreg.gradient(theta, X, y)) ** 2, at=downhill, over=generic)
def steepest_direction(v: Numbers, theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \left( \sum_{j=0}^{d} v_j \frac{\partial J}{\partial \theta_j} \right)^2
    \le \sum_{j=0}^{d} v_j^2 \cdot \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} \right)^2
    """
    d, J_derivative = len(theta) - 1, batch_gradient(theta, X, y)
    return sum(v[j] ** 2 for j in range(d + 1)) * sum(J_derivative[j] ** 2 for j in range(d + 1))


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC})
@identity(linreg.gradient, at=solved)
def gradient_from_error(theta: Numbers, theta_star: Numbers, X: Numbers) -> Numbers:
    r"""
    \frac{\partial J}{\partial \theta_j} (\theta) = \sum_{k=0}^{d} H_{jk} (\theta_k - \theta_k^*)
    """
    d, H = len(theta) - 1, hessian(X)
    return [sum(H[j][k] * (theta[k] - theta_star[k]) for k in range(d + 1)) for j in range(d + 1)]


DELTA_IS_SYMMETRIC = "δⱼₚ = δₚⱼ: both are 1 where j = p and 0 elsewhere."


@equivalent({"H[j][p] → H[p][j]": H_IS_SYMMETRIC, "delta[j][p] → delta[p][j]": DELTA_IS_SYMMETRIC})
@identity(lambda theta, theta_star, X, y, alpha: path(theta, X, y, alpha, 1) - theta_star, at=solved)
def error_recursion(theta: Numbers, theta_star: Numbers, X: Numbers, alpha: Number) -> Numbers:
    r"""
    \theta_j^{(k+1)} - \theta_j^*
    = \sum_{p=0}^{d} \left( \delta_{jp} - \alpha H_{jp} \right) \left( \theta_p^{(k)} - \theta_p^* \right)
    """
    d, H, delta = len(theta) - 1, hessian(X), kronecker(len(theta))
    return [
        sum((delta[j][p] - alpha * H[j][p]) * (theta[p] - theta_star[p]) for p in range(d + 1)) for j in range(d + 1)
    ]


def kronecker(n: int) -> list[list[int]]:
    """δⱼₚ: 1 where j = p, otherwise 0."""
    return [[int(j == p) for p in range(n)] for j in range(n)]


@equivalent({"power[j][p] → power[p][j]": "Powers of the symmetric matrix I − αH are symmetric."})
@identity(path, at=solved)
def closed_form(theta: Numbers, theta_star: Numbers, X: Numbers, alpha: Number, k: int) -> Numbers:
    r"""
    \theta_j^{(k)} = \theta_j^*
    + \sum_{p=0}^{d} \left( (I - \alpha H)^k \right)_{jp} \left( \theta_p^{(0)} - \theta_p^* \right)
    """
    d, power = len(theta) - 1, matrix_power(step_matrix(X, alpha), k)
    return [theta_star[j] + sum(power[j][p] * (theta[p] - theta_star[p]) for p in range(d + 1)) for j in range(d + 1)]


def step_matrix(X: Numbers, alpha: Number) -> Numbers:
    """I − αH, entry by entry."""
    n, H = len(X[0]), hessian(X)
    return [[int(j == p) - alpha * H[j][p] for p in range(n)] for j in range(n)]


def matrix_power(A: Numbers, k: int) -> Numbers:
    """Aᵏ: entry (j, q) of A times B is Σₚ AⱼₚBₚ_q."""
    power, n = kronecker(len(A)), len(A)
    for _ in range(k):
        power = [[sum(A[j][p] * power[p][q] for p in range(n)) for q in range(n)] for j in range(n)]
    return power


def each_eigenvector(which: str) -> Any:
    """A spectral problem and one of its eigenvectors, with its eigenvalue."""

    def family(draw: Draw, shape: Shape) -> Arguments:
        point = spectral(draw, shape)
        return {**point, "v": point[which], "eigenvalue": point["L" if which == "top" else "mu"]}

    return family


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC})
@identity(lambda v, X: linreg.hessian(X) @ v, at=each_eigenvector("top"))
@identity(lambda v, X: linreg.hessian(X) @ v, at=each_eigenvector("bottom"))
def eigenvector(v: Numbers, eigenvalue: Number, X: Numbers) -> Numbers:
    r"""\sum_{k=0}^{d} H_{jk} v_k = \lambda v_j"""
    d, H = len(v) - 1, hessian(X)
    return [sum(H[j][k] * v[k] for k in range(d + 1)) for j in range(d + 1)], [eigenvalue * v[j] for j in range(d + 1)]


@identity(
    lambda v, theta, theta_star, X, y, alpha, k: v @ (path(theta, X, y, alpha, k) - theta_star),
    at=each_eigenvector("top"),
)
@identity(
    lambda v, theta, theta_star, X, y, alpha, k: v @ (path(theta, X, y, alpha, k) - theta_star),
    at=each_eigenvector("bottom"),
)
def eigenvector_path(
    v: Numbers, eigenvalue: Number, theta: Numbers, theta_star: Numbers, alpha: Number, k: int
) -> Number:
    r"""
    \sum_{j=0}^{d} v_j \left( \theta_j^{(k)} - \theta_j^* \right)
    = (1 - \alpha\lambda)^k \sum_{j=0}^{d} v_j \left( \theta_j^{(0)} - \theta_j^* \right)
    """
    d = len(v) - 1
    return (1 - alpha * eigenvalue) ** k * sum(v[j] * (theta[j] - theta_star[j]) for j in range(d + 1))


@equivalent({"abs(1 - alpha * mu) → 1 - alpha * mu": "Where 1 − αμ < 0, |1 − αL| = αL − 1 ≥ αμ − 1 is the maximum."})
@identity(lambda L, mu, alpha: Spectrum(L, mu).contraction(alpha), at=spectral)
def contraction_factor(eigenvalues: Numbers, L: Number, mu: Number, alpha: Number) -> Numbers:
    r"""
    \rho = \max_{\lambda} \, \lvert 1 - \alpha\lambda \rvert
    = \max \left( \lvert 1 - \alpha L \rvert, \lvert 1 - \alpha\mu \rvert \right)
    """
    return max(abs(1 - alpha * value) for value in eigenvalues), max(abs(1 - alpha * L), abs(1 - alpha * mu))


def slowest(draw: Draw, shape: Shape) -> Arguments:
    """θ − θ* along the eigenvector of the eigenvalue that makes |1 − αλ| largest."""
    point = spectral(draw, shape)
    which = "top" if abs(1 - point["alpha"] * point["L"]) > abs(1 - point["alpha"] * point["mu"]) else "bottom"
    return {**point, "theta": point["theta_star"] + point["t"] * point[which]}


def rate(L: Number, mu: Number, alpha: Number) -> Number:
    """ρ, the second form of `contraction_factor`."""
    return contraction_factor([L, mu], L, mu, alpha)[1]


@upper_bound(
    lambda theta, theta_star, X, y, alpha, k: squared(path(theta, X, y, alpha, k) - theta_star),
    at=slowest,
    over=spectral,
)
def contraction(theta: Numbers, theta_star: Numbers, L: Number, mu: Number, alpha: Number, k: int) -> Number:
    r"""
    \sum_{j=0}^{d} \left( \theta_j^{(k)} - \theta_j^* \right)^2
    \le \rho^{2k} \sum_{j=0}^{d} \left( \theta_j^{(0)} - \theta_j^* \right)^2
    """
    d, rho = len(theta) - 1, rate(L, mu, alpha)
    return rho ** (2 * k) * sum((theta[j] - theta_star[j]) ** 2 for j in range(d + 1))


@upper_bound(
    lambda theta, theta_star, X, y, alpha, k: gap(path(theta, X, y, alpha, k), theta_star, X, y),
    at=slowest,
    over=spectral,
)
def cost_contraction(
    theta: Numbers, theta_star: Numbers, X: Numbers, y: Numbers, L: Number, mu: Number, alpha: Number, k: int
) -> Number:
    r"""J(\theta^{(k)}) - J(\theta^*) \le \rho^{2k} \left( J(\theta^{(0)}) - J(\theta^*) \right)"""
    rho = rate(L, mu, alpha)
    return rho ** (2 * k) * (cost(theta, X, y) - cost(theta_star, X, y))


@upper_bound(
    lambda theta, X, y, alpha, k: squared(linreg.gradient(path(theta, X, y, alpha, k), X, y)), at=slowest, over=spectral
)
def gradient_contraction(
    theta: Numbers, X: Numbers, y: Numbers, L: Number, mu: Number, alpha: Number, k: int
) -> Number:
    r"""
    \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} (\theta^{(k)}) \right)^2
    \le \rho^{2k} \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} (\theta^{(0)}) \right)^2
    """
    d, rho, J_derivative = len(theta) - 1, rate(L, mu, alpha), batch_gradient(theta, X, y)
    return rho ** (2 * k) * sum(J_derivative[j] ** 2 for j in range(d + 1))


def around_the_threshold() -> Iterator[Case]:
    """α on both sides of 2/L and exactly on it: whether the largest error shrinks in a step, as linreg takes it."""
    random = Random("divergence-threshold")
    for share in (Fraction(1, 7), 1 - Fraction(1, 2**40), Fraction(1), 1 + Fraction(1, 2**40), Fraction(5, 3)):
        point = along("top")(Draw(random, tracked=False), (4, 2, 1))
        alpha = share * Spectrum(point["L"], point["mu"]).threshold
        before = point["theta"] - point["theta_star"]
        after = path(point["theta"], point["X"], point["y"], alpha, 1) - point["theta_star"]
        shrinks = bool(squared(after) < squared(before))
        yield Case({**point, "alpha": alpha}, exactly([shrinks]))


@agreeing("equivalence, exact", around_the_threshold)
def divergence_threshold(alpha: Number, L: Number, eigenvalues: Numbers) -> Numbers:
    r"""\alpha \lt \frac{2}{L} \iff \lvert 1 - \alpha\lambda \rvert \lt 1 \text{ for every } \lambda"""
    return alpha < 2 / L, max(abs(1 - alpha * value) for value in eigenvalues) < 1


@identity(
    lambda theta, theta_star, X, y, alpha, k: path(theta, X, y, alpha, k) - theta_star,
    at=along("top"),
)
def overshoot(theta: Numbers, theta_star: Numbers, alpha: Number, L: Number, k: int) -> Numbers:
    r"""
    \theta_j^{(k)} - \theta_j^* = (-1)^k (\alpha L - 1)^k \left( \theta_j^{(0)} - \theta_j^* \right)
    """
    d = len(theta) - 1
    return [(-1) ** k * (alpha * L - 1) ** k * (theta[j] - theta_star[j]) for j in range(d + 1)]


@identity(
    lambda L, mu: [Spectrum(L, mu).best, Spectrum(L, mu).contraction(Spectrum(L, mu).best)],
    at=spectral,
    shapes=((3, 3, 2), (4, 2, 3), (3, 2, 1)),
)
def best_fixed_step(L: Number, mu: Number) -> Numbers:
    r"""
    \alpha = \frac{2}{L + \mu}, \qquad \rho = \frac{L - \mu}{L + \mu} = \frac{\kappa - 1}{\kappa + 1},
    \qquad \kappa = \frac{L}{\mu}
    """
    kappa = [L / mu]
    return [2 / (L + mu), (L - mu) / (L + mu)], [2 / (L + mu), (kappa[0] - 1) / (kappa[0] + 1)]


def at_the_best(draw: Draw, shape: Shape) -> Arguments:
    point = spectral(draw, shape)
    return {**point, "alpha": Spectrum(point["L"], point["mu"]).best}


@lower_bound(
    lambda L, mu, alpha: Spectrum(L, mu).contraction(alpha),
    at=at_the_best,
    over=spectral,
    shapes=((3, 3, 2), (4, 2, 3), (3, 2, 1)),
)
def no_better_step(L: Number, mu: Number) -> Number:
    r"""\rho \ge \frac{L - \mu}{L + \mu}"""
    return (L - mu) / (L + mu)


@upper_bound(
    lambda theta, X, y, alpha: linreg.cost(path(theta, X, y, alpha, 1), X, y),
    at=along("top"),
    over=spectral,
)
def descent_lemma(theta: Numbers, X: Numbers, y: Numbers, alpha: Number, L: Number) -> Number:
    r"""
    J(\theta^{(k+1)}) \le J(\theta^{(k)}) - \alpha \left( 1 - \frac{\alpha L}{2} \right)
    \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} (\theta^{(k)}) \right)^2
    """
    d, J_derivative = len(theta) - 1, batch_gradient(theta, X, y)
    return cost(theta, X, y) - alpha * (1 - alpha * L / 2) * sum(J_derivative[j] ** 2 for j in range(d + 1))


@equivalent({"H_inverse[j][k] → H_inverse[k][j]": "The inverse of a symmetric matrix is symmetric."})
@identity(gap, at=solved)
def gap_from_gradient(theta: Numbers, X: Numbers, y: Numbers, H_inverse: Numbers) -> Number:
    r"""
    J(\theta) - J(\theta^*) = \frac{1}{2} \sum_{j=0}^{d} \sum_{k=0}^{d}
    \frac{\partial J}{\partial \theta_j} \, (H^{-1})_{jk} \, \frac{\partial J}{\partial \theta_k}
    """
    d, J_derivative = len(theta) - 1, batch_gradient(theta, X, y)
    return sum(J_derivative[j] * H_inverse[j][k] * J_derivative[k] for j in range(d + 1) for k in range(d + 1)) / 2


def proven(theta: Any, X: Any, y: Any) -> linreg.Certificate:
    samples = Table(X, y)
    near = from_samples(samples, factor(samples, intercept=False))
    return certify(slope_at(theta, samples, near), near, [""] * len(theta), X[0, :0], "test", None)


def certified() -> Iterator[Case]:
    """With the lower bound of μ that linreg proves in floats, the inequality holds for what linreg fitted."""
    for X, y, theta_star in exactly_solvable():
        theta = theta_star + array([1] * len(theta_star))
        proof = proven(*(np.array(a, dtype=float) for a in (theta, X, y)))
        exact = gap(array([Fraction(v) for v in theta]), theta_star, X * Fraction(1), y)
        if not exact <= Fraction(proof.cost_gap):
            raise AssertionError(f"linreg's certificate, {proof.cost_gap}, is below the gap {float(exact)}")
        mu = Fraction(proof.smallest_eigenvalue)
        point = {"theta": theta * Fraction(1), "X": X * Fraction(1), "y": y, "mu": mu}
        yield Case(point, at_least([exact]))


@agreeing("linreg's certificate", certified)
@upper_bound(gap, at=along("bottom"), over=spectral)
def certificate(theta: Numbers, X: Numbers, y: Numbers, mu: Number) -> Number:
    r"""
    J(\theta) - J(\theta^*) \le \frac{1}{2\mu} \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} \right)^2
    """
    d, J_derivative = len(theta) - 1, batch_gradient(theta, X, y)
    return sum(J_derivative[j] ** 2 for j in range(d + 1)) / (2 * mu)


def spread_out(draw: Draw, shape: Shape) -> Arguments:
    """Columns c + s·(−1, 1, −7, 7)/5 in some order, c and s > 0 at random: their deviation is s, a rational number."""
    point, pattern = generic(draw, shape), [Fraction(v, 5) for v in (-1, 1, -7, 7)]
    orders = [draw.random.sample(pattern, 4) for _ in range(shape[1])]
    mean, scale = draw.vector(shape[1]), array([draw.positive() for _ in range(shape[1])])
    X = array([[mean[j] + scale[j] * orders[j][i] for j in range(shape[1])] for i in range(4)])
    return {**point, "X": X, "mean": mean, "scale": scale}


FOUR = ((4, 1, 1), (4, 2, 1), (4, 3, 1))


def standardised_in_floats() -> Iterator[Case]:
    """Whole numbers whose means and deviations are whole: linreg's floats are exact."""
    for X in exactly_standardised():
        Z = standardised(X, intercept=True).design(X)[:, 1:]
        exact, truth = array([[Fraction(int(v)) for v in row] for row in X]), [Fraction(float(v)) for v in Z.flat]
        yield Case({"X": exact}, exactly(truth))


@agreeing("exact floats", standardised_in_floats)
@identity(lambda X, mean, scale: Scaling(mean, scale, intercept=False).design(X), at=spread_out, shapes=FOUR)
def standardise(X: Numbers) -> Numbers:
    r"""
    z_{ij} = \frac{x_{ij} - \bar x_j}{s_j}, \qquad \bar x_j = \frac{1}{m} \sum_{i=1}^{m} x_{ij}, \qquad
    s_j^2 = \frac{1}{m} \sum_{i=1}^{m} \left( x_{ij} - \bar x_j \right)^2
    """
    m, d = len(X), len(X[0])
    mean = [sum(X[i][j] for i in range(m)) / m for j in range(d)]
    variance = [sum((X[i][j] - mean[j]) ** 2 for i in range(m)) / m for j in range(d)]
    s = list(map(root, variance))
    return [[(X[i][j] - mean[j]) / s[j] for j in range(d)] for i in range(m)]


@identity(
    lambda X, mean, scale: [
        *linreg.hessian(linreg.with_intercept(Scaling(mean, scale, intercept=False).design(X)))[0, 1:],
        *np.diagonal(linreg.hessian(linreg.with_intercept(Scaling(mean, scale, intercept=False).design(X))))[1:],
    ],
    lambda X: [0] * len(X[0]) + [1] * len(X[0]),
    at=spread_out,
    shapes=FOUR,
)
@equivalent(
    {
        "sum((z[i][j] for i in range(m))) / m → sum((z[i][j] for i in range(m)))": "The sum is 0.",
        "sum((z[i][j] for i in range(m))) / m → -(sum((z[i][j] for i in range(m))) / m)": "The sum is 0.",
        "sum((z[i][j] for i in range(m))) / m → 2 * (sum((z[i][j]  … in range(m))) / m)": "The sum is 0.",
        "z[i][j] → -z[i][j]": "The sum is 0.",
        "z[i][j] → 2 * z[i][j]": "The sum is 0.",
    }
)
def standardised_moments(X: Numbers) -> Numbers:
    r"""\frac{1}{m} \sum_{i=1}^{m} z_{ij} = 0, \qquad \frac{1}{m} \sum_{i=1}^{m} z_{ij}^2 = 1"""
    m, d, z = len(X), len(X[0]), standardise(X)
    return [
        [sum(z[i][j] for i in range(m)) / m for j in range(d)],
        [sum(z[i][j] ** 2 for i in range(m)) / m for j in range(d)],
    ]


def scaled(draw: Draw, shape: Shape) -> Arguments:
    point = generic(draw, shape)
    return {**point, "mean": draw.vector(shape[1] - 1), "scale": array([draw.positive() for _ in range(shape[1] - 1)])}


@identity(
    lambda theta, mean, scale: Scaling(mean, scale, intercept=True).to_data(theta[np.newaxis])[0],
    at=scaled,
    shapes=((2, 2, 1), (3, 3, 1), (2, 4, 1)),
)
def unscale(theta: Numbers, mean: Numbers, scale: Numbers) -> Numbers:
    r"""
    \theta_j = \frac{\theta_j'}{s_j} \quad (j \ge 1), \qquad
    \theta_0 = \theta_0' - \sum_{j=1}^{d} \frac{\theta_j'}{s_j} \, \bar x_j
    """
    d = len(theta) - 1
    return [
        theta[0] - sum(theta[j] / scale[j - 1] * mean[j - 1] for j in range(1, d + 1)),
        [theta[j] / scale[j - 1] for j in range(1, d + 1)],
    ]


def trace_and_determinant(X: Array) -> list[Number]:
    """Of the Hessian for one feature and the column of ones: L + μ and L·μ."""
    H = linreg.hessian(
        linreg.with_intercept(X) * Fraction(1)
    )  # the column of ones comes as integers, and 1/m would round
    return [H[0, 0] + H[1, 1], H[0, 0] * H[1, 1] - H[0, 1] * H[1, 0]]


@identity(trace_and_determinant, shapes=((2, 1, 1), (3, 1, 1), (5, 1, 1)))
def one_feature_spectrum(X: Numbers) -> Numbers:
    r"""L + \mu = 1 + \bar x^2 + s^2, \qquad L \mu = s^2"""
    m = len(X)
    mean = [sum(X[i][0] for i in range(m)) / m]
    s_squared = [sum((X[i][0] - mean[0]) ** 2 for i in range(m)) / m]
    return [1 + mean[0] ** 2 + s_squared[0], s_squared[0]]


def sample_gradients(theta: Array, X: Array, y: Array) -> Array:
    """linreg's LMS rule for each sample, (m, n)."""
    return array([linreg.sample_gradient(theta, *sample) for sample in zip(X, y, strict=True)])


def noise(theta: Array, X: Array, y: Array) -> Number:
    """The mean squared distance of the samples' gradients from their mean."""
    apart = sample_gradients(theta, X, y) - linreg.gradient(theta, X, y)
    return sum(flat(apart**2)) / len(y)


@identity(noise)
def sample_noise(theta: Numbers, X: Numbers, y: Numbers) -> Number:
    r"""
    \sigma^2 = \frac{1}{m} \sum_{i=1}^{m} \sum_{j=0}^{d}
    \left( \frac{\partial J_i}{\partial \theta_j} - \frac{\partial J}{\partial \theta_j} \right)^2
    = \frac{1}{m} \sum_{i=1}^{m} r_i^2 \sum_{j=0}^{d} x_{ij}^2
    - \sum_{j=0}^{d} \left( \frac{\partial J}{\partial \theta_j} \right)^2
    """
    m, d, r = len(X), len(theta) - 1, residuals(theta, X, y)
    Ji_derivative, J_derivative = lms_rule(theta, X, y)[1], batch_gradient(theta, X, y)
    return (
        sum((Ji_derivative[i][j] - J_derivative[j]) ** 2 for i in range(m) for j in range(d + 1)) / m,
        sum(r[i] ** 2 * sum(X[i][j] ** 2 for j in range(d + 1)) for i in range(m)) / m
        - sum(J_derivative[j] ** 2 for j in range(d + 1)),
    )


def mean_batch_noise(theta: Array, X: Array, y: Array, B: int) -> Number:
    """E‖∇J_B − ∇J‖² over all batches of B different samples, one after the other."""
    g, batches = linreg.gradient(theta, X, y), [list(rows) for rows in combinations(range(len(y)), B)]
    return sum(squared(linreg.gradient(theta, X[rows], y[rows]) - g) for rows in batches) / len(batches)


def batched(draw: Draw, shape: Shape) -> Arguments:
    return {**generic(draw, shape), "B": shape[2]}


@identity(mean_batch_noise, at=batched, shapes=((2, 1, 1), (3, 2, 2), (5, 2, 3), (4, 2, 4)))
def batch_noise(theta: Numbers, X: Numbers, y: Numbers, B: int) -> Number:
    r"""
    \operatorname{mean}_{B} \, \sum_{j=0}^{d}
    \left( \frac{1}{B} \sum_{i \in B} \frac{\partial J_i}{\partial \theta_j}
    - \frac{\partial J}{\partial \theta_j} \right)^2
    = \frac{\sigma^2}{B} \cdot \frac{m - B}{m - 1}
    """
    m, sigma_squared = len(X), sample_noise(theta, X, y)[0]
    return sigma_squared / B * (m - B) / (m - 1)


def sample_step(theta: Array, x: Array, target: Number, alpha: Number) -> Number:
    """The residual of a sample after linreg's LMS step on it."""
    stepped = linreg.descend(linreg.sample_gradient, theta, x, target, lr=alpha, n_iterations=1).theta
    return linreg.residual(stepped, array([x]), array([target]))


@identity(sample_step)
def sample_contraction(theta: Numbers, x: Numbers, target: Number, alpha: Number) -> Numbers:
    r"""r \leftarrow \left( 1 - \alpha \sum_{j=0}^{d} x_j^2 \right) r"""
    d, r = len(theta) - 1, residuals(theta, [x], [target])
    return (1 - alpha * sum(x[j] ** 2 for j in range(d + 1))) * r[0]
