"""Machine code of the core's modules, kept beside them: a process compiles one for 60-100 ms, and reads it in one.

It lies in ``native/`` under the digest of what it was made of, for the next process; where that cannot be written,
every process compiles. A file appears as a whole, and is believed with its own digest only: it is run as it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from wasmtime import Engine, Module, WasmtimeError

FOLDER = "native"
DIGEST = 32
"""Bytes before the code."""


def module(path: Path, engine: Engine, settings: str) -> Module:
    """The compiled module of a file; ``settings`` names those of the engine that machine code depends on.

    Raises FileNotFoundError.
    """
    data = path.read_bytes()
    made_of = sha256(settings.encode() + data).hexdigest()
    kept = path.parent / FOLDER / f"{path.stem}-{made_of[:16]}"
    found = _read(kept, engine)
    if found is None:
        found = Module(engine, data)
        with suppress(OSError):
            _keep(bytes(found.serialize()), kept)
    return found


def _read(kept: Path, engine: Engine) -> Module | None:
    """None when there is none, it is damaged, or it was made by another release or for another processor."""
    try:
        whole = kept.read_bytes()
    except OSError:
        return None
    if sha256(whole[DIGEST:]).digest() != whole[:DIGEST]:
        return None
    try:
        return Module.deserialize(engine, whole[DIGEST:])
    except WasmtimeError:
        return None


def _keep(code: bytes, kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    begun = kept.with_name(f".{kept.name}-{os.getpid()}")
    try:
        begun.write_bytes(sha256(code).digest() + code)
        begun.replace(kept)
    finally:
        begun.unlink(missing_ok=True)
