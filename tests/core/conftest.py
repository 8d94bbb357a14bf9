"""The core's parts, in a build with SIMD and in one without."""

from __future__ import annotations

import os
from hashlib import sha256

import pytest

from tests.core.parts import Parts
from viewer.core import build

BUILDS = {"workbench": build.SIMD, "workbench-scalar": build.SCALAR}


def make(name: str, cpu: str) -> None:
    """Compile a workbench unless it is there, of the very same sources; other workers may do so at the same time."""
    files = build.sources() + build.workbench()
    made, note = (build.BUILT / f"{name}.{ending}" for ending in ("wasm", "sources"))
    read = sorted([*build.HERE.rglob("*.c"), *build.HERE.rglob("*.h")])
    digest = sha256(b"".join(path.read_bytes() for path in read)).hexdigest()
    if not (made.exists() and note.exists() and note.read_text() == digest):
        build.BUILT.mkdir(exist_ok=True)
        build.compile_module(f"{name}-{os.getpid()}.wasm", cpu, files).replace(made)
        note.write_text(digest)


@pytest.fixture(scope="session")
def builds() -> dict[str, Parts]:
    for name, cpu in BUILDS.items():
        make(name, cpu)
    return {name: Parts(name) for name in BUILDS}


@pytest.fixture(params=BUILDS)
def parts(request: pytest.FixtureRequest, builds: dict[str, Parts]) -> Parts:
    """One of the builds."""
    return builds[request.param]
