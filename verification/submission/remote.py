"""A stranger's estimator in its own process, as a `Model`: what is done with it, and where its θ stands."""

from __future__ import annotations

import ast
import itertools
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.driver import Answer, Driver
from verification.submission.layout import Layout
from verification.submission.reading import as_array, checked, describe, take
from verification.submission.roles import DATA
from verification.submission.settings import AFTER

# What an object shows of itself: constants of its class, then its own attributes.
STATE = (
    "{**{k: v for c in reversed(type(model).__mro__) for k, v in vars(c).items() if type(v) in (int, float)}, "
    "**getattr(model, '__dict__', {})}"
)


@dataclass(frozen=True)
class Recipe:
    """Everything that is done with an object of a class, as expressions.

    tuned: attributes that are set after building, as (attribute, expression). b, w: where θ stands in the state of the
    fitted object, the intercept apart; or w alone, with `last` where the intercept is its last entry. rest: where the
    further weights stand, each by a name of its own.
    """

    name: str
    build: str
    fit: str
    predict: str = ""
    settings: dict[str, str] = field(default_factory=dict, hash=False)
    tuned: tuple[tuple[str, str], ...] = ()
    layout: Layout = field(default=Layout({}, 1.0))
    b: tuple[Any, ...] | None = None
    w: tuple[Any, ...] | None = None
    rest: tuple[tuple[Any, ...], ...] = ()
    last: bool = False
    returned: bool = False  # θ stands in what fit returns, not in the object
    losses: tuple[Any, ...] | None = None
    promised: tuple[tuple[str, ...], ...] = ()  # the names of what the method returns that fits
    roles: frozenset[str] = frozenset()
    line: int | None = None
    weight: float = 1.0
    right: bool = False
    mute: str = ""  # its way to predict, which has no answer
    guessed: bool = False  # what some argument is for was not to be known
    spread: str = ""  # the intercept that has an entry for each sample
    still: bool = False  # no number of steps has an effect

    @property
    def text(self) -> str:
        """For the report."""
        tuned = "".join(f"; model.{name} = {value}" for name, value in self.tuned)
        settings = "".join(f"; {name} = {value}" for name, value in self.settings.items())
        asked = f"; {self.predict}" if self.predict else ""
        built = f"model = {self.build}{tuned}; " if self.build else ""
        return f"{built}{self.fit}{settings}{asked}; {self._theta_text()}".rstrip("; ")

    @property
    def parameters_text(self) -> str:
        """θ as the attributes of an object: `weights=theta[1:], bias=theta[0]`, or "" where it is not so simple."""
        if self.w is None or self.returned or self.rest:
            return ""
        if self.b is None:
            whole = "np.roll(theta, -1)" if self.last else "theta"
            return f"{self.w[0]}={whole}" if len(self.w) == 1 else ""
        simple = len(self.w) == len(self.b) == 1
        return f"{self.w[0]}=theta[1:], {self.b[0]}=theta[0]" if simple else ""

    def _theta_text(self) -> str:
        if self.w is None:
            return ""
        owner = "its result" if self.returned else "model"
        places = [f"{owner}{_path_text(path)}" for path in (self.b, self.w, *self.rest) if path is not None]
        return f"θ = {', '.join(places)}" + (" (intercept last)" if self.last else "")


def _path_text(path: tuple[Any, ...]) -> str:
    first, *rest = path or ("",)
    head = f".{first}" if isinstance(first, str) and first else ""
    return head + "".join(f"[{step!r}]" for step in (rest if head else path))


def inside(expression: str) -> str:
    """`locals_of(f, …)` for the call `f(…)`: its variables rather than its result; what is no such call stays."""
    call = ast.parse(expression, mode="eval").body
    if not isinstance(call, ast.Call) or ast.unparse(call.func) in ("locals_of", "script__"):
        return expression
    arguments = [*call.args, *call.keywords]
    return f"locals_of({', '.join([ast.unparse(call.func), *map(ast.unparse, arguments)])})"


# A constructor that takes any of these makes an object for one fit: fitting again means making it again.
MADE_FOR = DATA | {"y", "theta", "w", "b"}


