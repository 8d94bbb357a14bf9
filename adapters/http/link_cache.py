"""Links as ready-made bytes, kept in the process for less than a second.

A link that its owner paused is gone from every process within LATEST seconds of its read model, without any message
that could get lost; a link that everybody opens costs the database one query a moment. While the database is away,
what was seen last is shown for OUTAGE seconds.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor

import msgspec

from adapters.accounts import UNAVAILABLE
from adapters.http.lanes import in_lane

log = logging.getLogger(__name__)

FRESH = 0.4
LATEST = 0.8
"""Between the two, the old answer goes out while the new one is fetched; after it, requests wait for the new one."""
PATIENCE = 0.5
"""Seconds that a request with an old answer waits for the new one; only while the database hardly answers."""
OUTAGE = 300.0
MOST = 20_000


class Ready(msgspec.Struct, frozen=True):
    """An answer: status, and headers and body as they go out."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes


class Entry(msgspec.Struct):
    """An answer and when it was asked for, by the monotonic clock."""

    ready: Ready
    at: float


class LinkCache:
    """``fetch`` makes the answer for an id or slug; it blocks and runs in the lane, once at a time for each.

    ``now`` is a clock that never goes back, in seconds.
    """

    def __init__(
        self, fetch: Callable[[str], Ready], lane: Executor, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._lane = lane
        self._now = now
        self._entries: dict[str, Entry] = {}
        self._fetching: dict[str, asyncio.Task[Ready]] = {}

    def peek(self, id_or_slug: str) -> Ready | None:
        """The answer, if it is recent enough to go out at once."""
        entry = self._entries.get(id_or_slug)
        if entry is None:
            return None
        age = self._now() - entry.at
        if age >= LATEST:
            return None
        if age >= FRESH:
            self._begin(id_or_slug)
        return entry.ready

    async def get(self, id_or_slug: str) -> Ready:
        """The answer. Raises what ``fetch`` raises, unless there is an old answer for the time of an outage."""
        ready = self.peek(id_or_slug)
        if ready is not None:
            return ready
        entry = self._entries.get(id_or_slug)
        old = entry.ready if entry is not None and self._now() - entry.at <= OUTAGE else None
        task = self._begin(id_or_slug)
        await asyncio.wait({task}, timeout=PATIENCE if old else None)
        if old is not None and (not task.done() or isinstance(task.exception(), UNAVAILABLE)):
            return old
        return task.result()

    def _begin(self, id_or_slug: str) -> asyncio.Task[Ready]:
        task = self._fetching.get(id_or_slug)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._renew(id_or_slug))
            self._fetching[id_or_slug] = task
            task.add_done_callback(lambda done: self._settle(id_or_slug, done))
        return task

    async def _renew(self, id_or_slug: str) -> Ready:
        at = self._now()
        ready = await in_lane(self._lane, self._fetch, id_or_slug)
        if len(self._entries) >= MOST:
            self._entries.clear()
        self._entries[id_or_slug] = Entry(ready, at)
        return ready

    def _settle(self, id_or_slug: str, done: asyncio.Task[Ready]) -> None:
        self._fetching.pop(id_or_slug, None)
        if not done.cancelled() and done.exception() is not None:
            log.warning("%s not renewed: %s", id_or_slug, done.exception())
