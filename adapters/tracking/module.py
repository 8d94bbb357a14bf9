"""WebAssembly modules of the tracking core, and their memory as NumPy arrays."""

from __future__ import annotations

import ctypes
import resource
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray
from wasmtime import Config, Engine, Func, Memory, Module, Store, WasmtimeError
from wasmtime import Instance as WasmInstance

from adapters.tracking import ADDRESSES_MB, native

TRACKER, SCALAR, WORKBENCH = "tracker", "tracker-scalar", "workbench"


class MissingModule(Exception):
    """The core was not built."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing: run make setup, or python viewer/core/build.py.")


class Instance:
    """A module with memory of its own; used by one thread at a time.

    Raises MissingModule, and MemoryError where its memory cannot be had.
    """

    def __init__(self, name: str) -> None:
        module = compiled(place(name))
        self._store = Store(module_engine())
        try:
            self._exports = WasmInstance(self._store, module, []).exports(self._store)
        except WasmtimeError as error:
            raise MemoryError(str(error)) from error
        self._memory = np.frombuffer(memoryview(self._bytes()), np.uint8)

    def call(self, name: str, *arguments: float) -> int:
        """The answer of an exported function, 0 of one that answers nothing. Takes about 20 µs beyond its work.

        Raises KeyError when there is no such function, wasmtime.Trap when it trapped: a fault of the core.
        """
        function = self._exports[name]
        if not isinstance(function, Func):
            raise KeyError(name)
        return function(self._store, *arguments) or 0

    def array(self, pointer: int, shape: tuple[int, ...], dtype: DTypeLike = np.uint8) -> NDArray:
        """The module's own memory from ``pointer`` on, no copy: what is written there is what its functions see."""
        return np.ndarray(shape, dtype, buffer=self._memory, offset=pointer)

    def _bytes(self) -> ctypes.Array[ctypes.c_ubyte]:
        """The whole memory, which never grows; it keeps the store alive for the arrays made of it."""
        memory = self._exports["memory"]
        assert isinstance(memory, Memory)
        whole = memory.get_buffer_ptr(self._store)
        whole.owner = self._store  # type: ignore[attr-defined] # ctypes objects take any attribute
        return whole


def place(name: str) -> Path:
    """Where the build puts a module."""
    return Path(str(files("viewer").joinpath("core", "built", f"{name}.wasm")))


def reserving() -> bool:
    """Whether Wasmtime may reserve 4 GiB of addresses for each memory, which saves bounds checks: a tenth of the time.

    Without memory behind them they cost nothing, but a limit of addresses must leave room for them.
    """
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return limit == resource.RLIM_INFINITY or limit >= ADDRESSES_MB << 20


@cache
def module_engine() -> Engine:
    """One for the process; compiles in the calling thread."""
    config = Config()
    config.parallel_compilation = False
    if not reserving():
        config.memory_reservation = config.memory_reservation_for_growth = config.memory_guard_size = 0
    return Engine(config)


def compiled(path: Path) -> Module:
    """Made ready once for the process, again when the file has changed. Raises MissingModule."""
    try:
        return _compiled(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise MissingModule(path) from None


@cache
def _compiled(path: Path, _changed: int) -> Module:
    return native.module(path, module_engine(), "reserving" if reserving() else "checking")
