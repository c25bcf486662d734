"""From an implementation to the names of its mistakes: functions, loops and estimators as somebody would write them."""

from __future__ import annotations

import numpy as np
import pytest

from verification.convention import Convention
from verification.diagnosis import diagnose
from verification.evidence import Text
from verification.implementation import Implementation, Unanswered


def half_mse(theta, X, y):
    return float(np.sum((X @ theta - y) ** 2) / (2 * len(y)))


def mse(theta, X, y):
    return float(np.mean((X @ theta - y) ** 2))


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def descend(theta, X, y, lr, k):
    for _ in range(k):
        theta = theta - lr * gradient(theta, X, y)
    return theta


def functions(**parts):
    return Implementation(name="mine", intercept=True, **parts)


DOCUMENTED = '''
def gradient(theta, X, y):
    """The gradient of J = {} * sum((X theta - y)^2)."""
'''


def ids(code, text=None):
    return set(diagnose(code, text).ids)


class Fit:
    """An estimator as learners write it; each mistake below is one method more."""

    def __init__(self, lr, k):
        self.lr, self.k, self.losses = lr, k, []
        self.w, self.b = None, None

    def fit(self, X, y):
        X = X[:, 1:]
        self.begin(X)
        for _ in range(self.k):
            self.step(X, y)

    def begin(self, X):
        self.w, self.b, self.losses = np.zeros(X.shape[1]), 0.0, []

    def step(self, X, y):
        r = X @ self.w + self.b - y
        self.losses.append(np.mean(r**2) / 2)
        self.w = self.w - self.lr * X.T @ r / len(y)
        self.b = self.b - self.lr * np.mean(r)

    def predict(self, X):
        return X[:, 1:] @ self.w + self.b

    def theta(self):
        return np.append(self.b, self.w)

    def history(self):
        return np.array(self.losses)


class Standardising(Fit):
    def begin(self, X):
        super().begin(X)
        self.mean, self.std = X.mean(axis=0), X.std(axis=0)

    def step(self, X, y):
        super().step((X - self.mean) / self.std, y)

    def predict(self, X):
        return (X[:, 1:] - self.mean) / self.std @ self.w + self.b

    def theta(self):
        return None


class Random(Fit):
    def begin(self, X):
        super().begin(X)
        self.w = np.random.default_rng(3).normal(size=X.shape[1])


class RandomRefusingNoSteps(Random):
    def history(self):
        return self.losses[-1:] and np.array(self.losses)

    def fit(self, X, y):
        if self.k == 0:
            raise Unanswered("raised", "IndexError: list index out of range")
        super().fit(X, y)


class NoHistory(Fit):
    def history(self):
        return None


class EveryTenth(Fit):
    def history(self):
        return np.array(self.losses[::10])


class KeepsState(Fit):
    def begin(self, X):
        if self.w is None:
            super().begin(X)


class KeepsHistory(Fit):
    def begin(self, X):
        kept = self.losses
        super().begin(X)
        self.losses = kept


RIGHT_MODELS = [Fit, Standardising, Random, RandomRefusingNoSteps, NoHistory, EveryTenth, KeepsHistory]


class PredictLearns(Fit):
    def predict(self, X):
        self.b = self.b + 1
        return super().predict(X)


class NoInterceptInPredict(Fit):
    def predict(self, X):
        return X[:, 1:] @ self.w


class NoInterceptShown(NoInterceptInPredict):
    def theta(self):
        return None


class OwnStatistics(Standardising):
    def predict(self, X):
        X = X[:, 1:]
        return (X - X.mean(axis=0)) / X.std(axis=0) @ self.w + self.b


class ForgetsToScale(Standardising):
    def predict(self, X):
        return X[:, 1:] @ self.w + self.b


class LosesHistory(Fit):
    def step(self, X, y):
        self.losses = []
        super().step(X, y)


class EmptyHistory(Fit):
    def history(self):
        return np.zeros(0)


class ChangesX(Fit):
    def fit(self, X, y):
        X[:, 1:] -= 1
        super().fit(X, y)


class Sequential(NoHistory):
    def step(self, X, y):
        self.b = self.b - self.lr * np.mean(X @ self.w + self.b - y)
        self.w = self.w - self.lr * X.T @ (X @ self.w + self.b - y) / len(y)


class SumOfErrors(NoHistory):
    def step(self, X, y):
        r = X @ self.w + self.b - y
        self.w, self.b = self.w + self.lr * X.T @ r / len(y), self.b + self.lr * np.mean(r)


class LogsTheWholeError(Fit):
    def history(self):
        return 2 * np.array(self.losses)


class InterceptStays(NoHistory):
    def step(self, X, y):
        before = self.b
        super().step(X, y)
        self.b = before


class WholeNumbers(NoHistory):
    def step(self, X, y):
        super().step(X, y)
        self.w, self.b = np.trunc(self.w), np.trunc(self.b)


