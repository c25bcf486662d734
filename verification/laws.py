"""What must hold of any right cost, gradient and descent, as plain functions: law(code, problem, convention).

Each asks the implementation, holds the answer against a truth that is independent of it, and returns how near it came
to its tolerance, as `Met`. It raises `Broken` with the numbers where it came too far, and `Inconclusive` where this
problem could not have told right from wrong. The tolerances are the theorems of `verification.rounding`.

An implementation is held to its *own* J = c(m)‖r‖² and that J's own L: see `verification.convention`. Below, f = c·2m
is by how much its J exceeds ‖r‖²/2m, so that its step of α is a step of fα on ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from numbers import Rational
from typing import Any

import numpy as np

from verification import rounding
from verification.convention import Convention, copies
from verification.implementation import Implementation, Unanswered
from verification.oracles import autodiff, closed_form, difference, exact
from verification.problem import Array, Problem
from verification.rounding import Arithmetic

HALF_MEAN = Convention.HALF_MEAN
SINGLE_PRECISION = "computed in single precision"


class Broken(AssertionError):
    """A law does not hold; the message has the numbers, and so do the fields, for whoever reports them."""

    def __init__(self, what: str, problem: Problem, observed: Any, expected: Any, bound: Any) -> None:
        super().__init__(
            f"{what}: observed {_show(observed)}, expected {_show(expected)}, within {_show(bound)}; "
            f"at theta = {problem.theta.tolist()}, X = {problem.X.tolist()}, y = {problem.y.tolist()}, "
            f"lr = {problem.lr!r}"
        )
        self.what, self.problem = what, problem
        self.observed, self.expected, self.bound = observed, expected, bound


class Inconclusive(Exception):
    """On this problem a wrong answer could not have been told from a right one."""


class Inapplicable(Inconclusive):
    """The law speaks of something that this code or this problem does not have."""


@dataclass(frozen=True)
class Met:
    """The law holds here: the largest error as a fraction of its bound, and what else is worth saying."""

    fraction: float
    remark: str = ""


# ---------------------------------------------------------------------------------------------------------- the cost


def cost_is_exact(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """J(θ) is c‖Xθ − y‖², against rational arithmetic."""
    f, p = convention.times(problem.m), problem
    truth = [f * exact.cost(p.theta, p.X, p.y)]
    return judge("the cost", [ask_cost(code, p)], truth, lambda a: f * rounding.cost(p.theta, p.X, p.y, a), p)


def cost_is_autodiff_cost(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """J(θ) is c‖Xθ − y‖², against the cost as restated in JAX, which rounds as well."""
    f, p = convention.times(problem.m), problem
    own = rounding.cost(p.theta, p.X, p.y, rounding.flushing(rounding.DOUBLE))
    truth = [f * _fraction(autodiff.cost(p.theta, p.X, p.y))]
    return judge("the cost", [ask_cost(code, p)], truth, lambda a: f * (own + rounding.cost(p.theta, p.X, p.y, a)), p)


# ------------------------------------------------------------------------------------------------------ the gradient


def gradient_is_exact(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J(θ) is 2cXᵀ(Xθ − y), against rational arithmetic."""
    f, p = convention.times(problem.m), problem
    truth = f * exact.gradient(p.theta, p.X, p.y)
    return judge("the gradient", ask_gradient(code, p), truth, lambda a: f * _bound(p, a), p)


