"""Which role each parameter of a routine may have: its name proposes, its default and its use in the body weigh."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from itertools import islice, product

from verification.submission.anatomy import Parameter, Routine, uses
from verification.submission.layout import HELD_OUT, Layout
from verification.submission.numbered import base, numberings
from verification.submission.script import SCRIPT
from verification.submission.settings import LIMIT
from verification.submission.words import is_held_out, proposals, split

LEFT = ""  # the role of a parameter that keeps its default
_MANY = frozenset(str.split("flag every history penalty lasso norm momentum tolerance worst predict_function"))
_MANY |= {*HELD_OUT, LEFT}
_FUNCTIONS = frozenset(["cost_function", "gradient_function", "predict_function"])
_TABLES = frozenset(["points", "frame"])
_ARRAYS = frozenset(["X", "y", "theta", "w", "predicted", "residual", "points", "frame"])
_GIVEN = frozenset(
    ["X", "y", "theta", "w", "b", "lr", "k", "m", "batch", "penalty", *HELD_OUT, LEFT]
)  # what a script may be given
_TRIED = 12
_MANY_STEPS = 50
_NO_TOLERANCE = 0.5  # delta=1.0 is where a loss of Huber's bends
_ENTRIES = frozenset(str.split("i j k idx index col column feature"))  # what an entry of ∇J is numbered by
_REMEMBERS = frozenset(["gamma", "beta", "mu", "rho"])  # what momentum is called beside a learning rate


@dataclass(frozen=True)
class Assignment:
    """A role for each parameter and for each global that the routine reads; the weight says how natural it is."""

    parameters: tuple[tuple[Parameter, str], ...]
    settings: tuple[tuple[str, str], ...]
    weight: float
    guessed: bool = False  # for some parameter, neither name, nor use, nor what the file passes says anything
    features: int | None = None  # how many are numbered

    @property
    def filled(self) -> frozenset[str]:
        """The roles that are filled, each entry of θ and each column of X by itself."""
        return frozenset(role for _, role in (*self.parameters, *self.settings)) - {LEFT}

    @property
    def roles(self) -> frozenset[str]:
        """The roles that are filled."""
        return frozenset(map(base, self.filled))


def assignments(routine: Routine, globals_: dict[str, bool], data: bool = True) -> list[Assignment]:
    """The natural assignments, the most natural first.

    globals_: the globals that the routine reads and that may stand for a role; True where one must, because the script
    that would define it is not executed. data: whether the routine must be given data; a constructor need not.
    """
    plain = _assignments(routine, globals_, data, {}, None)
    in_rows = any(parameter.uses & {"points", "rows"} for parameter in routine.parameters)
    numbered = numberings([*(parameter.name for parameter in routine.parameters), *globals_], alone=in_rows)
    found = [one for roles, d in numbered for one in _assignments(routine, globals_, data, roles, d)]
    return found + [replace(one, weight=0.3 * one.weight) for one in plain] if found else plain


def _assignments(
    routine: Routine, globals_: dict[str, bool], data: bool, numbered: dict[str, str], features: int | None
) -> list[Assignment]:
    """The natural assignments with the roles of what is numbered."""
    names = {parameter.name for parameter in routine.parameters}
    gathers = any("gathers" in parameter.uses for parameter in routine.parameters)
    options = [_options(_handed_on(parameter) if gathers else parameter, names) for parameter in routine.parameters]
    if routine.call == SCRIPT:
        options = list(map(_script_options, routine.parameters, options))
    if _divides_by_a_root(routine.node):
        options = list(map(_of_adaptive_steps, routine.parameters, options))
    globals_ = not_passed(globals_, routine)
    options += [_global_options(name, needed, names, routine) for name, needed in globals_.items()]
    everything = [*(parameter.name for parameter in routine.parameters), *globals_]
    options = [
        [(numbered[name], 1.0)] if name in numbered else choices
        for name, choices in zip(everything, options, strict=True)
    ]
    passed = len(routine.parameters)
    found = _combined(options, data, passed)
    guessed = any(parameter.required and _is_guessed(parameter, names) for parameter in routine.parameters)
    made = (
        Assignment(
            tuple(zip(routine.parameters, roles[:passed], strict=True)),
            tuple((name, role) for name, role in zip(globals_, roles[passed:], strict=True) if role),
            weight * _whole(routine, roles),
            guessed,
            features,
        )
        for roles, weight in found
    )
    return list(islice(made, _TRIED))


def _whole(routine: Routine, roles: tuple[str, ...]) -> float:
    """Who is given w is hardly left b: `W=0, b=0` begin together."""
    left = [one for one, role in zip(routine.parameters, roles, strict=False) if not role]
    return 0.1 if "w" in roles and any(proposals(one.name).get("b", 0) > 0.8 for one in left) else 1.0


def _of_adaptive_steps(parameter: Parameter, choices: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Beside a root of squares ρ = 0.9 is no momentum and ε = 1e-8 no tolerance: each keeps its default."""
    named = re.fullmatch(r"beta_?\d|eps(ilon)?|rho|gamma|beta|decay(_rate)?", parameter.name, re.IGNORECASE)
    free = not parameter.required and not parameter.uses & {"rate", "bound"}
    return [(LEFT, 1.0)] if named and free else choices


