"""docs/derivation.md, transcribed. Samples are i = 0 … m − 1 here and 1 … m there; parameters are j = 0 … d in both."""

from __future__ import annotations

from typing import Any

import numpy as np

import linreg
from linreg.affine import Array
from tests.docs.equations.binding import Case, agreeing, equivalent, exactly, identity
from tests.docs.equations.exact_numbers import derivative
from tests.docs.equations.families import array, solved
from tests.docs.equations.float_problems import exactly_solvable

Numbers = Any  # a list, a list of lists or an array of rational numbers
WIDE = ((2, 2, 1), (3, 3, 1), (2, 3, 1))  # at least one feature beside the column of ones


def one_cost(theta: Array, X: Array, y: Array) -> Array:
    """The cost of each sample by itself."""
    return array([linreg.cost(theta, X[[i]], y[[i]]) for i in range(len(y))])


@identity(lambda theta, x: linreg.predict(theta, linreg.with_intercept([x[1:]]))[0], shapes=WIDE)
def hypothesis(theta: Numbers, x: Numbers) -> Numbers:
    r"""h_\theta(x) = \theta_0 + \sum_{j=1}^{d} \theta_j x_j"""
    d = len(theta) - 1
    return theta[0] + sum(theta[j] * x[j] for j in range(1, d + 1))


@identity(
    lambda theta, X: [linreg.predict(theta, linreg.with_intercept(X[:, 1:])), [hypothesis(theta, x) for x in X]],
    shapes=WIDE,
)
def column_of_ones(theta: Numbers, X: Numbers) -> Numbers:
    r"""x_{i0} = 1, \qquad h_\theta(x_i) = \sum_{j=0}^{d} \theta_j x_{ij}"""
    m, d = len(X), len(theta) - 1
    x = [[1 if j == 0 else X[i][j] for j in range(d + 1)] for i in range(m)]
    h = [sum(theta[j] * x[i][j] for j in range(d + 1)) for i in range(m)]
    return [h, h]


@identity(linreg.predict)
def prediction(theta: Numbers, X: Numbers) -> Numbers:
    r"""\hat y_i = \sum_{j=0}^{d} x_{ij} \theta_j"""
    m, d = len(X), len(theta) - 1
    return [sum(X[i][j] * theta[j] for j in range(d + 1)) for i in range(m)]


