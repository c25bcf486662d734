"""Code that does not run: what the error means, and what replaced the names that libraries have removed."""

from __future__ import annotations

import re
from difflib import get_close_matches

import numpy as np

from verification.mistakes.entry import Mistake

REMOVED = {
    "mat": "np.mat was removed in numpy 2.0: write np.asmatrix, or better np.array",
    "Inf": "np.Inf was removed in numpy 2.0: write np.inf",
    "NaN": "np.NaN was removed in numpy 2.0: write np.nan",
    "float": "np.float was removed in numpy 1.24: write float",
    "int": "np.int was removed in numpy 1.24: write int",
    "bool": "np.bool was removed in numpy 1.24: write bool",
    "object": "np.object was removed in numpy 1.24: write object",
    "float_": "np.float_ was removed in numpy 2.0: write np.float64",
    "product": "np.product was removed in numpy 2.0: write np.prod",
    "cumproduct": "np.cumproduct was removed in numpy 2.0: write np.cumprod",
    "alltrue": "np.alltrue was removed in numpy 2.0: write np.all",
    "sometrue": "np.sometrue was removed in numpy 2.0: write np.any",
    "round_": "np.round_ was removed in numpy 2.0: write np.round",
    "row_stack": "np.row_stack was removed in numpy 2.0: write np.vstack",
    "in1d": "np.in1d was removed in numpy 2.4: write np.isin",
    "trapz": "np.trapz was removed in numpy 2.4: write np.trapezoid",
    "ix": "DataFrame.ix was removed in pandas 1.0: write .iloc or .loc",
    "as_matrix": "DataFrame.as_matrix was removed in pandas 1.0: write .to_numpy()",
    "append": "DataFrame.append was removed in pandas 2.0: write pd.concat",
    "load_boston": "sklearn.datasets.load_boston was removed in scikit-learn 1.2: write fetch_california_housing",
}
PYTHON_2 = {
    r"Missing parentheses in call to 'print'": "This is Python 2: print is a function, print(…).",
    r"name 'xrange' is not defined": "This is Python 2: xrange is range.",
    r"name 'raw_input' is not defined": "This is Python 2: raw_input is input.",
    r"name 'reduce' is not defined": "This is Python 2: write from functools import reduce.",
}
OTHER = {
    r"only (0-dimensional|length-1|size-1) arrays": "float() takes one number: take the element, a[0], or a.item().",
    r"setting an array element with a sequence": "An array of one entry is no number: take the entry, a.item().",
    r"_init_\(\)|takes no arguments": "The constructor is __init__, with two underscores on either side.",
    r"invalid non-printable character|U\+200B": "There is an invisible character in the line: type the line anew.",
    r"takes \d+ arguments and is given": "Pass what it takes, in its order.",
    r"'builtin_function_or_method'": "What follows the name of a function in parentheses calls it: np.zeros(n).",
    r"'(?!None|Data|Series|Index|Tensor)[A-Z]\w*' object has no": "Set it in the constructor, under this very name.",
    r"indent|inconsistent use of tabs": "Indent every block alike, with spaces only.",
    r"name '(\w+)' is not defined": "Define or import the name before it is used.",
    r"core dimension|not aligned|could not be broadcast": "Print the shapes of both operands.",
}


_OF_ARRAYS = [name for name in dir(np.ndarray) if not name.startswith("_")]
_OF_OTHERS = frozenset(
    str.split("items index columns values keys iloc loc append insert count pop apply map head tail to_list dim numel")
)
"""What frames, lists and dictionaries have: whoever asks an array for it wanted one of these."""


def of_an_array(error: str) -> str:
    """The attribute of an array that was meant by one that it does not have: T by t, reshape by reshpae; or ""."""
    missed = re.match(r"AttributeError: 'numpy\.ndarray' object has no attribute '(\w+)'", error)
    if missed is None or missed[1] in _OF_OTHERS:
        return ""
    alike = [name for name in _OF_ARRAYS if name.lower() == missed[1].lower()]
    return next(iter(alike or get_close_matches(missed[1], _OF_ARRAYS, 1, 0.8)), "")


def replacement(error: str) -> str | None:
    """What to do about an error message, where it is one that many people meet."""
    gone = re.search(r"has no attribute [`'\"](\w+)|cannot import name '(\w+)'", error)
    if gone and (name := gone[1] or gone[2]) in REMOVED:
        return REMOVED[name]
    if told := re.search(r"was removed in the NumPy \S+ release\. (.+?)\s*(\(line|$)", error):
        return told[1]  # numpy says it itself
    if meant := of_an_array(error):
        return f"Of an array it is called .{meant}."
    known = PYTHON_2 | OTHER
    return next((remedy for pattern, remedy in known.items() if re.search(pattern, error)), None)


CODE = (
    Mistake(
        id="does-not-run",
        heading="The code does not run",
        symptom="An error before any number comes out.",
        cause="A name that is not defined, Python 2, wrong indentation, or something that a library has removed.",
        mend="See the line that is shown.",
        hint="Read the last line of the error, then the line of yours that it names.",
        evidence="{what}",
        calls="an error",
    ),
)
