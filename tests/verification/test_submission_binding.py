"""Binding by evidence: names propose, trials decide, and what cannot be decided is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from verification.implementation import Unanswered
from verification.submission.binding import open_submission
from verification.submission.words import proposals, split

X = np.array([[1.0, 2.0, -1.0], [1.0, 4.0, 0.0], [1.0, -3.0, 5.0]])
Y = np.array([1.0, 0.0, 2.0])
THETA = np.array([1.0, -2.0, 3.0])
R = np.array([-7.0, -7.0, 20.0])  # Xθ − y, by hand


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.py"
    file.write_text("import numpy as np\n\n\n" + text)
    return file


@pytest.mark.parametrize(
    ("name", "parts"),
    [("num_iters", ["num", "iters"]), ("learningRate", ["learning", "rate"]),
     ("theta0", ["theta", "0"]),
     ("X_train", ["x", "train"]),
     ("numItersMax2", ["num", "iters", "max", "2"]), ("taxa_de_aprendizado", ["taxa", "de", "aprendizado"]),
     ("θ_1", ["θ", "1"]), ("_w", ["w"])],
)  # fmt: skip
def test_a_name_is_split_into_its_parts(name: str, parts: list[str]) -> None:
    assert split(name) == parts


@pytest.mark.parametrize(
    ("name", "role"),
    [("learning_rate", "lr"), ("alpha", "lr"), ("num_iters", "k"), ("epochs", "k"), ("iteracoes", "k"), ("theta0", "b"),
     ("theta1", "w"), ("bias", "b"), ("pesos", "w"), ("X_b", "X"), ("y_train", "y"),
     ("lambda_", "penalty"), ("lmbd", "penalty"),
     ("y_pred", "predicted"), ("J_history", "history"), ("b_current", "b"),
     ("tol", "tolerance"), ("initial_theta", "theta")],
)  # fmt: skip
def test_a_name_proposes_its_role(name: str, role: str) -> None:
    weights = proposals(name)
    assert max(weights, key=lambda one: weights[one]) == role


def test_the_order_of_a_pair_is_found_by_shape_not_by_name(tmp_path: Path) -> None:
    text = "def compute_gradient(x, y, w, b):\n    r = x @ w + b - y\n    return r.mean(), x.T @ r / len(y)\n"
    with open_submission(written(tmp_path, text)) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        assert np.allclose(gradient(THETA, X, Y), X.T @ R / 3)


def test_lambda_is_not_taken_for_the_learning_rate(tmp_path: Path) -> None:
    text = "def cost(X, y, theta, l):\n    r = X @ theta - y\n    return (r @ r + l * theta @ theta) / (2 * len(y))\n"
    with open_submission(written(tmp_path, text)) as submission:
        assert submission.bound["cost"] == "cost(X, y, theta, penalty)"


def test_a_history_is_not_taken_for_the_result(tmp_path: Path) -> None:
    text = (
        "def gradient_descent(X, y, theta, alpha, n):\n    history = [theta]\n    for _ in range(n):\n"
        "        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)\n        history.append(theta)\n"
        "    return np.array(history), theta\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        descend = submission.implementation.descend
        assert descend
        assert np.allclose(descend(THETA, X, Y, 0.5, 1), THETA - 0.5 * X.T @ R / 3)
        assert np.array_equal(descend(THETA, X, Y, 0.5, 0), THETA)


def test_a_wrong_gradient_stays_wrong(tmp_path: Path) -> None:
    text = "def gradient(theta, X, y):\n    return X.T @ (X @ theta - y) / (len(y) - 1)\n"
    with open_submission(written(tmp_path, text)) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        assert np.allclose(gradient(THETA, X, Y), X.T @ R / 2)


def test_no_argument_is_left_out_to_make_wrong_code_right(tmp_path: Path) -> None:
    """Only the residual's own order makes it right; X and θ cannot be swapped to hide a missing X."""
    text = "def gradient(theta, X, y):\n    r = X @ theta - y\n    return np.full(len(theta), r.mean())\n"
    with open_submission(written(tmp_path, text)) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        assert np.allclose(gradient(THETA, X, Y), [2.0, 2.0, 2.0])


def test_an_expression_settles_how_it_is_called(tmp_path: Path) -> None:
    text = "def f(p, q, r):\n    return q.T @ (q @ r - p) / len(p)\n"
    with open_submission(written(tmp_path, text), gradient="f(y, X, theta)") as submission:
        gradient = submission.implementation.gradient
        assert gradient
        assert submission.bound == {"gradient": "f(y, X, theta)"}
        assert np.allclose(gradient(THETA, X, Y), X.T @ R / 3)


def test_an_expression_settles_what_fits(tmp_path: Path) -> None:
    text = (
        "class M:\n    def __init__(self, p, q):\n        self.p, self.q = p, q\n\n"
        "    def go(self, A, t):\n        self.c = np.zeros(A.shape[1])\n        for _ in range(self.q):\n"
        "            self.c = self.c - self.p * A.T @ (A @ self.c - t)\n"
    )
    with open_submission(written(tmp_path, text), fit="M(lr, n_iterations).go(X, y)") as submission:
        model = submission.implementation.model
        assert model
        fitted = model(0.25, 1)
        fitted.fit(X, Y)
        theta = fitted.theta()
    assert theta is not None
    assert np.allclose(theta, 0.25 * X.T @ Y)


def test_a_file_without_linear_regression_is_asked_about(tmp_path: Path) -> None:
    with open_submission(written(tmp_path, "def greet(name):\n    return 'hello ' + name\n")) as submission:
        assert submission.bound == {}
        assert submission.failure is not None and submission.failure.kind == "nothing-found"
        assert "--gradient" in submission.questions[0]


