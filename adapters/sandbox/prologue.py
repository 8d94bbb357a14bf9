"""Bounds the process it runs in, then does as it was told: ``prologue.py parent=1234,nice=10 PATH COMMAND...``.

The orders are whole numbers: the ``parent``'s process, ``nice``, ``offline``, and the limits ``cpu``, ``memory``,
``addresses`` and ``file``. With a PATH the command is a Python module and its arguments, run in this very process,
which has no site-packages but those on the path: a second start of Python would cost more than many a picture. With an
empty one the process becomes the command.

A step of its own, because Python may not run code between fork and exec in a process with threads. Started by path
under ``python -I -S``, hence nothing but the standard library. What a system does not offer is skipped: macOS has no
prctl and no namespaces.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import runpy
import signal
import sys

# linux/prctl.h and linux/sched.h
PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

MEGABYTE = 1 << 20


def limit(kind: int, soft: int, hard: int | None = None) -> None:
    """Lower one limit; a ceiling that is lower already stays."""
    with contextlib.suppress(ValueError, OSError):
        ceiling = resource.getrlimit(kind)[1]
        wanted = (soft, soft if hard is None else hard)
        if ceiling != resource.RLIM_INFINITY:
            wanted = (min(wanted[0], ceiling), min(wanted[1], ceiling))
        resource.setrlimit(kind, wanted)


def bound(cpu: int, memory: int, addresses: int, file: int) -> None:
    """Apply the limits. The CPU's hard limit is later than the soft one, so that the signal tells what happened."""
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, 256)
    limit(resource.RLIMIT_CPU, cpu, cpu + 5)
    limit(resource.RLIMIT_DATA, memory * MEGABYTE)
    limit(resource.RLIMIT_AS, (memory + addresses) * MEGABYTE)
    limit(resource.RLIMIT_FSIZE, file * MEGABYTE)


def leave_network(libc: ctypes.CDLL) -> None:
    """Move to an empty network namespace: as root at once, else inside a user namespace where the system allows one."""
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def tie(libc: ctypes.CDLL, parent: int) -> None:
    """Die with the parent; also when it died before the kernel was told."""
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent is gone")


def main() -> None:
    """Read the orders, follow them, run the command."""
    given, path, *command = sys.argv[1:]
    orders = {name: int(number) for name, _, number in (order.partition("=") for order in given.split(","))}
    if "cpu" in orders:
        bound(*(orders[name] for name in ("cpu", "memory", "addresses", "file")))
    if orders.get("nice"):
        os.nice(orders["nice"])
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if orders.get("offline"):
            leave_network(libc)
        tie(libc, orders["parent"])
    if path:
        run(path.split(os.pathsep), *command)
    else:
        os.execvp(command[0], command)  # noqa: S606 - no shell is the point


def run(path: list[str], module: str, *arguments: str) -> None:
    """As ``python -m module arguments`` does. Imports make many objects and no garbage: it is not looked for."""
    gc.disable()
    sys.path[:0] = path
    from adapters.sandbox.lightly import load_lightly  # found on that path

    load_lightly()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
