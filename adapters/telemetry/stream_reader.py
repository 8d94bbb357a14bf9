"""Events out of the Redis Stream: each is handed out until it is reported done, whoever was killed in between."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from redis import Redis
from redis.exceptions import RedisError, ResponseError

from adapters.telemetry.privacy import PREFIX
from adapters.telemetry.record import FIELD, ViewEvent, split
from adapters.telemetry.stream_writer import STREAM

log = logging.getLogger(__name__)

GROUP = "ingest"
DEAD = "view-events:dead"
"""Where entries go that nobody can read, to be looked at."""
MOST_DEAD = 1000
ANSWER_SECONDS = 10.0
ABANDONED_MS = 60_000
"""After so long another consumer's entries are taken over."""
_CLAIM_SECONDS = 30.0
_ENTRIES = 50


class Entry(msgspec.Struct, frozen=True):
    """A stream entry and its events."""

    id: bytes
    events: Sequence[ViewEvent]


class StreamReader:
    """One consumer of the group. ``consumer`` is a name that stays over restarts: its unfinished entries come first.

    Every method raises redis.RedisError when Redis is away.
    """

    def __init__(self, redis_url: str, consumer: str) -> None:
        self._redis = Redis.from_url(redis_url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=2)
        self._consumer = consumer
        self._unfinished = b"0"
        self._claimed = 0.0

    def read(self, wait_seconds: float) -> list[Entry]:
        """The next entries; after ``wait_seconds`` without any, none. Own unfinished ones come first, once a start."""
        if self._unfinished:
            found = self._fetch(self._unfinished, None)
            # The next fetch continues after the last one; when there is none, what is new begins.
            self._unfinished = found[-1][0] if found else b""
            if found:
                return self._entries(found)
        if time.monotonic() - self._claimed > _CLAIM_SECONDS:
            self._claimed = time.monotonic()
            abandoned = self._abandoned()
            if abandoned:
                return self._entries(abandoned)
        return self._entries(self._fetch(b">", max(1, int(wait_seconds * 1000))))

    def done(self, ids: Iterable[bytes]) -> None:
        """The entries are stored elsewhere: they leave the stream."""
        given = list(ids)
        if given:
            with self._redis.pipeline(transaction=True) as both:
                both.xack(STREAM, GROUP, *given)
                both.xdel(STREAM, *given)
                both.execute()

    def backlog(self) -> int:
        """How many entries wait, those being worked on included."""
        return int(self._redis.xlen(STREAM))  # pyright: ignore[reportArgumentType] # redis-py types sync and async alike

    def forget_salts(self) -> None:
        """Rewrites Redis's log on disk, so that expired salts are gone from there as well."""
        live = sum(1 for _ in self._redis.scan_iter(f"{PREFIX}*"))
        try:
            self._redis.bgrewriteaof()
            log.info("the log of Redis is rewritten with %d salts", live)
        except ResponseError as error:
            # Some hosted servers forbid it, or keep no log.
            log.info("the log of Redis is not rewritten: %s", error)

    def close(self) -> None:
        """Disconnects; what was read and not done stays ours."""
        self._redis.close()

    def _fetch(self, after: bytes, wait_ms: int | None) -> list[Any]:
        try:
            found: Any = self._redis.xreadgroup(GROUP, self._consumer, {STREAM: after}, count=_ENTRIES, block=wait_ms)
        except ResponseError as error:
            if not str(error).startswith("NOGROUP"):
                raise
            # First start, or somebody emptied Redis.
            self._create_group()
            return []
        except RedisError:
            # Entries may be ours by now although their answer was lost.
            self._unfinished = b"0"
            raise
        streams = found.values() if isinstance(found, dict) else [entries for _, entries in found or []]
        return [entry for entries in streams for entry in _flat(entries)]

    def _abandoned(self) -> list[Any]:
        try:
            found: Any = self._redis.xautoclaim(
                STREAM, GROUP, self._consumer, min_idle_time=ABANDONED_MS, start_id="0", count=_ENTRIES
            )
        except ResponseError as error:
            if not str(error).startswith("NOGROUP"):
                raise
            self._create_group()
            return []
        return list(found[1])

    def _create_group(self) -> None:
        try:
            self._redis.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise

    def _entries(self, found: Sequence[Any]) -> list[Entry]:
        entries = []
        for id, fields in found:
            if not fields:
                # Done by somebody who could not say so any more.
                self.done([id])
                continue
            try:
                entries.append(Entry(id, split(fields[FIELD])))
            except (msgspec.DecodeError, KeyError) as error:
                log.error("entry %s cannot be read and is put aside: %s", id.decode(), error)
                self._put_aside(id, fields)
        return entries

    def _put_aside(self, id: bytes, fields: dict[Any, Any]) -> None:
        self._redis.xadd(DEAD, {**fields, "entry": id}, maxlen=MOST_DEAD, approximate=True)
        self.done([id])


def _flat(entries: Sequence[Any]) -> Sequence[Any]:
    """RESP3 answers wrap the entries once more than RESP2."""
    return entries[0] if len(entries) == 1 and isinstance(entries[0], list) else entries


__all__ = ["DEAD", "GROUP", "Entry", "RedisError", "StreamReader"]
