"""The oracles, each against cases right by hand and against the others; and each of them mutated, change by change."""

import inspect
from fractions import Fraction
from functools import partial

import jax
import numpy as np
import pytest

from tests.verification.mutation import mutants
from verification import rounding
from verification.oracles import autodiff, closed_form, difference, exact
from verification.probes import probes
from verification.problem import Problem

# θ = (1, 2), X = (1 3; 1 5; 1 −1; 1 1), y = (5, 10, 2, 0): r = (2, 1, −3, 3), J = 23/8, ∇J = (3/4, 17/4).
BY_HAND = Problem(
    np.array([1.0, 2.0]), np.array([[1.0, 3], [1, 5], [1, -1], [1, 1]]), np.array([5.0, 10, 2, 0]), lr=0.125
)
THREE_ROOTS = np.array([[1.0, 1.0], [1.0, 1.0], [2.0, 2.0]])  # rank 1; H = 2·(1 1; 1 1), its eigenvalue 4
OFF_SHAPE = (257, 33)  # one beyond a power of two, and beyond the fixed shapes


def data(p):
    return p.theta, p.X, p.y


# ------------------------------------------------------------------------------------------------------------ by hand


def test_exact_by_hand():
    assert exact.residual(*data(BY_HAND)).tolist() == [2, 1, -3, 3]
    assert exact.cost(*data(BY_HAND)) == Fraction(23, 8)
    assert exact.gradient(*data(BY_HAND)).tolist() == [Fraction(3, 4), Fraction(17, 4)]
    assert exact.descend(*data(BY_HAND), 0.125, 1)[1].tolist() == [Fraction(29, 32), Fraction(47, 32)]
    assert exact.solution([[1.0], [3.0]], [1.0, 1.0]).tolist() == [Fraction(2, 5)]  # (1 + 3) / (1 + 9)


def test_exact_takes_the_very_floats():
    values = np.array([0.1, 5e-324, -1e308, 0.0])
    assert exact.rational(values).tolist() == [Fraction(v) for v in values.tolist()]
    assert exact.rational(np.float32([0.1])).tolist() == [Fraction(float(np.float32(0.1)))]
    assert exact.rational(np.array([2**62 + 1])).tolist() == [2**62 + 1]
    assert exact.rational(np.array(0.25)) == Fraction(1, 4)


def test_limit_with_dependent_columns():
    # Least squares of (1, 1, 2)t on (3, 1, 4) gives t = 12/6 = 2 = θ₀ + θ₁; the start's difference θ₀ − θ₁ stays.
    assert exact.limit([5.0, 1.0], THREE_ROOTS, [3.0, 1.0, 4.0]).tolist() == [3, -1]
    assert exact.solution(THREE_ROOTS, [3.0, 1.0, 4.0]).tolist() == [1, 1]
    assert exact.rank(THREE_ROOTS) == 1
    assert exact.row_space_projector(THREE_ROOTS).tolist() == [[Fraction(1, 2)] * 2] * 2


def test_closed_form_by_hand():
    assert closed_form.normal_equation([[1.0, 0], [1, 1], [1, 2]], [1.0, 3, 5]).tolist() == [1, 2]
    with pytest.raises(closed_form.RankDeficientError, match="column 1 of X is a combination"):
        closed_form.normal_equation(THREE_ROOTS, [3.0, 1.0, 4.0])


def test_differences_of_a_quadratic_have_no_error():
    for p in probes():
        cost = partial(exact.cost, X=p.X, y=p.y)
        for h in (1.0, 0.25):
            assert difference.central(cost, p.theta, h).tolist() == exact.gradient(*data(p)).tolist()


def test_richardson_says_how_far_it_is():
    theta = np.array([1.0, -2.0])

    def f(at):  # 1/(1 + θ₀² + 2θ₁²) and its gradient −(2θ₀, 4θ₁)f²
        a, b = (Fraction(v) for v in at)
        return 1 / (1 + a * a + 2 * b * b)

    slope, error = difference.richardson(f, theta, h=0.5)
    truth = -np.array([2, -8], dtype=object) * f(theta) ** 2
    assert np.all(abs(slope - truth) <= error)
    assert np.all(error < Fraction(1, 10**6))


