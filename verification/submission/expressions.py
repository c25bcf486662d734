"""What the user says is to be checked: an expression over X, y, theta, lr and n_iterations."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from verification.submission.anatomy import Blueprint
from verification.submission.estimators import predicting
from verification.submission.layout import Layout
from verification.submission.remote import Recipe


def of_expression(expression: str, blueprints: dict[str, Blueprint]) -> Iterator[Recipe]:
    """What the user says fits: an expression whose value is the fitted object or θ."""
    given = re.search(r"X(\[[^\]]*\])?", expression)
    form = given[0] if given else "X"
    named = next((one for name, one in blueprints.items() if name in expression), None)
    method = predicting(named) if named else None
    predict = f"{method.call}({form})" if method else f"model({form})"
    for layout in given_layouts(expression):
        build, fit = _built_and_fitted(expression)
        line = named.line if named else None
        yield Recipe(named.name if named else "", build, fit, predict, layout=layout, line=line)


def _built_and_fitted(expression: str) -> tuple[str, str]:
    """`Model(…).fit(…)` as its two parts, for `fit` need not return the object."""
    tree = ast.parse(expression, mode="eval").body
    match tree:
        case ast.Call(func=ast.Attribute(value=ast.Call() as made) as method):
            build = ast.unparse(made)
            method.value = ast.Name("model")
            return build, ast.unparse(tree)
    return "", expression


def in_design(expression: str) -> str:
    """The user's expression over our X, which begins with the ones: beside theta[0] and theta[1:], theirs does not.

    Raises `ValueError` for what is no expression.
    """
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{expression!r} is no Python expression: {error.msg}. Quote it for the shell.") from None
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)]
    names = {node.value.id for node in parts if isinstance(node.value, ast.Name)}
    if "theta" not in names or "X" in names:
        return expression
    slope = any(ast.unparse(node) == "theta[1]" for node in parts)
    return re.sub(r"\bX\b", "X[:, 1]" if slope else "X[:, 1:]", expression)


def given_layouts(expression: str) -> list[Layout]:
    """What an expression of the user's own says about its problem."""
    forms = {"X": "X"}
    if re.search(r"X\[:, *1\]|theta\[1\]", expression):
        return [Layout(forms, 1.0, intercept=True, features=1)]
    split = re.search(r"X\[:, *1:\]|theta\[0\]|theta\[1:\]", expression)
    return [Layout(forms, 1.0, intercept=True)] if split else [Layout(forms, 1.0), Layout(forms, 0.9, intercept=True)]