def test_what_changes_its_arguments_changes_them_here_too(tmp_path: Path) -> None:
    text = "def gradient(theta, X, y):\n    X[:, 1] = 0\n    return X.T @ (X @ theta - y) / len(y)\n"
    mine = X.copy()
    with open_submission(written(tmp_path, text)) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        gradient(THETA, mine, Y)
        assert [finding.kind for finding in submission.findings] == ["changed-input"]
    assert np.array_equal(mine[:, 1], np.zeros(3))


def test_single_precision_is_kept(tmp_path: Path) -> None:
    text = "def gradient(theta, X, y):\n    return (X.T @ (X @ theta - y) / len(y)).astype(np.float32)\n"
    with open_submission(written(tmp_path, text)) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        assert gradient(THETA, X, Y).dtype == np.float32


def test_a_name_that_is_nowhere_defined_does_not_run(tmp_path: Path) -> None:
    text = (
        "def gradient_descent(X, y, theta, alpha, iters):\n"
        "    for _ in range(iters):\n        theta -= alpha * grad(X, y)\n    return theta\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        descend = submission.implementation.descend
        assert descend
        with pytest.raises(Unanswered, match=r"name 'grad' is not defined \(line 6\)"):
            descend(THETA, X, Y, 0.5, 1)


def test_the_start_of_every_answer_is_seeded_alike(tmp_path: Path) -> None:
    text = (
        "def train(X, y, lr, epochs):\n    theta = np.random.default_rng().normal(size=X.shape[1]) + np.random.rand()\n"
        "    for _ in range(epochs):\n        theta = theta - lr * X.T @ (X @ theta - y) / len(y)\n    return theta\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        model = submission.implementation.model
        assert model
        first, second = model(0.25, 1), model(0.25, 2)
        first.fit(X, Y)
        second.fit(X, Y)
        before, after = first.theta(), second.theta()
    assert before is not None and after is not None
    assert np.allclose(after, before - 0.25 * X.T @ (X @ before - Y) / 3)


def test_a_script_is_asked_twice_with_the_same_answer(tmp_path: Path) -> None:
    text = (
        "X = np.ones((3, 2))\ny = np.zeros(3)\nW = np.array([1.0, 0.5])\nlr = 0.1\n"
        "for i in range(100):\n    W -= lr * X.T @ (X @ W - y)\n"
    )
    theta, features, targets = THETA[:2].copy(), X[:, :2].copy(), Y.copy()
    with open_submission(written(tmp_path, text)) as submission:
        descend = submission.implementation.descend
        assert descend
        first = descend(theta, features, targets, 0.25, 2)
        assert np.array_equal(descend(theta, features, targets, 0.25, 2), first)
        assert submission.findings == []
    assert np.array_equal(theta, THETA[:2])


def test_what_is_meant_to_change_theta_is_not_noted_for_it(tmp_path: Path) -> None:
    text = (
        "def gradient_descent(X, y, theta, alpha, iters):\n    for _ in range(iters):\n"
        "        theta -= alpha * X.T @ (X @ theta - y) / len(y)\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        descend = submission.implementation.descend
        assert descend
        assert np.allclose(descend(THETA, X, Y, 0.5, 1), THETA - 0.5 * X.T @ R / 3)
        assert submission.findings == []


def test_a_function_of_one_sample_is_not_taken_for_a_wrong_gradient(tmp_path: Path) -> None:
    text = (
        "def error(alpha, beta, x_i, y_i):\n    return y_i - (beta * x_i + alpha)\n\n\n"
        "def sum_of_squared_errors(alpha, beta, x, y):\n"
        "    return sum(error(alpha, beta, x_i, y_i) ** 2 for x_i, y_i in zip(x, y))\n\n\n"
        "def squared_error_gradient(x_i, y_i, theta):\n    alpha, beta = theta\n"
        "    return [-2 * error(alpha, beta, x_i, y_i), -2 * error(alpha, beta, x_i, y_i) * x_i]\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        assert submission.bound["cost"] == "sum_of_squared_errors(theta[0], theta[1], X[:, 1], y)"
        assert "summed([squared_error_gradient(X[i, 1], y[i]" in submission.bound["gradient"]
        assert submission.implementation.features == 1
        gradient = submission.implementation.gradient
        assert gradient
        features, theta = X[:, :2], THETA[:2]
        assert np.allclose(gradient(theta, features, Y), 2 * features.T @ (features @ theta - Y))


def test_two_columns_written_into_the_code_are_one_feature_and_the_ones(tmp_path: Path) -> None:
    text = (
        "def gradient_descent(X, y, theta, alpha, iters):\n    for _ in range(iters):\n"
        "        r = X @ theta - y\n"
        "        one = theta[0] - alpha * (r * X[:, 0]).mean()\n        two = theta[1] - alpha * (r * X[:, 1]).mean()\n"
        "        theta = [one, two]\n    return theta\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        assert submission.implementation.features == 1 and submission.implementation.intercept
        descend = submission.implementation.descend
        assert descend
        features, theta = X[:, :2], THETA[:2]
        right = theta - 0.5 * features.T @ (features @ theta - Y) / 3
        assert np.allclose(descend(theta, features, Y, 0.5, 1), right)


def test_a_descent_that_could_not_be_called_is_said(tmp_path: Path) -> None:
    text = (
        "def cost(X, y, theta):\n    r = X @ theta - y\n    return r @ r / (2 * len(y))\n\n\n"
        "def gradient_descent(X, y, theta, alpha, iters):\n    raise ValueError('not today')\n"
    )
    with open_submission(written(tmp_path, text)) as submission:
        assert set(submission.bound) == {"cost"}
        assert submission.undriven == ["gradient_descent"]
