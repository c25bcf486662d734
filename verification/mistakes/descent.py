"""Mistakes in the loop of descent, θ ← θ − α∇J(θ): each as the θ at which it ends after k steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from verification.mistakes.entry import Descent, Form, GradientAt, Mistake, Scheme
from verification.problem import Array


def right(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """θₖ = θₖ₋₁ − α∇J(θₖ₋₁)."""
    for _ in range(k):
        theta = theta - lr * gradient(theta)
    return theta


def steps(count: Callable[[int, int], int]) -> Scheme:
    """As many right steps as count(k, m) says."""
    return lambda gradient, theta, lr, k, m: right(gradient, theta, lr, max(count(k, m), 0), m)


def in_turn(order: Callable[[int], Iterable[slice]], simultaneous_first: int = 0) -> Scheme:
    """θ changed part after part, each part already seeing the new values of those before it."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        theta = right(gradient, theta, lr, min(simultaneous_first, k), m).copy()
        for _ in range(k - simultaneous_first):
            for part in order(len(theta)):
                theta[part] -= lr * gradient(theta)[part]
        return theta

    return scheme


def forwards(n: int) -> Iterable[slice]:
    """θ₀, θ₁, … one after the other."""
    return (slice(j, j + 1) for j in range(n))


def backwards(n: int) -> Iterable[slice]:
    """The last entry of θ first."""
    return (slice(j, j + 1) for j in reversed(range(n)))


def weights_in_turn_first(n: int) -> Iterable[slice]:
    """θ₁, θ₂, … one after the other, then the intercept."""
    return (*(slice(j, j + 1) for j in range(1, n)), slice(0, 1))


def intercept_first(n: int) -> Iterable[slice]:
    """The intercept, then all weights together."""
    return slice(0, 1), slice(1, n)


def weights_first(n: int) -> Iterable[slice]:
    """All weights together, then the intercept."""
    return slice(1, n), slice(0, 1)


def intercept_again(n: int) -> Iterable[slice]:
    """All of θ together, then the intercept a second time."""
    return slice(0, n), slice(0, 1)


