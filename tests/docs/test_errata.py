"""Each slip of the article, exposed by running its code as printed beside what is right."""

import ast
import builtins
import math
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import linreg

AS_PRINTED = '''
class LinearRegression:
    """Linear model.

    Args:
        n_iterations (float): The number of training iterations the algorithm will tune the weights for.
        learning_rate (float): The step length that will be used when updating the weights.
        gradient_descent (boolean): True or false depending if gradient descent should be used when training. If
        false then we use batch optimization by least squares.
    """

    def __init__(self, n_iterations:int=100,
                 lr:float=0.01)
       self.n_iterations = n_iterations
       self.lr = lr
       self.W = None

       # These two are just for plotting lates
       self.loss_over_time = []
       self.loss_over_time= []

    def initialize_weights(self, n_features):
        limit = 1 / math.sqrt(n_features)
        self.W = np.random.uniform(-limit, limit, (n_features, ))

    def fit(self,
            X_train: np.ndarray,
            y_train: np.ndarray):

        # Initialize randomly W
        self.initialize_weights(X_train.shape[1])

        # Gradient Descent
        for _ in range(self.n_iterations):

            # Prediction
            y_hat = np.dot(self.W, X_train.T)

            # We append the current loss to plot later on
            self.loss_over_time.append(mean_squared_error(y_train, y_hat))

            # Weights are updatated by - lr(error).dot X_train
            error = y_hat - y_train
            w_grad = (2 / X_train.shape[0])* X_train.T.dot(error)

            self.W -= self.lr * w_grad
            self.w_over_time.append(float(self.W))
'''
WITH_ITS_COLON = AS_PRINTED.replace("lr:float=0.01)\n", "lr:float=0.01):\n")
RUNNABLE = WITH_ITS_COLON.replace("self.loss_over_time= []", "self.w_over_time = []").replace(
    "float(self.W)", "self.W.copy()"
)
X = np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 1.0], [2.0, 2.0]])
Y = np.array([1.0, 2.0, 3.0, 5.0])


def article(source: str, **settings: Any) -> Any:
    """The article's class with the imports it forgot."""
    names: dict[str, Any] = {"math": math, "np": np, "mean_squared_error": lambda y, p: np.mean((y - p) ** 2)}
    exec(source, names)
    return names["LinearRegression"](**settings)


def walk(n: int, lr: float = 2.0**-6) -> Any:
    np.random.seed(0)
    model = article(RUNNABLE, n_iterations=n, lr=lr)
    model.fit(X, Y)
    return model


def test_the_gradient_of_the_code_is_twice_that_of_the_cost() -> None:
    start, after = walk(0), walk(1)
    start.initialize_weights(2)
    np.random.seed(0)
    limit = 1 / math.sqrt(2)
    theta = np.random.uniform(-limit, limit, (2,))
    step = after.W - theta
    right = -(2.0**-6) * linreg.gradient(theta, X, Y)
    # Twice: each entry of step/right is 2 up to the cancellation in W − θ, of the order u·|θ|/|step|.
    assert (np.abs(step - 2 * right) <= 4 * 2.0**-53 * (np.abs(theta) + np.abs(step))).all()
    assert (np.abs(step - right) > 0.4 * np.abs(step)).all()


def test_the_batch_rule_has_lost_its_mean() -> None:
    theta = np.array([Fraction(1), Fraction(-2)])
    design, y = np.vectorize(Fraction)(X), np.vectorize(Fraction)(Y)
    printed = sum((theta @ x - t) * x for x, t in zip(design, y, strict=True))
    assert (printed == len(y) * linreg.gradient(theta, design, y)).all()
    assert any(printed != linreg.gradient(theta, design, y))


def test_summing_to_n_and_dividing_by_m_is_no_mean() -> None:
    """Read with n = d, the number of features, as its index j = 0, …, n has it, the sum leaves out samples."""
    r = linreg.residual([1.0, -2.0], X, Y)
    n = X.shape[1]
    assert sum(r[:n] ** 2) / (2 * len(r)) != linreg.cost([1.0, -2.0], X, Y) == sum(r**2) / (2 * len(r))


def test_theta_has_d_plus_one_entries_and_the_code_d() -> None:
    model = walk(1)
    assert model.W.shape == (2,) and linreg.with_intercept(X).shape == (4, 3)
    assert linreg.LinearRegression().fit(X, Y).theta_.shape == (3,)
    with pytest.raises(linreg.InputError, match="with_intercept"):
        linreg.predict(np.zeros(3), X)
    # What the missing intercept costs: y = 7 everywhere is out of its reach, and in ours.
    lost = article(RUNNABLE, n_iterations=2000, lr=2.0**-6)
    lost.fit(X, np.full(4, 7.0))
    assert lost.loss_over_time[-1] > 1
    assert linreg.LinearRegression().fit(X, np.full(4, 7.0)).loss_over_time_[-1] < 2.0**-20


