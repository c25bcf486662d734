"""A fitted model in a file: JSON that a person can read, exact to the last bit, and nothing that is ever executed."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np

from linreg.categories import Columns
from linreg.estimator import LinearRegression, check_fitted, feature_names
from linreg.faults import FileError
from linreg.writing import replacing

FORMAT = "linreg model"
VERSION = 1
EXPECTED = f"a model that `linreg fit … --save` wrote, version {VERSION}"


class SavedModel(NamedTuple):
    """A model that is ready to predict, the name of its target, and the columns of a table that it takes."""

    model: LinearRegression
    target: str
    columns: Columns


def save_model(
    model: LinearRegression, path: str | os.PathLike[str], target: str, columns: Columns | None = None
) -> None:
    """Write a fitted model: its weights by feature, its intercept, the name of its target, and its settings.

    columns: of the table, where some are text; otherwise there is one for each feature.

    The file appears whole or not at all. Floats are written so that they are read back bit for bit. Raises
    `NotFittedError` before `fit`, `FileError` where the file cannot be written.
    """
    check_fitted(model)
    levels = {"columns": columns.names, "levels": columns.levels} if columns is not None and columns.levels else {}
    content = {
        "format": FORMAT,
        "version": VERSION,
        "target": target,
        **levels,
        "intercept": model.intercept_,
        "coef": dict(zip(feature_names(model), model.coef_.tolist(), strict=True)),
        "settings": {
            name: value for name, value in model.get_params().items() if _is_plain(value) and name != "progress"
        },
    }
    with replacing(path) as file:
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def load_model(path: str | os.PathLike[str]) -> SavedModel:
    """The model in a file. Raises `FileError` for any other file."""
    content = _content(Path(path))
    model = LinearRegression(**content["settings"])
    model.coef_, model.intercept_ = np.array(list(content["coef"].values()), dtype=np.float64), content["intercept"]
    model.theta_ = np.concatenate([[model.intercept_], model.coef_]) if model.fit_intercept else model.coef_.copy()
    model.n_features_in_ = len(model.coef_)
    model.feature_names_in_ = np.array(list(content["coef"]), dtype=object)
    return SavedModel(model, content["target"], _columns(content))


def _columns(content: dict[str, Any]) -> Columns:
    levels = {name: tuple(found) for name, found in content.get("levels", {}).items()}
    return Columns(tuple(content.get("columns", content["coef"])), levels)


def _is_plain(setting: Any) -> bool:
    return setting is None or isinstance(setting, str | bool | int | float)


def _content(path: Path) -> dict[str, Any]:
    """The checked content of the file: from here on everything is of the type it should be."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_without_doubles, parse_constant=float)
    except OSError as error:
        raise FileError(f"{path} cannot be opened: {error.strerror}", EXPECTED, "Look at its name and place.") from None
    except (ValueError, RecursionError) as error:
        _refuse(path, f"is damaged or no JSON: {_first_line(error)}")
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        _refuse(path, "is JSON, and no model")
    if content.get("version") != VERSION:
        _refuse(path, f"has version {content.get('version')!r}")
    _check_content(path, content)
    return content


def _check_content(path: Path, content: dict[str, Any]) -> None:
    coef, settings = content.get("coef"), content.get("settings")
    if not isinstance(content.get("target"), str):
        _refuse(path, "names no target")
    if not isinstance(coef, dict) or not coef:
        _refuse(path, "has no weights")
    for name, number in [("intercept", content.get("intercept")), *coef.items()]:
        if not _is_finite_float(number):
            _refuse(path, f"has {number!r} for the weight of {name!r}" if name in coef else f"has intercept {number!r}")
    if ("columns" in content or "levels" in content) and not _are_columns(content):
        _refuse(path, "has columns that do not make up its features")
    known = LinearRegression().get_params()
    if not isinstance(settings, dict) or not all(
        name in known and _is_plain(value) for name, value in settings.items()
    ):
        _refuse(path, "has settings that are not known here")
    fit_intercept = settings.get("fit_intercept", True)
    if not isinstance(fit_intercept, bool) or (content["intercept"] and not fit_intercept):
        _refuse(path, f"has intercept {content['intercept']!r} and the setting fit_intercept={fit_intercept!r}")


def _are_columns(content: dict[str, Any]) -> bool:
    """Whether columns and levels are names, and lead to the features that have weights."""
    names, levels = content.get("columns"), content.get("levels")
    if not (_are_names(names) and isinstance(levels, dict) and all(map(_are_names, levels.values()))):
        return False
    return set(levels) <= set(names or ()) and _columns(content).features == list(content["coef"])


def _are_names(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(name, str) for name in given)


def _is_finite_float(number: Any) -> bool:
    return isinstance(number, float) and math.isfinite(number)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a name stands twice")
    return content


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _refuse(path: Path, observed: str) -> NoReturn:
    raise FileError(f"{path} {observed}", EXPECTED, "Fit the model again and save it anew.")