def gradient_is_autodiff(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J(θ) is what JAX derives from J."""
    f, p = convention.times(problem.m), problem
    truth = f * exact_of(autodiff.gradient(p.theta, p.X, p.y))
    own = _bound(p, rounding.flushing(rounding.DOUBLE))
    return judge("the gradient", ask_gradient(code, p), truth, lambda a: f * (own + _bound(p, a)), p)


def gradient_is_slope_of_own_cost(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J(θ) is the difference quotient of the implementation's own cost, whatever that cost is.

    Quadratic costs have no error but their rounding, nor have costs whose square is quadratic, such as the root mean
    square. Of any other cost the extrapolated quotient has an estimated error only: it can clear, but not convict
    unless the disagreement is a thousand times the estimate.
    """
    p = problem
    for power in (1, 2):
        if is_quadratic(code, p, power):
            slope, slack = _quadratic_slope(code, p, power)
            return judge("the gradient against the code's own cost", ask_gradient(code, p), slope, slack, p)
    got = ask_gradient(code, p)
    slope, error = difference.richardson(_own_cost(code, p), p.theta.astype(np.float64), h=0.5)
    if np.all(abs(exact_of(got) - slope) <= error):
        raise Inconclusive("the cost is not quadratic; its slope agrees, as far as extrapolated differences can tell")
    return judge("the gradient against the code's own cost", got, slope, lambda _: _outward(1000 * error), p)


def gradient_vanishes_at_optimum(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J(θ*) = 0 at the normal equation's solution; at its nearest floats θ̂, ∇J(θ̂) = H(θ̂ − θ*).

    Says nothing of the factor in front, and nothing at all of a gradient that is always zero.
    """
    f, m = convention.times(problem.m), problem.m
    best = closed_form.minimiser(problem.X, problem.y)
    p = _at(problem, theta=best.astype(problem.theta.dtype))
    X = exact_of(p.X)
    truth = f * (X.T @ (X @ (exact_of(p.theta) - best))) / m
    bound = lambda a: f * _bound(p, a)  # noqa: E731 - the one-line tolerance, as everywhere here
    return judge("the gradient at the solution", ask_gradient(code, p), truth, bound, p, informative=False)


def gradient_is_linear(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J is linear in (θ, y) together: ∇J(2θ, 2y) − ∇J(θ, y) = ∇J(θ, y), and with another (θ, y) their sum."""
    f, p = convention.times(problem.m), problem
    other = _at(p, theta=p.theta[::-1].copy(), y=np.roll(p.y, 1))
    # The sum of the two problems, taken from the side on which it is exact: the other is what is left to it.
    total = _at(p, theta=p.theta + other.theta, y=p.y + other.y)
    if not _adds_up(total, p, other):
        total, other = _at(p, theta=2 * p.theta, y=2 * p.y), p
    truth = exact_of(ask_gradient(code, p)) + exact_of(ask_gradient(code, other))
    slack = lambda a: f * (_bound(total, a) + _bound(p, a) + _bound(other, a))  # noqa: E731
    return judge("the gradient of a sum", ask_gradient(code, total), truth, slack, total)


def gradient_ignores_row_order(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """∇J is the same when the samples are taken in another order."""
    order = np.roll(np.arange(problem.m)[::-1], 2)
    moved = _at(problem, X=problem.X[order], y=problem.y[order])
    return _relate(code, problem, moved, convention, "the gradient of reordered samples", lambda g: g)


def gradient_of_repeated_rows(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """With every sample twice, a mean stays and a sum doubles: exactly as the convention says."""
    twice = _at(problem, X=np.vstack([problem.X] * 2), y=np.concatenate([problem.y] * 2))
    ratio = Fraction(convention.times(twice.m), convention.times(problem.m))
    return _relate(code, problem, twice, convention, "the gradient of repeated samples", lambda g: ratio * g)


def gradient_scales_with_features(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """With X → XS and θ → S⁻¹θ the predictions stay, and ∇J → S∇J; S of powers of two is exact."""
    n, first = problem.X.shape[1], _first_feature(code)
    S = 2.0 ** np.where(np.arange(n) < first, 0, 1 - 2 * (np.arange(n) % 3))
    scaled = _at(problem, theta=_like(problem, problem.theta / S), X=_like(problem, problem.X * S))
    return _relate(code, problem, scaled, convention, "the gradient of scaled features", lambda g: exact_of(S) * g)


def gradient_turns_with_features(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """With X → XQ and θ → Qᵀθ/2 for the last two features, Q = [[1, 1], [−1, 1]] (√2 times a turn by 45°): ∇J → Qᵀ∇J.

    The factor √2 keeps integers integers, so that the turned problem is given exactly. Needs two features.
    """
    n = problem.X.shape[1]
    if n - _first_feature(code) < 2:
        raise Inapplicable("a single feature cannot be turned")
    Q = np.eye(n)
    Q[-2:, -2:] = [[1, 1], [-1, 1]]
    half = np.where(np.arange(n) < n - 2, 1.0, 0.5)
    turned = _at(problem, theta=_like(problem, (Q.T @ problem.theta) * half), X=_like(problem, problem.X @ Q))
    if not np.array_equal(exact_of(turned.X) @ exact_of(turned.theta), exact_of(problem.X) @ exact_of(problem.theta)):
        raise Inconclusive("the turned problem is not exact in floats")
    return _relate(code, problem, turned, convention, "the gradient of turned features", lambda g: exact_of(Q).T @ g)


def gradient_moves_with_features(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """With the column of ones first: X → X + 1cᵀ and θ₀ → θ₀ − cᵀθ leave the predictions, and gⱼ → gⱼ + cⱼg₀."""
    if not np.all(problem.X[:, 0] == 1) or problem.X.shape[1] == 1:
        raise Inapplicable("only with an intercept can features be moved")
    c = np.where(np.arange(problem.X.shape[1]) == 0, 0.0, 3.0)
    theta = problem.theta.copy()
    theta[0] -= c @ theta
    moved = _at(problem, theta=_like(problem, theta), X=_like(problem, problem.X + c))
    if not np.array_equal(exact_of(moved.X) @ exact_of(moved.theta), exact_of(problem.X) @ exact_of(problem.theta)):
        raise Inconclusive("the moved problem is not exact in floats")
    what = "the gradient of moved features"
    return _relate(code, problem, moved, convention, what, lambda g: g + exact_of(c) * g[0])


# ----------------------------------------------------------------------------------------------------------- descent


def step_is_exact(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """One step from θ ends at θ − α∇J(θ), against rational arithmetic."""
    return _steps(code, problem, convention, 1)


def steps_are_exact(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN, most: int = 5) -> Met:
    """k = 2, …, 5 steps end where k exact steps do. One step is not enough: an aliased update is right on the first."""
    return _worst(_steps(code, problem, convention, k) for k in range(2, most + 1))


def path_is_closed_form(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN, k: int = 6) -> Met:
    """θₖ = θ* + (I − αH)ᵏ(θ₀ − θ*), from a formula that takes no step."""
    p, alpha, ours = problem, *_rates(problem, convention)
    truth = closed_form.path(p.theta, p.X, p.y, ours, k)
    path = exact.descend(p.theta, p.X, p.y, ours, k)
    slack = lambda a: rounding.descent(path, p.X, p.y, float(ours), a)[-1]  # noqa: E731
    return judge(f"θ after {k} steps", ask_descent(code, p, alpha, k), truth, slack, p, start=p.theta)


def cost_falls(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """The descent lemma: J(θ₊) ≤ J(θ) − α(1 − αL/2)‖∇J(θ)‖². Source: Nesterov, Introductory Lectures, (1.2.5)."""
    p, alpha, ours = problem, *_rates(problem, convention)
    after = ask_descent(code, p, alpha, 1)
    slope = exact.gradient(p.theta, p.X, p.y)
    L = Fraction(rounding.curvature(p.X))
    promised = exact.cost(p.theta, p.X, p.y) - ours * (1 - ours * L / 2) * (slope @ slope)
    path = exact.descend(p.theta, p.X, p.y, ours, 1)

    def slack(model: Arithmetic) -> float:  # J(θ₊ + e) ≤ J(θ₊) + ‖∇J(θ₊)‖‖e‖ + L‖e‖²/2
        e = float(np.linalg.norm(rounding.descent(path, p.X, p.y, float(ours), model)[-1]))
        steepness = float(np.linalg.norm(exact.gradient(path[-1], p.X, p.y).astype(float)))
        return (steepness * e + float(L) * e * e / 2) * rounding.OUTWARD

    return _at_most("the cost after a step", exact.cost(after, p.X, p.y), promised, slack, p)


def error_contracts(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN, k: int = 5) -> Met:
    """‖θₖ − θ∞‖ ≤ ρᵏ‖θ₀ − θ∞‖ on the row space of X, with ρ = max|1 − αλ| over the eigenvalues λ > 0 of H.

    θ∞ is θ₀ projected onto the least-squares solutions; with full rank it is θ*, and the row space is everything.
    """
    p, alpha, ours = problem, *_rates(problem, convention)
    after = ask_descent(code, p, alpha, k)
    end = exact.limit(p.theta, p.X, p.y)
    rate = rounding.contraction(p.X, float(ours), exact.row_space_projector(p.X))
    path = exact.descend(p.theta, p.X, p.y, ours, k)
    slack = lambda a: float(np.linalg.norm(rounding.descent(path, p.X, p.y, float(ours), a)[-1]))  # noqa: E731
    allowed = Fraction(rate) ** k * _length(exact_of(p.theta) - end)
    return _at_most(f"the distance to the limit after {k} steps", _length(exact_of(after) - end), allowed, slack, p)


def converges_below_two_over_L(  # noqa: N802 - L is the notation
    code: Implementation, problem: Problem, convention: Convention = HALF_MEAN, k: int = 12
) -> Met:
    """Descent converges from every start if and only if α < 2/L: from θ* + v, v the direction of L, both sides show.

    At α = 1.9/L the distance to θ* shrinks, at α = 2.1/L it grows, by |1 − αL| = 0.9 and 1.1 a step.
    """
    p = _along_top(problem)
    below = _worst([_steps(code, _at(p, lr=p.lr * 1.9), convention, k)])
    above = _worst([_steps(code, _at(p, lr=p.lr * 2.1), convention, k)])
    end = exact.limit(p.theta, p.X, p.y)
    start = _length(exact_of(p.theta) - end)
    for lr, grows in ((p.lr * 1.9, False), (p.lr * 2.1, True)):
        alpha, _ = _rates(_at(p, lr=lr), convention)
        now = _length(exact_of(ask_descent(code, p, alpha, k)) - end)
        if (now > start) != grows:
            side = "above" if grows else "below"
            raise Broken(f"the distance to θ* after {k} steps, α {side} 2/L", p, now, start, 0.0)
    return _worst([below, above])


def limit_is_projection(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN, k: int = 64) -> Met:
    """θₖ nears θ₀ projected onto the least-squares solutions, dependent columns or not: ‖θₖ − θ∞‖ ≤ ρᵏ‖θ₀ − θ∞‖."""
    met = error_contracts(code, problem, convention, k)
    p, alpha, ours = problem, *_rates(problem, convention)
    # What the start has outside the row space no step may touch, in any direction that X does not see.
    P = exact.row_space_projector(p.X)
    path = exact.descend(p.theta, p.X, p.y, ours, k)
    slack = lambda a: np.linalg.norm(rounding.descent(path, p.X, p.y, float(ours), a)[-1]) + 0 * p.theta  # noqa: E731
    kept, after = exact_of(p.theta) - P @ exact_of(p.theta), exact_of(ask_descent(code, p, alpha, k))
    held = judge("the part of θ that X does not see", after - P @ after, kept, slack, p, informative=False)
    return _worst([met, held])


def inputs_stay(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """Nothing that is asked changes θ, X or y."""
    asked: list[tuple[str, Callable[..., Any] | None, tuple[Any, ...]]] = [
        ("the cost", code.cost, ()),
        ("the gradient", code.gradient, ()),
        ("descent", code.descend, (problem.lr, 3)),
    ]
    if not any(ask for _, ask, _ in asked):
        raise Inapplicable("there is nothing to ask for")
    for part, ask, more in asked:
        given = copies(problem)
        if ask is not None:
            ask(*given, *more)
        for name, now, then in zip(("theta", "X", "y"), given, copies(problem), strict=True):
            if not np.array_equal(now, then):
                raise Broken(f"{name} after asking for {part}", problem, now, then, 0.0)
    return Met(0.0)


# ---------------------------------------------------------------------------------------------------------- judgement


def judge(
    what: str,
    got: Any,
    truth: Any,
    bound: Callable[[Arithmetic], Any],
    problem: Problem,
    *,
    start: Any = 0,
    informative: bool = True,
) -> Met:
    """Hold an answer against the truth, in the precision of the problem or else in single precision.

    Raises `Broken` beyond both bounds, `Inconclusive` where there is no bound or where leaving `start` alone would have
    passed as well.
    """
    got, truth = np.atleast_1d(np.asarray(got)), np.atleast_1d(np.asarray(truth, dtype=object))
    demand_numbers(what, got, truth.shape, problem)
    error = abs(exact_of(got) - truth)
    for model in _models(problem):
        slack = exact_of(np.broadcast_to(_bounded(bound, model), truth.shape))
        if np.all(error <= slack):
            if informative and np.all(abs(truth - exact_of(np.asarray(start))) <= slack):
                raise Inconclusive(f"{what} is zero but for rounding: a wrong factor would not show")
            return Met(_fraction_of(error, _bounded(bound, _models(problem)[0])), _remark(model, problem))
    raise Broken(what, problem, got, truth, slack)


def exact_of(values: Any) -> Array:
    """The same numbers as `Fraction`s."""
    return exact.rational(values)


def demand_numbers(what: str, got: Array, shape: tuple[int, ...], problem: Problem) -> None:
    """Raise `Broken` unless these are finite real numbers in this shape."""
    if not are_numbers(got):
        raise Broken(f"the kind of {what}", problem, str(got.dtype), "real numbers", 0)
    if got.shape != shape:
        raise Broken(f"the shape of {what}", problem, got.shape, shape, 0)
    _finite(what, got, problem)


def are_numbers(values: Any) -> bool:
    """Whether these are real numbers: floats, integers, or `Fraction`s."""
    values = np.asarray(values)
    return values.dtype.kind in "fiub" or (values.dtype == object and all(isinstance(v, Rational) for v in values.flat))


def _models(problem: Problem) -> list[Arithmetic]:
    own = rounding.arithmetic(problem.X.dtype)
    return [own, rounding.SINGLE] if own.u < rounding.SINGLE.u else [own]


def _remark(model: Arithmetic, problem: Problem) -> str:
    return "" if model == _models(problem)[0] else SINGLE_PRECISION


def _bounded(bound: Callable[[Arithmetic], Any], model: Arithmetic) -> Any:
    try:
        return bound(model)
    except rounding.Unbounded as why:
        raise Inconclusive(str(why)) from None


def _finite(what: str, got: Array, problem: Problem) -> None:
    if got.dtype == object or np.isfinite(got).all():
        return
    if any(rounding.may_overflow(problem.theta, problem.X, problem.y, a) for a in _models(problem)):
        raise Inconclusive(f"{what} is not finite, and on these numbers right code may overflow")
    raise Broken(what, problem, got, "finite numbers", 0.0)


def _fraction_of(error: Array, bound: Any) -> float:
    return max((float(e / Fraction(float(b))) for e, b in zip(error, np.broadcast_to(bound, error.shape), strict=True)))


def _at_most(what: str, got: Fraction, most: Fraction, slack: Callable[[Arithmetic], float], problem: Problem) -> Met:
    """Hold an inequality: got ≤ most + slack. The fraction is how much of the slack was needed, 0 if none."""
    for model in _models(problem):
        room = Fraction(float(_bounded(slack, model)))
        if got <= most + room:
            return Met(float(max(got - most, Fraction(0)) / room) if room else 0.0, _remark(model, problem))
    raise Broken(what, problem, got, f"at most {float(most)!r}", room)


def _worst(results: Iterable[Met]) -> Met:
    return max(results, key=lambda met: met.fraction)


def _show(value: Any) -> str:
    if isinstance(value, str | tuple):
        return str(value)
    flat = np.atleast_1d(np.asarray(value)).ravel()
    shown = [float(v) if are_numbers(v) else str(v) for v in flat]
    return repr(shown[0] if len(shown) == 1 else shown)


# -------------------------------------------------------------------------------------------------------- the asking


def ask_cost(code: Implementation, problem: Problem) -> float:
    """J(θ) as the code has it."""
    if code.cost is None:
        raise Inapplicable("there is no cost")
    value: Array = np.asarray(_ask(problem, code.cost, *copies(problem)))
    value = value.reshape(()) if value.size == 1 else value  # a matrix product leaves (1, 1)
    demand_numbers("the cost", value, (), problem)
    return float(value)


def ask_gradient(code: Implementation, problem: Problem) -> Array:
    """∇J(θ) as the code has it."""
    if code.gradient is None:
        raise Inapplicable("there is no gradient")
    return _vector("the gradient", _ask(problem, code.gradient, *copies(problem)), problem)


def ask_descent(code: Implementation, problem: Problem, alpha: float, k: int) -> Array:
    """θₖ as the code has it."""
    if code.descend is None:
        raise Inapplicable("there is no descent")
    return _vector(f"θ after {k} steps", _ask(problem, code.descend, *copies(problem), alpha, k), problem)


def _vector(what: str, answer: Any, problem: Problem) -> Array:
    values: Array = np.asarray(answer)
    demand_numbers(what, values, problem.theta.shape, problem)
    return values


def _ask(problem: Problem, question: Callable[..., Any], *arguments: Any) -> Any:
    """The answer; one that is refused for not being finite is judged as such."""
    try:
        with np.errstate(all="ignore"):
            return question(*arguments)
    except Unanswered as refusal:
        if refusal.kind == "non-finite":
            _finite("the answer", np.array([np.nan]), problem)
        raise


def _bound(problem: Problem, model: Arithmetic) -> Array:
    return rounding.gradient(problem.theta, problem.X, problem.y, model)


def _rates(problem: Problem, convention: Convention) -> tuple[float, Fraction]:
    """The α to give to the code, and the α of J = ‖r‖²/2m that this comes to, exactly."""
    f = convention.times(problem.m)
    alpha = problem.lr / f
    return alpha, Fraction(alpha) * f


def _steps(code: Implementation, problem: Problem, convention: Convention, k: int) -> Met:
    p, alpha, ours = problem, *_rates(problem, convention)
    path = exact.descend(p.theta, p.X, p.y, ours, k)
    slack = lambda a: rounding.descent(path, p.X, p.y, float(ours), a)[-1]  # noqa: E731
    what = f"θ after {k} steps" if k > 1 else "θ after one step"
    return judge(what, ask_descent(code, p, alpha, k), path[-1], slack, p, start=p.theta)


def _relate(
    code: Implementation,
    before: Problem,
    after: Problem,
    convention: Convention,
    what: str,
    law: Callable[[Array], Array],
) -> Met:
    """∇J of the changed problem is law(∇J of the problem), within both bounds, the first carried through the law."""
    truth = law(exact_of(ask_gradient(code, before)))

    def slack(model: Arithmetic) -> Any:
        f, g = convention.times(before.m), convention.times(after.m)
        carried = np.abs(_matrix(law, len(before.theta))) @ _bound(before, model)
        return (f * carried + g * _bound(after, model)) * rounding.OUTWARD

    return judge(what, ask_gradient(code, after), truth, slack, after)


def _matrix(law: Callable[[Array], Array], n: int) -> Array:
    """The matrix of a linear law."""
    return np.array([law(e).astype(float) for e in exact_of(np.eye(n))]).T.reshape(n, n)


def _at(problem: Problem, **changes: Any) -> Problem:
    fields = {"theta": problem.theta, "X": problem.X, "y": problem.y, "lr": problem.lr}
    return Problem(**{**fields, **changes})


def _like(problem: Problem, values: Any) -> Array:
    return np.asarray(values, dtype=problem.X.dtype)


def _first_feature(code: Implementation) -> int:
    """The column at which the features begin: where an intercept is the code's own, its column stays as it is."""
    return 1 if code.intercept else 0


def _adds_up(total: Problem, one: Problem, other: Problem) -> bool:
    return all(
        np.array_equal(exact_of(getattr(total, name)), exact_of(getattr(one, name)) + exact_of(getattr(other, name)))
        for name in ("theta", "y")
    )


def _along_top(problem: Problem) -> Problem:
    """The problem with α = 1/L, from a start that differs from a minimiser along the eigenvector of L."""
    X = problem.X.astype(np.float64)
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    if not values[-1] > 0:
        raise Inconclusive("X is zero: descent does not move")
    best = closed_form.minimiser(problem.X, problem.y).astype(np.float64)
    size = 1 + np.abs(best).max()
    return _at(problem, theta=_like(problem, best + size * vectors[:, -1]), lr=float(1 / values[-1]))


def _length(values: Array) -> Fraction:
    """‖v‖₂ to the nearest float: differences in it are far below what the laws that use it allow."""
    return Fraction(float(np.sqrt(float(values @ values))))


def _fraction(value: float) -> Fraction:
    if not np.isfinite(value):
        raise Inconclusive("automatic differentiation overflows on these numbers")
    return Fraction(value)


# ----------------------------------------------------------------------------------------- the code's own cost's slope


def _own_cost(code: Implementation, problem: Problem) -> difference.Cost:
    def cost(theta: Array) -> Fraction:
        value = ask_cost(code, _at(problem, theta=_like(problem, theta)))
        _finite("the cost", np.array([value]), problem)
        return Fraction(value)

    return cost


def is_quadratic(code: Implementation, problem: Problem, power: int = 1) -> bool:
    """Whether the second differences of costᵖᵒʷᵉʳ are the same at three points, but for the rounding of the cost."""
    cost, p = _own_cost(code, problem), problem
    raised = lambda at: cost(at) ** power  # noqa: E731
    points = [p.theta, p.theta + 1, p.theta - 2 * (1 + np.arange(len(p.theta)) % 2)]
    found = [difference.second(raised, at.astype(np.float64)) for at in points]
    slack = sum(4 * _cost_slack(code, p, at, power, 1.0) for at in points[:2]) * 4
    return all(np.all(abs(other - found[0]) <= slack) for other in found[1:])


def _quadratic_slope(code: Implementation, problem: Problem, power: int) -> tuple[Array, Callable[[Arithmetic], Array]]:
    """∇J by differences with h = 1, and how far the rounding of the cost and of the gradient may take them apart."""
    cost, theta = _own_cost(code, problem), problem.theta.astype(np.float64)
    here = cost(theta)
    if power == 2 and here == 0:
        raise Inconclusive("the cost is not smooth where it vanishes")
    slope = difference.central(cost, theta) if power == 1 else difference.through_square(cost, theta)

    def slack(model: Arithmetic) -> Any:
        of_cost = _cost_slack(code, problem, theta, power, 1.0, model) / (1 if power == 1 else 2 * here)
        unit = _multiple(code, problem, power) / (1 if power == 1 else 2 * here)
        return _outward(of_cost + unit * exact_of(_bound(problem, model)))

    return slope, slack


def _cost_slack(
    code: Implementation, problem: Problem, theta: Array, power: int, h: float, model: Arithmetic | None = None
) -> Any:
    """The rounding of costᵖᵒʷᵉʳ within h of θ along the axes, the code's cost being `_multiple` times J."""
    model = model or rounding.arithmetic(problem.X.dtype)
    reach = np.abs(theta.astype(np.float64)) + h
    # A root taken and squared again adds three roundings of the whole, at most what n counts for J three times over.
    return 4 * _multiple(code, problem, power) * Fraction(rounding.cost(reach, problem.X, problem.y, model))


def _multiple(code: Implementation, problem: Problem, power: int) -> Fraction:
    """costᵖᵒʷᵉʳ / J at θ, rounded up to be safe, at least 1."""
    J = exact.cost(problem.theta, problem.X, problem.y)
    own = abs(_own_cost(code, problem)(problem.theta.astype(np.float64))) ** power
    return max(Fraction(1), 2 * own / J) if J else Fraction(1)


def _outward(values: Any) -> Array:
    return np.nextafter(np.asarray(values, dtype=object).astype(np.float64), np.inf)
