"""Mistakes in the gradient.

In a formula {right} stands for ∇J as the file's own cost demands it, {c} for the 2 that it has or has not, and {over}
for its /m, if any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from verification.convention import Convention
from verification.mistakes.descent import WHOLE_NUMBERS, in_turn, intercept_again
from verification.mistakes.entry import Descent, Form, Mistake, Seen
from verification.mistakes.working import Change, both
from verification.problem import Array, Problem
from verification.rounding import SINGLE

# ---- how a step of the working is replaced -------------------------------------------------------------------------


def times(factor: Callable[[int, int], float | Array]) -> Change:
    """The scale multiplied by factor(m, n)."""
    return lambda w: w.but(scale=lambda m, n: factor(m, n) * w.scale(m, n))


def weighing(factor: Callable[[int, int], float]) -> Change:
    """What stands before ‖r‖² multiplied by factor(m, n)."""
    return lambda w: w.but(weigh=lambda m, n: factor(m, n) * w.weigh(m, n))


def residual(change: Callable[[Array], Array]) -> Change:
    """Something else in the place of r."""
    return lambda w: w.but(residual=lambda predicted, y: change(w.residual(predicted, y)))


def product(instead: Callable[[Array, Array, Array], Array]) -> Change:
    """Something else, of r, θ and X, in the place of Xᵀr."""
    return lambda w: w.but(product=instead)


def for_weights(instead: Callable[[Array, Array, Array], Array]) -> Change:
    """Something else in the place of Xᵀr, but for the intercept, which keeps Σr."""
    return product(lambda r, theta, X: np.concatenate([X[:, :1].T @ r, instead(r, theta, X)]))


def afterwards(change: Callable[[Array], Array]) -> Change:
    """Something done to the finished gradient."""
    return lambda w: w.but(finish=lambda g: change(w.finish(g)))


def intercept_times(factor: float) -> Change:
    """The intercept's derivative multiplied."""
    return afterwards(lambda g: np.concatenate([factor * g[:1], g[1:]]))


def predicting(instead: Callable[[Array, Array], Array]) -> Change:
    """Something else, of θ and X, in the place of Xθ."""
    return lambda w: w.but(predict=instead)


def rows(kept: slice) -> Change:
    """Only some of the samples, still divided by the number of all."""
    return lambda w: w.but(read=lambda theta, X, y: tuple(a if a is theta else a[kept] for a in w.read(theta, X, y)))


def over_fewer(lost: int) -> Change:
    """Divided by m − lost where m was meant."""
    return times(lambda m, n: m / (m - lost) if m > lost else np.nan)


def crosswise(effective: Callable[[Array], Array]) -> Change:
    """(m,) against (m, 1): a square of residuals R[i, j] = ŷⱼ − yᵢ, summed or averaged over one of its sides.

    Of many samples, as a script may have, it is not asked for: 10,000 would make 800 MB.
    """

    def residuals(predicted: Array, y: Array) -> Array:
        if len(y) > _SQUARE:
            raise ValueError(f"a square of {len(y)} × {len(y)} residuals")
        return np.asarray(predicted[np.newaxis] - y[:, np.newaxis])

    return lambda w: w.but(residual=residuals, product=lambda R, theta, X: X.T @ effective(R))


_SQUARE = 2_000
_FIRST = 32


def cut(*which: str) -> Change:
    """Some of θ, X and y cut off to whole numbers before they are used."""

    def read(theta: Array, X: Array, y: Array) -> tuple[Array, ...]:
        return tuple(np.trunc(a) if name in which else a for name, a in (("theta", theta), ("X", X), ("y", y)))

    return lambda w: w.but(read=lambda theta, X, y: read(*w.read(theta, X, y)))


def intercept_taken_off(theta: Array, X: Array) -> Array:
    """Xw − b."""
    return np.asarray(X[:, 1:] @ theta[1:] - theta[0])


# ---- what is put in the place of Xᵀr -------------------------------------------------------------------------------


def transposed(r: Array, theta: Array, X: Array) -> Array:
    """Xr, which exists for a square X only."""
    return X @ r if X.shape[0] == X.shape[1] else np.full(X.shape[1], np.nan)


def transposed_weights(r: Array, theta: Array, X: Array) -> Array:
    """The same with the features alone."""
    return transposed(r, theta, X[:, 1:])


def reshaped(r: Array, theta: Array, X: Array) -> Array:
    """X's numbers, row after row, cut into as many rows as it has columns: of the shape of Xᵀ, in another order."""
    return X.reshape(X.shape[::-1]) @ r