# ----------------------------------------------------------------------------------------------------------- autodiff


def test_jax_settings_stay_as_they_were():
    before = jax.config.jax_enable_x64, jax.numpy.ones(1).dtype
    autodiff.gradient(*data(BY_HAND))
    assert (jax.config.jax_enable_x64, jax.numpy.ones(1).dtype) == before


@pytest.mark.parametrize("shape", [(1, 1), (4, 2), (16, 4), (17, 4), (5, 9), (300, 2), OFF_SHAPE])
def test_padding_adds_nothing(shape):
    rng = np.random.default_rng(3)
    X, theta = rng.integers(-3, 4, shape).astype(float), rng.integers(-3, 4, shape[1]).astype(float)
    y = rng.integers(-9, 9, shape[0]).astype(float)
    bound = rounding.gradient(theta, X, y, rounding.flushing(rounding.DOUBLE))
    assert np.all(abs(exact.rational(autodiff.gradient(theta, X, y)) - exact.gradient(theta, X, y)) <= bound)
    padded_theta, padded_X, padded_y = autodiff.padded(theta, X, y)
    assert exact.cost(padded_theta, padded_X, padded_y) * len(padded_y) == exact.cost(theta, X, y) * len(y)
    assert not padded_X[shape[0] :].any() and not padded_X[:, shape[1] :].any() and not padded_theta[shape[1] :].any()


def test_a_new_shape_does_not_compile_anew():
    rng = np.random.default_rng(4)
    for m, n in ((3, 2), (5, 3), (7, 4), (16, 1)):
        autodiff.gradient(np.ones(n), rng.normal(size=(m, n)), np.ones(m))
    compiled = autodiff._compiled()["gradient"]
    before = compiled._cache_size()
    for m, n in ((4, 4), (9, 2), (15, 3)):
        autodiff.gradient(np.ones(n), rng.normal(size=(m, n)), np.ones(m))
    assert compiled._cache_size() == before


# -------------------------------------------------------------------------------------------------- against each other


def off_shape_problem():
    rng = np.random.default_rng(5)
    X = rng.integers(-2, 3, OFF_SHAPE).astype(float)
    return Problem(rng.integers(-2, 3, OFF_SHAPE[1]).astype(float), X, rng.integers(-5, 6, OFF_SHAPE[0]).astype(float))


