"""Where workers take turns at jobs: one at a time, a few tries, and an event in the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from uuid import UUID

import msgspec

from application.ports import WorkFailed
from domain.values import Ending
from projections.deliveries import Deliveries

log = logging.getLogger(__name__)

CRASHED = Ending(code="crashed", detail="The work broke off several times. You can try again.")
EXHAUSTED = Ending(code="failed", detail="The work failed several times. You can try again.")


class Outage(WorkFailed):
    """Something that all jobs need is not there, the object store say: worth more tries than a job's own trouble."""


class NotYet(Exception):
    """The job's time has not come: it is given back without being counted."""


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """Times are seconds. The pause after a failure doubles each time.

    ``breaks`` bounds turns that ended without a word, as when the job kills its worker.
    """

    turn: float = 15.0
    renewal: float = 4.0
    failures: int = 3
    outages: int = 8
    breaks: int = 4
    pause: float = 2.0
    longest_pause: float = 30.0


class Desk:
    """The turns of one process. Whoever holds one keeps it until it ends: it is renewed in the background."""

    def __init__(self, deliveries: Deliveries, patience: Patience | None = None) -> None:
        self._deliveries = deliveries
        self._patience = patience or Patience()
        self._held: set[UUID] = set()
        self._lock = Lock()

    def take_turn(self, job_id: UUID, work: Callable[[], None], give_up: Callable[[Ending], None]) -> None:
        """Does the work, unless somebody else is at it. After too many failures gives it up instead.

        ``work`` records its own success or refusal; what it raises is a failure. Raises ConnectionError without a
        database, when nothing can be counted either.
        """
        turn = self._deliveries.begin(job_id, self._patience.turn)
        if turn is None:
            log.info("somebody else is at job %s", job_id)
            return
        broken = turn.starts - 1 - turn.failures
        if broken > self._patience.breaks:
            log.error("job %s broke off %d times", job_id, broken)
            give_up(CRASHED)
            return
        with self._holding(job_id):
            try:
                work()
            except NotYet as error:
                log.info("job %s is early: %s", job_id, error)
                self._deliveries.release([job_id], self._patience.pause)
            except Exception as error:
                self._failed(job_id, turn.failures, error, give_up)

    def _failed(self, job_id: UUID, before: int, error: Exception, give_up: Callable[[Ending], None]) -> None:
        pause = min(self._patience.pause * 2**before, self._patience.longest_pause)
        failures = self._deliveries.fail(job_id, f"{type(error).__name__}: {error}", pause)
        limit = self._patience.outages if isinstance(error, Outage) else self._patience.failures
        log.warning("job %s failed, %d of %d", job_id, failures, limit, exc_info=error)
        if failures >= limit:
            give_up(EXHAUSTED)

    @contextmanager
    def _holding(self, job_id: UUID) -> Iterator[None]:
        with self._lock:
            self._held.add(job_id)
        try:
            yield
        finally:
            with self._lock:
                self._held.discard(job_id)

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Keeps the turns from running out while they last; those still held in the end are given back, uncounted."""
        done = Event()
        thread = Thread(target=self._renew, args=(done,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
            if self._held:
                log.info("giving back %d jobs", len(self._held))
                self._deliveries.release(list(self._held))

    def _renew(self, done: Event) -> None:
        while not done.wait(self._patience.renewal):
            with self._lock:
                held = list(self._held)
            if held:
                try:
                    self._deliveries.renew(held, self._patience.turn)
                except ConnectionError as error:
                    log.warning("cannot renew %d turns: %s", len(held), error)
