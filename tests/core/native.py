"""The core compiled for this machine, with checks that WebAssembly does not make."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from viewer.core import build

FUZZ = build.HERE / "fuzz"
FLAGS = ("-std=gnu11", "-g", "-O1", "-ffp-contract=off", "-w", "-fno-sanitize-recover=all", "-iquote", str(build.HERE))
"""Headers by -iquote: with -I the core's features.h would stand before the C library's."""

ZIG = (sys.executable, "-m", "ziglang", "cc")
LEAKS = {"ASAN_OPTIONS": "detect_leaks=0"}
"""The core allocates nothing, and looking for leaks fails in containers that forbid to trace."""


def reader() -> list[Path]:
    """Sources of the reader of target files."""
    return sorted((build.HERE / "target").glob("*.c"))


def core() -> list[Path]:
    """Sources of the whole core without its exports."""
    return [path for path in build.sources() if path.name != "exports.c"]


def harness(compiler: tuple[str, ...], checks: str, name: str, files: list[Path], made: Path) -> Path:
    """A program that runs ``fuzz/<name>.c`` over files."""
    return compiled(compiler, checks, [FUZZ / f"{name}.c", FUZZ / "replay.c", *files], made)


def compiled(compiler: tuple[str, ...], checks: str, sources: list[Path], made: Path) -> Path:
    """A program with these checks built in. Raises CalledProcessError."""
    command = [*compiler, *FLAGS, f"-fsanitize={checks}", "-o", str(made), *map(str, sources), "-lm"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return made


def has_address_sanitizer(folder: Path) -> bool:
    """Whether gcc is there with its runtime."""
    source = folder / "probe.c"
    source.write_text("int main(void) { return 0; }\n")
    if not shutil.which("gcc"):
        return False
    command = ["gcc", "-fsanitize=address", "-o", str(folder / "probe"), str(source)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def complaint(program: Path, changes: int, files: list[Path]) -> str:
    """What the program says when a check fails; nothing when all hold."""
    ended = subprocess.run(
        [program, str(changes), *map(str, files)], check=False, capture_output=True, text=True, env=LEAKS
    )
    return ended.stderr or (f"ended with {ended.returncode}" if ended.returncode else "")