@identity(linreg.residual)
def residual(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""r_i = \hat y_i - y_i = \sum_{j=0}^{d} x_{ij} \theta_j - y_i"""
    m, d = len(X), len(theta) - 1
    y_hat = prediction(theta, X)
    return (
        [y_hat[i] - y[i] for i in range(m)],
        [sum(X[i][j] * theta[j] for j in range(d + 1)) - y[i] for i in range(m)],
    )


def residuals(theta: Numbers, X: Numbers, y: Numbers) -> list[Any]:
    """rᵢ, the second line of `residual`."""
    return list(residual(theta, X, y)[1])


@identity(linreg.cost)
def cost(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""J(\theta) = \frac{1}{2m} \sum_{i=1}^{m} r_i^2"""
    m, r = len(X), residuals(theta, X, y)
    return sum(r[i] ** 2 for i in range(m)) / (2 * m)


@identity(linreg.mean_squared_error)
def mean_squared_error(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""\mathrm{MSE}(\theta) = \frac{1}{m} \sum_{i=1}^{m} r_i^2 = 2 J(\theta)"""
    m, r = len(X), residuals(theta, X, y)
    return sum(r[i] ** 2 for i in range(m)) / m, 2 * cost(theta, X, y)


@identity(linreg.cost)
def cost_expanded(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    J(\theta) = \frac{1}{2m} \sum_{j=0}^{d} \sum_{k=0}^{d} \theta_j \theta_k \sum_{i=1}^{m} x_{ij} x_{ik}
    - \frac{1}{m} \sum_{j=0}^{d} \theta_j \sum_{i=1}^{m} x_{ij} y_i
    + \frac{1}{2m} \sum_{i=1}^{m} y_i^2
    """
    m, d = len(X), len(theta) - 1
    return (
        sum(theta[j] * theta[k] * sum(X[i][j] * X[i][k] for i in range(m)) for j in range(d + 1) for k in range(d + 1))
        / (2 * m)
        - sum(theta[j] * sum(X[i][j] * y[i] for i in range(m)) for j in range(d + 1)) / m
        + sum(y[i] ** 2 for i in range(m)) / (2 * m)
    )


@identity(one_cost)
def sample_cost(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""J_i(\theta) = \frac{1}{2} r_i^2"""
    m, r = len(X), residuals(theta, X, y)
    return [r[i] ** 2 / 2 for i in range(m)]


@identity(lambda theta, X, y: np.transpose(derivative(lambda t: linreg.residual(t, X, y), theta)))
def inner_derivative(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""\frac{\partial r_i}{\partial \theta_j} = x_{ij}"""
    m, d = len(X), len(theta) - 1
    return [[X[i][j] for j in range(d + 1)] for i in range(m)]


@identity(
    lambda theta, X, y: [linreg.sample_gradient(theta, *sample) for sample in zip(X, y, strict=True)],
    lambda theta, X, y: np.transpose(derivative(lambda t: one_cost(t, X, y), theta)),
)
def lms_rule(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \begin{aligned}
    \frac{\partial J_i}{\partial \theta_j}
    &= \frac{1}{2} \cdot 2 \cdot r_i \cdot \frac{\partial r_i}{\partial \theta_j} \\
    &= r_i \, x_{ij}
    \end{aligned}
    """
    m, d, r = len(X), len(theta) - 1, residuals(theta, X, y)
    r_derivative = inner_derivative(theta, X, y)
    return (
        [[2 * r[i] * r_derivative[i][j] / 2 for j in range(d + 1)] for i in range(m)],
        [[r[i] * X[i][j] for j in range(d + 1)] for i in range(m)],
    )


@identity(
    lambda theta, x, target, alpha: (
        linreg.descend(linreg.sample_gradient, theta, x, target, lr=alpha, n_iterations=1).theta
    )
)
def lms_update(theta: Numbers, x: Numbers, target: Numbers, alpha: Numbers) -> Numbers:
    r"""\theta_j \leftarrow \theta_j - \alpha \left( \sum_{k=0}^{d} \theta_k x_k - y \right) x_j"""
    d = len(theta) - 1
    return [theta[j] - alpha * (sum(theta[k] * x[k] for k in range(d + 1)) - target) * x[j] for j in range(d + 1)]


@identity(linreg.gradient, lambda theta, X, y: derivative(lambda t: linreg.cost(t, X, y), theta))
def mean_of_sample_gradients(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \frac{\partial J}{\partial \theta_j} = \frac{1}{m} \sum_{i=1}^{m} \frac{\partial J_i}{\partial \theta_j}
    """
    m, d = len(X), len(theta) - 1
    J_derivative = lms_rule(theta, X, y)[1]
    return [sum(J_derivative[i][j] for i in range(m)) / m for j in range(d + 1)]


@identity(linreg.gradient, lambda theta, X, y: derivative(lambda t: linreg.cost(t, X, y), theta))
def batch_gradient(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \frac{\partial J}{\partial \theta_j}
    = \frac{1}{m} \sum_{i=1}^{m} \left( \sum_{k=0}^{d} x_{ik} \theta_k - y_i \right) x_{ij}
    """
    m, d = len(X), len(theta) - 1
    return [
        sum((sum(X[i][k] * theta[k] for k in range(d + 1)) - y[i]) * X[i][j] for i in range(m)) / m
        for j in range(d + 1)
    ]


@identity(linreg.gradient)
def matrix_gradient(theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \frac{\partial J}{\partial \theta_j}
    = \frac{1}{m} \sum_{i=1}^{m} x_{ij} r_i
    = \frac{1}{m} \sum_{i=1}^{m} (X^\top)_{ji} \, r_i
    """
    m, d, r = len(X), len(theta) - 1, residuals(theta, X, y)
    X_transposed = [[X[i][j] for i in range(m)] for j in range(d + 1)]
    return (
        [sum(X[i][j] * r[i] for i in range(m)) / m for j in range(d + 1)],
        [sum(X_transposed[j][i] * r[i] for i in range(m)) / m for j in range(d + 1)],
    )


@equivalent(
    {f"e[j][k] → e[k][j]{again}": "eⱼₖ = eₖⱼ: both are 1 where j = k and 0 elsewhere." for again in ("", " (#2)")}
)
@identity(linreg.gradient)
def difference_quotient(theta: Numbers, X: Numbers, y: Numbers, h: Numbers) -> Numbers:
    r"""\frac{\partial J}{\partial \theta_j} = \frac{J(\theta + h e_j) - J(\theta - h e_j)}{2h}"""
    d = len(theta) - 1
    e = [[int(j == k) for k in range(d + 1)] for j in range(d + 1)]
    ahead = [[theta[k] + h * e[j][k] for k in range(d + 1)] for j in range(d + 1)]
    behind = [[theta[k] - h * e[j][k] for k in range(d + 1)] for j in range(d + 1)]
    return [(cost(ahead[j], X, y) - cost(behind[j], X, y)) / (2 * h) for j in range(d + 1)]


@identity(linreg.hessian, lambda theta, X, y: derivative(lambda t: linreg.gradient(t, X, y), theta))
def hessian(X: Numbers) -> Numbers:
    r"""
    H_{jk} = \frac{\partial^2 J}{\partial \theta_j \, \partial \theta_k} = \frac{1}{m} \sum_{i=1}^{m} x_{ij} x_{ik}
    """
    m, d = len(X), len(X[0]) - 1
    return [[sum(X[i][j] * X[i][k] for i in range(m)) / m for k in range(d + 1)] for j in range(d + 1)]


H_IS_SYMMETRIC = "H is symmetric: Σᵢ xᵢⱼxᵢₖ = Σᵢ xᵢₖxᵢⱼ, term by term."


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC})
@identity(lambda theta, v, X, y: linreg.cost(theta + v, X, y))
def second_order(theta: Numbers, v: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    J(\theta + v) = J(\theta) + \sum_{j=0}^{d} v_j \frac{\partial J}{\partial \theta_j}
    + \frac{1}{2} \sum_{j=0}^{d} \sum_{k=0}^{d} v_j H_{jk} v_k
    """
    d, H, J_derivative = len(theta) - 1, hessian(X), batch_gradient(theta, X, y)
    return (
        cost(theta, X, y)
        + sum(v[j] * J_derivative[j] for j in range(d + 1))
        + sum(v[j] * H[j][k] * v[k] for j in range(d + 1) for k in range(d + 1)) / 2
    )


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC, "X[i][j] * v[j] → -(X[i][j] * v[j])": "(−a)² = a²."})
@identity(lambda v, X: v @ linreg.hessian(X) @ v)
def curvature(v: Numbers, X: Numbers) -> Numbers:
    r"""
    \sum_{j=0}^{d} \sum_{k=0}^{d} v_j H_{jk} v_k
    = \frac{1}{m} \sum_{i=1}^{m} \left( \sum_{j=0}^{d} x_{ij} v_j \right)^2
    """
    m, d, H = len(X), len(v) - 1, hessian(X)
    return (
        sum(v[j] * H[j][k] * v[k] for j in range(d + 1) for k in range(d + 1)),
        sum(sum(X[i][j] * v[j] for j in range(d + 1)) ** 2 for i in range(m)) / m,
    )


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC})
@identity(lambda t, theta, phi, X, y: linreg.cost(t * theta + (1 - t) * phi, X, y))
def convexity(t: Numbers, theta: Numbers, phi: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    J(t\theta + (1-t)\varphi) = t J(\theta) + (1-t) J(\varphi)
    - \frac{t(1-t)}{2} \sum_{j=0}^{d} \sum_{k=0}^{d} (\theta_j - \varphi_j) H_{jk} (\theta_k - \varphi_k)
    """
    d, H = len(theta) - 1, hessian(X)
    bend = sum((theta[j] - phi[j]) * H[j][k] * (theta[k] - phi[k]) for j in range(d + 1) for k in range(d + 1))
    return t * cost(theta, X, y) + (1 - t) * cost(phi, X, y) - t * (1 - t) * bend / 2


def solved_exactly() -> Any:
    """Problems on which floats hold θ* itself: what linreg finds there satisfies the equation to the last bit."""
    for X, y, _ in exactly_solvable():
        theta_star = linreg.least_squares(X.astype(float), y.astype(float)).theta
        yield Case({"theta_star": array([int(v) for v in theta_star]), "X": X, "y": y}, exactly())


@agreeing("least squares, exact floats", solved_exactly)
@identity(at=solved)
def normal_equation(theta_star: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    \sum_{k=0}^{d} \left( \sum_{i=1}^{m} x_{ij} x_{ik} \right) \theta_k^* = \sum_{i=1}^{m} x_{ij} y_i
    """
    m, d = len(X), len(theta_star) - 1
    return (
        [sum(sum(X[i][j] * X[i][k] for i in range(m)) * theta_star[k] for k in range(d + 1)) for j in range(d + 1)],
        [sum(X[i][j] * y[i] for i in range(m)) for j in range(d + 1)],
    )


def slope_at_the_minimum(theta_star: Array, X: Array, y: Array) -> Array:
    """linreg's gradient at θ*."""
    return linreg.gradient(theta_star, X, y)


ZERO = "Both sides are 0, and so are 0·m, −0 and 2·0."


@equivalent(
    {
        "sum(((sum((X[i][k] …  in range(m))) / m → sum(((sum((X[i][k] … or i in range(m)))": ZERO,
        "sum(((sum((X[i][k] …  in range(m))) / m → -(sum(((sum((X[i][ … in range(m))) / m)": ZERO,
        "sum(((sum((X[i][k] …  in range(m))) / m → 2 * (sum(((sum((X[ … in range(m))) / m)": ZERO,
        "(sum((X[i][k] * th …  - y[i]) * X[i][j] → -((sum((X[i][k] *  … - y[i]) * X[i][j])": ZERO,
        "(sum((X[i][k] * th …  - y[i]) * X[i][j] → 2 * ((sum((X[i][k] … - y[i]) * X[i][j])": ZERO,
        "X[i][j] → X[j][i]": "Xⱼᵢ exists for all i, j only where m = d + 1, and there θ* fits every sample: r = 0.",
        "X[i][j] → X[i][i]": "Xᵢᵢ exists for all i only where m = d + 1, and there θ* fits every sample: r = 0.",
    }
)
@identity(slope_at_the_minimum, lambda theta: [0 for _ in theta], at=solved)
def vanishing_gradient(theta_star: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""\frac{1}{m} \sum_{i=1}^{m} \left( \sum_{k=0}^{d} x_{ik} \theta_k^* - y_i \right) x_{ij} = 0"""
    m, d = len(X), len(theta_star) - 1
    return [
        sum((sum(X[i][k] * theta_star[k] for k in range(d + 1)) - y[i]) * X[i][j] for i in range(m)) / m
        for j in range(d + 1)
    ]


@equivalent({"H[j][k] → H[k][j]": H_IS_SYMMETRIC})
@identity(linreg.cost, at=solved)
def minimum(theta: Numbers, theta_star: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    J(\theta) = J(\theta^*)
    + \frac{1}{2} \sum_{j=0}^{d} \sum_{k=0}^{d} (\theta_j - \theta_j^*) H_{jk} (\theta_k - \theta_k^*)
    """
    d, H = len(theta) - 1, hessian(X)
    return (
        cost(theta_star, X, y)
        + sum(
            (theta[j] - theta_star[j]) * H[j][k] * (theta[k] - theta_star[k])
            for j in range(d + 1)
            for k in range(d + 1)
        )
        / 2
    )


@identity(lambda c, theta, X, y: derivative(lambda t: c * 2 * len(y) * linreg.cost(t, X, y), theta))
def convention(c: Numbers, theta: Numbers, X: Numbers, y: Numbers) -> Numbers:
    r"""
    J_c(\theta) = c \sum_{i=1}^{m} r_i^2, \qquad
    \frac{\partial J_c}{\partial \theta_j} = 2c \sum_{i=1}^{m} r_i x_{ij} = 2cm \, \frac{\partial J}{\partial \theta_j}
    """
    m, d, r = len(X), len(theta) - 1, residuals(theta, X, y)
    J_derivative = batch_gradient(theta, X, y)
    return (
        [2 * c * sum(r[i] * X[i][j] for i in range(m)) for j in range(d + 1)],
        [2 * c * m * J_derivative[j] for j in range(d + 1)],
    )
