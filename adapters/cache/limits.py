"""Rate limits, exact across processes: one atomic script in Redis counts them."""

from __future__ import annotations

import logging
import time
from typing import Any

import msgspec
from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

TIMEOUT = 2.0
CONNECTIONS = 20
PAUSE = 2.0
"""Seconds for which Redis is not asked again after it did not answer."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """``limit`` hits in ``seconds``. A closed rule refuses while nobody can count; an open one counts by process."""

    name: str
    limit: int
    seconds: int
    closed: bool = False


class CountingUnavailable(Exception):
    """A closed rule cannot be counted now."""


class RateLimiter:
    """Counts hits by rule and key."""

    def __init__(self, redis_url: str) -> None:
        self._connections = BlockingConnectionPool.from_url(
            redis_url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            max_connections=CONNECTIONS,
            timeout=TIMEOUT,
        )
        given: dict[str, Any] = {"connection_pool": self._connections}  # the library says str, its code takes a pool
        shared = RedisStorage(f"async+{redis_url}", implementation="redispy", **given)
        self._shared = SlidingWindowCounterRateLimiter(shared)
        self._local = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._silent_until = 0.0

    async def hit(self, rule: Rule, *key: str) -> int:
        """Seconds to wait before the next try; 0 when this one is within the limit. Raises CountingUnavailable."""
        if time.monotonic() >= self._silent_until:
            try:
                return await count(self._shared, rule, key)
            except (RedisError, OSError, TimeoutError) as error:
                self._silent_until = time.monotonic() + PAUSE
                log.warning("rate limits are counted by process: %s", error)
        if rule.closed:
            raise CountingUnavailable
        return await count(self._local, rule, key)

    async def forget(self, rule: Rule, *key: str) -> None:
        """Takes back the hits of this key."""
        try:
            await self._shared.clear(item_of(rule), *key)
        except (RedisError, OSError, TimeoutError) as error:
            log.info("hits are not forgotten: %s", error)

    async def close(self) -> None:
        """Gives the connections back."""
        await self._connections.aclose()


def item_of(rule: Rule) -> RateLimitItemPerSecond:
    """The rule in the library's terms."""
    return RateLimitItemPerSecond(rule.limit, rule.seconds, namespace=f"limit:{rule.name}")


async def count(limiter: SlidingWindowCounterRateLimiter, rule: Rule, key: tuple[str, ...]) -> int:
    """One more hit, or the whole seconds until there is room."""
    item = item_of(rule)
    if await limiter.hit(item, *key):
        return 0
    reset, _ = await limiter.get_window_stats(item, *key)
    return max(1, int(reset - time.time()) + 1)
