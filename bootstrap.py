"""Sets everything up on a fresh machine with nothing but Python 3.11+: environment, packages, core, viewer, browser.

Run by the Makefile before anything else, so it uses the standard library only. Each step is skipped when its inputs
have not changed since it last succeeded. ``--dev`` adds what the tests need; ``--npm ARGS`` runs npm in viewer/.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
CORE = ROOT / "viewer" / "core"
MINIMUM = (3, 11)
NODE_MINIMUM = (22, 12)
# 0.4 GB of it is the compiler of the tracking core. It stays: a new core needs no network then.
SIZES = {"requirements.lock": "about 2.4 GB on disk", "requirements-dev.lock": "about 0.7 GB more for the tests"}


class SetupError(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """One line to whoever waits."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Runs a command whose own progress is shown. Raises SetupError when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=env, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SetupError(f"`{' '.join(str(part) for part in command)}` failed with {done.returncode}; see above.")


def succeeds(*command: str | Path) -> bool:
    """Whether a command can be run and ends well; its output is dropped."""
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(paths: Iterable[Path]) -> str:
    """One fingerprint of these files and of the Python that runs them."""
    whole = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        whole.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return whole.hexdigest()


def step(name: str, inputs: Iterable[Path], work: Callable[[], None], detail: str = "") -> None:
    """Does the work unless its inputs are as they were when it last succeeded."""
    stamp, now = STAMPS / name.replace(" ", "-"), digest(inputs)
    if stamp.exists() and stamp.read_text() == now:
        return
    say(f"[set-up] {name}{f' ({detail})' if detail else ''} ...")
    started = time.monotonic()
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    say(f"[set-up] {name}: done in {time.monotonic() - started:.0f} s")


def make_environment() -> None:
    """A virtual environment with pip, also where Python comes without ensurepip, as Debian's does."""
    if succeeds(sys.executable, "-m", "venv", "--clear", VENV) and succeeds(BIN / "pip", "--version"):
        return
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    ways: list[tuple[str | Path, ...]] = [(sys.executable, "-m", "pip", "--python", BIN / "python", "install", "pip")]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [
            ("apt-get", "update"),
            ("apt-get", "install", "-y", "python3-venv"),
            (BIN / "python", "-m", "ensurepip"),
        ]
    ways += [("virtualenv", "--clear", VENV), ("uv", "venv", "--clear", "--seed", VENV)]
    for way in ways:
        if succeeds(*way) and succeeds(BIN / "python", "-m", "pip", "--version"):
            return
    raise SetupError("This Python has neither ensurepip nor pip. Install python3-venv (or pip, uv, virtualenv).")


def install(lock: str) -> None:
    """Exactly what the lock names, checked by hash; pip shows the progress."""
    pip = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "install"]
    run(*pip, "--require-hashes", "-r", lock)
    if lock == "requirements.lock":
        run(*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")


def node_environment() -> dict[str, str]:
    """The environment with the system's Node when it is new enough, else with the one that came as a wheel."""
    asked = "console.log(process.versions.node)"
    system = (
        subprocess.run(["node", "-e", asked], capture_output=True, text=True, check=False)
        if shutil.which("node")
        else None
    )
    if system and system.returncode == 0 and shutil.which("npm"):
        version = tuple(int(part) for part in system.stdout.strip().split(".")[:2])
        if version >= NODE_MINIMUM or (20, 19) <= version < (21, 0):
            return dict(os.environ)
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def npm(*arguments: str) -> None:
    """Runs npm in viewer/, with nothing but the packages of its lock."""
    env = node_environment()
    executable = shutil.which("npm", path=env["PATH"])
    if executable is None:
        raise SetupError("There is no npm. Install Node 22.12 or newer, or run `make clean` and try again.")
    run(executable, *arguments, env=env, cwd=ROOT / "viewer")


def build_core() -> None:
    """The tracking core, for the phones and for the workers, by the compiler that came as a wheel."""
    run(BIN / "python", CORE / "build.py")
    # What the compiler keeps grows with every change and saves two seconds.
    shutil.rmtree(ROOT / ".cache" / "zig", ignore_errors=True)


def build_viewer() -> None:
    """The viewer's pages and engines, into viewer/built."""
    npm("ci", "--no-audit", "--no-fund", "--ignore-scripts")
    npm("run", "build")


def sources(folder: Path) -> list[Path]:
    """What a folder's built files are made of."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    made = {"node_modules", "built", "__pycache__"}
    return [path for path in found if not made & set(path.relative_to(folder).parts)]


def set_up(*, dev: bool) -> None:
    """All steps, in order."""
    if not BIN.exists() or not succeeds(BIN / "python", "-m", "pip", "--version"):
        step("Python environment", [], make_environment)
    locks = ["requirements.lock", "requirements-dev.lock"] if dev else ["requirements.lock"]
    for lock in locks:
        inputs = [ROOT / lock] + ([ROOT / "pyproject.toml"] if lock == "requirements.lock" else [])
        step(f"Python packages of {lock}", inputs, lambda lock=lock: install(lock), SIZES[lock])
    step("tracking core", [ROOT / "requirements.lock", *sources(CORE)], build_core)
    step("viewer", [ROOT / "requirements.lock", *sources(CORE.parent)], build_viewer, "about 0.2 GB on disk")
    if dev:
        step("browser for the tests", [], lambda: run(BIN / "python", "-m", "tests.chromium"))


def main(arguments: list[str]) -> int:
    """Exit 0 when everything is in place, 1 with a reason on stderr otherwise."""
    if sys.version_info < MINIMUM:
        wanted = ".".join(str(part) for part in MINIMUM)
        say(f"ARgument needs Python {wanted} or newer. Name one: `make PYTHON=python3.12 ...`.")
        return 1
    try:
        if arguments[:1] == ["--npm"]:
            npm(*arguments[1:])
        else:
            set_up(dev="--dev" in arguments)
    except SetupError as error:
        say(f"[set-up] {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
