"""Reads the corpora: every public function of the modules in a folder, under its name."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import FunctionType

HERE = Path(__file__).parent


def gradients(folder: str) -> dict[str, FunctionType]:
    """name → gradient(theta, X, y) for each module of tests/verification/<folder>."""
    modules = [_module(path) for path in sorted((HERE / folder).glob("*.py"))]
    return {
        f"{module.__name__}.{name}": function
        for module in modules
        for name, function in vars(module).items()
        if _is_gradient(function, module)
    }


def _is_gradient(thing, module) -> bool:
    """A public function of the module's own that is not marked as a helper."""
    if not isinstance(thing, FunctionType) or thing.__module__ != module.__name__:
        return False
    return not thing.__name__.startswith("_") and not hasattr(thing, "is_a_helper") and thing.__name__ != "<lambda>"


def _module(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