def cut_step_by_step(r: Array, theta: Array, X: Array) -> Array:
    """Xᵀr summed up in whole numbers, each addition cut off."""
    g = np.zeros(X.shape[1])
    for term in r[:, np.newaxis] * X:
        g = np.trunc(g + term)
    return g


def total(r: Array, theta: Array, X: Array) -> Array:
    """ΣᵢΣⱼ rᵢxᵢⱼ, one number for all of θ."""
    return np.full(X.shape[1], np.sum(X.T @ r))


def total_of_weights(r: Array, theta: Array, X: Array) -> Array:
    """ΣᵢΣⱼ rᵢxᵢⱼ over the features, one number for all weights."""
    return np.full(X.shape[1] - 1, np.sum(X[:, 1:].T @ r))


def over(size: Callable[[int], int]) -> Change:
    """Divided by a number of columns as well."""
    return times(lambda m, n: 1 / size(n) if size(n) else np.nan)


# ---- mistakes with a constant of their own -------------------------------------------------------------------------


def written_size(convention: Convention, seen: Seen) -> Iterable[Form]:
    """A number N in the place of m: what the ratio to the right gradient gives, if it is the same everywhere."""
    for part, where in ((slice(None), ""), (slice(1, None), " for the weights"), (slice(0, 1), " for the intercept")):
        sizes = {size_used(convention, problem, g, part) for problem, g in seen}
        if len(sizes) == 1 and (size := sizes.pop()) is not None and size > 2:
            yield Form(f"{{c}}Xᵀr/{size}{where}", over_in(part, size), averaged=True, whole=True)


def written_cost_size(convention: Convention, seen: Seen) -> Iterable[Form]:
    """A number N in the place of m in a cost, or multiplied where it should divide."""
    sizes = {
        whole_number(convention.numerator * float(np.sum((p.X @ p.theta - p.y) ** 2)) / (2 * float(J)))
        for p, J in seen
        if J
    }
    if len(sizes) == 1 and (size := sizes.pop()) is not None and size > 2:
        yield Form(f"{{sq}}/{size}", weighing(lambda m, n: m / size), averaged=True)


def written_multiplier(convention: Convention, seen: Seen) -> Iterable[Form]:
    """1/2*N with a number N for m: N/2 times ‖r‖², whatever m is."""
    squares = [float(np.sum((p.X @ p.theta - p.y) ** 2)) for p, _ in seen]
    sizes = {
        whole_number(2 * float(J) / (convention.numerator * total)) for (_, J), total in zip(seen, squares, strict=True)
    }
    if len(sizes) == 1 and (size := sizes.pop()) is not None and size > 2:
        yield Form(f"{size}·{{sq}}", weighing(lambda m, n: m * size), averaged=True)


def whole_number(size: float) -> int | None:
    """The number as it was written, if it is a whole one."""
    near = round(size) if np.isfinite(size) else 0
    return near if abs(size - near) <= near * SINGLE.gamma(1000) else None


def size_used(convention: Convention, problem: Problem, g: Array, part: slice) -> int | None:
    """The whole number N with g = numerator·Xᵀr/N in this part of the gradient, or None."""
    right = (problem.X.T @ (problem.X @ problem.theta - problem.y))[part]
    along = float(g[part] @ right)
    if along == 0 or not np.isfinite(along):
        return None
    size = convention.numerator * float(right @ right) / along
    return whole_number(size)


def over_in(part: slice, size: int) -> Change:
    """Divided by a number in the place of m, in one part of the gradient."""

    def ratio(m: int, n: int) -> Array:
        factors = np.ones(n)
        factors[part] = m / size
        return factors

    return times(ratio)


def written_rows(convention: Convention, seen: Seen) -> Iterable[Form]:
    """Only the first N samples, whatever m is; of the many that a script may have, N is looked for among few."""
    for size in range(2, min(max((problem.m for problem, _ in seen), default=0), _FIRST)):
        first = rows(slice(size))
        yield Form(f"the sum over the first {size} samples{{over}}", first, whole=True)
        mean = both(first, times(lambda m, n, size=size: m / min(m, size)))  # type: ignore[misc]
        yield Form(f"the mean over the first {size} samples", mean, averaged=True, whole=True)


def written_columns(convention: Convention, seen: Seen) -> Iterable[Form]:
    """Only the first D entries of θ, whatever its length."""
    for size in range(2, max((problem.X.shape[1] for problem, _ in seen), default=0)):
        first = afterwards(lambda g, size=size: np.where(np.arange(len(g)) < size, g, 0))  # type: ignore[misc]
        yield Form(f"{{right}} in its first {size} entries, 0 in the others", first, whole=True)


