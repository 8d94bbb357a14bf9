"""What the supervisor runs: a command, how to see that it is ready, how to end it."""

from __future__ import annotations

import signal
from collections.abc import Callable

import msgspec


class Launch(msgspec.Struct, frozen=True, kw_only=True):
    """One start of a command. Secrets never stand in ``argv``: every user of the machine can read it."""

    argv: tuple[str, ...]
    env: dict[str, str]
    cwd: str = "/"
    user: tuple[int, int] | None = None
    descriptors: tuple[int, ...] = ()


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A process the supervisor keeps alive.

    ``launch`` is called before each start and may prepare files. ``ready`` is asked until it says yes; a ``once``
    program is ready when it ended with 0. ``after`` names the programs that must be ready first. With ``tries``
    it may fail that often and is then left alone: the system is ready without it.
    """

    name: str
    launch: Callable[[], Launch]
    ready: Callable[[], bool] = lambda: True
    after: tuple[str, ...] = ()
    once: bool = False
    tries: int = 0
    port: int = 0
    stop_signal: signal.Signals = signal.SIGTERM
    start_seconds: float = 60.0


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """A server's programs and the settings that lead to it."""

    name: str
    programs: tuple[Program, ...]
    settings: dict[str, str]
