"""Starting and ending one child process.

A child gets a session of its own, so that a terminal's Ctrl-C reaches the supervisor alone, and dies with the
supervisor whatever killed it. The kernel ties a child to the *thread* that forked it: start children from the main
thread only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from adapters.embedded.program import Launch

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LINUX = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    """Make grandchildren whose parent died ours (Linux), so that the end finds them."""
    if LINUX:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def spawn(launch: Launch, log: Path, stop_signal: signal.Signals = signal.SIGTERM) -> subprocess.Popen[bytes]:
    """Start the command; what it says goes to ``log`` (mode 600). Closes the launch's descriptors on this side."""
    argv = launch.argv if LINUX else (*_tether(stop_signal), *launch.argv)
    uid, gid = launch.user or (None, None)
    with contextlib.ExitStack() as stack:
        for descriptor in launch.descriptors:
            stack.callback(os.close, descriptor)
        out = stack.enter_context(os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb"))
        return subprocess.Popen(
            argv,
            env=launch.env,
            cwd=launch.cwd,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=uid,
            group=gid,
            extra_groups=None if uid is None else [],
            pass_fds=launch.descriptors,
            preexec_fn=_tie(os.getpid(), stop_signal) if LINUX else None,
        )


def _tether(stop_signal: signal.Signals) -> tuple[str, ...]:
    script = Path(__file__).with_name("tether.py")
    return (sys.executable, "-I", str(script), str(os.getpid()), str(int(stop_signal)))


def _tie(parent: int, stop_signal: signal.Signals) -> Callable[[], None]:
    """Runs in the child after it took its user: a change of user would clear the parent-death signal."""

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def signal_group(pid: int, number: signal.Signals) -> None:
    """Signal a child and all that stayed in its process group; nothing when none is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
