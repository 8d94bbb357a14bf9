"""The user Postgres runs as when we are root, and the paths that this user can reach.

Postgres refuses uid 0. ``nobody`` exists everywhere and needs no account to be made; what it must reach is its own data
and the server's files, while everything above the data directory stays as closed as it is.
"""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

from adapters.embedded.process import LINUX


def unprivileged() -> tuple[int, int] | None:
    """``(uid, gid)`` of ``nobody`` when we are root, else none."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def reachable(path: Path) -> bool:
    """Whether any user may walk to the path and read it."""
    if not path.stat().st_mode & stat.S_IROTH:
        return False
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.is_dir())


def opened(folder: Path) -> tuple[str, tuple[int, ...]]:
    """A name for the folder that works without walking there, and the descriptors the child must inherit for it.

    On Linux that is ``/proc/self/fd/N``: the folder is opened by root and handed down, so the data may lie below a
    directory of mode 700. The descriptor stays open in this process; close it after the start.
    """
    if not LINUX:
        return str(folder), ()
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return f"/proc/self/fd/{descriptor}", (descriptor,)
