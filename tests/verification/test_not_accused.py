"""Right files of which a part may be taken for something that it is not: none of them is called incorrect."""

from __future__ import annotations

from pathlib import Path

import pytest

from verification.check import Checked, check
from verification.examine import Verdict

HEAD = "import numpy as np\n\n\n"
COST = "def cost(X, y, theta):\n    r = X @ theta - y\n    return r @ r / (2 * len(y))\n\n\n"
MODEL = """class LinearRegression:
    def __init__(self, lr=0.01, n_iters=100):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        if self.n_iters < 1:
            raise ValueError("at least one step")
        self.w, self.b, self.losses = np.ones(X.shape[1]), 0.5, []
        for _ in range(self.n_iters):
            r = X @ self.w + self.b - y
            self.losses.append(r @ r / (2 * len(y)))
            self.w = self.w - self.lr * X.T @ r / len(y)
            self.b = self.b - self.lr * r.mean()
        return self

    def predict(self, X):
        return X @ self.w + self.b
"""

RIGHT = {
    "samples one by one, and their mean square in a list": "def train(xs, ys, lr=0.01, epochs=50):\n    w = b = 0.0\n"
    "    losses = []\n    for _ in range(epochs):\n        for x, y in zip(xs, ys):\n            err = w * x + b - y\n"
    "            w -= lr * err * x\n            b -= lr * err\n"
    "        losses.append(sum((w * x + b - y) ** 2 for x, y in zip(xs, ys)) / len(xs))\n    print(losses)\n"
    "    return w, b\n",
    "a total that is yet to be divided": MODEL.replace(
        "            self.losses.append(r @ r / (2 * len(y)))\n",
        "            loss = np.sum(r**2)\n            print(loss / (2 * len(y)))\n",
    ).replace(
        "self.w, self.b, self.losses = np.ones(X.shape[1]), 0.5, []", "self.w, self.b = np.ones(X.shape[1]), 0.5"
    ),
    "a rate called gamma beside a root": "def descent(X, y, theta, gamma=0.01, n_iter=100):\n"
    "    for i in range(n_iter):\n        theta = theta - gamma * X.T @ (X @ theta - y) / len(y)\n"
    "        print(np.sqrt(np.mean((X @ theta - y) ** 2)))\n    return theta\n",
    "a norm that stops": "def gradient_descent(X, y, theta, alpha, max_iter=1000, eps=1e-1):\n"
    "    for i in range(max_iter):\n        g = X.T @ (X @ theta - y) / len(y)\n"
    "        if np.sqrt(g @ g) < eps:\n            break\n        theta = theta - alpha * g\n    return theta\n",
    "data looked at by keyword": "from sklearn.utils.validation import check_X_y\n\n\n"
    + MODEL.replace(
        "        if self.n_iters < 1:\n", "        X, y = check_X_y(X=X, y=y)\n        if self.n_iters < 1:\n"
    ),
    "the gradient of one sample": "def gradient(x, y, theta):\n    err = float(x @ theta - y)\n    return err * x\n",
    "held-out losses in a history": "def train(X_train, y_train, X_test, y_test, lr=0.01, epochs=100):\n"
    "    w = np.zeros(X_train.shape[1])\n    history = []\n    for i in range(epochs):\n"
    "        w = w - lr * X_train.T @ (X_train @ w - y_train) / len(y_train)\n"
    "        history.append(np.mean((X_test @ w - y_test) ** 2))\n    return w, history\n",
    "what is rounded to four decimals": "def gradient_descent(X, y, theta, alpha, iters):\n    for _ in range(iters):\n"
    "        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)\n    return np.round(theta, 4)\n",
    "a mean square that is taken once at the end": COST.replace("cost", "J")
    + MODEL.replace(
        "        return self\n",
        "        mse = np.mean((X @ self.w + self.b - y) ** 2)\n        print(mse)\n        return self\n",
    ),
    "a loss of held-out samples": MODEL.replace("def fit(self, X, y):", "def fit(self, X, y, X_val, y_val):")
    .replace("self.losses = np.ones(X.shape[1]), 0.5, []", "self.val_losses = np.ones(X.shape[1]), 0.5, []")
    .replace(
        "self.losses.append(r @ r / (2 * len(y)))",
        "self.val_losses.append(np.mean((X_val @ self.w + self.b - y_val) ** 2))",
    ),
    "a rate that is halved": COST + "def gradient_descent(X, y, theta, alpha, iters):\n"
    "    for i in range(iters):\n"
    "        theta = theta - alpha / 2**i * X.T @ (X @ theta - y) / len(y)\n    return theta\n",
    "momentum": COST + "def gradient_descent(X, y, theta, alpha, iters):\n    v = np.zeros(len(theta))\n"
    "    for _ in range(iters):\n        v = 0.9 * v + X.T @ (X @ theta - y) / len(y)\n"
    "        theta = theta - alpha * v\n    return theta\n",
    "samples in a random order": COST + "def sgd(X, y, theta, alpha, epochs):\n    theta = theta.copy()\n"
    "    for _ in range(epochs):\n        for i in np.random.permutation(len(y)):\n"
    "            theta = theta - alpha * (X[i] @ theta - y[i]) * X[i]\n    return theta\n",
    "samples one after the other": COST + "def sgd(X, y, theta, alpha, epochs):\n    theta = theta.copy()\n"
    "    for _ in range(epochs):\n        for i in range(len(y)):\n"
    "            theta = theta - alpha * (X[i] @ theta - y[i]) * X[i]\n    return theta\n",
    "no step at all is refused": MODEL,
    "a method that measures something of the gradient": MODEL
    + "\n    def gradient(self, X, y):\n        r = X @ self.w + self.b - y\n"
    "        return np.sign(np.append(r.mean(), X.T @ r))\n",
    "an argument that says nothing": "def gradient_step(X, y, theta, zzz):\n"
    "    return theta * zzz - X.T @ (X @ theta - y) / len(y)\n",
    "a step whose loop is the caller's": "class Descent:\n    def __init__(self, lr, n_iter):\n"
    "        self.lr, self.n_iter, self.errors = lr, n_iter, []\n\n    def step(self, points, b, m):\n"
    "        x, y = points[:, 0], points[:, 1]\n        r = m * x + b - y\n"
    "        return b - self.lr * r.mean(), m - self.lr * (r * x).mean()\n",
    "a penalty that the cost leaves out": COST + "def gradient_descent(X, y, theta, alpha, lam, iters):\n"
    "    for _ in range(iters):\n        shrunk = np.append(0, theta[1:])\n"
    "        theta = theta - alpha * (X.T @ (X @ theta - y) + lam * shrunk) / len(y)\n    return theta\n",
    "a loss for every tenth step": "def gradient_descent(X, y, epochs, lr):\n"
    "    w, b, losses = np.zeros(X.shape[1]), 0.0, []\n"
    "    for i in range(epochs):\n        r = X @ w + b - y\n        w = w - lr * X.T @ r / len(y)\n"
    "        b = b - lr * r.mean()\n        if i % 10 == 0:\n            losses.append(r @ r / (2 * len(y)))\n"
    "    return w, b, losses\n",
    "a column of parameters for a column of targets": COST + "def gradient_descent(X, y, theta, alpha, iters):\n"
    "    theta = theta.reshape(-1, 1)\n    for _ in range(iters):\n"
    "        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)\n    return theta\n",
    "a matrix of one feature, and its targets made a column": "def fit_line(X, y, lr, epochs):\n"
    "    y, w, b = y.reshape(-1, 1), 0.0, 0.0\n    for _ in range(epochs):\n        r = w * X + b - y\n"
    "        w, b = w - lr * np.mean(r * X), b - lr * np.mean(r)\n    return w, b\n",
    "a step that is halved until the cost falls": COST
    + "def gradient_descent(X, y, theta, alpha, iters):\n    for _ in range(iters):\n"
    "        slope, rate = X.T @ (X @ theta - y) / len(y), alpha\n"
    "        while cost(X, y, theta - rate * slope) > cost(X, y, theta) and rate > 1e-9:\n            rate = rate / 2\n"
    "        theta = theta - rate * slope\n    return theta\n",
    "steps that add the slope downhill": "def downhill(X, y, theta):\n    return X.T @ (y - X @ theta) / len(y)\n\n\n"
    "def gradient(X, y, theta):\n    return downhill(X, y, theta)\n\n\n"
    "def gradient_descent(X, y, theta, alpha, iters):\n    for _ in range(iters):\n"
    "        theta = theta + alpha * gradient(X, y, theta)\n    return theta\n",
    "J before its slopes": "def cost_and_gradients(a, b, x, y):\n    r = a + b * x - y\n"
    "    J = sum(r**2) / (2 * len(y))\n    return J, sum(r) / len(y), sum(r * x) / len(y)\n",
    "a method of a like name beside the constructor": "class LinearRegression:\n"
    "    def _init(self, n):\n        self.w, self.b = np.zeros(n), 0.0\n\n"
    "    def __init__(self, lr=0.1, n_iter=100):\n        self.lr, self.n_iter = lr, n_iter\n\n"
    "    def fit(self, X, y):\n        self._init(X.shape[1])\n        for _ in range(self.n_iter):\n"
    "            r = X @ self.w + self.b - y\n            self.w = self.w - self.lr * X.T @ r / len(y)\n"
    "            self.b = self.b - self.lr * r.mean()\n\n"
    "    def predict(self, X):\n        return X @ self.w + self.b\n"
    "\n\nmodel = LinearRegression(0.1, 50)\n",
    "ridge of a fixed strength": "def cost(X, y, theta):\n    r, w = X @ theta - y, theta[1:]\n"
    "    return (r @ r + w @ w) / (2 * len(y))\n\n\n"
    "def gradient(X, y, theta):\n    g = X.T @ (X @ theta - y) / len(y)\n    g[1:] += theta[1:] / len(y)\n"
    "    return g\n",
    "a threshold that is subtracted everywhere": "def cost(X, y, w, b):\n"
    "    return np.mean((X @ w - b - y) ** 2) / 2\n\n\n"
    "def gradient(X, y, w, b):\n    r = X @ w - b - y\n    return X.T @ r / len(y), -np.mean(r)\n\n\n"
    "def train(X, y, w, b, lr, n):\n    for _ in range(n):\n        dw, db = gradient(X, y, w, b)\n"
    "        w, b = w - lr * dw, b - lr * db\n    return w, b\n",
    "a second fit that is refused": MODEL.replace(
        "def fit(self, X, y):\n",
        "def fit(self, X, y):\n"
        "        if getattr(self, 'w', None) is not None:\n            raise RuntimeError('already fitted')\n",
    ),
    "a generator that yields before it steps": "def gradient_descent(X, y, theta, alpha, iterations):\n"
    "    for i in range(iterations):\n        yield theta\n"
    "        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)\n",
    "a loss of another kind beside the mean square": "def gradient_descent(X, y, theta, alpha, n):\n"
    "    for _ in range(n):\n        error = X @ theta - y\n        loss = np.sum(error) ** 2\n"
    "        theta = theta - alpha * X.T @ error / len(y)\n    mse = np.mean((X @ theta - y) ** 2)\n"
    "    print(mse)\n    return theta\n",
    "a measure beside the cost": COST + "def mse(y, y_pred):\n    return np.mean((y - y_pred) ** 2)\n\n\n"
    "def gradient(X, y, theta):\n    return X.T @ (X @ theta - y) / len(y)\n",
}


