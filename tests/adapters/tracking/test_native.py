"""Machine code that is kept: the same module again, or a new one, and never a damaged one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from wasmtime import Config, Engine, Instance, Module, Store

from adapters.tracking import native
from adapters.tracking.module import module_engine

WASM = bytes.fromhex("0061736d0100000001050160000 17f03020100070a0106616e7377657200000a06010400412a0b".replace(" ", ""))
"""A function "answer" of nothing that is 42."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "toy.wasm").write_bytes(WASM)
    return tmp_path / "toy.wasm"


def answer(module: Module) -> int:
    store = Store(module_engine())
    return Instance(store, module, []).exports(store)["answer"](store)  # pyright: ignore[reportCallIssue] - a function


def kept(path: Path) -> list[Path]:
    return sorted((path.parent / native.FOLDER).iterdir())


def test_a_module_is_compiled_once_and_read_from_then_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(native.module(path, module_engine(), "")) == 42
    (file,) = kept(path)
    written = file.stat().st_mtime_ns
    assert answer(native.module(path, module_engine(), "")) == 42
    assert [(each, each.stat().st_mtime_ns) for each in kept(path)] == [(file, written)]


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-9] + b"\x90" * 9])
def test_damaged_code_is_made_anew(path: Path, damage) -> None:
    native.module(path, module_engine(), "")
    (file,) = kept(path)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert answer(native.module(path, module_engine(), "")) == 42
    assert file.read_bytes() == whole


def test_code_of_another_engine_is_made_anew(path: Path) -> None:
    config = Config()
    config.consume_fuel = True
    native.module(path, Engine(config), "")
    assert answer(native.module(path, module_engine(), "")) == 42


def test_another_module_or_other_settings_are_other_code(path: Path) -> None:
    native.module(path, module_engine(), "")
    native.module(path, module_engine(), "else")
    path.write_bytes(WASM[:-2] + bytes([41, 11]))
    assert answer(native.module(path, module_engine(), "")) == 41
    assert len(kept(path)) == 3


def test_where_nothing_can_be_written_it_is_compiled_each_time(path: Path) -> None:
    (path.parent / native.FOLDER).write_text("no folder")
    assert answer(native.module(path, module_engine(), "")) == 42


def test_many_processes_write_the_same_at_once(path: Path) -> None:
    load = "import sys, pathlib; from adapters.tracking import native, module"
    run = f"{load}; native.module(pathlib.Path(sys.argv[1]), module.module_engine(), '')"
    children = [subprocess.Popen([sys.executable, "-c", run, str(path)]) for _ in range(4)]
    assert [child.wait() for child in children] == [0] * 4
    assert len(kept(path)) == 1
    assert answer(native.module(path, module_engine(), "")) == 42


def test_a_missing_module_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        native.module(tmp_path / "none.wasm", module_engine(), "")