# ---- the catalogue -------------------------------------------------------------------------------------------------

SCALE = (
    Mistake(
        id="missing-mean",
        heading="The sum where the mean belongs",
        symptom="The gradient grows with the number of samples: a rate that works on 10 rows overflows on 1000.",
        cause="The cost is a mean, J = c‖r‖² with 1/m in c. Its derivative keeps the 1/m, and the code "
        "lost it on the way.",
        mend="Divide the gradient by m.",
        hint="Double every row of your data. What should happen to the gradient of a mean, and what happens to yours?",
        evidence="Your gradient is m × the gradient of your own cost, at every point tried.",
        gradient=(
            Form("{c}Xᵀr", times(lambda m, n: m), averaged=True),
            Form("Xᵀr, the whole 2/m gone", times(lambda m, n: m / 2), averaged=True, numerator=2),
        ),
    ),
    Mistake(
        id="factor-two",
        heading="A 2 too many or too few",
        symptom="Descent works, but each step is twice or half as long as the learning rate says.",
        cause="The 2 of the derivative of r² cancels against the ½ of ‖r‖²/2m, and stays for ‖r‖²/m. Cost and gradient "
        "were taken from two different texts.",
        mend="Make them one: ‖r‖²/2m with Xᵀr/m, or ‖r‖²/m with 2Xᵀr/m.",
        hint="Differentiate your own cost on paper, for one sample. Does a 2 survive?",
        evidence="Your gradient is {ratio} × the gradient of your own cost, at every point tried.",
        gradient=(
            Form("{double}", times(lambda m, n: 2)),
            Form("{half}", times(lambda m, n: 0.5)),
        ),
    ),
    Mistake(
        id="averaged-twice",
        heading="Divided by m twice",
        symptom="Descent crawls, the slower the more data there is.",
        cause="A mean was taken (np.mean, or a division inside the loop), and its result divided by m once more.",
        mend="Divide by m once.",
        hint="Count the divisions by the number of samples between the residual and the gradient.",
        evidence="Your gradient is 1/m × the gradient of your own cost, at every point tried.",
        gradient=(Form("{c}Xᵀr/m²", times(lambda m, n: 1 / m), averaged=True),),
        cost=(Form("{J}/m", weighing(lambda m, n: 1 / m), averaged=True),),
    ),
    Mistake(
        id="divided-by-features",
        heading="Divided by the number of features",
        symptom="The gradient is right when the data are as wide as they are long, and too large or too "
        "small otherwise.",
        cause="X.shape[1], len(theta), len(X[0]) or X.size stands where the number of samples belongs.",
        mend="Divide by the number of rows, X.shape[0] or len(y).",
        hint="Which axis of X counts the samples?",
        evidence="Your gradient is divided by the number of columns of X, at every shape tried.",
        gradient=(
            Form(
                "{c}Xᵀr/d",
                times(lambda m, n: m / (n - 1) if n > 1 else np.nan),
                averaged=True,
                intercept=True,
                wide=True,
                columns="d",
            ),
            Form("{c}Xᵀr/n, n the length of θ", times(lambda m, n: m / n), averaged=True, wide=True, columns="n"),
            Form("{c}Xᵀr/(m·d)", over(lambda n: n - 1), averaged=True, intercept=True, wide=True, columns="d"),
            Form("{c}Xᵀr/(m·n), n the length of θ", over(lambda n: n), averaged=True, wide=True, columns="n"),
        ),
        cost=(
            Form(
                "{sq}/d",
                weighing(lambda m, n: m / (n - 1) if n > 1 else np.nan),
                averaged=True,
                intercept=True,
                wide=True,
                columns="d",
            ),
            Form("{sq}/n, n the length of θ", weighing(lambda m, n: m / n), averaged=True, wide=True, columns="n"),
        ),
    ),
    Mistake(
        id="divided-by-m-minus-1",
        heading="Divided by m − 1",
        symptom="The gradient is a little too large, by m/(m − 1); on one sample it does not exist.",
        cause="The m − 1 of the unbiased sample variance was carried over, or the last index taken for the count.",
        mend="Divide by m.",
        hint="How many terms does your sum have?",
        evidence="Your gradient is m/(m − 1) × the gradient of your own cost, at every m tried.",
        gradient=(Form("{c}Xᵀr/(m − 1)", over_fewer(1), averaged=True),),
        cost=(Form("{sq}/(m − 1)", weighing(lambda m, n: m / (m - 1) if m > 1 else np.nan), averaged=True),),
    ),
    Mistake(
        id="hard-coded-size",
        heading="A size written as a number",
        symptom="It works on the data it was written for and on no other.",
        cause="The number of samples or features of one data set stands in the code as a number.",
        mend="Take the sizes from the data: m, n = X.shape.",
        hint="Run it on half of your rows. Which line still believes in all of them?",
        evidence="Your code uses a size that does not change with the data.",
        fit=(written_size, written_rows, written_columns),
        fit_cost=(written_cost_size,),
    ),
    Mistake(
        id="gradient-precedence",
        heading="Multiplied by m where it should be divided",
        symptom="The gradient grows with the square of the number of samples.",
        cause="Xᵀr/2*m or 1/2*m: multiplication and division go from left to right, so m multiplies.",
        mend="Put the divisor in parentheses, or write / m.",
        hint="What is 1/2*4 in Python?",
        evidence="Your gradient is multiplied by m where it should be divided by it, at every m tried.",
        gradient=(
            Form("m·{c}Xᵀr", times(lambda m, n: m * m), averaged=True),
            Form("m·{c}Xᵀr/2", times(lambda m, n: m * m / 2), averaged=True),
        ),
    ),
)

