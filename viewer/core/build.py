"""Builds the tracking core: ``python viewer/core/build.py``.

``tracker.wasm`` (SIMD) and ``tracker-scalar.wasm`` go to phones; ``workbench.wasm`` is the same core with its parts
exported, for the compiler of targets and for tests. The bytes are the same wherever they are built.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
CACHE = str(HERE.parents[1] / ".cache" / "zig")
CACHES = {"ZIG_GLOBAL_CACHE_DIR": CACHE, "ZIG_LOCAL_CACHE_DIR": CACHE}
"""The compiler's own choice would lie in the home of whoever calls it."""
ZIG = (sys.executable, "-m", "ziglang", "cc")
FLAGS = (
    *("-std=c11", "-g0", "-ffreestanding", "-nostdlib", "-fvisibility=hidden", "-fno-math-errno"),
    *("-ffp-contract=off", "-Wall", "-Wextra", "-Werror", "-I", str(HERE)),
    *("-Wl,--no-entry", "-Wl,--strip-all", "-Wl,-z,stack-size=131072"),
)
"""No fused multiply-add: every host must round alike."""

SIMD = ("-mcpu=generic+simd128+bulk_memory", "-O3", "-fno-unroll-loops", "-mllvm", "-inline-threshold=20")
SCALAR = ("-mcpu=generic+bulk_memory", "-Os", "-mllvm", "-inline-threshold=5")
"""Without a list of its own a newer compiler would use newer instructions. Unrolled and inlined as -O3 likes it, the
core is 5 kB larger, gzipped, and 5 % faster with SIMD, no faster without."""


def sources() -> list[Path]:
    """The core, in the order of its names, without the workbench and the harnesses of fuzzers."""
    return [path for path in sorted(HERE.rglob("*.c")) if path.parts[len(HERE.parts)] not in {"workbench", "fuzz"}]


def workbench() -> list[Path]:
    """What only the workbench has."""
    return sorted((HERE / "workbench").glob("*.c"))


def compile_module(name: str, machine: tuple[str, ...], files: list[Path]) -> Path:
    """Raises CalledProcessError; the compiler has then said why."""
    made = BUILT / name
    command = [*ZIG, "--target=wasm32-freestanding", *machine, *FLAGS, "-o", str(made), *map(str, files)]
    subprocess.run(command, check=True, cwd=HERE, env={**os.environ, **CACHES})
    return made


def main() -> None:
    """Build all three."""
    BUILT.mkdir(exist_ok=True)
    compile_module("tracker.wasm", SIMD, sources())
    compile_module("tracker-scalar.wasm", SCALAR, sources())
    compile_module("workbench.wasm", SIMD, sources() + workbench())


if __name__ == "__main__":
    main()
