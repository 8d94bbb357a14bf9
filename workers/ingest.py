"""Moves view events from the Redis Stream into ClickHouse, and totals from there into the lists.

Exactly once in effect: an entry leaves the stream only after ClickHouse took its events, and an event that ClickHouse
took twice, because the answer was lost or we were killed before we could say so, counts once by its id.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from threading import Event, Lock
from typing import TypeVar
from uuid import UUID

from adapters import wiring
from adapters.settings import Settings
from adapters.telemetry.columns import TABLE, columns
from adapters.telemetry.stream_reader import Entry, RedisError, StreamReader
from projections import view_stats
from projections.clickhouse import ClickHouse
from projections.ingested import Ingested
from workers.together import together

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_ROWS = 50_000
"""Rows that are inserted without waiting for more: an insert of so many costs hardly more than one of a fifth."""
WAIT = 1.0
"""Seconds after which fewer are inserted, too."""
TOTALS = 5.0
"""Seconds between two writings of totals."""
FIRST_REST, LONGEST_REST = 0.2, 5.0


class Touched:
    """Projects whose totals have changed since they were last written; at first it may be any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all = True
        self._ids: set[UUID] = set()

    def add(self, ids: set[UUID]) -> None:
        """Their totals are out of date."""
        with self._lock:
            self._ids |= ids

    def refresh(self, write: Callable[[Sequence[UUID]], None]) -> None:
        """Calls ``write`` with them, with none for all; they stay when it raises."""
        with self._lock:
            ids, self._ids = self._ids, set()
        try:
            if self._all or ids:
                write([] if self._all else list(ids))
                self._all = False
        except BaseException:
            self.add(ids)
            raise


def run(settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Works until ``stop``; while Redis, ClickHouse or Postgres is away it waits, and nothing is lost."""
    reader = StreamReader(settings.redis_url, socket.gethostname())
    clickhouse = ClickHouse(settings.clickhouse_url)
    touched = Touched()
    with closing(reader), closing(clickhouse), wiring.read_pool(settings, size=2) as pool:
        ingested = Ingested(pool)
        together(
            [
                partial(move, reader, clickhouse, ingested, touched, stop, up),
                partial(total, reader, clickhouse, ingested, touched, stop),
            ],
            stop,
        )


def move(
    reader: StreamReader,
    clickhouse: ClickHouse,
    ingested: Ingested,
    touched: Touched,
    stop: Event,
    up: Callable[[], None],
) -> None:
    """Batch after batch, each only when the one before is stored."""
    up()
    while not stop.is_set():
        entries = persist(partial(gather, reader, stop), stop)
        if entries and persist(partial(store, entries, clickhouse, ingested), stop):
            touched.add({UUID(bytes=event.project_id) for entry in entries for event in entry.events})
            persist(partial(reader.done, [entry.id for entry in entries]), stop)


def gather(reader: StreamReader, stop: Event) -> list[Entry]:
    """Entries until there are rows enough or the first has waited long enough."""
    entries: list[Entry] = []
    rows, deadline = 0, time.monotonic() + WAIT
    while rows < MOST_ROWS and (left := deadline - time.monotonic()) > 0 and not stop.is_set():
        try:
            found = reader.read(left)
        except RedisError:
            if entries:
                break
            raise
        entries += found
        rows += sum(len(entry.events) for entry in found)
    return entries


def store(entries: Sequence[Entry], clickhouse: ClickHouse, ingested: Ingested) -> bool:
    """One insert for all of them. Repeating it changes nothing that is counted."""
    events = [event for entry in entries for event in entry.events]
    links = ingested.links({UUID(bytes=id) for id in {event.link_id for event in events}})
    markers = {id.bytes: [each.int for each in (key.marker_id, *key.further_marker_ids)] for id, key in links.items()}
    clickhouse.insert(TABLE, columns(events, markers))
    return True


def total(reader: StreamReader, clickhouse: ClickHouse, ingested: Ingested, touched: Touched, stop: Event) -> None:
    """Absolute totals for the lists every few seconds, and once a day the end of old salts."""
    day = date.min
    while not stop.wait(TOTALS):
        try:
            touched.refresh(lambda projects: ingested.write(view_stats.totals(clickhouse, projects)))
            if (today := datetime.now(UTC).date()) != day:
                reader.forget_salts()
                day = today
        except (ConnectionError, RedisError) as error:
            log.warning("totals wait: %s", error)


def persist(work: Callable[[], T], stop: Event) -> T | None:
    """Tries until it succeeds, later and later; None when ``stop`` comes first."""
    rest = FIRST_REST
    while not stop.is_set():
        try:
            return work()
        except (ConnectionError, RedisError) as error:
            log.warning("waiting %.1f s: %s", rest, str(error)[:300])
            stop.wait(rest)
            rest = min(2 * rest, LONGEST_REST)
    return None