def _divides_by_a_root(node: ast.AST) -> bool:
    divisors = [part.right for part in ast.walk(node) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)]
    return any("sqrt" in ast.unparse(divisor) for divisor in divisors)


def not_passed(globals_: dict[str, bool], routine: Routine) -> dict[str, bool]:
    """The globals without those that have the name of a parameter: what is passed as lr is not set as LR.

    Nor are the turns of a loop limited where the number of steps is passed.
    """
    own = {parameter.name.lower() for parameter in routine.parameters}
    counts = any(parameter.limits_steps for parameter in routine.parameters)
    kept = {name: needed for name, needed in globals_.items() if not (counts and name.startswith(LIMIT))}
    return {name: needed for name, needed in kept.items() if needed or name.lower() not in own}


def _script_options(parameter: Parameter, choices: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """What it steps it must be given; a number of samples that it has as a number stays: it may be wrong."""
    written = {"m"} if parameter.default != "..." else set()
    written |= (
        {"X", "y", "m", *(() if "stepped" in parameter.uses else _ARRAYS)} if "begun" in parameter.uses else set()
    )
    no_number = not parameter.uses & {"number", "counted"} and parameter.default == "..."
    written |= {"k"} if no_number or "counter" in parameter.uses else set()
    doubt = 0.1 if "stepped" in parameter.uses else 1.0
    written |= {"penalty"} if proposals(parameter.name).get("penalty", 0) < 0.6 else set()
    kept = [(role, weight) for role, weight in choices if role in _GIVEN - written]
    found = [(role, weight * (1.0 if role else doubt)) for role, weight in kept]
    found += [("points", 1.0)] if parameter.uses & {"rows", "points"} else []
    return found or [(LEFT, 1.0)]


def _combined(options: list[list[tuple[str, float]]], data: bool, passed: int) -> list[tuple[tuple[str, ...], float]]:
    """Every choice of one role for each, without doubles, the heaviest first; weak beginnings are dropped.

    passed: how many are parameters; a global after these may be the data that are passed as well, `X_train` beside X.
    """
    partial: list[tuple[tuple[str, ...], float]] = [((), 1.0)]
    for place, choices in enumerate(options):
        many = _MANY if place < passed else _MANY | {"X", "y"}
        extended = [
            ((*roles, role), weight * share)
            for (roles, weight), (role, share) in product(partial, choices)
            if role in many or role not in roles
        ]
        partial = sorted(extended, key=lambda pair: -pair[1])[:400]
    return [(roles, weight) for roles, weight in partial if _sensible(set(map(base, roles)), data)]


DATA = frozenset(["X", "points", "frame", "data"])  # what has the features in it
# Roles of which one leaves no room for the others.
_INSTEAD = {
    "points": {"X", "y", "frame"},
    "frame": {"X"},
    "target": {"X", "y"},
    "data": {"X", "y", "points", "frame"},
    "theta": {"b", "w"},
}


def _sensible(roles: set[str], data: bool) -> bool:
    if any(role in roles and roles & others for role, others in _INSTEAD.items()) or (
        "b" in roles and "w" not in roles
    ):
        return False
    features = roles & DATA
    if data and "y" in roles and roles & {"theta", "w"} and not features:
        return False
    return not data or bool(features or roles & {"predicted", "residual", "y"})


def _options(parameter: Parameter, names: set[str]) -> list[tuple[str, float]]:
    if "gathers" in parameter.uses:
        return [("data", 1.0), (LEFT, 0.4)]  # gradient(theta, *data): what is gathered is handed on
    if _squared(parameter) and not _literal(parameter.default or "None") and _SPEAKS.search(parameter.name):
        return [("norm", 1.0)]
    if _chosen(parameter) and _chosen(parameter) != _literal(parameter.default or "None"):
        return [("method", 1.0), *([] if parameter.required else [(LEFT, 0.4)])]
    weights = _from_default(parameter, _said(parameter, names), names)
    if "halves" in parameter.uses:
        weights["data"] = 1.0  # self.X, self.y = data[0], data[1]
    if not parameter.required:
        weights[LEFT] = 0.3 if weights and max(weights.values()) > 0.5 else 1.0
        if parameter.default == "None" and max(weights.get(role, 0) for role in ("lr", "k")) < 0.9:
            weights[LEFT] = 1.5
    if parameter.required and not weights:
        weights = dict.fromkeys(["X", "y", "theta", "lr", "k", "w", "b", "penalty"], 0.15)
    best = max(weights.values())
    return sorted(((role, weight / max(best, 0.3)) for role, weight in weights.items() if weight), key=lambda p: -p[1])[
        :5
    ]


def _said(parameter: Parameter, names: set[str]) -> dict[str, float]:
    """What its name, the file's calls and its use say of a parameter."""
    return _from_use(parameter, _from_calls(parameter, _from_name(parameter.name, names)))


def _is_guessed(parameter: Parameter, names: set[str]) -> bool:
    """Whether nothing says what it is for, or only that it is true or false."""
    return not _said(parameter, names) or ("truth" in parameter.uses and not proposals(parameter.name).get("flag"))


def _handed_on(parameter: Parameter) -> Parameter:
    """What is named like a function, beside data that are only handed on, is what they are handed to."""
    function = proposals(parameter.name).get("gradient_function", 0) > 0.5
    return replace(parameter, uses=parameter.uses | {"called"}) if function else parameter


def _held_out(name: str, names: set[str]) -> dict[str, float]:
    """X_val beside X_train, y_test beside y: samples on which a fit is watched."""
    if not is_held_out(name):
        return {}
    others = [proposals(other) for other in names if not is_held_out(other)]
    beside = [role for role in ("X", "y") if any(other.get(role, 0) > 0.8 for other in others)]
    return {f"held_out_{role}": 1.0 for role in beside if proposals(name).get(role, 0) > 0.8}


def _from_name(name: str, names: set[str]) -> dict[str, float]:
    weights = _held_out(name, names) or _of_a_norm(name, names) or proposals(name)
    lowered = {other.lower() for other in names - {name}}
    stem = name.lower().removesuffix("0").rstrip("_")
    if name.endswith("0") and not any(re.fullmatch(rf"{re.escape(stem)}_?[1-9]", other) for other in lowered):
        weights = {**weights, **proposals(stem)}  # θ₀ beside no θ₁ is where descent begins
    # What a letter means depends on its neighbours: m beside b or c is a slope, beside X and theta a count.
    if name == "m":
        slope = lowered & {"b", "c", "q", "intercept"} and not lowered & {"w", "weights", "weight", "theta"}
        weights = {"w": 1.0, "m": 0.2} if slope else {"m": 1.0, "w": 0.2}
    if name == "n" and any(_of_each_sample(other) for other in names - {name}):
        weights = {"m": 1.0, "d": 0.4}
    if name in ("alpha", "beta") and {"alpha", "beta"} <= lowered | {name}:
        weights = {**dict.fromkeys(weights, 0.3), "b" if name == "alpha" else "w": 1.0}
    if name == "b" and "a" in lowered:
        weights = {"y": 1.0} if "A" in names and "y" not in names else {"b": 0.8, "w": 0.8}
    if {"A", "b"} <= names and re.fullmatch(r"x_?\d?", name) and not _takes_others(names - {"A", "b", name}):
        weights = {**weights, "theta": 1.0}  # Ax = b
    if name == "a" and "b" in lowered:
        weights = {"w": 0.8, "b": 0.8, "lr": 0.1}
    if name == "A" and {"x", "y"} <= names:
        weights = {**weights, "w": 1.0}  # y = Ax + b
    if weights.get("theta", 0) > 0.8 and lowered & {"b", "b0", "w0", "c", "q", "bias", "intercept"}:
        weights = {**weights, "w": 0.9}  # θ·x + c
    if name == "b" and "m" in lowered | {"w"}:
        weights = {"b": 1.0}
    if weights.get("points") and any(proposals(other).get("y", 0) > 0.8 for other in names - {name}):
        weights = {**weights, "X": 1.0}  # data, beside labels
    if name in ("alpha", "a", "l") and lowered & {"lr", "eta", "learning_rate", "learningrate"}:
        weights = {**dict.fromkeys(weights, 0.2), "penalty": 0.9}
    return weights


def _of_a_norm(name: str, names: set[str]) -> dict[str, float]:
    """λ₁ beside λ₂: of which norm each is."""
    beside = {name[:-1] + norm for norm in _NORMS} <= names and proposals(name).get("penalty", 0) > _MAY_BE
    return {_NORMS[name[-1]]: 1.0} if beside else {}


_NORMS = {"1": "lasso", "2": "penalty"}


def _takes_others(names: set[str]) -> bool:
    """Whether one of the names may be that of targets, or of parameters."""
    return any(proposals(name).get(role, 0) >= _MAY_BE for name in names for role in ("y", "w", "theta"))


_MAY_BE = 0.5


def _of_each_sample(name: str) -> bool:
    """Whether it is a residual or a prediction: what is beside it is no number of steps."""
    meant = proposals(name)
    return max(meant.get("residual", 0), meant.get("predicted", 0)) >= 0.8


_PLAIN = frozenset(["x", "X", "y", "Y", "w", "W", "b", "lr"])


def _from_calls(parameter: Parameter, weights: dict[str, float]) -> dict[str, float]:
    """Where a parameter's own name is vague, what the file passes for it says more."""
    vague = len(parameter.name) == 1 or max(weights.values(), default=0) < 0.6
    if parameter.name in _PLAIN or not vague:
        return weights
    said: dict[str, float] = {}
    for given in parameter.given:
        for role, weight in _told(given).items():
            said[role] = max(said.get(role, 0), weight)
    kept = {role: weight * (0.6 if said else 1.0) for role, weight in weights.items()}
    return {role: max(kept.get(role, 0), said.get(role, 0)) for role in kept.keys() | said.keys()}


def _told(given: str) -> dict[str, float]:
    """What a name or a number that is passed may be."""
    if given.isidentifier():
        return {role: weight for role, weight in proposals(given).items() if weight > 0.6}
    value = _literal(given)
    if isinstance(value, float):
        return {"lr": 0.7, "tolerance": 0.4} if 0 < value < 1 else {}
    return {"k": 0.7} if isinstance(value, int) and value > 9 else {}


def _from_use(parameter: Parameter, weights: dict[str, float]) -> dict[str, float]:
    """The body outweighs the name: what is counted to is a number of something, what is called is a function."""
    uses = parameter.uses
    if parameter.columns and all(re.match(r"d_?[a-zA-Z]|grad", column) for column in parameter.columns):
        uses = uses - {"frame"}  # grads["dw"]
    if "entry" in uses and parameter.name in _ENTRIES:
        return {"component": 1.0}
    if uses & {"name", "names"}:
        return {"columns": max(weights.get("X", 0), 0.2), "target": 0.0 if "names" in uses else 0.5}
    if "called" in uses:
        return {role: max(weights.get(role, 0), 0.2) for role in _FUNCTIONS}
    if uses:  # what nothing is done with may be a function that nobody calls
        functions = weights.keys() & _FUNCTIONS
        weights = {role: weight for role, weight in weights.items() if role not in _FUNCTIONS}
        weights = weights or ({"worst": 0.8} if "cost_function" in functions else {})  # J, the cost so far
    weights = _from_flow(uses, weights)
    if "truth" in uses and parameter.required and max(weights.values(), default=0) < 0.6:
        weights = {"flag": 1.0}
    if "rate" in uses and not parameter.name.lower().startswith(("d", "grad")):
        weights = {**weights, "lr": max(weights.get("lr", 0), 0.7)}
    if {"slope", "offset"} & uses and {"w", "b"} & weights.keys():
        # `a * x + b` says more than the letters do.
        shares = {"w": 1.0 if "slope" in uses else 0.1, "b": 1.0 if "offset" in uses else 0.1}
        weights = {**weights, **shares} if len({"slope", "offset"} & uses) == 1 else weights
    if "bound" in uses and not uses & {"array", "rate", "counted", "indexed"}:
        return {**{role: weight * 0.3 for role, weight in weights.items()}, "tolerance": 1.0}  # |ΔJ| < ε
    if "sizes" in uses and max((share for role, share in weights.items() if role != "m"), default=0) < 0.6:
        return {**weights, "d": max(weights.get("m", 0) + 0.1, 0.7)}  # np.zeros(size) are weights
    return _from_count(weights) if "counted" in uses else _from_table(uses, weights)


def _from_count(weights: dict[str, float]) -> dict[str, float]:
    """What is counted to is a number of steps, samples or features; `range(0, m, batch_size)` counts by one."""
    if weights.get("batch", 0) > 0.8:
        return {"batch": 1.0}
    counts = {role: weights.get(role, 0.1) for role in ("k", "m", "d")}
    counts["d"] = max(counts["d"], weights.get("X", 0))  # range(inputs)
    return {**counts, "k": max(counts["k"], 0.4)}


def _from_flow(uses: frozenset[str], weights: dict[str, float]) -> dict[str, float]:
    """Where a name says little, what is done with it says more: compared with a prediction, multiplied, stepped."""
    shown = next((roles for use, roles in _SHOWN.items() if use in uses), {})
    sizes = frozenset() if uses & {"counted", "number"} else _SIZES  # what a prediction is compared with is no size
    named = max((weight for role, weight in weights.items() if role not in sizes), default=0)
    if not shown or named > 0.7 or any(weights.get(role, 0) > 0.5 for role in shown):
        return weights
    return {**{role: weight * 0.4 for role, weight in weights.items()}, **shown}


_SIZES = frozenset(["m", "d"])
_SHRUNK = frozenset(["weight", "weights", "l2", "reg"])
_SHOWN = {
    "rows": {"points": 1.0},
    "stepped": {"theta": 0.8, "w": 0.7, "b": 0.7},
    "targets": {"y": 1.0},
    "features": {"X": 1.0},
}


def _from_table(uses: frozenset[str], weights: dict[str, float]) -> dict[str, float]:
    """What has columns, or attributes of an array, is no number."""
    arrays = {role: weight for role, weight in weights.items() if role in _ARRAYS}
    if "frame" in uses:
        return {"frame": 1.0, **arrays}
    if "points" in uses:
        return {"points": max(weights.get("points", 0), 0.5), **arrays}
    if weights.get("frame", 0) < 0.9:  # df.copy() may be of a data frame, points.copy() need not be
        weights.pop("frame", None)
        arrays.pop("frame", None)
    if uses & {"array", "table"}:
        return arrays or {"X": 0.4, "y": 0.4, "theta": 0.4, "w": 0.3}
    return weights


_OF_FLOATS = frozenset(str.split("lr k penalty lasso momentum tolerance b w"))
_BY_DEFAULT: dict[type, frozenset[str]] = {
    bool: frozenset(["flag"]),
    str: frozenset(["lr"]),  # lr="auto", where a number may be given as well
    int: _OF_FLOATS | frozenset(str.split("m d degree batch seed patience")),
    float: _OF_FLOATS,
}
"""What a parameter may be by the type of its default."""


def _from_default(parameter: Parameter, weights: dict[str, float], names: set[str]) -> dict[str, float]:
    rates = [name for name in names - {parameter.name} if proposals(name).get("lr", 0) > 0.9]
    if parameter.required:
        beside = parameter.name.lower() in ("gamma", "mu") and rates
        return {**{role: 0.4 * weight for role, weight in weights.items()}, "momentum": 0.8} if beside else weights
    value = _literal(parameter.default)
    if parameter.name.lower() in _REMEMBERS and isinstance(value, float) and 0 < value < 1 and rates:
        return {"momentum": 0.9, **dict.fromkeys(weights, 0.2)}  # gamma=0.9 beside alpha=0.01
    parts = set(split(parameter.name))
    if "decay" in parts and not parts & _SHRUNK and isinstance(value, float) and 0.5 <= value < 1:
        return {}  # the share of the learning rate that is left: no penalty
    if type(value) in (int, float) and weights.get("theta", 0) > 0.8:
        return {"w": 0.9}  # theta=1: a line through 0
    allowed = _BY_DEFAULT.get(type(value))
    if allowed is None:
        return weights
    if isinstance(value, int | float) and value >= _NO_TOLERANCE:
        allowed = allowed - {"tolerance"}
    if value:  # parameters begin at 0, but for what is called a bias
        allowed = allowed - {"w"} - ({"b"} if weights.get("b", 0) < 0.8 else set())
    weights = {role: weight for role, weight in weights.items() if role in allowed}
    if isinstance(value, int) and value >= _MANY_STEPS and "k" in weights:
        weights["k"] = max(weights["k"], 0.8)  # n=1000
    return weights


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, RecursionError):
        # 10 ** 5, 1 / 100, np.inf: a number all the same
        return 1.0 if set(text) <= set("0123456789.e-+*/() ") else None