def judged(text: str, tmp_path: Path) -> Checked:
    """What the referee says of a file with this text."""
    file = tmp_path / "mine.py"
    file.write_text(HEAD + text)
    return check(file)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_file_is_not_accused(name: str, tmp_path: Path) -> None:
    checked = judged(RIGHT[name], tmp_path)
    assert checked.verdict is not Verdict.FAILED, (checked.submission.binding, checked.diagnosis.ids, checked.reasons)


@pytest.mark.parametrize("name", ["no step at all is refused", "samples one after the other"])
def test_and_where_it_can_be_told_it_is_called_correct(name: str, tmp_path: Path) -> None:
    assert judged(RIGHT[name], tmp_path).verdict is Verdict.PASSED


UNFIT = {
    "an attribute that no line sets": MODEL.replace("self.lr * r.mean()", "self.learning_rate * r.mean()"),
    "a name that nothing defines": MODEL.replace("self.lr * r.mean()", "self.lr * mean_of(r)"),
    "what numpy has removed": COST + "def gradient_descent(X, y, theta, alpha, iters):\n    m = np.float(len(y))\n"
    "    for _ in range(iters):\n        theta = theta - alpha * X.T @ (X @ theta - y) / m\n    return theta\n",
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_no_argument_would_make_run_does_not_run(name: str, tmp_path: Path) -> None:
    assert judged(UNFIT[name], tmp_path).verdict is Verdict.FAILED


MOMENTUM = (
    MODEL.replace("lr=0.01, n_iters", "lr=0.01, momentum=0.9, n_iters")
    .replace("self.lr, self.n_iters = lr, n_iters", "self.lr, self.momentum, self.n_iters = lr, momentum, n_iters")
    .replace("np.ones(X.shape[1]), 0.5, []\n", "np.zeros(X.shape[1]), 0.0, []\n        v_w, v_b = 0 * self.w, 0.0\n")
    .replace("if self.n_iters < 1", "if self.n_iters < 0")
    .replace("self.w = self.w - self.lr * X.T @ r / len(y)", "v_b = self.momentum * OLD + r.mean()")
    .replace("self.b = self.b - self.lr * r.mean()", "v_w = self.momentum * v_w + X.T @ r / len(y)")
    .replace(
        "        return self\n",
        "            self.w, self.b = self.w - self.lr * v_w, self.b - self.lr * v_b\n        return self\n",
        1,
    )
)


@pytest.mark.parametrize(("old", "verdict"), [("v_b", Verdict.PASSED), ("v_w[0]", Verdict.INCONCLUSIVE)])
def test_momentum_that_no_method_has_is_not_called_right(old: str, verdict: Verdict, tmp_path: Path) -> None:
    checked = judged(MOMENTUM.replace("OLD", old), tmp_path)
    assert (checked.verdict, checked.diagnosis.ids) == (verdict, []), checked.reasons


LOOP = "def gradient_descent(X, y, theta, alpha, iterations):\n    m = len(y)\n    for i in range(1, iterations + 1):\n"
STRANGE = {
    "a rate that is divided by m again and again": LOOP + "        alpha = alpha / m\n"
    "        theta = theta - alpha * X.T @ (X @ theta - y)\n    return theta\n",
    "a rate that grows": LOOP + "        theta = theta - alpha * i * X.T @ (X @ theta - y) / m\n    return theta\n",
    "half of the samples, and no word of why": LOOP + "        r = (X @ theta - y)[: m // 2]\n"
    "        theta = theta - alpha * X[: m // 2].T @ r / (m // 2)\n    return theta\n",
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_goes_along_the_slope_for_no_known_reason_is_not_called_correct(name: str, tmp_path: Path) -> None:
    assert judged(STRANGE[name], tmp_path).verdict is not Verdict.PASSED