class RemoteModel:
    """A `Model` whose object lives in the submission's process."""

    _numbers = itertools.count(1)

    def __init__(self, driver: Driver, recipe: Recipe, lr: float, k: int) -> None:
        stays = not k and any(name.endswith(AFTER) for name in recipe.settings)  # else it takes a step all the same
        self.driver, self.recipe, self.lr, self.k = driver, recipe, 0.0 if stays else lr, k
        self.key = f"model{next(self._numbers)}"
        self.built = False
        self.fitted: Answer | None = None
        self.columns = 0
        self.start: Array | None = None
        self.level = 0.0  # the mean of the y of its last fit

    def fit(self, X: Array, y: Array) -> None:
        """Build the object if it is the first time, and fit it."""
        names = self._names(np.asarray(X), np.asarray(y))
        if not self.built or self.recipe.roles & MADE_FOR:
            self._build(names)
        self.columns, self.level = X.shape[1], float(np.mean(y))
        if self.recipe.build:
            self.fitted = self._ask(self.recipe.fit, names)
        else:
            self.fitted = self.driver.evaluate(self.recipe.fit, names, self.recipe.settings, keep=self.key)
        self.driver.note_changes(self.recipe.fit, self.fitted, ("X", "y"))

    def _build(self, names: dict[str, Any]) -> None:
        if not self.recipe.build:
            return
        self.driver.evaluate(self.recipe.build, names, self.recipe.settings, keep=self.key)
        for attribute, value in self.recipe.tuned:
            self._ask(f"setattr(model, {attribute!r}, {value})", names)
        self.built = True

    def _names(self, X: Array, y: Array) -> dict[str, Any]:
        """The names of the referee. A start that the code wants to be told is 0."""
        start = np.zeros(X.shape[1]) if self.start is None else self.start.copy()
        return {"X": X, "y": y, "lr": self.lr, "n_iterations": self.k, "theta": start}

    def _ask(self, expression: str, names: dict[str, Any]) -> Answer:
        # Settings were set when the object was built or fitted; asking it for more has none of their names.
        settings = self.recipe.settings if "n_iterations" in names else {}
        return self.driver.evaluate(expression, names, settings, subject=self.key)

    def predict(self, X: Array) -> Array:
        """ŷ (m,); where the class has no predict, Xθ."""
        if not self.recipe.predict:
            theta = self.theta()
            if theta is None:
                raise Unanswered("no-predict", "the class has no way to predict")
            return np.asarray(X @ theta)
        value = self._ask(self.recipe.predict, {"X": X}).value
        array = as_array(value)
        if array is None:
            raise Unanswered("object", f"predict returned {describe(value)} where {len(X)} numbers were expected")
        return checked(array.ravel(), len(X), value)

    def theta(self) -> Array | None:
        """θ (n,) as the object shows it; where its numbers are in units of its own, as `predict` shows it."""
        shown = self._shown()
        implied = self._implied()
        if shown is None or implied is None:
            return shown if implied is None else implied
        start = 1 if self.recipe.layout.intercept else 0
        # Other weights than predict's: the object standardises inside. Another intercept alone: it works on y − ȳ, or
        # that is a mistake.
        centred = bool(start) and truth.alike(shown[0] + self.level, implied[0])
        return shown if truth.alike(shown[start:], implied[start:]) and not centred else implied

    def _shown(self) -> Array | None:
        if self.recipe.w is None or self.fitted is None:
            return None
        state = self.fitted.value if self.recipe.returned else self._ask(STATE, {}).value
        try:
            parts = [as_array(take(state, path)) for path in self._places()]
        except (KeyError, IndexError, TypeError):
            return None
        if any(part is None for part in parts):
            return None
        theta = np.concatenate([np.ravel(part) for part in parts if part is not None])
        theta = np.roll(theta, 1) if self.recipe.last else theta
        return theta if theta.size == self.columns and theta.dtype.kind in "iuf" else None

    def _places(self) -> list[tuple[Any, ...]]:
        """Where the parts of θ stand, the intercept first."""
        return [path for path in (self.recipe.b, self.recipe.w, *self.recipe.rest) if path is not None]

    def _implied(self) -> Array | None:
        """θ from ŷ at 0 and at the unit vectors, if ŷ is affine there and can be asked."""
        if not self.recipe.predict:
            return None
        eye = np.eye(self.columns)
        try:
            if not self.recipe.layout.intercept:
                return self.predict(eye)
            eye[:, 0] = 1.0
            values = self.predict(eye)
        except Unanswered:
            return None
        return np.concatenate([values[:1], values[1:] - values[0]])

    def history(self) -> Array | None:
        """The recorded losses."""
        if self.recipe.losses is None or self.fitted is None:
            return None
        state = {"fit": self.fitted.value, **self._ask(STATE, {}).value}
        try:
            losses = as_array(take(state, self.recipe.losses))
        except (KeyError, IndexError, TypeError):
            return None
        return None if losses is None else losses.ravel()
