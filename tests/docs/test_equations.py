"""Every displayed equation is bound to a check, each check passes in exact arithmetic, and each can fail."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

import linreg
from tests.docs.equations import binding, pages
from tests.docs.equations.binding import REGISTRY, REQUIRED, Check, Mismatch, judge
from tests.docs.equations.exact_numbers import Tracked, derivative, root
from tests.docs.equations.families import Draw, spectral
from tests.docs.equations.mutation import survivors

pages.load()
CHECKS = pytest.mark.parametrize("check", REGISTRY.values(), ids=REGISTRY.keys())


def test_every_equation_has_one_check_and_every_check_an_equation() -> None:
    names = [equation.name for equation in pages.all_equations()]
    assert len(names) == len(set(names)), "two equations share a name"
    assert set(names) == set(REGISTRY)
    assert {e.name: e.page for e in pages.all_equations()} == {c.name: c.page for c in REGISTRY.values()}


def test_every_page_that_has_equations_is_transcribed_in_a_module_of_its_name() -> None:
    assert {equation.page for equation in pages.all_equations()} == set(pages.TRANSCRIBED)


@CHECKS
def test_the_check_transcribes_what_the_page_shows(check: Check) -> None:
    (shown,) = [equation.latex for equation in pages.all_equations() if equation.name == check.name]
    assert pages.normal(check.latex) == pages.normal(shown)


def test_every_name_in_a_docstring_of_the_library_is_an_equation() -> None:
    named = pages.docstring_names()
    assert len(named) >= 17
    assert [(file, name) for file, name in named if name not in REGISTRY] == []


@CHECKS
def test_it_is_true(check: Check) -> None:
    verdict = judge(check)
    assert verdict.points >= 5
    if {"identity", "inequality"} & set(check.kinds):
        assert verdict.log2_bound is not None
    if verdict.log2_bound is not None:
        print(f"{check.name}: a false equation passes with probability ≤ 2^{verdict.log2_bound:.1f}")
        assert verdict.log2_bound < REQUIRED


@CHECKS
def test_it_can_fail(check: Check) -> None:
    mutants, alive = survivors(check)
    assert len(mutants) >= 4
    assert set(alive) == set(check.equivalent), "survivors and the listed equivalents differ"
    assert all(len(proof) > 8 for proof in check.equivalent.values())


NAMED = '<a id="equation-some-name"></a>\n\n$$\nx = 1\n$$\n'


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (NAMED, ["some-name"]),
        (f"Text with `$$` in code.\n\n{NAMED}\nMore, $x_i$.\n", ["some-name"]),
        (f"```python\n$$\n```\n\n{NAMED}", ["some-name"]),
        (f"````\n```\n$$\n````\n\n{NAMED}\n{NAMED.replace('some', 'other')}", ["some-name", "other-name"]),
    ],
)
def test_equations_are_collected(page: str, found: list[str]) -> None:
    assert [equation.name for equation in pages.equations(page, "page")] == found


@pytest.mark.parametrize(
    "page",
    [
        "$$\nx\n$$\n",  # no name
        NAMED.replace("$$\nx = 1\n$$", "$$ x = 1 $$"),  # on one line
        NAMED.replace("\n\n$$", "\n$$", 1),  # the name does not stand alone
        NAMED.replace("\nx = 1\n$$", "\nx = 1\n"),  # no end
        NAMED.replace("x = 1", ""),
        NAMED.replace("x = 1", "x $ 1"),
        f"text\n{NAMED}",
        NAMED.replace("$$", "  $$"),
        NAMED.replace("$$", "> $$"),
        "- $$x$$\n",
        "In the text $$x$$ as well.\n",
        "```math\nx\n```\n",
        "~~~ math\nx\n~~~\n",
        "```{math}\nx\n```\n",
        ":::{math}\nx\n:::\n",
        "\\[ x \\]\n",
        "\\begin{align}\nx\n\\end{align}\n",
        "<math display=block></math>\n",
        '<a id="equation-some-name"></a> text\n',
        '<a id="equation-some-name"></a>\n\ntext\n',
        "```python\nno end\n",
    ],
)
def test_maths_in_any_other_form_is_refused(page: str) -> None:
    with pytest.raises(pages.Uncollected):
        pages.equations(page, "page")


def test_a_false_equation_is_told() -> None:
    """The kinds of mistake that the article makes: a lost mean, and the factor 2."""
    truth = REGISTRY["batch-gradient"]
    for wrong in (
        lambda theta, X, y: len(y) * linreg.gradient(theta, X, y),
        lambda theta, X, y: 2 * linreg.gradient(theta, X, y),
        lambda theta, X, y: linreg.gradient(theta, X, -y),
    ):
        with pytest.raises(Mismatch):
            judge(Check("batch-gradient", wrong, sources=truth.sources))


def test_two_checks_of_one_equation_are_an_error() -> None:
    def cost(theta: Any) -> Any:
        return theta

    with pytest.raises(ValueError, match="has two checks"):
        binding.registered(cost)


def test_degrees_bound_the_polynomials_from_above() -> None:
    x, y = Tracked(Fraction(3), 1), Tracked(Fraction(5), 1)
    for expression, num, den in [(x * y + 1, 2, 0), (x / y, 1, 1), (x / y + y / x, 2, 2), (2 / x, 0, 1)]:
        assert (expression.num, expression.den) == (num, den)
    assert x / y + y / x == Fraction(34, 15)


def test_dual_numbers_differentiate() -> None:
    """x²y at (3, 5): (2xy, x²)."""
    assert derivative(lambda p: p[0] * p[0] * p[1], [Fraction(3), Fraction(5)]) == [30, 9]


def test_roots_are_exact_or_refused() -> None:
    assert root(Fraction(49, 25)) == Fraction(7, 5)
    with pytest.raises(ValueError, match="not the square"):
        root(Fraction(2))


def test_spectral_problems_have_the_eigenvalues_that_they_claim() -> None:
    """By Newton's identities: tr H, tr H² and tr H³ determine three numbers, and nothing else vouches for L and μ."""
    point = spectral(Draw(Random(1), tracked=False), (4, 3, 1))
    H = power = linreg.hessian(point["X"])
    for k in (1, 2, 3):
        assert np.trace(power) == sum(value**k for value in point["eigenvalues"])
        power = power @ H
    assert list(point["eigenvalues"]) == sorted(point["eigenvalues"], reverse=True)


def test_the_pages_speak_of_as_many_bits_as_there_are() -> None:
    text = (pages.DOCS / "notation.md").read_text(encoding="utf-8")
    assert f"2^{{{binding.BITS}}}" in text
    assert f"2^{{{REQUIRED}}}" in text
    assert re.search(r"[Tt]hree\s+points for each size", text)
    assert binding.POINTS == 3
