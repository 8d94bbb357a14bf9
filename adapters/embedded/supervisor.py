"""Keeps a set of programs alive: starts them in order, restarts what dies, ends them all.

It owns its process: signals, and every descendant at the end. One thread, one loop; it sleeps in ``select`` and is
woken by signals (a child's death, Ctrl-C) through a wake-up descriptor.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable, Iterable, Sequence

import psutil

from adapters.embedded.child import Child
from adapters.embedded.home import Home
from adapters.embedded.process import adopt_orphans
from adapters.embedded.program import Program

STARTING_LOOK, IDLE_LOOK = 0.05, 1.0
FIRST_START_FAILURES = 4
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartFailed(RuntimeError):
    """A program kept failing before the first time all were ready."""

    def __init__(self, child: Child) -> None:
        super().__init__(f"{child.name} {child.detail}")
        self.child = child


class Supervisor:
    """``changed`` is called after each change of a state."""

    def __init__(
        self, programs: Iterable[Program], home: Home, changed: Callable[[Child], None] = lambda _: None
    ) -> None:
        self.children = [Child(program, home) for program in programs]
        self.was_ready = False
        self._home = home
        self._by_name = {child.name: child for child in self.children}
        self._changed = changed
        self._wake_read, self._wake_write = os.pipe()
        self._asked_to_stop = 0
        self._before: list[tuple[int, object]] = []
        self._watch_signals()

    @property
    def ready(self) -> bool:
        """Whether every program is ready, leaving aside those that may fail."""
        return all(child.settled for child in self.children if not child.program.tries)

    def add(self, program: Program) -> None:
        """One more program, started at the next step."""
        child = Child(program, self._home)
        self.children.append(child)
        self._by_name[child.name] = child

    @property
    def stopping(self) -> bool:
        """Whether a signal asked for the end."""
        return self._asked_to_stop > 0

    def run(self, until: Callable[[], bool]) -> None:
        """Supervise until the condition holds or the end is asked for.

        Raises:
            StartFailed: a program ended four times before all were ready once.
        """
        while not self.stopping and not until():
            self.step()

    def step(self) -> None:
        """Start what is due, look at each child once, then sleep."""
        for child in self.children:
            if self._is_due(child):
                child.start()
                self._changed(child)
            if child.look():
                self._changed(child)
            if not self.was_ready and child.failures >= FIRST_START_FAILURES:
                raise StartFailed(child)
        self.was_ready = self.was_ready or self.ready
        self._sleep(IDLE_LOOK if self.ready else STARTING_LOOK)

    def stop(self, waves: Sequence[frozenset[str]] = (), budget: float = 3.5) -> None:
        """End everything within ``budget`` seconds.

        ``waves`` names programs to end before all others, each given up to a third of the budget; whoever is left at
        the end of the budget, or at a second Ctrl-C, is killed.
        """
        end = time.monotonic() + budget
        for wave in waves:
            first = [child for child in self.children if child.name in wave]
            self._end(first, time.monotonic() + budget / 3)
        self._end(self.children, end)
        for child in self.children:
            child.signal(signal.SIGKILL)
        self._wait(self.children, time.monotonic() + 1)
        _kill_descendants()
        self._restore_signals()

    def _is_due(self, child: Child) -> bool:
        if child.state == "waiting":
            return all(self._by_name[name].settled for name in child.program.after)
        return child.state == "restarting" and time.monotonic() >= child.due

    def _end(self, children: Sequence[Child], end: float) -> None:
        for child in children:
            child.signal()
        self._wait(children, end)

    def _wait(self, children: Sequence[Child], end: float) -> None:
        asked = self._asked_to_stop
        while (
            [child for child in children if not child.ended()]
            and time.monotonic() < end
            and self._asked_to_stop <= max(1, asked)
        ):
            self._sleep(STARTING_LOOK)

    def _sleep(self, seconds: float) -> None:
        select.select([self._wake_read], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            if signal.SIGCHLD in os.read(self._wake_read, 4096):
                _reap_orphans({child.pid for child in self.children})

    def _watch_signals(self) -> None:
        adopt_orphans()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self._before = [(number, signal.signal(number, self._ask_to_stop)) for number in STOP_SIGNALS]
        self._before.append((signal.SIGCHLD, signal.signal(signal.SIGCHLD, lambda *_: None)))

    def _restore_signals(self) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before:
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal gave back
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop += 1


def _reap_orphans(own: set[int]) -> None:
    """Collect adopted grandchildren that ended; our own children are collected by their ``Popen``."""
    for process in psutil.Process().children():
        with contextlib.suppress(psutil.Error, ChildProcessError):
            if process.pid not in own and process.status() == psutil.STATUS_ZOMBIE:
                os.waitpid(process.pid, os.WNOHANG)


def _kill_descendants() -> None:
    left = psutil.Process().children(recursive=True)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout=1)