def _global_options(name: str, needed: bool, names: set[str], routine: Routine) -> list[tuple[str, float]]:
    written = {"lr_in_line": "lr", "n_iterations_": "k"}
    literal = next((role for start, role in written.items() if name.startswith(start)), None)
    if literal:
        return [(literal, 1.0), (LEFT, 0.02 if literal == "k" else 0.1)]  # all its steps may take long
    useful = {*HELD_OUT, "lr", "k", "m", "d", "X", "y", "theta", "w", "b"}
    weights = {role: weight for role, weight in _from_name(name, names).items() if role in useful}
    if 0 < weights.get("lr", 0) < 0.8 and "rate" in uses(routine.node, name):
        weights["lr"] = 0.8
    if not needed:
        beside = {"b"} if any(proposals(one.name).get("w", 0) > 0.8 for one in routine.parameters) else set()
        strong = {role: weight for role, weight in weights.items() if role in {"lr", "k"} | beside and weight > 0.5}
        return [*sorted(strong.items(), key=lambda pair: -pair[1]), (LEFT, 0.3)]
    return [*sorted(weights.items(), key=lambda pair: -pair[1])[:4], (LEFT, 0.1)]


def framed(layout: Layout, *assignments: Assignment) -> Layout:
    """The layout with a data frame of the two columns that the code asks for; the target is named so, or is last."""
    for parameter, role in (pair for assignment in assignments for pair in assignment.parameters):
        if role == "frame" and len(parameter.columns) == 2 and "frame" in layout.forms:
            x, y = sorted(parameter.columns, key=lambda name: proposals(name).get("y", 0))
            return replace(layout, forms={**layout.forms, "frame": f"pd.DataFrame({{{x!r}: X[:, 1], {y!r}: y}})"})
    return layout