def exact_agrees(exact):
    """The exact oracle against autodiff, closed form and differences, on problems where all of these are exact."""
    for p in [BY_HAND, *probes(count=6)]:
        assert float(exact.cost(*data(p))) == autodiff.cost(*data(p))
        assert float(exact.residual(*data(p)) @ exact.residual(*data(p))) == 2 * p.m * autodiff.cost(*data(p))
        assert exact.gradient(*data(p)).astype(float).tolist() == autodiff.gradient(*data(p)).tolist()
        path = exact.descend(*data(p), p.lr, 3)
        assert [list(at) for at in path] == [list(closed_form.path(*data(p), p.lr, k)) for k in range(4)]
        assert list(exact.limit(*data(p))) == list(closed_form.normal_equation(p.X, p.y))
        assert list(exact.solution(p.X, p.y)) == list(closed_form.normal_equation(p.X, p.y))
        assert exact.rank(p.X) == p.X.shape[1]
    odd = Problem(np.array([0.1, 1 / 3]), np.array([[0.1, 1e-3], [0.7, 5.0]]), np.array([1e-5, 2.0]), 0.3)
    path = exact.descend(*data(odd), odd.lr, 2)
    assert [list(at) for at in path] == [list(closed_form.path(*data(odd), odd.lr, k)) for k in range(3)]
    assert exact.rational(np.array([2**60 + 1])).tolist() == [2**60 + 1]
    assert exact.rational(np.array(0.75)) == Fraction(3, 4) and exact.rational(np.array(6.0)) == 6
    assert exact.rational(np.array([2.0**70, 2.0**60])).tolist() == [2**70, 2**60]
    assert exact.rank(np.array([[2.0, 1], [6, 3]])) == 1 and exact.rank(np.array([[0.0, 1, 2], [3, 1, 1]])) == 2
    # Where H has one eigenvalue λ > 0 but for zeros, a step of 1/λ ends at the limit, and takes away the part in the
    # row space when y = 0.
    start, y, nothing = np.array([5.0, 1.0]), np.array([3.0, 1.0, 4.0]), np.zeros(3)
    assert list(exact.limit(start, THREE_ROOTS, y)) == list(closed_form.path(start, THREE_ROOTS, y, 0.25, 1))
    assert list(exact.solution(THREE_ROOTS, y)) == list(closed_form.path(0 * start, THREE_ROOTS, y, 0.25, 1))
    assert exact.rank(THREE_ROOTS) == 1 and exact.rank(np.zeros((2, 2))) == 0 and exact.rank(np.eye(3)[:, ::-1]) == 3
    assert list(exact.limit(start, np.zeros((3, 2)), y)) == list(start)
    P = exact.row_space_projector(THREE_ROOTS)
    assert list(P @ exact.rational(start)) == list(start - closed_form.path(start, THREE_ROOTS, nothing, 0.25, 1))
    lopsided = np.array([[0.0, 1.0, 2.0], [0.0, 2.0, 4.0], [0.0, 2.0, 4.0]])  # H = 9/3·(1 2; 2 4) and λ = 15
    at = np.array([7.0, 1.0, -4.0])
    P = exact.row_space_projector(lopsided)
    assert list(P @ exact.rational(at)) == list(
        exact.rational(at) - closed_form.path(at, lopsided, nothing, Fraction(1, 15), 1)
    )
    assert exact.rank(lopsided) == 1


def autodiff_agrees(autodiff):
    """The autodiff oracle against the exact one, and its Hessian against differences of the exact gradient."""
    for p in [BY_HAND, *probes(count=4), off_shape_problem()]:
        f = partial(exact.cost, X=p.X, y=p.y)
        slack = rounding.gradient(*data(p), rounding.flushing(rounding.DOUBLE))
        assert abs(Fraction(autodiff.cost(*data(p))) - f(p.theta)) <= rounding.cost(*data(p), rounding.DOUBLE)
        assert np.all(abs(exact.rational(autodiff.gradient(*data(p))) - exact.gradient(*data(p))) <= slack)
    for p in [BY_HAND, *probes(count=4)]:
        columns = [exact.gradient(p.theta + e, p.X, p.y) - exact.gradient(*data(p)) for e in np.eye(len(p.theta))]
        assert autodiff.hessian(*data(p)).tolist() == np.array(columns, dtype=float).T.tolist()


def closed_form_agrees(closed_form):
    """The closed forms against the exact solution and the exact iterates."""
    for p in [BY_HAND, *probes(count=6)]:
        assert list(closed_form.normal_equation(p.X, p.y)) == list(exact.solution(p.X, p.y))
        for k in (0, 1, 2, 5):
            assert list(closed_form.path(*data(p), p.lr, k)) == list(exact.descend(*data(p), p.lr, k)[-1])
    dependent = np.array([[1.0, 2, 2, 1], [1, 2, 3, 0], [2, 4, 1, 5], [3, 6, 1, 1]])
    theta, y = np.array([1.0, -2, 3, 1]), np.array([1.0, 5, -2, 2])
    for k in (1, 3):
        path = exact.descend(theta, dependent, y, 0.125, k)
        assert list(closed_form.path(theta, dependent, y, 0.125, k)) == list(path[-1])
    assert not any(exact.gradient(closed_form.minimiser(dependent, y), dependent, y))
    assert closed_form.minimiser(dependent, y)[1] == 0
    with pytest.raises(ValueError, match="column 1 "):
        closed_form.normal_equation(dependent, y)


