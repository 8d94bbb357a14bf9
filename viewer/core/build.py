"""Builds the tracking core: ``python viewer/core/build.py``.

``tracker.wasm`` (SIMD) and ``tracker-scalar.wasm`` go to phones; ``workbench.wasm`` is the same core with its parts
exported, for the compiler of targets and for tests. The bytes are the same wherever they are built.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
CACHE = str(HERE.parents[1] / ".cache" / "zig")
CACHES = {"ZIG_GLOBAL_CACHE_DIR": CACHE, "ZIG_LOCAL_CACHE_DIR": CACHE}
"""The compiler's own choice would lie in the home of whoever calls it."""
ZIG = (sys.executable, "-m", "ziglang")
FLAGS = (
    *("--target=wasm32-freestanding", "-std=c11", "-ffreestanding", "-fvisibility=hidden", "-fno-math-errno"),
    *("-ffp-contract=off", "-Wall", "-Wextra", "-Werror", "-I", str(HERE), "-fno-vectorize", "-flto"),
)
"""No fused multiply-add: every host must round alike. What is worth vectors is written in vectors."""

SMALLER = ("-mllvm", "-inline-threshold=20", "-mllvm", "-disable-lsr")
"""Loops keep their indices: engines reduce them as well as the compiler does, and a module with pointers in their place
is 3 % larger. Functions are repeated only where that is shorter than a call: as much again.
"""

LINK = ("--no-entry", "--strip-all", "--compress-relocations", "-z", "stack-size=131072", "--lto-O2", *SMALLER)
"""All files are optimised as one, and numbers that the linker filled in are written as short as they are: together 5 %
of what a phone loads.
"""

SIMD, SCALAR = "generic+simd128+bulk_memory", "generic+bulk_memory"
"""Without a list of its own a newer compiler would use newer instructions."""

FAST, SMALL = ("-O3", "-mllvm", "-disable-lsr"), ("-Oz", *SMALLER)

HOT = {"fast.c", "orientation.c", "products.c", "cut.c"}
"""Where a phone's time goes: made fast. The others are made small, which costs no time that can be measured."""


def sources() -> list[Path]:
    """The core, in the order of its names, without the workbench and the harnesses of fuzzers."""
    return [path for path in sorted(HERE.rglob("*.c")) if path.parts[len(HERE.parts)] not in {"workbench", "fuzz"}]


def workbench() -> list[Path]:
    """What only the workbench has."""
    return sorted((HERE / "workbench").glob("*.c"))


def compile_module(name: str, cpu: str, files: list[Path], hot: Collection[str] = HOT) -> Path:
    """The files named ``hot`` are made fast. Raises CalledProcessError; the compiler has then said why."""
    made = BUILT / name
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = [Path(folder) / f"{number}.o" for number in range(len(files))]
        ways = [FAST if file.name in hot else SMALL for file in files]
        list(pool.map(compile_file, files, objects, [cpu] * len(files), ways))
        zig("wasm-ld", *LINK, "-o", str(made), *map(str, objects))
    return made


def compile_file(source: Path, made: Path, cpu: str, way: Sequence[str]) -> None:
    """One object file."""
    zig("cc", *FLAGS, *way, f"-mcpu={cpu}", "-c", str(source.relative_to(HERE)), "-o", str(made))


def zig(*arguments: str) -> None:
    """The pinned compiler or its linker, called in the core's folder."""
    subprocess.run([*ZIG, *arguments], check=True, cwd=HERE, env={**os.environ, **CACHES})


def main() -> None:
    """Build all three. No phone loads the workbench, so all of it is made fast."""
    BUILT.mkdir(exist_ok=True)
    compile_module("tracker.wasm", SIMD, sources())
    compile_module("tracker-scalar.wasm", SCALAR, sources())
    whole = sources() + workbench()
    compile_module("workbench.wasm", SIMD, whole, hot=[path.name for path in whole])


if __name__ == "__main__":
    main()
