"""Finding a submission, and executing of it what defines and nothing of what runs."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import numpy as np
import pytest

from verification.implementation import Unanswered
from verification.submission.binding import open_submission
from verification.submission.loading import trimmed
from verification.submission.rewriting import rewritten
from verification.submission.source import find, notebook

RIGHT = "def gradient(theta, X, y):\n    return X.T @ (X @ theta - y) / len(y)\n"
X, Y, THETA = np.array([[1.0, 2.0], [1.0, 4.0]]), np.array([1.0, 1.0]), np.array([0.0, 1.0])
# r = (1, 3), Xᵀr/2 = (2, 7)
GRADIENT = [2.0, 7.0]


def kept(text: str) -> list[str]:
    return [ast.unparse(statement) for statement in trimmed(ast.parse(text))]


@pytest.mark.parametrize(
    "statement",
    ["import numpy as np", "from a import *", "alpha = 0.01", "n: int = 3", "X = np.array([[1, 2], [3, 4]])",
     "f = lambda x: x",
     "try:\n    import numba\nexcept ImportError:\n    numba = None", "sys.path.append('..')", "a, b = (1, 2)"],
)  # fmt: skip
def test_definitions_and_constants_are_kept(statement: str) -> None:
    assert kept(statement) == [statement]


@pytest.mark.parametrize(
    "statement",
    ["data = pd.read_csv('x.csv')", "print(1)", "for i in range(3):\n    i += 1", "model.fit(X, y)", "plt.show()",
     "if __name__ == '__main__':\n    main()", "theta = train(X, y)", "while True:\n    pass", "w -= f(w)"],
)  # fmt: skip
def test_what_runs_is_left_out(statement: str) -> None:
    assert kept(statement) == []


def answered(path: Path | str) -> list[float]:
    with open_submission(path) as submission:
        gradient = submission.implementation.gradient
        assert gradient, submission.failure
        return list(gradient(THETA, X, Y))


def test_a_script_that_would_fail_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("import pandas as pd\ndata = pd.read_csv('no.csv')\nplot(data)\n" + RIGHT + "gradient(data)\n")
    assert answered(file) == GRADIENT


def test_siblings_are_found_and_trimmed_too(tmp_path: Path) -> None:
    (tmp_path / "helpers.py").write_text("open('no.csv')\n\n\ndef residual(theta, X, y):\n    return X @ theta - y\n")
    file = tmp_path / "mine.py"
    file.write_text(
        "from helpers import residual\n\n\n"
        "def gradient(theta, X, y):\n    return X.T @ residual(theta, X, y) / len(y)\n"
    )
    assert answered(file) == GRADIENT


def test_relative_imports_are_found(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "base.py").write_text(RIGHT)
    (package / "mine.py").write_text(
        "from .base import gradient as slope\n\n\ndef gradient(theta, X, y):\n    return slope(theta, X, y)\n"
    )
    assert answered(package / "mine.py") == GRADIENT


def test_a_module_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a_learners_module.py").write_text(RIGHT)
    monkeypatch.syspath_prepend(tmp_path)
    assert answered("a_learners_module") == GRADIENT


def test_an_object_is_chosen_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(RIGHT + "\n\ndef wrong_gradient(theta, X, y):\n    return X.T @ (X @ theta - y) / (len(y) - 1)\n")
    assert answered(f"{file}:gradient") == GRADIENT
    assert answered(f"{file}:wrong_gradient") == [4.0, 14.0]


def test_a_module_is_not_imported_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "explosive"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported in the wrong process')")
    (package / "inner.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    assert find("explosive.inner").path == package / "inner.py"


@pytest.mark.parametrize("target", ["no/such/file.py", "nosuch.ipynb", "no_such_module_at_all", "json:loads.x"])
def test_what_is_not_there_is_said(target: str) -> None:
    with pytest.raises(Unanswered) as caught:
        source = find(target)
        assert source.wanted == "loads.x"
        raise Unanswered("not-found", "found, but not what is meant")
    assert caught.value.kind == "not-found"


def test_a_notebook_keeps_its_code_and_comments_out_the_rest() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# not code"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "!pip install x\n", "alpha = 1\n", "alpha?"]},
        {"cell_type": "code", "source": "print 'Python 2'"},
        {"cell_type": "code", "source": ["%%bash\n", "ls"]},
    ]
    text = notebook(json.dumps({"cells": cells}))
    namespace: dict[str, object] = {}
    exec(text, namespace)
    assert namespace["alpha"] == 1
    assert "# print 'Python 2'" in text and "# ls" in text and "not code" not in text


def test_a_notebook_of_python_2_is_not_mended_by_leaving_its_cells_out() -> None:
    cells = [{"cell_type": "code", "source": "print 'cost', 3"}]
    old = {"cells": cells, "metadata": {"language_info": {"name": "python", "version": "2.7.18"}}}
    assert "\nprint 'cost', 3" in notebook(json.dumps(old))
    assert "\n# print 'cost', 3" in notebook(json.dumps({"cells": cells}))


def test_a_damaged_notebook_is_said() -> None:
    with pytest.raises(Unanswered, match="damaged"):
        notebook('{"cells": [')


def test_the_text_may_be_of_windows_and_of_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_bytes(b"# -*- coding: latin-1 -*-\r\n# pr\xe9cision\r\n" + RIGHT.replace("\n", "\r\n").encode())
    assert answered(file) == GRADIENT


def literals(text: str) -> list[tuple[str, float, int]]:
    _, found, _ = rewritten(ast.parse(text))
    return [(literal.role, literal.value, literal.line) for literal in found]


def test_settings_written_as_numbers_are_found() -> None:
    text = "def f(x):\n    lr = 0.08\n    for _ in range(10**4):\n        x = x - lr * g(x)\n"
    assert literals(text) == [("lr", 0.08, 2), ("k", 10000, 3)]


def test_a_number_of_samples_is_no_setting() -> None:
    assert literals("def f(x, y):\n    for i in range(20):\n        s += x[i] * y[i]\n") == []


def test_rewriting_leaves_every_line_where_it_was() -> None:
    text = (
        '"""Doc."""\nfrom __future__ import annotations\n\n\n'
        "def f(x):\n    for _ in range(99):\n        x = x - 0.1 * x\n    return x\n"
    )
    tree, *_ = rewritten(ast.parse(text))
    namespace: dict[str, object] = {}
    exec(compile(tree, "f.py", "exec"), namespace)
    assert namespace["f"].__code__.co_firstlineno == 5  # type: ignore[attr-defined]
