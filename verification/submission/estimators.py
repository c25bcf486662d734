"""The natural ways of building, fitting and asking a class, or of calling a function that fits."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from verification.submission.anatomy import Blueprint, Routine
from verification.submission.functions import derived, setting
from verification.submission.layout import Layout, named_tables
from verification.submission.numbered import numberings
from verification.submission.remote import Recipe
from verification.submission.roles import DATA, Assignment, arguments, assignments, framed, not_passed
from verification.submission.script import SCRIPT
from verification.submission.syntax import all_names
from verification.submission.words import goal_weights, split

_BEGINNINGS = frozenset(str.split("initialize initialise initialization init setup build prepare reset start"))


def of_class(blueprint: Blueprint, globals_: dict[str, bool]) -> Iterator[Recipe]:
    """The natural ways of building and fitting an object."""
    constructor = blueprint.methods.get("__init__") or _empty(blueprint)
    yield from _in_sequence(blueprint, constructor)
    if any(method.name in constructor.calls for method in _fitting(blueprint)):
        yield from _in_construction(blueprint, constructor)
        return
    globals_ = not_passed(globals_, constructor)
    yield from _step_by_step(blueprint, constructor)
    for built in assignments(constructor, {}, data=False)[:4]:
        for method in _fitting(blueprint):
            if not _heeds(blueprint, method):
                continue
            read = {name: needed for name, needed in globals_.items() if name in _free(blueprint, method)}
            for fitted in assignments(method, read, data=not built.roles & (DATA | {"y"}))[:4]:
                if not fitted.roles & built.roles & {"lr", "k"}:
                    yield from _laid_out(blueprint, method, built, fitted)
                    if "k" not in fitted.roles | built.roles:
                        yield from _in_two_calls(blueprint, method, built, fitted)


def _step_by_step(blueprint: Blueprint, constructor: Routine) -> Iterator[Recipe]:
    """A class of which no method trains, but one takes a step: it is called again and again, as the file would."""
    stepping = [
        one for one in blueprint.methods.values() if goal_weights(one.name).get("step") and _takes_off(one.node)
    ]
    if any(_trains(name) for name in blueprint.methods if not name.startswith("__")):
        return
    for built, method in product(assignments(constructor, {}, data=False)[:2], stepping[:2]):
        for fitted in assignments(method, {}, data=not built.roles & (DATA | {"y"}))[:2]:
            for recipe in _laid_out(blueprint, method, built, fitted) if "k" not in built.roles | fitted.roles else ():
                yield replace(recipe, fit=f"[{recipe.fit} for _ in range(n_iterations)]", weight=0.9 * recipe.weight)


def _trains(name: str) -> bool:
    """Whether a method is named for training, and not for the plot of what was fitted."""
    goals = goal_weights(name)
    return bool(goals.get("descend")) and not goals.get("metric")


def _takes_off(node: ast.AST) -> bool:
    """Whether something is taken off an attribute: `self.theta -= lr * d`, `self.w[0] = self.w[0] - step`."""
    for part in ast.walk(node):
        match part:
            case ast.AugAssign(target=ast.Attribute() | ast.Subscript(value=ast.Attribute()), op=ast.Sub() | ast.Add()):
                return True
            case ast.Assign(
                targets=[ast.Attribute() | ast.Subscript(value=ast.Attribute()) as kept],
                value=ast.BinOp(left=left, op=ast.Sub() | ast.Add()),
            ):
                if ast.unparse(kept) == ast.unparse(left):
                    return True
    return False


def _in_construction(blueprint: Blueprint, constructor: Routine) -> Iterator[Recipe]:
    """A constructor that trains: what is built is fitted."""
    for built in assignments(constructor, {})[:4]:
        fitted = replace(built, parameters=(), settings=())
        for recipe in _laid_out(blueprint, constructor, built, fitted):
            yield replace(recipe, fit="model", weight=built.weight * recipe.layout.weight)


def _heeds(blueprint: Blueprint, method: Routine) -> bool:
    """Whether a method reads the number of steps that the object is built with, if any does: else it takes one step."""
    constructor = blueprint.methods.get("__init__")
    if constructor is None:
        return True
    counts = {one.name for one in constructor.parameters if one.limits_steps}
    nodes = [node for node in ast.walk(constructor.node) if isinstance(node, ast.Assign)]
    kept = {name for node in nodes if counts & all_names(node.value) for name in _attributes(node.targets[0])}
    heeding = [one for one in blueprint.methods.values() if one is not constructor and kept & _attributes(one.node)]
    by_name = any(_asks_by_name(one) for one in _reached(blueprint, method))
    return not heeding or by_name or any(one in heeding for one in _reached(blueprint, method))


def _asks_by_name(one: Routine) -> bool:
    """Whether it calls a method whose name it puts together."""
    return "getattr" in all_names(one.node)


def _attributes(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _in_two_calls(blueprint: Blueprint, method: Routine, built: Assignment, fitted: Assignment) -> Iterator[Recipe]:
    """`model.fit(X, y)` that only takes the data, and then `model.train(alpha, n)`."""
    for other in blueprint.methods.values():
        if other.name == method.name or other.name.startswith("__") or not other.parameters:
            continue
        for trained in assignments(other, {}, data=False)[:2]:
            if "k" not in trained.roles or not trained.roles <= {"k", "lr", "flag", "tolerance", "penalty"}:
                continue
            forms = {role: form for role in trained.roles if (form := Layout({}, 1.0).form(role))}
            then = f"{other.call}({arguments(trained, forms)})"
            for recipe in _laid_out(blueprint, method, built, fitted):
                yield replace(recipe, fit=f"({recipe.fit}, {then})[-1]", weight=recipe.weight * 0.7, line=other.line)


def _in_sequence(blueprint: Blueprint, constructor: Routine) -> Iterator[Recipe]:
    """`model.load(X, y); model.prepare(); model.train(alpha, n)`: several calls, as the file itself makes them."""
    methods = _up_to_fitting(blueprint)
    choices = [assignments(one, {}, data=False)[:2] for one in (constructor, *methods)]
    for made, *called in product(*choices) if len(methods) > 1 else ():
        roles = made.roles.union(*(one.roles for one in called))
        weight = math.prod(one.weight for one in (made, *called)) * (1.0 if blueprint.sequence else 0.6)
        if roles & DATA:
            for recipe in _laid_out(blueprint, methods[-1], made, replace(called[-1], weight=weight), roles):
                yield replace(recipe, fit=_each_called(methods, called, recipe.layout))


def _up_to_fitting(blueprint: Blueprint) -> list[Routine]:
    """The methods that the file calls up to the one that fits; what predicts or tells the cost changes nothing.

    Where the file calls none, a method that is named for a beginning comes before the one that fits.
    """
    fitting = {method.name: method for method in _fitting(blueprint)}
    if not blueprint.sequence and fitting:
        public = [method for name, method in blueprint.methods.items() if not name.startswith("__")]
        first = [method for method in public if set(split(method.name)) & _BEGINNINGS]
        return [*first[:1], *fitting.values()][:2] if first else []
    wanted = [
        name for name in blueprint.sequence if name in fitting or not goal_weights(name).keys() & {"predict", "cost"}
    ]
    last = max((place for place, name in enumerate(wanted) if name in fitting), default=-1)
    return [blueprint.methods[name] for name in wanted[: last + 1]]


def _each_called(methods: list[Routine], called: list[Assignment], layout: Layout) -> str:
    """The calls one after the other, as an expression with the value of the last."""
    calls = []
    for method, assignment in zip(methods, called, strict=True):
        forms = {role: form for role in assignment.filled if (form := layout.form(role))}
        calls.append(f"{method.call}({arguments(assignment, forms)})")
    return f"({', '.join(calls)})[-1]"


def of_function(routine: Routine, globals_: dict[str, bool], computed: dict[str, str]) -> Iterator[Recipe]:
    """The natural ways of calling a function that fits from a start of its own: as it is, or by its variables."""
    for assignment in assignments(routine, globals_)[:6]:
        complete = {"X", "y"} <= assignment.roles or assignment.roles & {"points", "frame"} or routine.call == SCRIPT
        if not complete or assignment.roles & {"theta", "w", "b", "predicted", "residual"}:
            continue
        for plain in _data_layouts(assignment.roles, assignment.features):
            layout = framed(plain, assignment)
            forms = {role: form for role in assignment.filled if (form := layout.form(role))}
            if len(forms) < len(assignment.filled):
                continue
            called = arguments(assignment, forms)
            settings = {name: setting(name, forms[role]) for name, role in assignment.settings}
            settings = derived(settings, globals_, computed)
            weight = assignment.weight * layout.weight
            inside = 0.2 if any(map(any, routine.returned)) else 0.6  # what it returns says more than its variables
            for fit, share in ((f"{routine.call}({called})", 1.0), (f"locals_of({routine.call}, {called})", inside)):
                yield Recipe(
                    name=routine.name,
                    build="",
                    fit=fit,
                    settings=settings,
                    layout=layout,
                    line=routine.line,
                    guessed=assignment.guessed,
                    weight=weight * share,
                    predict=f"model({forms['X']})" if share == 1.0 and "X" in forms else "",
                )


def _reached(blueprint: Blueprint, method: Routine) -> list[Routine]:
    """A method and the methods that it calls."""
    seen, reading = {method.name}, [method]
    for one in reading:
        for name in one.calls & blueprint.methods.keys() - seen:
            seen.add(name)
            reading.append(blueprint.methods[name])
    return reading


def _free(blueprint: Blueprint, method: Routine) -> set[str]:
    """The globals that a method and the methods it calls read."""
    return {name for one in _reached(blueprint, method) for name in one.free}


def _empty(blueprint: Blueprint) -> Routine:
    anything = next(iter(blueprint.methods.values()))
    return replace(anything, call=blueprint.name, parameters=())


def _laid_out(
    blueprint: Blueprint, method: Routine, built: Assignment, fitted: Assignment, roles: frozenset[str] = frozenset()
) -> Iterator[Recipe]:
    roles = built.roles | fitted.roles | roles
    asked = predicting(blueprint)
    for plain in _data_layouts(roles, built.features or fitted.features):
        layout = framed(plain, built, fitted)
        forms = {role: layout.form(role) for role in roles | built.filled | fitted.filled}
        if not all(forms.values()):
            continue
        known = {role: form for role, form in forms.items() if form}
        predict = _asking(asked, layout) if asked else ""
        yield Recipe(
            name=blueprint.name,
            build=f"{blueprint.maker or blueprint.name}({arguments(built, known)})",
            fit=f"{method.call}({arguments(fitted, known)})",
            predict=predict,
            settings={name: setting(name, known[role]) for name, role in fitted.settings},
            layout=layout,
            promised=method.returned,
            roles=built.roles,
            line=method.line,
            guessed=built.guessed or fitted.guessed or bool(blueprint.maker),  # what it made of its data stays
            weight=built.weight * fitted.weight * layout.weight * _fit_weight(method),
        )


def _fit_weight(method: Routine) -> float:
    plain = {"fit": 1.0, "train": 0.98, "fit_": 0.97}
    weights = goal_weights(method.name)
    return plain.get(method.name, 0.5 + 0.4 * weights.get("descend", 0) - 0.4 * weights.get("metric", 0))


def _fitting(blueprint: Blueprint) -> list[Routine]:
    """The methods that may fit: those named so, and those that are given data and call one of them."""
    public = {name: method for name, method in blueprint.methods.items() if not name.startswith("__")}
    able = {name: method for name, method in public.items() if goal_weights(name).get("descend")}
    if not able:
        able = {name: method for name, method in public.items() if len(method.parameters) >= 2}
    calling = [method for name, method in public.items() if name not in able and method.calls & able.keys()]
    named = sorted(able.values(), key=lambda method: -_fit_weight(method))[:3]
    return named + [method for method in calling if len(method.parameters) >= 2][:1]


def _asking(asked: Routine, layout: Layout) -> str:
    """The call that predicts: of X as it is laid out, or of one column after the other, where they are numbered."""
    columns = [layout.form(role) for role in _columns(asked).values()] or [layout.form("X")]
    return f"{asked.call}({', '.join(filter(None, columns))})" if all(columns) else ""


def _columns(asked: Routine) -> dict[str, str]:
    """The column of X that each parameter takes, where they are numbered."""
    wanted = [parameter.name for parameter in asked.parameters if parameter.required]
    return next((roles for roles, _ in numberings(wanted)), {})


def predicting(blueprint: Blueprint) -> Routine | None:
    """The method that predicts from X alone, or from its columns."""
    named = [
        (goal_weights(name).get("predict", 0) + (name == "predict"), method)
        for name, method in blueprint.methods.items()
        if (name == "__call__" or not name.startswith("__"))
        and (sum(parameter.required for parameter in method.parameters) == 1 or _columns(method))
    ]
    weight, method = max(named, key=lambda pair: pair[0], default=(0, None))
    return method if weight else None


def _data_layouts(roles: frozenset[str], features: int | None = None) -> Iterator[Layout]:
    """The layouts of the data, with those of a start if one is asked for; of so many features, if they are numbered."""
    if features:
        whole = (one for one in _data_layouts(roles) if one.forms.get("X", "").startswith("X[:, 1:]"))
        yield from (replace(one, features=features) for one in whole if one.features is None)
        return
    starts = [{"theta": "theta", "w": "theta[1:]", "b": "theta[0]"}]
    if roles & {"theta", "w"}:
        starts.append({"theta": "theta[:, None]", "w": "theta[1:, None]", "b": "theta[0]"})
    for layout in _layouts_of_data(roles):
        for start in starts:
            one = layout.features == 1 and "w" in roles
            width = {"X": "X.shape[1]", "X[:, 1:]": "X.shape[1] - 1"}.get(layout.forms.get("X", ""), "1")
            forms = {"d": width, **start, **({"w": "theta[1]"} if one else {}), **layout.forms}
            yield replace(layout, forms=forms)


def _layouts_of_data(roles: frozenset[str]) -> Iterator[Layout]:
    if "target" in roles:
        yield from named_tables({})
        return
    if "points" in roles:
        wide, flat = {"X": "X[:, 1:]"}, {"X": "X[:, 1]"}
        yield Layout({"points": "np.column_stack([X[:, 1:], y])", **wide}, 0.5, intercept=True)
        yield Layout({"points": "np.column_stack([X[:, 1], y])", **flat}, 0.4, intercept=True, features=1)
        yield Layout({"points": "np.column_stack([X[:, 1:], y])", **wide}, 0.25, intercept=True, features=2)
        yield Layout({"points": "np.column_stack([X, y])", **flat}, 0.3, intercept=True, features=1)
        return
    for y, y_weight in (("y", 1.0), ("y[:, None]", 0.9)):
        yield Layout({"X": "X[:, 1:]", "y": y}, y_weight, intercept=True)
        yield Layout({"X": "X", "y": y}, 0.8 * y_weight)
        yield Layout({"X": "X[:, 1:]", "y": y}, 0.5 * y_weight, intercept=True, features=1)
        yield Layout({"X": "X[:, 1]", "y": y}, 0.6 * y_weight, intercept=True, features=1)
        yield Layout({"X": "X[:, 0]", "y": y}, 0.3 * y_weight, features=1)
        yield Layout({"X": "X", "y": y}, 0.25 * y_weight, features=1)
        yield Layout({"X": "X[:, 1:]", "y": y}, 0.25 * y_weight, intercept=True, features=2)
        yield Layout({"X": "X", "y": y}, 0.2 * y_weight, intercept=True, features=3)
    if "frame" in roles:
        frame = "pd.DataFrame({'x': X[:, 1], 'y': y})"
        yield Layout({"frame": frame, "X": "X[:, 1]"}, 0.4, intercept=True, features=1)
    series = {"X": "pd.DataFrame(X[:, 1:])", "y": "pd.Series(y)"}
    yield Layout({**series}, 0.35, intercept=True)
    yield Layout({**series, "X": "X[:, 1:]"}, 0.36, intercept=True)
    yield Layout({**series, "X": "X"}, 0.33)
    yield Layout({**series, "X": "pd.DataFrame(X)"}, 0.3)
    yield Layout({**series, "X": "pd.Series(X[:, 1])"}, 0.3, intercept=True, features=1)
    yield Layout({"X": "X[:, 1].tolist()", "y": "y.tolist()"}, 0.4, intercept=True, features=1)
    yield Layout({"X": "X[:, 1:].tolist()", "y": "y.tolist()"}, 0.4, intercept=True)
    yield Layout({"X": "X[:, 1:].T", "y": "y[None, :]"}, 0.3, intercept=True)
    yield Layout({"X": "X[:, 1:].T", "y": "y"}, 0.3, intercept=True)
    yield Layout({"X": "X.T", "y": "y"}, 0.28)