WRONG_MODELS = [
    (KeepsState, {"refit-keeps-state"}),
    (PredictLearns, {"predict-changes-model"}),
    (NoInterceptInPredict, {"predict-ignores-intercept"}),
    (NoInterceptShown, {"predict-ignores-intercept"}),
    (OwnStatistics, {"predict-rescales-wrongly"}),
    (ForgetsToScale, {"predict-rescales-wrongly"}),
    (LosesHistory, {"history-not-recorded"}),
    (EmptyHistory, {"history-not-recorded"}),
    (ChangesX, {"mutates-input"}),
    (Sequential, {"sequential-update"}),
    (SumOfErrors, {"sign-flipped"}),
    (LogsTheWholeError, {"factor-two"}),
    (WholeNumbers, {"integer-truncation"}),
]


@pytest.mark.parametrize("model", RIGHT_MODELS)
def test_a_right_estimator_gets_no_name(model):
    found = diagnose(Implementation(name="mine", intercept=True, model=model))
    assert (found.ids, found.parts) == ([], {"model": True})


def test_a_fit_that_standardises_inside_is_right_and_said_to_do_so():
    found = diagnose(Implementation(name="mine", intercept=True, model=Standardising))
    assert found.remarks == ["Its fit works on features that are standardised."]


@pytest.mark.parametrize(("model", "names"), WRONG_MODELS, ids=lambda value: getattr(value, "__name__", None))
def test_a_wrong_estimator_gets_its_name(model, names):
    assert ids(Implementation(name="mine", intercept=True, model=model)) == names


def test_right_functions_get_no_name():
    assert ids(functions(cost=half_mse, gradient=gradient, descend=descend)) == set()
    assert ids(functions(gradient=gradient)) == ids(functions(descend=descend)) == set()
    assert diagnose(functions(cost=half_mse)).convention == Convention.HALF_MEAN


def test_a_gradient_is_held_against_its_own_cost_be_it_computed_or_documented():
    assert ids(functions(cost=mse, gradient=gradient)) == {"factor-two"}
    assert ids(functions(cost=mse, descend=descend)) == {"factor-two"}
    assert ids(functions(gradient=gradient), Text(source=DOCUMENTED.format("1/m"))) == {"factor-two"}
    assert ids(functions(gradient=gradient), Text(source=DOCUMENTED.format("1/(2*m)"))) == set()
    assert ids(
        functions(cost=lambda t, X, y: 2 * len(y) * half_mse(t, X, y), gradient=lambda t, X, y: 2 * gradient(t, X, y))
    ) == {"cost-not-averaged"}


def test_a_cost_of_unknown_factor_judges_no_gradient():
    rooted = functions(cost=lambda t, X, y: np.sqrt(mse(t, X, y)), gradient=gradient)
    assert ids(rooted) == {"cost-not-squared"}


def test_mistakes_in_two_parts_are_both_named():
    def precedence(theta, X, y):
        return 1 / 2 * len(y) * np.sum((X @ theta - y) ** 2)

    def flipped(theta, X, y):
        return -gradient(theta, X, y)

    assert ids(functions(cost=precedence, gradient=flipped)) == {"cost-precedence", "sign-flipped"}

    class FlippedAndNoIntercept(SumOfErrors):
        predict = NoInterceptInPredict.predict

    assert ids(Implementation(name="mine", intercept=True, model=FlippedAndNoIntercept)) == {
        "sign-flipped",
        "predict-ignores-intercept",
    }


def test_what_fits_no_mistake_is_of_unknown_cause_and_never_guessed():
    def odd(theta, X, y):
        return np.tanh(gradient(theta, X, y))

    assert ids(functions(gradient=odd)) == {"unknown"}


def test_x_for_its_transpose_is_named_although_most_questions_have_no_answer():
    def transposed(theta, X, y):
        if X.shape[0] != X.shape[1]:
            raise Unanswered("raised", "ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0")
        return X @ (X @ theta - y) / len(y)

    assert ids(functions(gradient=transposed)) == {"transposed-product"}


def test_whole_numbers_must_not_depend_on_their_dtype():
    def of_y(theta, X, y):
        out = np.zeros(X.shape[1], dtype=y.dtype)
        out[:] = gradient(theta, X, y)
        return out

    assert ids(functions(gradient=of_y)) == {"integer-truncation"}


def test_a_loop_on_a_wrong_gradient_adds_no_second_name():
    def wrong(theta, X, y):
        return X.T @ (X @ theta - y)

    def loop(theta, X, y, lr, k):
        for _ in range(k):
            theta = theta - lr * wrong(theta, X, y)
        return theta

    assert diagnose(functions(cost=half_mse, gradient=wrong, descend=loop)).ids == ["missing-mean"]
