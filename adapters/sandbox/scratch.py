"""A folder for the files of one process, which is removed even when the process is killed: by the next one."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "argument-work-"
LOCK = "lock"


@contextmanager
def folder() -> Iterator[Path]:
    """For the files of one job."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@contextmanager
def scratch(parent: Path | None = None) -> Iterator[Path]:
    """Where all temporary files of this process lie until it ends: in ``parent``, else where the system puts them.

    Its lock is held as long as the process lives, and tells other processes that it is in use.
    """
    place = parent or Path(tempfile.gettempdir())
    place.mkdir(parents=True, exist_ok=True)
    sweep(place)
    unnamed = Path(tempfile.mkdtemp(dir=place))
    own = place / f"{PREFIX}{unnamed.name}"
    try:
        with (unnamed / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            unnamed.rename(own)
            tempfile.tempdir = str(own)
            yield own
    finally:
        tempfile.tempdir = None
        shutil.rmtree(own, ignore_errors=True)


def sweep(place: Path) -> list[Path]:
    """Removes the folders of processes that are gone, and returns them."""
    left = [folder for folder in place.glob(f"{PREFIX}*") if abandoned(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return left


def abandoned(folder: Path) -> bool:
    """Whether nobody holds the folder's lock. It gets its name only when it is locked."""
    try:
        with (folder / LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False
