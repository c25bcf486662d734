"""Every law has a culprit: code that breaks it, and that other laws may well let pass."""

import numpy as np
import pytest
from hypothesis import given

import linreg
from verification import fits, laws, strategies
from verification.convention import Convention, Conventions, find
from verification.examine import LAWS, Verdict, answering, conventions, examine, overall
from verification.implementation import Implementation
from verification.probes import Exactness, exactness, probes
from verification.problem import Problem


def right(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))


def descending(step):
    """descend(θ, X, y, α, k) that takes k of these steps."""

    def descend(theta, X, y, lr, k):
        theta = theta.copy()
        for _ in range(k):
            theta = step(theta, X, y, lr)
        return theta

    return descend


def aliased(theta, X, y, lr, k):
    """Right on its first step: `before = theta` is no copy, and from then on each component sees the new ones."""
    before = theta.copy()
    for _ in range(k):
        for j in range(len(theta)):
            theta[j] = theta[j] - lr * (X[:, j] @ (X @ before - y)) / len(y)
        before = theta
    return theta


def stale(theta, X, y, lr, k):
    return theta - k * lr * right(theta, X, y)


def too_far(theta, X, y, lr, k):
    return descending(lambda t, X, y, lr: t - 3 * lr * right(t, X, y))(theta, X, y, lr, k)


def never_far(theta, X, y, lr, k):
    """Halves α until the cost falls, as a line search does: converges where descent cannot."""

    def step(t, X, y, lr):
        while cost(t - lr * right(t, X, y), X, y) > cost(t, X, y):
            lr /= 2
        return t - lr * right(t, X, y)

    return descending(step)(theta, X, y, lr, k)


def towards_zero(theta, X, y, lr, k):
    return descending(lambda t, X, y, lr: 0.99 * t - lr * right(t, X, y))(theta, X, y, lr, k)


def of_one(**parts):
    return Implementation(name="culprit", **parts)


def changes_y(theta, X, y):
    y -= y.mean()
    return right(theta, X, y)


class Model:
    """k steps of descent on the mean squared error from zero, as a class; culprits change one thing."""

    def __init__(self, lr, k):
        self.lr, self.k, self.w, self.losses = lr, k, None, []

    def fit(self, X, y):
        self.w, self.losses = np.zeros(X.shape[1]), []
        for _ in range(self.k):
            self.losses.append(np.mean((X @ self.w - y) ** 2))
            self.step(X, y)

    def step(self, X, y):
        self.w = self.w - self.lr * 2 * right(self.w, X, y)

    def predict(self, X):
        return X @ self.w

    def theta(self):
        return self.w

    def history(self):
        return np.array(self.losses)


class Sequential(Model):
    def step(self, X, y):
        for j in range(X.shape[1]):
            self.w[j] -= self.lr * 2 * right(self.w, X, y)[j]


class Keeps(Model):
    def fit(self, X, y):
        start = self.w
        super().fit(X, y)
        if start is not None:
            self.w = self.w + start


class Drifts(Model):
    def predict(self, X):
        guess = X @ self.w
        self.w = self.w * 1.01
        return guess


class Restandardises(Model):
    def predict(self, X):
        return (X - X.mean(axis=0)) @ self.w


class Centres(Model):
    def fit(self, X, y):
        super().fit(X, y)
        X -= X.mean(axis=0)


class RecordsLate(Model):
    def fit(self, X, y):
        super().fit(X, y)
        self.losses = [loss + 1 for loss in self.losses]


class RecordsTwice(Model):
    def fit(self, X, y):
        super().fit(X, y)
        self.losses = self.losses * 2