_METHODS = ("gd", "bgd", "batch", "gradient", "descent", "iterative", "lms", "sgd")


def _chosen(parameter: Parameter) -> str:
    """Of the methods that it may be, the text that stands for descent, over all samples rather than over some."""
    said = [(word, text) for word in _METHODS for text in parameter.choices if word in split(text)]
    if said:
        return said[0][1]
    at_once = bool(parameter.choices) and all(set(split(text)) & _AT_ONCE for text in parameter.choices)
    return _METHODS[0] if at_once else ""


_AT_ONCE = frozenset(str.split("normal closed analytic analytical exact direct ols lstsq pinv svd inverse solve"))
"""What a method is called that takes no steps; where no other is named, whatever else is said takes them."""


_SPEAKS = re.compile(r"reg|penal|norm", re.IGNORECASE)
"""What names a penalty; what is called a loss or a metric names none."""


def _squared(parameter: Parameter) -> str:
    """Of the penalties that it may be, the text that stands for ‖w‖²."""
    return next((text for text in parameter.choices if re.search(r"l2|ridge|tikhonov", text, re.IGNORECASE)), "")


def _each(parameter: Parameter, role: str) -> str:
    """A learning rate for each parameter, where the default is a list of them."""
    usual = _literal(parameter.default)
    return f" * np.ones({len(usual)})" if role == "lr" and isinstance(usual, list | tuple) and usual else ""


def _form(parameter: Parameter, role: str, forms: dict[str, str]) -> str:
    """What is passed for a parameter in this role."""
    if role == "method":
        return repr(_chosen(parameter))
    if role == "norm":
        return f"{_squared(parameter)!r} if penalty else {parameter.default or None}"
    if role == "data" and "halves" in parameter.uses:
        return f"({forms[role]})"
    if role == "residual" and "y_first" in parameter.uses:
        return f"-{forms[role]}"
    return f"{forms[role]}{_each(parameter, role)}"


def arguments(assignment: Assignment, forms: dict[str, str]) -> str:
    """The text between the parentheses of the call."""
    parts: list[str] = []
    keywords = False
    for parameter, role in assignment.parameters:
        if role == LEFT:
            keywords = True
            continue
        keywords = keywords or parameter.keyword
        form = _form(parameter, role, forms)
        parts.append(f"{parameter.name}={form}" if keywords else form)
    return ", ".join(parts)