RESIDUAL = (
    Mistake(
        id="sign-flipped",
        heading="The sign is flipped",
        symptom="The cost rises with every step, and θ runs away from the solution.",
        cause="y − Xθ stands where Xθ − y belongs (or the other way round) while the update still subtracts.",
        mend="Take r = Xθ − y and subtract α∇J, or r = y − Xθ and add.",
        hint="If a prediction is too high, should the intercept rise or fall? Follow one step by hand.",
        evidence="Your gradient points the opposite way from that of your own cost, at every point tried.",
        gradient=(
            Form("−{right}", times(lambda m, n: -1)),
            Form("{c}Xᵀ(Xθ + y){over}", lambda w: w.but(residual=lambda predicted, y: predicted + y)),
        ),
        cost=(Form("{J} with Xθ + y for r", lambda w: w.but(residual=lambda predicted, y: predicted + y)),),
    ),
    Mistake(
        id="absolute-residual",
        heading="The absolute residual",
        symptom="θ only ever moves one way: predictions below and above their targets push alike.",
        cause="abs() was put around the residual, which is right for a mean absolute error and throws away "
        "the sign here.",
        mend="Use the residual with its sign.",
        hint="Take one prediction that is too low. Which way does your step move it?",
        evidence="Your gradient treats residuals of either sign alike: it is that of |r|.",
        gradient=(
            Form("{c}Xᵀ|r|{over}", residual(np.abs)),
            Form("{c}Xᵀsign(r){over}", residual(np.sign)),
        ),
        cost=(Form("Σ|r|, not squared", lambda w: w.but(square=lambda r: float(np.sum(np.abs(r))))),),
    ),
    Mistake(
        id="squared-residual",
        heading="The loss where the residual belongs",
        symptom="Steps explode far from the solution and always point the same way.",
        cause="The squared residual (or the cost itself) was multiplied with the features: the square was "
        "not differentiated.",
        mend="The derivative of r² is 2r: weight the features with r, not with r².",
        hint="What is the derivative of r² with respect to r?",
        evidence="Your gradient has the squared residual where the residual belongs.",
        gradient=(
            Form("{c}Xᵀr²{over}", residual(np.square)),
            Form("Σx · J", product(lambda r, theta, X: X.sum(axis=0) * np.sum(r * r))),
            Form("Σx · J, J a mean", product(lambda r, theta, X: X.sum(axis=0) * np.mean(r * r))),
            Form("Σx · J, J half a mean", product(lambda r, theta, X: X.sum(axis=0) * np.mean(r * r) / 2)),
        ),
    ),
    Mistake(
        id="broadcast-residual",
        heading="(m,) minus (m, 1) is an (m, m) square",
        symptom="No error, but the fit ends in the mean of y, or the parameters take a strange shape.",
        cause="One of the predictions and the targets is a column and the other is not, so numpy subtracts "
        "each from each.",
        mend="Give both the same shape: y = y.ravel(), or y.reshape(-1, 1) with a column of predictions.",
        hint="Print the shape of your residual.",
        evidence="Every prediction was compared with every target: an (m, m) square of residuals.",
        gradient=(
            Form("{c}Σᵢⱼ xᵢ(ŷⱼ − yᵢ){over}", crosswise(lambda R: R.sum(axis=1))),
            Form("{c}Σᵢⱼ xⱼ(ŷⱼ − yᵢ){over}", crosswise(lambda R: R.sum(axis=0))),
            Form("{c}Σᵢ xᵢ(mean(ŷ) − yᵢ){over}", crosswise(lambda R: R.mean(axis=1))),
            Form("{c}Σⱼ xⱼ(ŷⱼ − mean(y)){over}", crosswise(lambda R: R.mean(axis=0))),
        ),
        cost=(
            Form("ΣᵢΣⱼ (ŷⱼ − yᵢ)² where Σᵢ (ŷᵢ − yᵢ)² belongs", crosswise(lambda R: R)),
            Form(
                "the mean over i and j of (ŷⱼ − yᵢ)²",
                both(crosswise(lambda R: R), weighing(lambda m, n: 1 / m)),
            ),
        ),
    ),
    Mistake(
        id="integer-truncation",
        heading="Cut off to whole numbers",
        symptom="Decimals vanish: small steps do nothing, and parameters stay whole numbers.",
        cause="An integer dtype (np.zeros(n, dtype=int), np.array([0, 0]), astype(int)) or an integer division //.",
        mend="Use floats: np.zeros(n), X.astype(float), / for //.",
        hint="Print the dtype of everything that you create, and look for //.",
        evidence="Decimals are cut off on the way to your answer.",
        gradient=(
            Form("{right} with X cut off", cut("X")),
            Form("{right} with y cut off", cut("y")),
            Form("{right} with X and y cut off", cut("X", "y")),
            Form("{right} with θ cut off", cut("theta")),
            Form("{right} with θ, X and y cut off", cut("theta", "X", "y")),
            Form("{right} with r cut off", residual(np.trunc)),
            Form("{right} with r rounded down", residual(np.floor)),
            Form("{right} with ŷ cut off", predicting(lambda theta, X: np.trunc(X @ theta))),
            Form("{right} cut off", afterwards(np.trunc)),
            Form("{right} rounded down", afterwards(np.floor)),
            Form("2 × (Xᵀr/m rounded down)", afterwards(lambda g: 2 * np.floor(g / 2))),
            Form("{right}, each addition cut off", product(cut_step_by_step)),
            Form("(1//m)·{c}Xᵀr", lambda w: w.but(scale=lambda m, n: np.floor(w.scale(m, n))), averaged=True),
        ),
        cost=(
            Form("{J} with X cut off", cut("X")),
            Form("{J} with y cut off", cut("y")),
            Form("{J} with X and y cut off", cut("X", "y")),
            Form("{J} with θ cut off", cut("theta")),
            Form("{J} with θ, X and y cut off", cut("theta", "X", "y")),
            Form("{J} with r cut off", residual(np.trunc)),
            Form("{J} rounded down", lambda w: w.but(report=np.floor)),
            Form("(1//m)·‖r‖²", lambda w: w.but(weigh=lambda m, n: np.floor(w.weigh(m, n))), averaged=True),
        ),
        descent=WHOLE_NUMBERS,
    ),
)