CULPRITS = {
    "cost_is_exact": of_one(cost=lambda t, X, y: cost(t, X, y) + 0.5 * (t @ t)),
    "cost_is_autodiff_cost": of_one(cost=lambda t, X, y: np.sum(X @ t - y) ** 2 / (2 * len(y))),
    "gradient_is_exact": of_one(gradient=lambda t, X, y: right(t, X, y) * len(y) / (len(y) - 1)),
    "gradient_is_autodiff": of_one(gradient=lambda t, X, y: right(t, X, y) * len(y) / (len(y) - 1)),
    "gradient_is_slope_of_own_cost": of_one(cost=cost, gradient=lambda t, X, y: 2 * right(t, X, y)),
    "gradient_vanishes_at_optimum": of_one(gradient=lambda t, X, y: right(t, X, y) + 1),
    "gradient_is_linear": of_one(gradient=lambda t, X, y: X.T @ np.abs(X @ t - y) / len(y)),
    "gradient_ignores_row_order": of_one(gradient=lambda t, X, y: X[1:].T @ (X[1:] @ t - y[1:]) / len(y)),
    "gradient_of_repeated_rows": of_one(gradient=lambda t, X, y: right(t, X, y) * len(y) / (len(y) - 1)),
    "gradient_scales_with_features": of_one(gradient=lambda t, X, y: right(t, X, y) + t),
    "gradient_turns_with_features": of_one(gradient=lambda t, X, y: np.abs(right(t, X, y))),
    "gradient_moves_with_features": of_one(gradient=lambda t, X, y: np.append(0, right(t, X, y)[1:])),
    "step_is_exact": of_one(descend=descending(lambda t, X, y, lr: t - 1.5 * lr * right(t, X, y))),
    "steps_are_exact": of_one(descend=aliased),
    "path_is_closed_form": of_one(descend=stale),
    "cost_falls": of_one(descend=too_far),
    "error_contracts": of_one(descend=descending(lambda t, X, y, lr: t - 0.1 * lr * right(t, X, y) + 1)),
    "converges_below_two_over_L": of_one(descend=never_far),
    "limit_is_projection": of_one(descend=towards_zero),
    "inputs_stay": of_one(gradient=changes_y),
    "fit_takes_the_steps": of_one(model=Sequential),
    "predictions_are_affine": of_one(model=Restandardises),
    "fitting_again_changes_nothing": of_one(model=Keeps),
    "predicting_changes_nothing": of_one(model=Drifts),
    "fit_leaves_its_data": of_one(model=Centres),
    "history_is_of_the_iterates": of_one(model=RecordsLate),
}
LAW = {law.name: law for law in LAWS}


def test_every_law_has_a_culprit():
    assert list(CULPRITS) == list(LAW)


@pytest.mark.parametrize("name", LAW)
def test_the_culprit_is_caught(name):
    with pytest.raises(AssertionError, match=f"{name} failed"):
        LAW[name](CULPRITS[name], examples=12)


@pytest.mark.parametrize("name", LAW)
def test_right_code_passes(name):
    parts = {"cost": cost, "gradient": right, "descend": descending(lambda t, X, y, lr: t - lr * right(t, X, y))}
    model = {"model": Model} if LAW[name].check.__module__ == fits.__name__ else parts
    LAW[name](of_one(**model), examples=12)


def test_a_first_step_does_not_show_an_aliased_update():
    LAW["step_is_exact"](of_one(descend=aliased), examples=12)


def test_a_history_of_the_wrong_length_is_named():
    with pytest.raises(AssertionError, match="the shape of the history"):
        LAW["history_is_of_the_iterates"](of_one(model=RecordsTwice))


# ---------------------------------------------------------------------------------------------------------- the engine


def engine_descends(theta, X, y, lr, k):
    return linreg.descend(linreg.gradient, theta, X, y, lr=lr, n_iterations=k).theta


class EngineModel:
    """The engine's estimator behind the interface: the column of ones goes, and `tol` with it."""

    def __init__(self, lr, k, **settings):
        self.model = linreg.LinearRegression(n_iterations=k, lr=lr, tol=0.0, random_state=0, **settings)

    def fit(self, X, y):
        self.model.fit(X[:, 1:], y)

    def predict(self, X):
        return self.model.predict(X[:, 1:])

    def theta(self):
        return np.append(self.model.intercept_, self.model.coef_)

    def history(self):
        return self.model.loss_over_time_


