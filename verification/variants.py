"""Descent that is right and not plain: with momentum, or with a rate that falls from step to step.

    heavy ball    v ← βv + ∇J(θ),          θ ← θ − αv      (B. T. Polyak, 1964)
    averaged      v ← βv + (1 − β)∇J(θ),   θ ← θ − αv
    ahead         v ← βv + ∇J(θ − αβv),    θ ← θ − αv      (Y. Nesterov, 1983)
    in one place  v ← βv − α∇J(θ),         θ ← θ + βv − α∇J(θ)     (the same, θ standing where Nesterov looks ahead)
    falling rate  θ ← θ − ρₖα∇J(θ),        ρₖ = ρᵏ, 1/(1 + δk) or 1/√(k + 1),   k = 0, 1, 2, … or 1, 2, 3, …

    adaptive      v ← β₁v + (1 − β₁)∇J, s ← β₂s + (1 − β₂)∇J²,  θ ← θ − αv̂/(√ŝ + ε)   (Adam, Kingma and Ba, 2015)
    root          s ← ρs + (1 − ρ)∇J²,     θ ← θ − α∇J/√s  (RMSprop, T. Tieleman and G. Hinton, 2012)
    sum           s ← s + ∇J²,             θ ← θ − α∇J/√s  (Adagrad, J. Duchi and others, 2011)
    sign          θ ← θ − α·sign(∇J)

The constants β, ρ and δ are read off two steps of one descent; all further steps, and the other descents, must then
follow from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np

from verification.accounts import agrees
from verification.mistakes.entry import Descent, GradientAt, Scheme
from verification.problem import Array

EPSILONS = tuple(10.0**-n for n in (8, 7, 6, 10))  # what Adam and its kin add to a root, as they are written
NEARLY = 1e-3  # what ε, beside a slope that is not small, takes off a step
SCALE_FREE = frozenset(["Adam", "Adagrad", "RMSprop", "sign"])
"""Ways that step alike along ∇J and along a multiple of it: they say nothing of the convention."""


def ways(factors: Sequence[tuple[Array, Array]]) -> Iterator[tuple[Descent, str]]:
    """The ways whose first steps are these, each with a sentence. factors: for each, (θₖ − θₖ₊₁)/α and ∇J(θₖ)."""
    if len(factors) < 2:
        return
    yield from _scaled_by_squares(*factors[0])
    (step, slope), (next_step, next_slope) = factors[:2]
    first, second, beta = ratio(step, slope), ratio(next_step, next_slope), ratio(next_step - next_slope, step)
    if 1 < first < 2:
        remark = f"It steps with momentum {first - 1:.3g} and looks ahead: Nesterov's method."
        yield Descent("v ← βv − α∇J, θ ← θ + βv − α∇J", in_one_place(first - 1)), remark
    if not agrees(first, 1.0):
        if 0 < first < 1:
            remark = f"It steps along a running mean of gradients, β = {1 - first:.3g}."
            yield Descent("v ← βv + (1 − β)∇J, θ ← θ − αv", momentum(1 - first, first)), remark
            yield from _falling((lambda k: first ** (k + 1), lambda k: 1 / (1 + (1 / first - 1) * (k + 1))))
        return
    if 0 < beta < 1:
        yield Descent("v ← βv + ∇J, θ ← θ − αv", momentum(beta, 1.0)), f"It steps with momentum {beta:.3g}."
    if 1 < second < 2:  # v₁ = ∇J(θ₀), and αHv₁ = ∇J(θ₀) − ∇J(θ₁), hence v₂ = (1 + β)∇J(θ₁)
        remark = f"It steps with momentum {second - 1:.3g} and looks ahead: Nesterov's method."
        yield Descent("v ← βv + ∇J(θ − αβv), θ ← θ − αv", ahead(second - 1)), remark
    if 0 < second < 1:
        yield from _falling((lambda k: second**k, lambda k: 1 / (1 + (1 / second - 1) * k), lambda k: (k + 1) ** -0.5))


def _falling(shares: Sequence[Callable[[int], float]]) -> Iterator[tuple[Descent, str]]:
    for share in shares:
        yield Descent("θ ← θ − ρₖα∇J", falling(share)), "Its learning rate falls from step to step."


def ratio(step: Array, along: Array) -> float:
    """How often `along` goes into a step."""
    square = float(along @ along)
    return float(step @ along) / square if square and np.isfinite(square) else 0.0


def momentum(beta: float, weight: float) -> Scheme:
    """v ← βv + weight·∇J(θ), θ ← θ − αv."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        v = np.zeros_like(theta)
        for _ in range(k):
            v = beta * v + weight * gradient(theta)
            theta = theta - lr * v
        return theta

    return scheme


