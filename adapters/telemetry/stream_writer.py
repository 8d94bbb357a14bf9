"""Events into the Redis Stream, many requests in one entry, each answered when Redis has its events.

Group commit: what arrives while one write is on its way goes together in the next. Under load an entry holds hundreds
of events; a lone event waits for nobody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.telemetry.errors import Busy
from adapters.telemetry.record import FIELD, join

STREAM = "view-events"
MOST_WAITING = 20_000
"""Events in memory that Redis has not taken yet."""
MOST_BACKLOG = 512 << 20
"""Bytes in Redis that ingest has not taken yet; reached only when ClickHouse is away for very long."""
MOST_IN_ENTRY = 1000
"""Events in one entry: it bounds what ingest must hold at once."""
WRITE_SECONDS = 5.0
_LOOK_SECONDS = 1.0


class _Batch:
    def __init__(self) -> None:
        self.events: list[bytes] = []
        self.stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class StreamWriter:
    """One a process and event loop."""

    def __init__(self, redis: Redis, *, most_waiting: int = MOST_WAITING, most_backlog: int = MOST_BACKLOG) -> None:
        self._redis = redis
        self._most_waiting = most_waiting
        self._most_backlog = most_backlog
        self._next: _Batch | None = None
        self._waiting = 0
        self._flusher: asyncio.Task[None] | None = None
        self._looked = 0.0
        self._full = False

    async def append(self, events: Sequence[bytes]) -> None:
        """Returns when Redis has stored the events. Raises Busy; then they may or may not be stored."""
        if self._waiting + len(events) > self._most_waiting:
            raise Busy("Too many events are waiting.", retry_after=1)
        if self._full and time.monotonic() - self._looked < _LOOK_SECONDS:
            raise Busy("Events cannot be passed on.", retry_after=10)
        batch = self._next = self._next or _Batch()
        batch.events += events
        self._waiting += len(events)
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush())
        # One client that hangs up must not take the others' batch with it.
        await asyncio.shield(batch.stored)

    async def close(self) -> None:
        """Waits for what is on its way."""
        if self._flusher is not None:
            await self._flusher

    async def _flush(self) -> None:
        while (batch := self._next) is not None:
            self._next = None
            try:
                async with asyncio.timeout(WRITE_SECONDS):
                    await self._write(batch)
                batch.stored.set_result(None)
            except (RedisError, OSError, TimeoutError):
                batch.stored.set_exception(Busy("Events cannot be stored now.", retry_after=2))
                # Somebody waits for it unless all have hung up.
                batch.stored.exception()
            except Busy as error:
                batch.stored.set_exception(error)
                batch.stored.exception()
            finally:
                self._waiting -= len(batch.events)

    async def _write(self, batch: _Batch) -> None:
        if time.monotonic() - self._looked >= _LOOK_SECONDS:
            used = await self._redis.memory_usage(STREAM, samples=20)
            self._full = (used or 0) > self._most_backlog
            self._looked = time.monotonic()
        if self._full:
            raise Busy("Events cannot be passed on.", retry_after=10)
        async with self._redis.pipeline(transaction=False) as entries:
            for start in range(0, len(batch.events), MOST_IN_ENTRY):
                entries.xadd(STREAM, {FIELD: join(batch.events[start : start + MOST_IN_ENTRY])})
            await entries.execute()