def difference_agrees(difference):
    """The difference oracle against the exact gradient, of J, of |r| whose square is quadratic, and of Jˢ."""
    for p in [BY_HAND, *probes(count=4)]:
        J = partial(exact.cost, X=p.X, y=p.y)
        slope = exact.gradient(*data(p))
        assert list(difference.central(J, p.theta)) == list(difference.central(J, p.theta, 0.5)) == list(slope)
        H = np.diag(autodiff.hessian(*data(p)))
        assert list(difference.second(J, p.theta)) == list(H) and list(difference.second(J, p.theta, 0.5)) == list(
            H / 4
        )
        one = p.X[:1]
        size = lambda at, x=one: abs(exact.residual(at, x, [20.5])[0])  # noqa: E731
        assert list(difference.through_square(size, p.theta)) == list(-one[0])
        assert list(difference.through_square(size, p.theta, 0.5)) == list(-one[0])
        # J⁴ is of degree 8: three corrections of the quotient are exact, and so are all after them.
        found, error = difference.richardson(lambda at, J=J: J(at) ** 4, p.theta, h=0.5, levels=7)
        assert list(found) == list(4 * J(p.theta) ** 3 * slope) and not any(error)
        found, error = difference.richardson(lambda at, J=J: J(at) ** 4, p.theta, h=0.5, levels=6)
        assert not any(error[:0]) and list(found) == list(4 * J(p.theta) ** 3 * slope)
        by_hand = _romberg(lambda at, J=J: 1 / (1 + J(at)), p.theta)
        found, error = difference.richardson(lambda at, J=J: 1 / (1 + J(at)), p.theta)
        assert list(found) == list(by_hand[-1])
        moves = [abs(by_hand[k] - by_hand[k - 1]) for k in (-1, -2, -3)]
        assert list(error) == [max(column) for column in zip(*moves, strict=True)]


def _romberg(f, theta):
    """The last entries of the first six rows of Richardson's table from h = 1, by Neville's scheme in h²."""
    D = [exact.rational(np.zeros(len(theta))) for _ in range(6)]
    for i in range(6):
        h = 0.5**i
        D[i] = np.array([(f(theta + e) - f(theta - e)) / Fraction(2 * h) for e in h * np.eye(len(theta))], dtype=object)
    last = []
    for rows in range(1, 7):
        table = {(i, i): D[i] for i in range(rows)}
        for width in range(1, rows):
            for i in range(rows - width):
                j = i + width
                a, b = Fraction(1, 4**i), Fraction(1, 4**j)  # the squares of h, at which the value at 0 is wanted
                table[i, j] = (a * table[i + 1, j] - b * table[i, j - 1]) / (a - b)
        last.append(table[0, rows - 1])
    return last


AGREES = {
    exact: exact_agrees,
    autodiff: autodiff_agrees,
    closed_form: closed_form_agrees,
    difference: difference_agrees,
}


@pytest.mark.parametrize("oracle", AGREES, ids=lambda oracle: oracle.__name__.split(".")[-1])
def test_it_agrees_with_the_others(oracle):
    AGREES[oracle](oracle)


# What no other oracle can tell from the original, and why: these compute the very same thing.
EQUIVALENT = {
    "_shape": "any shape of at least (m, n) will do: that padding adds nothing is test_padding_adds_nothing",
    "_pivot_columns: 0 → -1": "any entry that is not zero serves as the pivot: the last of them as well as the first",
    "integers: 0 → -1": "any common denominator that is large enough gives the same fractions: twice the least, say",
}


@pytest.mark.parametrize("oracle", AGREES, ids=lambda oracle: oracle.__name__.split(".")[-1])
def test_every_mutant_is_exposed(oracle):
    source = inspect.getsource(oracle)
    survivors = [str(m) for m in mutants(source) if survives(m, oracle)]
    assert [name for name in survivors if not name.startswith(tuple(EQUIVALENT))] == []


def survives(mutant, oracle):
    try:
        AGREES[oracle](mutant.module(oracle.__name__, oracle.__file__))
    except Exception:
        return False
    return True
