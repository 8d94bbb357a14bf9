from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from uuid import uuid4

import pytest

from adapters.cache.limits import CountingUnavailable, RateLimiter, Rule
from adapters.cache.local import LocalLimiter
from adapters.settings import Settings

NOWHERE = "redis://127.0.0.1:1/0"


def rule(limit: int, *, closed: bool = False) -> Rule:
    return Rule(name=f"test-{uuid4().hex}", limit=limit, seconds=300, closed=closed)


async def hits(redis_url: str, rule: Rule, count: int) -> list[int]:
    limiter = RateLimiter(redis_url)
    try:
        return list(await asyncio.gather(*(limiter.hit(rule, "somebody") for _ in range(count))))
    finally:
        await limiter.close()


def allowed(redis_url: str, rule: Rule, count: int) -> int:
    return asyncio.run(hits(redis_url, rule, count)).count(0)


def test_processes_together_let_exactly_the_limit_through(settings: Settings) -> None:
    given = rule(100)
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as pool:
        shares = list(pool.map(allowed, [settings.redis_url] * 3, [given] * 3, [100] * 3))
    assert sum(shares) == 100


def test_whoever_waits_is_told_how_long_and_others_do_not_wait(settings: Settings) -> None:
    async def scenario() -> None:
        limiter, given = RateLimiter(settings.redis_url), rule(1)
        assert await limiter.hit(given, "a") == 0
        assert 0 < await limiter.hit(given, "a") <= 301
        assert await limiter.hit(given, "b") == 0
        await limiter.forget(given, "a")
        assert await limiter.hit(given, "a") == 0
        await limiter.close()

    asyncio.run(scenario())


def test_while_redis_is_away_each_process_counts_by_itself() -> None:
    assert allowed(NOWHERE, rule(3), 10) == 3


def test_a_closed_rule_refuses_while_redis_is_away() -> None:
    with pytest.raises(CountingUnavailable):
        asyncio.run(hits(NOWHERE, rule(3, closed=True), 1))


def test_hits_that_cannot_be_forgotten_are_no_error() -> None:
    async def scenario() -> None:
        limiter = RateLimiter(NOWHERE)
        await limiter.forget(rule(1), "a")
        await limiter.close()

    asyncio.run(scenario())


def test_the_limit_in_the_process_is_by_key() -> None:
    limiter = LocalLimiter(2)
    assert [limiter.hit("a") > 0 for _ in range(4)] == [False, False, True, True]
    assert limiter.hit("b") == 0