ENGINE = of_one(cost=linreg.cost, gradient=linreg.gradient, descend=engine_descends)
ENGINE_LAWS = [law for law in LAWS if law.check.__module__ == laws.__name__]


@pytest.mark.parametrize("law", ENGINE_LAWS, ids=str)
def test_the_law_holds_of_the_engine(law):
    law(ENGINE, examples=100)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@given(data=strategies.st.data())
def test_the_engine_on_ill_scaled_problems_in_its_own_precision(dtype, data):
    problem = data.draw(strategies.ill_scaled_problems(dtype=dtype))
    for law in (laws.gradient_is_exact, laws.cost_is_exact, laws.steps_are_exact):
        try:
            assert law(ENGINE, problem).fraction <= 1, "within the bound of its own precision, not only of single"
        except laws.Inconclusive:
            continue


@pytest.mark.parametrize("standardize", [True, False])
def test_the_laws_of_a_model_hold_of_the_estimator(standardize):
    code = of_one(intercept=True, model=lambda lr, k: EngineModel(lr, k, standardize=standardize))
    findings = list(examine(code))
    assert overall(findings) is Verdict.PASSED
    said = {remark for finding in findings for remark in finding.remarks}
    assert ("descends in coordinates standardised" in said) is standardize


# ---------------------------------------------------------------------------------- convention, probes, three verdicts


@pytest.mark.parametrize("convention", Convention)
def test_the_convention_is_found(convention):
    def mine(theta, X, y):
        return convention.times(len(y)) * right(theta, X, y)

    code = of_one(
        cost=lambda t, X, y: convention.times(len(y)) * cost(t, X, y),
        gradient=mine,
        descend=descending(lambda t, X, y, lr: t - lr * mine(t, X, y)),
    )
    assert find(code, probes(count=6)) == Conventions(convention, convention, convention)

    class Fits(Model):
        def step(self, X, y):
            self.w = self.w - self.lr * mine(self.w, X, y)

    assert conventions(answering(of_one(model=Fits))) == Conventions(descend=convention)


def test_a_factor_that_varies_is_no_convention():
    assert find(of_one(gradient=lambda t, X, y: 2 * right(t, X, y) * (1 + t)), probes(count=6)) == Conventions()


def test_conventions_by_hand():
    # J = 1/2m‖r‖²: 1/m is twice that, ½ is m times, 1 is 2m times.
    assert [convention.times(6) for convention in Convention] == [1, 2, 6, 12]


def test_exactness_tells_rounding_from_a_different_formula():
    def kind(*errors):
        rows = [np.array(error, dtype=object) for error in errors]
        return exactness(rows, [np.array([-1, 1], dtype=object)[: len(row)] for row in rows])

    assert kind(*[[0, 0]] * 20) is Exactness.EXACT
    assert kind(*[[1, -1], [0, 2], [-1, 0], [0, 0]] * 5) is Exactness.ROUNDED
    assert kind(*[[0, 1], [0, -1], [0, 0], [0, 0]] * 5) is Exactness.ROUNDED, "the intercept's component need not round"
    assert kind(*[[2, 0]] * 20) is Exactness.SYSTEMATIC, "always upwards"
    assert kind(*[[0, 2], [2, 0]] * 10) is Exactness.SYSTEMATIC, "always upwards, wherever it is"
    assert kind(*[[-1, 2], [0, 0], [1], [-1]] * 12) is Exactness.SYSTEMATIC, "in the last of two always upwards"
    assert kind(*[[-2, 2], [0, 0]] * 12) is Exactness.SYSTEMATIC, "always away from zero"
    assert kind(*[[0, 2], [0, -2]] * 10) is Exactness.SYSTEMATIC, "never exact in one and always in the other"
    assert kind(*[[2, 0]] * 5) is Exactness.ROUNDED, "five could be chance"