def ahead(beta: float) -> Scheme:
    """v ← βv + ∇J(θ − αβv), θ ← θ − αv."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        v = np.zeros_like(theta)
        for _ in range(k):
            v = beta * v + gradient(theta - lr * beta * v)
            theta = theta - lr * v
        return theta

    return scheme


def in_one_place(beta: float) -> Scheme:
    """v ← βv − α∇J(θ), θ ← θ + βv − α∇J(θ)."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        v = np.zeros_like(theta)
        for _ in range(k):
            slope = gradient(theta)
            v = beta * v - lr * slope
            theta = theta + beta * v - lr * slope
        return theta

    return scheme


def _scaled_by_squares(step: Array, slope: Array) -> Iterator[tuple[Descent, str]]:
    """The ways whose first step is as long in every direction, up to a little ε: α or α/√(1 − ρ)."""
    lengths = step * np.sign(slope)
    length = float(lengths.max(initial=0.0))
    if not slope.all() or length < 1 - NEARLY or float(lengths.min()) < length * (1 - NEARLY):
        return
    if length < 1 + NEARLY:
        yield Descent("sign", by_sign), "It steps by the signs of ∇J alone."
    for inside, epsilon in product((False, True), EPSILONS):
        if length < 1 + NEARLY:
            yield Descent("Adam", adam(0.9, 0.999, epsilon, inside)), "It steps by Adam's rule."
            yield Descent("Adagrad", by_root(1.0, 1.0, epsilon, inside)), "It steps by Adagrad's rule."
        else:
            rho = round(1 - length**-2, 3)  # 0.9, 0.99: what ε leaves of it
            yield Descent("RMSprop", by_root(rho, 1 - rho, epsilon, inside)), f"It steps by RMSprop's rule, ρ = {rho}."


def by_sign(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
    """θ ← θ − α·sign(∇J)."""
    for _ in range(k):
        theta = theta - lr * np.sign(gradient(theta))
    return theta


def adam(mean: float, square: float, epsilon: float, inside: bool) -> Scheme:
    """v ← β₁v + (1 − β₁)∇J, s ← β₂s + (1 − β₂)∇J², θ ← θ − αv̂/(√ŝ + ε), v̂ and ŝ over 1 − β₁ᵏ and 1 − β₂ᵏ."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        v, s = np.zeros_like(theta), np.zeros_like(theta)
        for step in range(1, k + 1):
            slope = gradient(theta)
            v, s = mean * v + (1 - mean) * slope, square * s + (1 - square) * slope**2
            theta = theta - lr * (v / (1 - mean**step)) / _root(s / (1 - square**step), epsilon, inside)
        return theta

    return scheme


def by_root(kept: float, added: float, epsilon: float, inside: bool) -> Scheme:
    """s ← ρs + (1 − ρ)∇J², or s ← s + ∇J²; θ ← θ − α∇J/(√s + ε)."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        s = np.zeros_like(theta)
        for _ in range(k):
            slope = gradient(theta)
            s = kept * s + added * slope**2
            theta = theta - lr * slope / _root(s, epsilon, inside)
        return theta

    return scheme


def _root(squares: Array, epsilon: float, inside: bool) -> Array:
    """√s + ε, or √(s + ε)."""
    return np.sqrt(squares + epsilon) if inside else np.sqrt(squares) + epsilon


def falling(share: Callable[[int], float]) -> Scheme:
    """θ ← θ − ρₖα∇J(θ)."""

    def scheme(gradient: GradientAt, theta: Array, lr: float, k: int, m: int) -> Array:
        for step in range(k):
            theta = theta - share(step) * lr * gradient(theta)
        return theta

    return scheme
