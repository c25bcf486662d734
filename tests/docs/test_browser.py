"""The built site in a headless Chromium: every page, the search, and the explorer, which has to agree with linreg."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import linreg
from tests.docs.chromium import Chromium
from verification import rounding
from verification.oracles import exact

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [path.relative_to(DOCS).with_suffix(".html").as_posix() for path in sorted(DOCS.rglob("*.md"))]


def complaints(browser: Chromium, address: str) -> Iterator[str]:
    """Errors in the console, requests that failed, and requests to any other machine."""
    for event in browser.events:
        match event.get("method"), event.get("params", {}):
            case "Runtime.exceptionThrown", {"exceptionDetails": details}:
                yield f"exception: {details}"
            case "Runtime.consoleAPICalled", {"type": "error" | "warning" as kind, "args": words}:
                yield f"{kind}: {words}"
            case "Log.entryAdded", {"entry": {"level": "error" | "warning", "text": text}}:
                yield text
            case "Network.loadingFailed", {"errorText": text}:
                yield text
            case "Network.responseReceived", {"response": {"status": status, "url": url}} if status >= 400:
                yield f"{status} {url}"
            case "Network.requestWillBeSent", {"request": {"url": url}} if not url.startswith((address, "data:")):
                yield f"a request to {url}"


@pytest.mark.parametrize("page", [*PAGES, "search.html", "genindex.html"])
def test_every_page_loads_without_a_complaint(page: str, browser: Chromium, address: str) -> None:
    browser.resize(1200)
    browser.open(f"{address}/{page}")
    assert browser.evaluate("document.fonts.ready.then(() => 1)") == 1
    assert list(complaints(browser, address)) == []
    assert len(browser.evaluate("document.body.innerText")) > 100
    browser.evaluate("document.querySelectorAll('code, pre, annotation').forEach((quoted) => quoted.remove())")
    text = browser.evaluate("document.body.textContent")
    assert "$$" not in text
    assert "\\frac" not in text


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_phone(page: str, dark: bool, browser: Chromium, address: str) -> None:
    browser.resize(360, 740, dark=dark)
    browser.open(f"{address}/{page}")
    assert browser.evaluate("document.documentElement.scrollWidth") <= 360
    red, green, blue = json.loads(
        browser.evaluate("JSON.stringify(getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))")
    )[:3]
    assert (red + green + blue < 200) is dark


def test_the_maths_is_set_in_the_font_that_the_site_brings(browser: Chromium, address: str) -> None:
    """Then a bracket grows with what it holds."""
    browser.open(f"{address}/derivation.html")
    browser.evaluate("document.fonts.ready")
    assert browser.evaluate("[...document.fonts].some((f) => f.family.includes('Site Math') && f.status === 'loaded')")
    heights = "[...document.querySelectorAll('#equation-curvature mo')].filter((o) => o.textContent === '(')"
    assert browser.evaluate(f"{heights}[0].getBoundingClientRect().height") > 30


@pytest.mark.parametrize(("words", "page"), [("Hessian", "derivation.html"), ("underflow", "numerics.html")])
def test_the_search_finds(words: str, page: str, browser: Chromium, address: str) -> None:
    browser.open(f"{address}/search.html?q={words}")
    found = f"[...document.querySelectorAll('#search-results li a')].some((a) => a.href.includes('{page}'))"
    browser.wait(lambda: browser.evaluate(found), f"{page} to be found")
    assert list(complaints(browser, address)) == []


# ------------------------------------------------------------------------------------------------------ the explorer


@pytest.fixture
def explorer(browser: Chromium, address: str) -> Chromium:
    browser.resize(1200, 1000)
    browser.open(f"{address}/explorer.html")
    browser.wait(
        lambda: browser.evaluate("Boolean(document.getElementById('explorer-app').dataset.state)"), "the explorer"
    )
    return browser


def state(browser: Chromium) -> dict[str, Any]:
    """What the page computed, to the last digit."""
    return json.loads(browser.evaluate("document.getElementById('explorer-app').dataset.state"))  # type: ignore[no-any-return]


def choose(browser: Chromium, control: str, value: str) -> None:
    """As a reader does it: the value, and the event that follows."""
    browser.evaluate(
        f"(() => {{ const c = document.getElementById('{control}'); c.value = {value};"
        " c.dispatchEvent(new Event('input')); c.dispatchEvent(new Event('change')); })()"
    )


def click(browser: Chromium, control: str, times: int = 1) -> None:
    for _ in range(times):
        browser.evaluate(f"document.getElementById('{control}').click()")


def problem(found: dict[str, Any]) -> tuple[Any, Any, Any, float]:
    return *(np.array(found[name]) for name in ("start", "X", "y")), found["alpha"]


DATA_SETS = ["around zero", "far from zero", "houses: area and price", "one far point"]


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("data", DATA_SETS)
def test_the_explorer_steps_as_linreg_does(data: str, standardise: bool, explorer: Chromium) -> None:
    """Both lie within the rounding bound of k steps around the exact iterate, so within twice that of one another."""
    choose(explorer, "dataset", f"'{data}'")
    if standardise:
        click(explorer, "standardise")
    choose(explorer, "alpha", "document.getElementById('alpha').max * 0.7")
    click(explorer, "step", 40)
    found = state(explorer)
    start, X, y, lr = problem(found)
    assert found["k"] == 40
    path = exact.descend(start, X, y, lr, 40)
    bound = rounding.descent(path, X, y, lr, rounding.DOUBLE)[-1]
    ours = linreg.descend(linreg.gradient, start, X, y, lr=lr, n_iterations=40).theta
    theirs = exact.rational(found["theta"])
    assert (np.abs(theirs - path[-1]) <= exact.rational(bound)).all()
    assert (np.abs(theirs - exact.rational(ours)) <= 2 * exact.rational(bound)).all()
    cost_bound = rounding.cost(np.array(found["theta"]), X, y, rounding.DOUBLE)
    assert abs(Fraction(found["J"]) - exact.cost(found["theta"], X, y)) <= Fraction(cost_bound)
    assert abs(found["J"] - linreg.cost(found["theta"], X, y)) <= 2 * cost_bound


@pytest.mark.parametrize("size", [1, 4])
def test_a_few_samples_at_a_time_as_well(size: int, explorer: Chromium) -> None:
    choose(explorer, "batch", f"'{size}'")
    choose(explorer, "alpha", "document.getElementById('alpha').max * 0.15")
    click(explorer, "step", 30)
    found = state(explorer)
    start, X, y, lr = problem(found)
    per_epoch = -(-len(y) // size)
    epoch = found["batches"][:per_epoch]
    assert sorted(row for rows in epoch for row in rows) == list(range(len(y)))
    theta, ours, bound = exact.rational(start), start, np.zeros(2)
    for rows in found["batches"]:
        A, b = X[rows], y[rows]
        own = rounding.step(np.abs(theta.astype(float)) + bound, np.abs(A), np.abs(b), lr, rounding.DOUBLE)
        reach = rounding.contraction(A, lr) * np.linalg.norm(bound) + np.linalg.norm(own)
        bound = np.full(2, reach * rounding.OUTWARD)
        theta = theta - Fraction(lr) * exact.gradient(theta, A, b)
        ours = ours - lr * linreg.gradient(ours, A, b)
    assert (np.abs(exact.rational(found["theta"]) - theta) <= exact.rational(bound)).all()
    assert (np.abs(np.array(found["theta"]) - ours) <= 2 * bound).all()


@pytest.mark.parametrize("data", DATA_SETS)
def test_beyond_two_over_L_it_says_that_it_diverges_and_does(data: str, explorer: Chromium) -> None:  # noqa: N802
    choose(explorer, "dataset", f"'{data}'")
    choose(explorer, "alpha", "document.getElementById('alpha').max")
    verdict = "document.getElementById('verdict').textContent"
    assert "diverges" in explorer.evaluate(verdict)
    click(explorer, "step", 30)
    before = state(explorer)["J"]
    click(explorer, "step", 10)
    found = state(explorer)
    assert found["J"] > before
    assert found["alpha"] > 2 / np.linalg.eigvalsh(linreg.hessian(found["X"]))[-1]
    choose(explorer, "alpha", "document.getElementById('alpha').max * 0.7")
    assert "converges" in explorer.evaluate(verdict)


def test_single_samples_may_run_away_below_two_over_L_and_it_says_so(explorer: Chromium) -> None:  # noqa: N802
    choose(explorer, "batch", "'1'")
    choose(explorer, "alpha", "document.getElementById('alpha').max * 0.76")
    assert "no threshold" in explorer.evaluate("document.getElementById('verdict').textContent")
    start = state(explorer)["J"]
    explorer.evaluate("for (let k = 0; k < 600; k++) document.getElementById('step').click()")
    found = state(explorer)
    assert found["alpha"] < 2 / np.linalg.eigvalsh(linreg.hessian(found["X"]))[-1]
    assert found["J"] > 1000 * start
    choose(explorer, "alpha", f"{1.9 / max(one * one + x * x for one, x in found['X'])}")
    explorer.evaluate("for (let k = 0; k < 600; k++) document.getElementById('step').click()")
    assert "a ball of noise" in explorer.evaluate("document.getElementById('verdict').textContent")
    assert state(explorer)["J"] < 10 * start


def test_two_over_L_is_marked_where_it_tips_over(explorer: Chromium) -> None:  # noqa: N802
    choose(explorer, "alpha", f"2 / {state(explorer)['L']!r}")
    boxes = explorer.evaluate(
        "JSON.stringify(['.track input', '.track .mark'].map((s) => document.querySelector(s).getBoundingClientRect()))"
    )
    slider, mark = json.loads(boxes)
    share = explorer.evaluate("document.getElementById('alpha').value / document.getElementById('alpha').max")
    thumb = slider["x"] + 8 + share * (slider["width"] - 16)
    assert abs(mark["x"] + mark["width"] / 2 - thumb) < 2


def test_run_steps_until_it_is_paused_and_reset_goes_back(explorer: Chromium) -> None:
    click(explorer, "run")
    explorer.wait(lambda: state(explorer)["k"] >= 3, "three steps")
    click(explorer, "run")
    k = state(explorer)["k"]
    assert not state(explorer)["running"]
    click(explorer, "step")
    assert state(explorer)["k"] == k + 1
    click(explorer, "reset")
    assert (state(explorer)["k"], state(explorer)["theta"]) == (0, state(explorer)["start"])


def test_the_best_step_is_linregs(explorer: Chromium) -> None:
    from linreg.step_size import spectrum

    click(explorer, "best")
    found = state(explorer)
    shape = spectrum(np.array(found["X"]))
    # Both take the eigenvalues of a 2×2 matrix, each in its own way; each entry of H is within γ of the exact one.
    slack = rounding.DOUBLE.gamma(8 * len(found["X"])) * shape.largest / shape.smallest
    assert abs(found["alpha"] / shape.best - 1) <= slack


def test_points_and_start_can_be_dragged(explorer: Chromium) -> None:
    before = state(explorer)
    for name, moved in (("point 3", "y"), ("start", "start")):
        box = json.loads(
            explorer.evaluate(
                f"JSON.stringify(document.querySelector('[data-name=\"{name}\"]').getBoundingClientRect())"
            )
        )
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        explorer.drag((x, y), (x + 20, y - 40))
        after = state(explorer)
        assert after[moved] != before[moved]
    assert after["y"][2] > before["y"][2]
    assert after["start"][0] > before["start"][0]
    assert after["start"][1] > before["start"][1]


def test_everything_works_from_the_keyboard(explorer: Chromium) -> None:
    before = state(explorer)
    explorer.evaluate("document.querySelector('[data-name=\"point 1\"]').focus()")
    for _ in range(3):
        explorer.press("ArrowUp")
    assert state(explorer)["y"][0] > before["y"][0]
    explorer.evaluate("document.querySelector('[data-name=\"start\"]').focus()")
    explorer.press("ArrowLeft")
    assert state(explorer)["start"][0] < before["start"][0]
    explorer.evaluate("document.getElementById('alpha').focus()")
    explorer.press("ArrowRight")
    assert state(explorer)["alpha"] > before["alpha"]
    explorer.evaluate("document.getElementById('step').focus()")
    explorer.press("Enter")
    explorer.press("Tab")
    assert explorer.evaluate("document.activeElement.id") == "run"
    assert state(explorer)["k"] == 1