PRODUCT = (
    Mistake(
        id="missing-x",
        heading="The residual is not weighted by its own feature",
        symptom="All weights move alike, whatever their features.",
        cause="∂J/∂θⱼ = mean of r·xⱼ: the xⱼ was forgotten, or np.sum ran over all features at once.",
        mend="Weight the residuals with the feature of the weight: X.T @ r, or sum(r * X[:, j]).",
        hint="Multiply one column of X by 10. Which entry of the gradient should change?",
        evidence="Your gradient gives every weight the same number, whatever its feature.",
        gradient=(
            Form(
                "{c}Σr{over} for every weight",
                for_weights(lambda r, theta, X: np.full(X.shape[1] - 1, r.sum())),
                whole=True,
                intercept=True,
            ),
            Form(
                "{c}Σr{over} for every entry of θ",
                product(lambda r, theta, X: np.full(X.shape[1], r.sum())),
                whole=True,
            ),
            Form(
                "{c}Σrŷ{over} for every weight, ŷ for x",
                for_weights(lambda r, theta, X: np.full(X.shape[1] - 1, r @ (X @ theta))),
                whole=True,
                intercept=True,
            ),
            Form(
                "{c}ΣᵢΣⱼ rᵢxᵢⱼ{over} for every weight",
                for_weights(total_of_weights),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{c}ΣᵢΣⱼ rᵢxᵢⱼ{over}, the ones included, for every weight",
                for_weights(lambda r, theta, X: total(r, theta, X)[1:]),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form("{c}ΣᵢΣⱼ rᵢxᵢⱼ{over} for every entry of θ", product(total), whole=True, wide=True),
            Form(
                "the mean over i and j of {c}rᵢxᵢⱼ for every weight",
                for_weights(lambda r, theta, X: total_of_weights(r, theta, X) / max(X.shape[1] - 1, 1)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "the mean over i and j of {c}rᵢxᵢⱼ for every entry of θ",
                product(lambda r, theta, X: total(r, theta, X) / X.shape[1]),
                whole=True,
                wide=True,
            ),
            Form(
                "{c}Σr · Σx{over}",
                for_weights(lambda r, theta, X: r.sum() * X[:, 1:].sum(axis=0)),
                whole=True,
                intercept=True,
            ),
            Form(
                "{c}Σr · mean(x){over}",
                for_weights(lambda r, theta, X: r.sum() * X[:, 1:].mean(axis=0)),
                whole=True,
                intercept=True,
            ),
        ),
    ),
    Mistake(
        id="intercept-times-feature",
        heading="The intercept's derivative carries an x",
        symptom="The slope is learned, the intercept moves with it and settles in the wrong place.",
        cause="The line for the weight was copied for the intercept, and its x with it; ∂(wx + b)/∂b is 1.",
        mend="The intercept's derivative is the mean of r alone.",
        hint="What multiplies b in your hypothesis?",
        evidence="The intercept's entry of your gradient is weighted with a feature.",
        gradient=(
            Form(
                "{right}, but {c}Σr·x₁{over} for the intercept",
                product(lambda r, theta, X: np.concatenate([X[:, 1:2].T @ r, X[:, 1:].T @ r])),
                whole=True,
                intercept=True,
            ),
            Form(
                "{right}, but {c}Σr·x_d{over} for the intercept",
                product(lambda r, theta, X: np.concatenate([X[:, -1:].T @ r, X[:, 1:].T @ r])),
                whole=True,
                intercept=True,
                wide=True,
            ),
        ),
    ),
    Mistake(
        id="wrong-feature",
        heading="One feature for all weights",
        symptom="The weight of one feature is learned, the others follow it.",
        cause="A fixed index (X[i][0], X[:, 1]) or the index that a loop left behind stands where j belongs.",
        mend="Use the index of the weight for the feature as well.",
        hint="In your loop over the weights, which feature does the line read?",
        evidence="Every weight is stepped with one and the same feature.",
        gradient=(
            Form(
                "{c}Σr·x₁{over} for every weight",
                for_weights(lambda r, theta, X: np.full(X.shape[1] - 1, X[:, 1] @ r)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{c}Σr·x_d{over} for every weight",
                for_weights(lambda r, theta, X: np.full(X.shape[1] - 1, X[:, -1] @ r)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{c}Σr·x₁{over} for every entry of θ",
                product(lambda r, theta, X: np.full(X.shape[1], X[:, 1] @ r)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{c}Σr·x_d{over} for every entry of θ",
                product(lambda r, theta, X: np.full(X.shape[1], X[:, -1] @ r)),
                whole=True,
                intercept=True,
                wide=True,
            ),
        ),
    ),
    Mistake(
        id="weight-instead-of-feature",
        heading="The weight where its feature belongs",
        symptom="A weight that starts at 0 never moves, and the others grow or shrink by themselves.",
        cause="The residual is multiplied with w (θⱼ) and not with x (xⱼ).",
        mend="∂J/∂w is the mean of r·x: put x where w stands.",
        hint="Start with w = 0. Can your w ever change?",
        evidence="Your gradient multiplies the residual with the weight where the feature belongs.",
        gradient=(
            Form(
                "{c}Σr·θⱼ{over} for the weights",
                for_weights(lambda r, theta, X: theta[1:] * r.sum()),
                whole=True,
                intercept=True,
            ),
            Form("{c}Σr·θⱼ{over}", product(lambda r, theta, X: theta * r.sum()), whole=True),
        ),
    ),
    Mistake(
        id="swapped-components",
        heading="Weight and intercept get each other's gradient",
        symptom="Both parameters move, in each other's direction; descent may even seem to work on small x.",
        cause="A function returns (dw, db) and its caller reads (db, dw), or the parameters are stored the "
        "other way round.",
        mend="Return and read them in the same order.",
        hint="Compare the order in which the derivatives are returned with the order in which they are used.",
        evidence="The entries of your gradient are right, but in each other's place.",
        gradient=(
            Form(
                "{right}, its entries moved up by one", afterwards(lambda g: np.roll(g, -1)), whole=True, intercept=True
            ),
            Form(
                "{right}, its entries moved down by one",
                afterwards(lambda g: np.roll(g, 1)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form("{right} in reverse", afterwards(lambda g: g[::-1]), whole=True, intercept=True, wide=True),
        ),
    ),
    Mistake(
        id="wrong-coefficient",
        heading="The prediction uses another feature's weight",
        symptom="The cost stays high although the gradient seems right.",
        cause="Slope and intercept changed places in the hypothesis, or one index is used for every weight.",
        mend="Multiply each feature with its own weight and add the intercept once.",
        hint="Write out your prediction for one sample with θ = (1, 10). Is it 1 + 10x?",
        evidence="Your prediction multiplies a feature with a weight that is not its own.",
        gradient=(
            Form(
                "{right} with θ moved up by one in the prediction",
                predicting(lambda theta, X: X @ np.roll(theta, -1)),
                whole=True,
                intercept=True,
            ),
            Form(
                "{right} with θ moved down by one in the prediction",
                predicting(lambda theta, X: X @ np.roll(theta, 1)),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{right} with θ in reverse in the prediction",
                predicting(lambda theta, X: X @ theta[::-1]),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{right} with θ₁ for every weight in the prediction",
                predicting(lambda theta, X: theta[0] + X[:, 1:].sum(axis=1) * theta[1]),
                whole=True,
                intercept=True,
                wide=True,
            ),
        ),
        cost=(
            Form(
                "{J} with θ moved up by one in the prediction",
                predicting(lambda theta, X: X @ np.roll(theta, -1)),
                whole=True,
                intercept=True,
            ),
            Form(
                "{J} with θ in reverse in the prediction",
                predicting(lambda theta, X: X @ theta[::-1]),
                whole=True,
                intercept=True,
                wide=True,
            ),
            Form(
                "{J} with θ moved down by one in the prediction",
                predicting(lambda theta, X: X @ np.roll(theta, 1)),
                whole=True,
                intercept=True,
                wide=True,
            ),
        ),
    ),
    Mistake(
        id="transposed-product",
        heading="X where its transpose belongs",
        symptom="An error about shapes; with as many samples as parameters, a silently wrong gradient.",
        cause="X @ r was written for X.T @ r, or X.reshape(n, m) for X.T, which has its shape and other rows.",
        mend="X.T @ r: row j of Xᵀ is feature j over all samples.",
        hint="Of which shape is the gradient, and which product of X and r has that shape?",
        evidence="Your gradient multiplies the residuals with the rows of X, or with X reshaped, where Xᵀ belongs.",
        gradient=(
            Form("{c}Xr{over}", product(transposed), whole=True, intercept=True),
            Form("{c}Xr{over} for the weights", for_weights(transposed_weights), whole=True, intercept=True, wide=True),
            Form("{c}X.reshape(n, m)·r{over}", product(reshaped), whole=True, wide=True, columns="n"),
            Form(
                "{c}X.reshape(d, m)·r{over} for the weights",
                for_weights(lambda r, theta, X: reshaped(r, theta, X[:, 1:])),
                whole=True,
                intercept=True,
                wide=True,
                columns="d",
            ),
        ),
    ),
    Mistake(
        id="dropped-sample",
        heading="A sample is left out",
        symptom="The fit ignores the first or the last row.",
        cause="range(1, m), range(m - 1) or X[1:]: an index counted from 1, or a header row that was not there.",
        mend="Loop over all of them: range(m).",
        hint="Change the first row of your data, then the last. Does the gradient notice?",
        evidence="One sample has no influence on your gradient.",
        gradient=(
            Form("{right} without the first sample", rows(slice(1, None)), whole=True),
            Form("{right} without the last sample", rows(slice(None, -1)), whole=True),
            Form(
                "the mean without the first sample",
                both(rows(slice(1, None)), over_fewer(1)),
                averaged=True,
                whole=True,
            ),
            Form(
                "the mean without the last sample",
                both(rows(slice(None, -1)), over_fewer(1)),
                averaged=True,
                whole=True,
            ),
        ),
        cost=(
            Form("{J} without the first sample", rows(slice(1, None))),
            Form("{J} without the last sample", rows(slice(None, -1))),
        ),
    ),
    Mistake(
        id="only-one-sample",
        heading="Only one sample counts",
        symptom="The fit goes through one point and ignores the others.",
        cause="= stands in the loop where += belongs, the update stands after the loop, or return inside it.",
        mend="Add up over the samples, and step after the sum is complete.",
        hint="What is left in your variable when the loop over the samples has ended?",
        evidence="Only one of the samples has any influence on your gradient.",
        gradient=(
            Form("{c}r·x{over} of the last sample", rows(slice(-1, None))),
            Form("{c}r·x{over} of the first sample", rows(slice(0, 1))),
            Form("{c}r·x of the last sample", both(rows(slice(-1, None)), times(lambda m, n: m)), averaged=True),
            Form("{c}r·x of the first sample", both(rows(slice(0, 1)), times(lambda m, n: m)), averaged=True),
        ),
        cost=(
            Form("{J} of the last sample", rows(slice(-1, None))),
            Form("{J} of the first sample", rows(slice(0, 1))),
        ),
    ),
    Mistake(
        id="dropped-feature",
        heading="A weight is never learned",
        symptom="The last weight stays where it started.",
        cause="range(n - 1) over the weights: the intercept was counted, or the last index taken for the count.",
        mend="Loop over all of them: range(n).",
        hint="Which entries of your gradient are always 0?",
        evidence="The last entry of your gradient is always 0.",
        gradient=(
            Form(
                "{right}, but 0 for the last weight",
                afterwards(lambda g: np.append(g[:-1], 0)),
                whole=True,
                intercept=True,
                wide=True,
            ),
        ),
    ),
)

INTERCEPT = (
    Mistake(
        id="intercept-missing",
        heading="The intercept is left out",
        symptom="The line goes through the origin, whatever the intercept.",
        cause="The prediction is Xw without + b, or the sum over θ starts behind θ₀.",
        mend="Add the intercept to the prediction: X @ w + b.",
        hint="Change b alone. Do your residuals change?",
        evidence="The intercept has no influence on your prediction.",
        gradient=(
            Form("{right} with Xw for Xw + b", predicting(lambda theta, X: X[:, 1:] @ theta[1:]), intercept=True),
            Form(
                "{right} with Xw for Xw + b, and 0 for the intercept",
                both(predicting(lambda theta, X: X[:, 1:] @ theta[1:]), intercept_times(0)),
                whole=True,
                intercept=True,
            ),
        ),
        cost=(Form("{J} with Xw for Xw + b", predicting(lambda theta, X: X[:, 1:] @ theta[1:]), intercept=True),),
    ),
    Mistake(
        id="intercept-subtracted",
        heading="The intercept is subtracted",
        symptom="The steps for the intercept lead away from where it belongs; the cost and the line disagree about it.",
        cause="The prediction is Xw − b where Xw + b was meant.",
        mend="Add the intercept to the prediction: X @ w + b.",
        hint="Raise b by 1. Do your predictions rise or fall?",
        evidence="Your prediction falls by as much as the intercept rises.",
        gradient=(Form("{right} with Xw − b for Xw + b", predicting(intercept_taken_off), intercept=True),),
        cost=(Form("{J} with Xw − b for Xw + b", predicting(intercept_taken_off), intercept=True),),
    ),
    Mistake(
        id="intercept-not-updated",
        heading="The intercept never moves",
        symptom="The intercept stays where it started.",
        cause="The weights are stepped, the intercept is not: its derivative was never taken, or its "
        "update is missing.",
        mend="Step the intercept too: b -= alpha * mean(r).",
        hint="Print the intercept before and after training.",
        evidence="The intercept's entry of your gradient is 0, at every point tried.",
        gradient=(Form("{right}, but 0 for the intercept", intercept_times(0), whole=True, intercept=True),),
    ),
    Mistake(
        id="intercept-updated-twice",
        heading="The intercept is stepped twice",
        symptom="The intercept moves twice as fast as it should.",
        cause="θ₀ is stepped with the rest of θ and once more by a line of its own, or its sum runs twice.",
        mend="Step it once.",
        hint="How many lines of your loop change the intercept?",
        evidence="The intercept's entry of your gradient is twice the right one, the others are right.",
        gradient=(Form("{right}, but doubled for the intercept", intercept_times(2), whole=True, intercept=True),),
        descent=(Descent("all of θ, then the intercept once more with the new θ", in_turn(intercept_again)),),
    ),
)

GRADIENT = (*SCALE, *RESIDUAL, *PRODUCT, *INTERCEPT)
