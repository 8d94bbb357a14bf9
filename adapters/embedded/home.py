"""The data directory: its layout, its lock, and the proof that it is ours."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

MARK = "argument.json"


class HomeError(RuntimeError):
    """The directory cannot be used; the text says why and what to do."""


def default_data(env: Mapping[str, str] = os.environ) -> Path:
    """``ARGUMENT_DATA``, else ``/var/lib/argument`` for root, else below the user's data directory (XDG)."""
    if given := env.get("ARGUMENT_DATA"):
        return Path(given)
    if os.geteuid() == 0:
        return Path("/var/lib/argument")
    share = env.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(share) / "argument"


class Home:
    """A data directory. Making the object touches nothing; :meth:`create` does."""

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().resolve()
        self.run = self.root / "run"
        self.logs = self.root / "logs"
        self.credentials = self.root / "credentials.json"
        self.server = self.root / "server.json"
        self.ports = self.root / "ports.json"
        self._lock: int | None = None

    def is_ours(self) -> bool:
        """Whether the mark lies in it."""
        return (self.root / MARK).is_file()

    def create(self) -> None:
        """Make the directory and its mark; refuses a directory with other files in it.

        Root's is mode 711: Postgres runs as another user and must reach its own folder. Secrets are files of mode 600.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        if not self.is_ours() and any(p.name != "lock" for p in self.root.iterdir()):
            raise HomeError(f"{self.root} holds other files: it is not an ARgument data directory, choose another.")
        self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for folder in (self.run, self.logs):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not self.is_ours():
            (self.root / MARK).write_text(json.dumps({"format": 1}))

    def folder(self, name: str) -> Path:
        """A private folder of an engine, made when missing."""
        path = self.root / name
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def acquire(self) -> bool:
        """Take the lock for this process's life, however it ends; false when another process holds it."""
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._lock = handle
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def in_use(self) -> bool:
        """Whether a supervisor holds the lock right now."""
        if not (self.root / "lock").exists():
            return False
        if self._lock is not None:
            return True
        free = self.acquire()
        self.release()
        return not free

    def delete(self) -> None:
        """Remove the directory; the caller has asked :meth:`is_ours` and :meth:`in_use`."""
        if not self.is_ours():
            raise HomeError(f"{self.root} is not an ARgument data directory; nothing was deleted.")
        shutil.rmtree(self.root)


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 600 in one step: readers see the old text or the new one, never a part."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
