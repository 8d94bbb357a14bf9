"""The core's parts, in a build with SIMD and in one without."""

from __future__ import annotations

import os

import pytest

from tests.core.parts import Parts
from viewer.core import build

BUILDS = {"workbench": build.SIMD, "workbench-scalar": build.SCALAR}


def make(name: str, cpu: str) -> None:
    """Compile a workbench when its sources are newer; other workers may do so at the same time."""
    files = build.sources() + build.workbench()
    made = build.BUILT / f"{name}.wasm"
    newest = max(path.stat().st_mtime for path in [*build.HERE.rglob("*.c"), *build.HERE.rglob("*.h")])
    if not made.exists() or made.stat().st_mtime < newest:
        build.BUILT.mkdir(exist_ok=True)
        build.compile_module(f"{name}-{os.getpid()}.wasm", cpu, files).replace(made)


@pytest.fixture(scope="session")
def builds() -> dict[str, Parts]:
    for name, cpu in BUILDS.items():
        make(name, cpu)
    return {name: Parts(name) for name in BUILDS}


@pytest.fixture(params=BUILDS)
def parts(request: pytest.FixtureRequest, builds: dict[str, Parts]) -> Parts:
    """One of the builds."""
    return builds[request.param]
