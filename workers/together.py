"""Several pieces of work in one process, each in a thread: they end together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic

from eventsourcing.persistence import InterfaceError, OperationalError

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds before work that lost its database is begun anew
PATIENCE = 3.0


def together(works: Sequence[Callable[[], None]], stop: Event) -> None:
    """Runs them until all have returned. When one raises, ``stop`` is set for the others and its error raised.

    Whoever has not returned ``PATIENCE`` seconds after ``stop`` is left behind in its thread.
    """
    errors: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)
            stop.set()

    threads = [Thread(target=guarded, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) and not stop.wait(0.2):
        pass
    deadline = monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, deadline - monotonic()))
    if errors:
        raise errors[0]


def lasting(work: Callable[[], None], stop: Event) -> None:
    """Begins the work anew when it loses its database; any other error is raised."""
    while not stop.is_set():
        try:
            work()
        except (ConnectionError, OperationalError, InterfaceError) as error:
            log.warning("lost the database, beginning anew: %s", error)
            stop.wait(PAUSE)
