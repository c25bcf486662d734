"""Code called in the shapes in which a stranger would call it: one axis for y, for θ, and for the x of one feature.

Binding prefers the call that is right, and code that turns one of its arguments into a column is right as soon as it is
given columns for the others. But whoever passes everything with one axis gets (m,) − (m, 1), an (m, m) square of
residuals, from a shape that the code itself has made. So a plain call that answers, and answers with such a square, is
the one that is judged; unless a docstring, a capital X or the file's own lines say that columns are what is expected.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from verification.implementation import Unanswered
from verification.submission import truth
from verification.submission.anatomy import Routine
from verification.submission.driver import Driver
from verification.submission.fitting import recipes, steps_of
from verification.submission.functions import Attempt, Bound
from verification.submission.layout import trials
from verification.submission.remote import Recipe

_MADE = re.compile(r"reshape\(|newaxis|, None\]|expand_dims|atleast_2d|\[\[|:\w+\]|np\.c_|matrix\(|\.values\b")
_TOLD = re.compile(r"\([mnN], ?1\)|column vector", re.IGNORECASE)


def prefer_plain(driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """For what is right with columns: the same call without them, if a square of residuals comes of it."""
    for goal, best in chosen.items():
        if not best.right or ", None]" not in best.call.expression or wants_columns(best.call.routine, driver):
            continue
        bound = (one for attempt in attempts for one in attempt.bound)
        plain = (one for one in bound if one.goal == goal and _is_plain(one, best))
        chosen[goal] = next((one for one in plain if _squares(driver, one)), best)


def _is_plain(one: Bound, best: Bound) -> bool:
    same = one.call.routine is best.call.routine and one.call.assignment == best.call.assignment
    return same and not one.right and "None" not in one.call.expression and ".T" not in one.call.expression


def _squares(driver: Driver, one: Bound) -> bool:
    tried = trials(one.call.layout.intercept, one.call.layout.features)
    try:
        values = [
            one.reading(driver.evaluate(one.call.expression, trial.names(), one.call.settings), len(trial.theta))
            for trial in tried
        ]
    except Unanswered:
        return False
    if one.goal == "gradient":
        return truth.crosswise_gradient(tried, values)
    return one.goal == "descend" and truth.crosswise_descent(tried, values)


def plain_recipe(driver: Driver, recipe: Recipe, routine: Routine) -> Recipe:
    """The same for a function that fits one feature from a start of its own."""
    if not recipe.right or "X[:, 1:]" not in recipe.fit or recipe.layout.features != 1:
        return recipe
    if _column_of(recipe.fit, routine)[:1] in ("", "X") or wants_columns(routine, driver):
        return recipe
    plain = replace(recipe, fit=recipe.fit.replace("X[:, 1:]", "X[:, 1]"), right=False)
    for found in recipes(driver, [plain], routine.returned)[0]:
        if truth.crosswise_descent(*steps_of(driver, found)):
            return found
    return recipe


def _column_of(fit: str, routine: Routine) -> str:
    """The parameter for which X is passed."""
    call = ast.parse(fit, mode="eval").body
    if not isinstance(call, ast.Call):
        return ""
    passed = [argument.name for argument in routine.parameters[: len(call.args)]]
    given = {ast.unparse(value): name for name, value in zip(passed, call.args, strict=False)}
    given |= {ast.unparse(keyword.value): keyword.arg or "" for keyword in call.keywords}
    return given.get("X[:, 1:]", "")


def wants_columns(routine: Routine, driver: Driver) -> bool:
    """Whether the docstring speaks of columns, or the file's own lines outside of its functions make some."""
    try:
        body = ast.parse(driver.source.text).body
    except SyntaxError:
        return True
    outside = [node for node in body if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name == "main"]
    return bool(_TOLD.search(routine.doc)) or any(_MADE.search(ast.unparse(node)) for node in outside)
