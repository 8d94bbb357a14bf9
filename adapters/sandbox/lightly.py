"""Loads msgspec, NumPy and OpenCV in two thirds of their time: a small picture takes less to compile than they to load.

What they load for documentation and for annotations alone is stood in for while they load, and OpenCV's extension is
taken without the Python that looks for it. A stand-in that is asked for more than it has loads what it stands for, so
other releases of these packages are slower at worst. Nothing but the standard library is loaded here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Loader

EXTENSION = "cv2"


class Annotation:
    """Stands for a generic type that nobody asks about."""

    def __class_getitem__(cls, _: object) -> type[Annotation]:
        return cls


def _system() -> str:
    return os.uname().sysname


def _later(module: str, *names: str) -> dict[str, Callable[..., object]]:
    """Functions that load their module when they are called."""

    def standing(name: str) -> Callable[..., object]:
        return lambda *given, **named: getattr(_loaded(module), name)(*given, **named)

    return {name: standing(name) for name in names}


TYPES = {"NDArray": Annotation, "ArrayLike": Annotation, "DTypeLike": Annotation}
WHILE: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    "pathlib": {"ntpath": {}, "urllib.parse": _later("urllib.parse", "quote_from_bytes")},
    "msgspec": {
        "platform": {"system": _system},
        "msgspec.inspect": {},
        "msgspec._json_schema": _later("msgspec._json_schema", "schema", "schema_components"),
    },
    "numpy": {
        "ast": {},
        "inspect": {"cleandoc": str, "signature": lambda _: None},
        "pickle": {},
        "platform": {},
        "textwrap": {},
        "numpy._core._add_newdocs": {},
        "numpy._core._add_newdocs_scalars": {},
        "numpy.linalg": _later("numpy.linalg", "eigvals", "inv", "lstsq", "matrix_power"),
        "numpy._typing": TYPES,
        "numpy.typing": TYPES,
    },
}
"""By the module that is loaded: what stands for others meanwhile. Types stay."""

ABSENT = {"msgspec": "typing_extensions"}
"""A package that is done without where it is not installed, and of which there is no need."""


class StandIn(ModuleType):
    """Has some names of a module and gets the others from the module itself, which it then makes way for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_loaded(self.__name__), name)


class Lightly:
    """Finds the modules named above, before others do."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """None of all others, and where it is not as expected."""
        if name == EXTENSION and os.name == "posix":
            return _extension(name)
        if name not in WHILE:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec and spec.loader:
            spec.loader = _Loader(name, spec.loader)  # pyright: ignore[reportAttributeAccessIssue] - it needs no base
        return spec


class _Loader:
    def __init__(self, name: str, own: Loader) -> None:
        self.name, self.own = name, own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Leaves no trace of this loader."""
        module.__loader__ = self.own
        if module.__spec__:
            module.__spec__.loader = self.own
        with _standing_in(self.name):
            self.own.exec_module(module)


def load_lightly() -> None:
    """From now on, in this process."""
    sys.meta_path.insert(0, Lightly)


@contextmanager
def _standing_in(name: str) -> Iterator[None]:
    placed = [other for other in WHILE[name] if other not in sys.modules]
    for other in placed:
        sys.modules[other] = StandIn(other)
        vars(sys.modules[other]).update(WHILE[name][other])
    absent = ABSENT.get(name)
    if absent and absent not in sys.modules:
        sys.modules[absent] = None  # pyright: ignore[reportArgumentType] - an import of it raises ImportError then
    try:
        yield
    finally:
        for other in placed:
            if WHILE[name][other] is not TYPES and isinstance(sys.modules.get(other), StandIn):
                del sys.modules[other]
        if absent and sys.modules.get(absent, absent) is None:
            del sys.modules[absent]


def _loaded(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), StandIn):
        del sys.modules[name]
    return import_module(name)


def _extension(name: str) -> ModuleSpec | None:
    """The compiled module of a package of the same name, which it otherwise is hidden in."""
    from pathlib import Path  # lightly as well, by now

    package = PathFinder.find_spec(name)
    for folder in (package and package.submodule_search_locations) or ():
        for suffix in EXTENSION_SUFFIXES:
            path = Path(folder, name + suffix)
            if path.is_file():
                loader = ExtensionFileLoader(name, str(path))
                return spec_from_file_location(name, path, loader=loader, submodule_search_locations=[folder])
    return None