def by_number(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """The number of steps stands where the learning rate belongs."""
    return right(gradient, theta, k, k, m)


def late(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """Every step takes the gradient at the θ before the last, the first two that at the start."""
    before = theta
    for _ in range(k):
        before, theta = theta, theta - lr * gradient(before)
    return theta


def frozen(part: slice) -> Scheme:
    """Every step takes the gradient at the start, in one part of θ."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        start = gradient(theta)
        for _ in range(k):
            g = gradient(theta).copy()
            g[part] = start[part]
            theta = theta - lr * g
        return theta

    return scheme


def accumulating(kept: Callable[[int], float], part: slice = slice(None)) -> Scheme:
    """The gradients of earlier steps stay in the sum, weighted with kept(m), in one part of θ."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        memory = np.zeros(len(theta))
        for _ in range(k):
            g = gradient(theta) + memory
            memory[part] = kept(m) * g[part]
            theta = theta - lr * g
        return theta

    return scheme


def at_rate(rate: float) -> Descent:
    """One learning rate, whatever was asked for."""
    return Descent(f"α = {rate:.4g}, whatever α", lambda gradient, theta, lr, k, m: right(gradient, theta, rate, k, m))


def sweep(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """k times through the samples, a step after each: stochastic descent in the order of the data."""
    for _ in range(k):
        for i in range(m):
            theta = theta - lr * gradient(theta, slice(i, i + 1))
    return theta


def sweep_over_m(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """The same with every step divided by m."""
    return sweep(gradient, theta, lr / m, k, m)


def partial_sums(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """A step after each sample, with the sum of the gradients so far, divided by m."""
    for _ in range(k):
        so_far = np.zeros(len(theta))
        for i in range(m):
            so_far = so_far + gradient(theta, slice(i, i + 1)) / m
            theta = theta - lr * so_far
    return theta


def hidden_intercept(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """Right steps, and a θ of which only the weights are seen."""
    end = right(gradient, theta, lr, k, m)
    return np.append(0, end[1:])


def cut_off(change: Callable[[Array], Array], part: slice = slice(None), *, from_start: bool = True) -> Scheme:
    """θ, or one part of it, rounded to whole numbers after each step; the start as well, unless it is another array."""

    def cut(theta: Array) -> Array:
        theta = theta.copy()
        theta[part] = change(theta[part])
        return theta

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        theta = cut(theta) if from_start else theta
        for _ in range(k):
            theta = cut(theta - lr * gradient(theta))
        return theta

    return scheme


DESCENT = (
    Mistake(
        id="off-by-one-iterations",
        heading="One step too many or too few",
        symptom="k iterations take k − 1 or k + 1 steps.",
        cause="range(1, k), a counter compared with <= or started at 1, or a step before or after the loop.",
        mend="Loop with range(k).",
        hint="Ask for a single iteration. How often does θ change?",
        evidence="You take {count} steps where k were asked for.",
        descent=(
            Descent("k − 1 steps", steps(lambda k, m: k - 1)),
            Descent("k + 1 steps", steps(lambda k, m: k + 1)),
        ),
    ),
    Mistake(
        id="sequential-update",
        heading="Parameters updated one after the other",
        symptom="It converges to the right θ, on another path: the second parameter is stepped with the "
        "first one's new value.",
        cause="θ₀ is changed before the derivative for θ₁ is taken: the update is not simultaneous.",
        mend="Take all derivatives first, then change all parameters.",
        hint="When you compute the second parameter's derivative, which value does the first one have?",
        evidence="The first step is that of parameters changed one after the other, not together.",
        descent=(
            Descent("the intercept, then the weights with its new value", in_turn(intercept_first)),
            Descent("the weights, then the intercept with their new values", in_turn(weights_first)),
            Descent("θ₀, θ₁, … each with the new values of those before it", in_turn(forwards)),
            Descent("the weights one after the other, then the intercept", in_turn(weights_in_turn_first)),
            Descent("the last entry of θ first, θ₀ last", in_turn(backwards)),
        ),
    ),
    Mistake(
        id="aliased-update",
        heading="Two names for one array",
        symptom="The update looks simultaneous, but from the second step on it is not.",
        cause="temp = theta gives the same array a second name; writing into temp changes theta.",
        mend="Make a copy: temp = theta.copy(). Or write theta = theta - alpha * gradient.",
        hint="After temp = theta, what does temp is theta say?",
        evidence="The first step is right, and from the second on entries see each other's new values.",
        descent=(
            Descent(
                "one simultaneous step, then θ₀, θ₁, … one after the other", in_turn(forwards, simultaneous_first=1)
            ),
            Descent(
                "one simultaneous step, then θ₀ before the weights", in_turn(intercept_first, simultaneous_first=1)
            ),
        ),
    ),
    Mistake(
        id="stale-theta",
        heading="The steps take the gradient at an old θ",
        symptom="θ runs on in a straight line, past the minimum; or it swings around it.",
        cause="The predictions, residuals or the gradient were computed before the loop, or before the last update.",
        mend="Compute the gradient inside the loop, from the current θ.",
        hint="Which lines of your loop read the new θ?",
        evidence="Your steps take the gradient at an old θ, not at the one from which they start.",
        descent=(
            Descent("θₖ = θ₀ − kα∇J(θ₀)", frozen(slice(None))),
            Descent("θₖ₊₁ = θₖ − α∇J(θₖ₋₁), one step late", late),
            Descent("the gradient at the start for the weights", frozen(slice(1, None))),
            Descent("the gradient at the start for the intercept", frozen(slice(0, 1))),
        ),
    ),
    Mistake(
        id="accumulator-not-reset",
        heading="The sum is not set back to zero",
        symptom="The first step is right, then the steps grow and θ swings or overflows.",
        cause="The sum over the samples is set to 0 before the loop over the steps and not inside it.",
        mend="Set it to 0 at the start of every step (and for every feature).",
        hint="What is in your accumulator when the second step begins?",
        evidence="Each step still contains the gradients of the steps before.",
        descent=(
            Descent("θₖ₊₁ = θₖ − α Σᵢ₌₀…ₖ ∇J(θᵢ)", accumulating(lambda m: 1)),
            Descent("the sum divided by m and kept", accumulating(lambda m: 1 / m)),
            Descent("Σ kept for the weights only", accumulating(lambda m: 1, slice(1, None))),
            Descent("Σ kept for the intercept only", accumulating(lambda m: 1, slice(0, 1))),
        ),
        gradient=(
            Form(
                "the sum kept from one feature to the next: gⱼ = Σ of {right} up to j",
                lambda w: w.but(finish=lambda g: np.cumsum(w.finish(g))),
                whole=True,
                intercept=True,
            ),
        ),
    ),
    Mistake(
        id="learning-rate-ignored",
        heading="The learning rate has no effect",
        symptom="Whatever rate is asked for, the steps are the same.",
        cause="The parameter is never used: a number or a global stands in its place, or the update leaves it out.",
        mend="Multiply the gradient with the rate that was passed in.",
        hint="Train with a rate of 0. What should happen?",
        evidence="Your steps are the same at every learning rate.",
        descent=(Descent("θ ← θ − k∇J, the number of steps for α", by_number),),
        fixed_rate=at_rate,
    ),
    Mistake(
        id="update-outside-loop",
        heading="The update stands outside the loop",
        symptom="However many iterations are asked for, θ takes a single step.",
        cause="The line that changes θ is indented one level too little, or return stands inside the loop.",
        mend="Indent the update into the loop, and return after it.",
        hint="Print θ inside the loop.",
        evidence="However many steps are asked for, θ takes one.",
        descent=(Descent("θ₁, whatever k", steps(lambda k, m: 1)),),
    ),
    Mistake(
        id="loops-over-samples",
        heading="The loop runs over the samples",
        symptom="The number of steps depends on the data and not on what was asked for.",
        cause="range(len(X)) or range(m) stands where range(n_iterations) belongs, or around the whole update.",
        mend="Loop over the iterations: range(n_iterations).",
        hint="Ask for 1 iteration and for 1000. Which number decides how often θ changes?",
        evidence="You take as many steps as there are samples.",
        descent=(
            Descent("m steps, whatever k", steps(lambda k, m: m), per_sample=True),
            Descent("k·m steps", steps(lambda k, m: k * m), per_sample=True),
        ),
    ),
    Mistake(
        id="update-inside-sample-loop",
        heading="θ is changed while the gradient is still being summed",
        symptom="It converges, on another path, and differently when the rows are shuffled.",
        cause="The update stands inside the loop over the samples: later samples see a θ that earlier ones "
        "have changed.",
        mend="Finish the sum over the samples, then take one step.",
        hint="How often does θ change within one pass over your data?",
        evidence="θ changes after every sample, by a step that is divided by m: later samples see a new θ.",
        descent=(
            Descent("a step of α/m after each sample", sweep_over_m, per_sample=True),
            Descent("a step with the sum so far after each sample", partial_sums, per_sample=True),
        ),
    ),
    Mistake(
        id="update-discarded",
        heading="The new θ is thrown away",
        symptom="θ stays where it started.",
        cause="The new value goes into a variable that is never read again, or a function changes its own copy.",
        mend="Assign the new value to θ, and return it.",
        hint="Which line stores the new θ, and who reads it?",
        evidence="θ does not change, however many steps are asked for.",
        descent=(Descent("θ₀, whatever k", steps(lambda k, m: 0)),),
    ),
)

WHOLE_NUMBERS = (
    Descent("θ cut off after each step", cut_off(np.trunc)),
    Descent("θ rounded down after each step", cut_off(np.floor)),
    Descent("θ cut off after each step, but for its start", cut_off(np.trunc, from_start=False)),
    Descent("the weights cut off after each step", cut_off(np.trunc, slice(1, None))),
    Descent("the intercept cut off after each step", cut_off(np.trunc, slice(0, 1))),
)
"""How `integer-truncation` shows in a loop."""

STOCHASTIC = Descent("a step after each sample, in the order of the data", sweep, per_sample=True)
"""No mistake: the LMS rule."""
