"""Stand-ins for what the submission imports but the checked functions never need: plotting, and what is not installed.

A stand-in can be passed around, called, subscripted and subclassed. One for plotting goes along with everything, so
that plots go nowhere; one for a missing library raises `Missing` as soon as a number is wanted of it.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dis import opmap
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from verification.submission.words import goal_weights

PLOTTING = frozenset(
    str.split(
        "matplotlib mpl_toolkits pylab seaborn plotly bokeh altair IPython ipywidgets graphviz cv2 PIL tkinter turtle "
        "pygame celluloid scienceplots prettytable termcolor colorama rich tabulate"
    )
)
# What takes long to import and is mostly there to read a file or to compare with.
HEAVY = frozenset(["pandas", "sklearn", "scipy", "statsmodels", "tensorflow", "torch", "keras", "jax", "sympy"])
_PASSED_THROUGH = frozenset(["tqdm", "trange", "tqdm_notebook", "track", "prange"])
# What scikit-learn looks at before a fit; sound data come out as they went in. → which arguments come out
_LOOKED_AT = {"check_X_y": slice(0, 2), "check_array": slice(0, 1), "column_or_1d": slice(0, 1),
              "validate_data": slice(1, 3), "check_is_fitted": slice(0, 0)}  # fmt: skip


class Missing(ImportError):
    """A library that is not installed was really needed."""


def _missing(name: str) -> Missing:
    return Missing(f"{name} is needed, and {name.partition('.')[0]} is not installed here")


class Unseen(float):
    """A loss that nothing here can compute: it can be kept and shown, and whoever compares it is told so."""

    def __new__(cls, name: str) -> Unseen:
        made = super().__new__(cls, "nan")
        made.name = name
        return made

    name: str

    __array_ufunc__ = None  # what it is computed with asks it

    def _kept(self, other: Any = 0.0, *_: Any) -> Unseen:
        if np.ndim(other):
            self._compared()  # a prediction or a residual, and no loss
        return self

    def _compared(self, *_: Any) -> bool:
        raise _missing(f"{self.name}()")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _kept
    __neg__ = __abs__ = __pow__ = _kept
    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __iter__ = _compared


class Stub:
    """An attribute of a stand-in module, or what came of calling one."""

    _name: str
    _plotting: bool

    def __init__(self, name: str, plotting: bool, arguments: tuple[Any, ...] = ()) -> None:
        self.__dict__.update(_name=name, _plotting=plotting, _arguments=arguments)

    def __getattr__(self, name: str) -> Stub:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Stub(f"{self._name}.{name}", self._plotting)

    def __setattr__(self, name: str, value: Any) -> None:
        """Settings of a library that is not there are settings of nothing."""

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        # @njit, @app.route(...): decorating leaves the function alone.
        if len(arguments) == 1 and isinstance(arguments[0], (FunctionType, type)):
            return arguments[0]
        if self._name.rpartition(".")[2] in _LOOKED_AT:
            return _looked_at(self._name, arguments, keywords)
        if self._name.rpartition(".")[2] in _PASSED_THROUGH:
            over = next(iter(arguments), keywords.get("iterable", ()))
            return Progress(range(*arguments) if "range" in self._name else over)
        if not self._plotting and goal_weights(self._name.rpartition(".")[2]).keys() == {"cost"}:
            return Unseen(self._name)  # what descent records of it takes no part in the descent
        return Stub(f"{self._name}()", self._plotting, arguments)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (_base(self._name),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, Stub)

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __enter__(self) -> Stub:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getitem__(self, _: Any) -> Stub:
        return self._wanted("[]")

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __or__(self, _: Any) -> Stub:
        return self

    __ror__ = __or__

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        """As many stand-ins as the caller unpacks: `fig, ax = plt.subplots()`."""
        if not self._plotting:
            raise _missing(self._name)
        return iter([Stub(self._name, True) for _ in range(_unpacked(sys._getframe(1)))])

    def _wanted(self, what: str) -> Stub:
        return Stub(self._name + what, self._plotting)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise _missing(self._name)

    def __float__(self) -> float:
        raise _missing(self._name)

    def __index__(self) -> int:
        raise _missing(self._name)

    def __len__(self) -> int:
        if self._plotting:
            return 0
        raise _missing(self._name)


class Progress:
    """A progress bar that shows nothing: it is what it goes over, and to be told how far that is changes nothing."""

    def __init__(self, over: Iterable[Any]) -> None:
        self._over = over

    def __iter__(self) -> Iterator[Any]:
        return iter(self._over)

    def __len__(self) -> int:
        return len(self._over)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _looked_at(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
    """The data as arrays, one or both, where a stand-in has looked at them; None after `check_is_fitted`."""
    asked = name.rpartition(".")[2]
    passed = [*arguments[_LOOKED_AT[asked]], *(keywords[key] for key in ("X", "array", "y") if key in keywords)]
    data = [sys.modules["numpy"].asarray(part) for part in passed]
    if not data and asked != "check_is_fitted":
        raise Missing(f"{name} is needed, and was not understood here")
    return data[0] if len(data) == 1 else tuple(data) or None


def _operator(name: str) -> Callable[..., Any]:
    def operate(self: Stub, *_: Any) -> Stub:
        if self._plotting:
            return self
        raise _missing(self._name)

    operate.__name__ = name
    return operate


for _name in str.split("add radd sub rsub mul rmul truediv rtruediv matmul rmatmul pow neg lt gt le ge"):
    setattr(Stub, f"__{_name}__", _operator(f"__{_name}__"))


class _Base:
    """What a class inherits instead of a base class that is not there."""

    def __init_subclass__(cls, **_: Any) -> None:
        pass

    def _validate_data(self, *data: Any, **keywords: Any) -> Any:
        return _looked_at("validate_data", (self, *data), keywords)


def _base(name: str) -> type:
    """A base of its own for each: no class may have the same one twice."""
    return type(name.rpartition(".")[2], (_Base,), {})


def _importer() -> str:
    """The file in which the import statement stands."""
    frame = sys._getframe(2)
    while frame.f_back is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_filename


def _unpacked(frame: Any) -> int:
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at + 1] if code[at] == opmap["UNPACK_SEQUENCE"] else 0


class Later:
    """A library, or something in it, that is imported when it is first used: what is not needed costs no time."""

    def __init__(self, path: str) -> None:
        self.__dict__["_path"] = path

    def __getattr__(self, name: str) -> Any:
        return getattr(_resolved(self._path), name)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        if ".read_" in self._path and arguments and isinstance(arguments[0], str) and not Path(arguments[0]).exists():
            raise FileNotFoundError(arguments[0])  # no library is needed to know that
        if self._path.startswith("sklearn.utils.") and self._path.rpartition(".")[2] in _LOOKED_AT:
            return _looked_at(self._path, arguments, keywords)
        return _resolved(self._path)(*arguments, **keywords)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        # What scikit-learn's bases add is never asked for here, and importing it takes longer than all the rest.
        return (_base(self._path) if self._path.startswith("sklearn.base.") else _resolved(self._path),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, _resolved(self._path))

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, _resolved(self._path))

    def __getitem__(self, key: Any) -> Any:
        return _resolved(self._path)[key]

    def __or__(self, other: Any) -> Any:
        return _resolved(self._path) | other

    def __ror__(self, other: Any) -> Any:
        return other | _resolved(self._path)

    def __add__(self, other: Any) -> Any:
        return _resolved(self._path) + other

    def __mul__(self, other: Any) -> Any:
        return _resolved(self._path) * other

    __rmul__ = __mul__

    def __float__(self) -> float:
        return float(_resolved(self._path))

    def __array__(self, *_: Any, **__: Any) -> Any:
        return sys.modules["numpy"].asarray(_resolved(self._path))


def _resolved(path: str) -> Any:
    """What a dotted path names: a module, or an attribute of one."""
    with _finders_aside():
        try:
            return importlib.import_module(path)
        except ModuleNotFoundError:
            owner, _, name = path.rpartition(".")
            if not owner:
                raise
            return getattr(_resolved(owner), name)


@contextlib.contextmanager
def _finders_aside() -> Iterator[None]:
    """The real library, where the stand-in for it is what `sys.modules` has."""
    kept = {name: module for name, module in sys.modules.items() if isinstance(module, LaterModule)}
    finders = sys.meta_path[:]
    for name in kept:
        del sys.modules[name]
    sys.meta_path[:] = [finder for finder in finders if not isinstance(finder, StubFinder)]
    try:
        yield
    finally:
        sys.meta_path[:] = finders


class LaterModule(ModuleType):
    """A library that is installed and not yet needed."""

    __path__: list[str] = []  # noqa: RUF012

    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return _resolved(self.__name__).__version__
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(f"{self.__name__}.{name}")


class StubModule(ModuleType):
    """A module of which every attribute is a stand-in."""

    __path__: list[str] = []  # noqa: RUF012 - a package may have submodules
    __all__: Sequence[str] = ()
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.__name__ == "pylab" and hasattr(sys.modules["numpy"], name):
            return getattr(sys.modules["numpy"], name)
        return Stub(f"{self.__name__}.{name}", self.__name__.partition(".")[0] in PLOTTING)


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers for plotting libraries before anyone else, and for missing ones after everyone else.

    Only the submission's own files get stand-ins: a library that looks for another one is to see that it is missing.
    """

    def __init__(self, directory: str, found: Callable[[str], bool]) -> None:
        self.directory, self.found = directory, found
        self.stubbed: list[str] = []

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if not self.found(name.partition(".")[0]) or not _importer().startswith(self.directory):
            return None
        self.stubbed.append(name)
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return (LaterModule if spec.name.partition(".")[0] in HEAVY else StubModule)(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to execute."""