def test_float_of_the_weights_fails() -> None:
    model = article(WITH_ITS_COLON.replace("self.loss_over_time= []", "self.w_over_time = []"))
    with pytest.raises(TypeError):
        model.fit(X, Y)
    with pytest.raises((TypeError, DeprecationWarning)):  # which of them, depends on numpy's version
        model.fit(X[:, :1], Y)
    assert linreg.LinearRegression(n_iterations=3, tol=0).fit(X, Y).w_over_time_.shape == (4, 3)


def test_the_history_of_the_weights_is_never_created() -> None:
    with pytest.raises(AttributeError, match="w_over_time"):
        article(WITH_ITS_COLON.replace("float(self.W)", "self.W.copy()")).fit(X, Y)


def test_the_docstring_promises_what_init_does_not_take() -> None:
    for name in ["gradient_descent", "learning_rate"]:
        with pytest.raises(TypeError, match=name):
            article(RUNNABLE, **{name: 1})
    with pytest.raises(TypeError):
        article(RUNNABLE, n_iterations=100.0).fit(X, Y)
    solved = linreg.LinearRegression(gradient_descent=False).fit(X, Y)
    assert solved.outcome_ is linreg.Outcome.SOLVED


def test_the_class_as_printed_does_not_parse() -> None:
    with pytest.raises(SyntaxError, match="expected ':'"):
        ast.parse(AS_PRINTED)
    ast.parse(WITH_ITS_COLON)


def test_loss_and_weight_of_one_index_belong_to_different_iterates() -> None:
    model = walk(3)
    for k in range(2):
        assert model.loss_over_time[k + 1] == np.mean((Y - np.dot(model.w_over_time[k], X.T)) ** 2)
        assert model.loss_over_time[k] != np.mean((Y - np.dot(model.w_over_time[k], X.T)) ** 2)
    ours = linreg.LinearRegression(n_iterations=3, tol=0, standardize=False, lr=2.0**-6).fit(X, Y)
    for loss, theta in zip(ours.loss_over_time_, ours.w_over_time_, strict=True):
        assert loss == linreg.mean_squared_error(theta, linreg.with_intercept(X), Y)


def test_names_are_used_that_nothing_imports() -> None:
    tree = ast.parse(WITH_ITS_COLON + "\nX_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)\n")
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    missing = {"math", "np", "mean_squared_error", "train_test_split"}
    assert missing <= loaded - set(vars(builtins)) and not any(isinstance(n, ast.Import) for n in ast.walk(tree))
    assert all(hasattr(linreg, name) for name in missing - {"math", "np"})


def test_the_mean_squared_error_is_twice_the_cost() -> None:
    theta = [1.0, -2.0]
    assert linreg.mean_squared_error(theta, X, Y) == 2 * linreg.cost(theta, X, Y) == np.mean((Y - X @ theta) ** 2)


def test_the_loop_does_not_stop_when_it_has_converged() -> None:
    assert len(walk(20_000, lr=0.05).loss_over_time) == 20_000
    ours = linreg.LinearRegression(n_iterations=20_000).fit(X, Y)
    assert ours.n_iter_ < 200 and ours.outcome_ is linreg.Outcome.CONVERGED


def test_on_raw_prices_it_overflows_for_its_rate_alone() -> None:
    houses = linreg.load_houses()
    model = article(RUNNABLE)
    with np.errstate(over="ignore", invalid="ignore"):
        model.fit(houses.features, houses.prices)
    assert np.isnan(model.W).all()
    # The edge for its step 2Xᵀr/m is 1/L: its own gradient converges just below it and not above.
    largest = np.linalg.eigvalsh(linreg.hessian(houses.features))[-1]
    assert 1e-8 < 1 / largest < 1e-5
    calm = article(RUNNABLE, lr=0.99 / largest)
    calm.fit(houses.features, houses.prices)
    assert calm.loss_over_time[-1] < calm.loss_over_time[0]


def test_every_row_of_the_errata_names_a_check_that_is_here() -> None:
    page = Path(__file__).parents[2] / "docs" / "errata.md"
    named = set(re.findall(r"`(test_\w+)`", page.read_text()))
    here = {name for name in globals() if name.startswith("test_")}
    assert named == here - {"test_every_row_of_the_errata_names_a_check_that_is_here"}
