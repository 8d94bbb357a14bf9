"""Visitors without cookies: a hash that nobody can recompute once the day's salt is gone.

Salts live in Redis under the day they are for, and expire a day after it. What Redis wrote to disk goes with the next
rewrite of its log, which ingest asks for every day.
"""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from socket import AF_INET, AF_INET6, inet_pton

from redis.asyncio import Redis

PREFIX = "telemetry:salt:"
_MAPPED = b"\0" * 10 + b"\xff\xff"
"""Begins an IPv4 address that is written as one of IPv6."""


def visitor(salt: bytes, project_id: bytes, ip: str, user_agent: str) -> int:
    """64 bits for a visitor of one project on one day. Of an IPv6 address the network half counts: the rest changes."""
    digest = blake2b(project_id + _network(ip) + b"\0" + user_agent.encode(errors="replace"), key=salt, digest_size=8)
    return int.from_bytes(digest.digest(), "big")


class Salts:
    """The salt of the day, the same in every process; kept here until the day ends."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._asking = asyncio.Lock()
        self._day = date.min
        self._salt = b""

    async def of(self, day: date) -> bytes:
        """Whoever asks first on a day draws it. Raises redis.RedisError."""
        if day == self._day:
            return self._salt
        async with self._asking:
            return await self._shared(day)

    async def _shared(self, day: date) -> bytes:
        if day != self._day:
            drawn = secrets.token_bytes(32)
            ends = datetime.combine(day + timedelta(days=2), time(), UTC)
            found = await self._redis.set(f"{PREFIX}{day}", drawn, nx=True, get=True, exat=ends)
            self._salt, self._day = found if isinstance(found, bytes) else drawn, day
        return self._salt


def _network(ip: str) -> bytes:
    family = AF_INET6 if ":" in ip else AF_INET
    try:
        packed = inet_pton(family, ip)
    except (OSError, ValueError):
        return ip.encode(errors="replace")
    if packed.startswith(_MAPPED):
        return packed[len(_MAPPED) :]
    return packed[:8] if family == AF_INET6 else packed