@pytest.mark.parametrize("shape", [{}, {"intercept": True}, {"features": 1}, {"intercept": True, "features": 1}])
def test_probes_are_what_they_claim(shape):
    for p in probes(**shape):
        assert p.m in (4, 16) and np.log2(p.lr).is_integer()
        assert np.linalg.matrix_rank(p.X) == p.X.shape[1]
        assert np.array_equal(p.X, np.rint(p.X)) and np.abs(p.X).max() < 8
        assert right(p.theta, p.X, p.y).all()
        assert 0.4 < p.lr * np.linalg.eigvalsh(p.X.T @ p.X / p.m)[-1] <= 1
        assert np.all(p.X[:, 0] == 1) or not shape.get("intercept")
        assert (
            right(p.theta.astype("f"), p.X.astype("f"), p.y.astype("f")).tolist() == right(p.theta, p.X, p.y).tolist()
        )


def test_a_vanishing_gradient_is_never_a_pass():
    p = Problem(np.array([2.0]), np.array([[1.0], [1.0]]), np.array([1.0, 3.0]))
    for gradient in (right, lambda t, X, y: 2 * right(t, X, y)):
        with pytest.raises(laws.Inconclusive, match="zero but for rounding"):
            laws.gradient_is_exact(of_one(gradient=gradient), p)
    with pytest.raises(laws.Broken):
        laws.gradient_is_exact(of_one(gradient=lambda t, X, y: right(t, X, y) + 1), p)


@given(strategies.problems_at_the_optimum())
def test_at_the_optimum_no_factor_can_be_told(problem):
    with pytest.raises(laws.Inconclusive):
        laws.gradient_is_exact(of_one(gradient=lambda t, X, y: -7 * right(t, X, y)), problem)


def test_overflow_is_never_a_pass():
    huge = Problem(np.array([1e160]), np.full((4, 1), 1e160), np.ones(4))
    with pytest.raises(laws.Inconclusive):
        laws.gradient_is_exact(of_one(gradient=right), huge)


def test_nothing_to_examine_is_inconclusive():
    assert overall(examine(of_one())) is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("answer", [None, "three", [1j, 1j], [[1.0, 2.0]], [np.nan, 1.0], [np.inf, 1.0]])
def test_what_is_no_gradient_is_named(answer):
    p = Problem(np.ones(2), np.array([[1.0, 2], [3, 4], [5, 7]]), np.ones(3))
    with pytest.raises(laws.Broken, match="the gradient"):
        laws.gradient_is_exact(of_one(gradient=lambda t, X, y: np.asarray(answer)), p)


def test_a_root_mean_square_is_held_to_its_own_slope():
    def rms(t, X, y):
        return np.sqrt(np.mean((X @ t - y) ** 2))

    verdicts = [
        overall(examine(of_one(cost=rms, gradient=gradient)))
        for gradient in (lambda t, X, y: right(t, X, y) / rms(t, X, y), right)
    ]
    assert verdicts == [Verdict.INCONCLUSIVE, Verdict.FAILED]


def test_another_cost_is_cleared_or_convicted_by_extrapolated_differences_or_neither():
    def soft(t, X, y):
        return np.sum(np.logaddexp(X @ t - y, y - X @ t))

    p = Problem(np.array([0.5, 0.25]), np.array([[1.0, 2], [0.5, -1], [-1, 0.5], [2, 1], [1, 1]]), np.ones(5))
    with pytest.raises(laws.Inconclusive, match="not quadratic"):
        laws.gradient_is_slope_of_own_cost(of_one(cost=soft, gradient=lambda t, X, y: X.T @ np.tanh(X @ t - y)), p)
    with pytest.raises(laws.Broken):
        laws.gradient_is_slope_of_own_cost(of_one(cost=soft, gradient=right), p)
