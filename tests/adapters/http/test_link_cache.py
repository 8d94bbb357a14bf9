from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from adapters.http import link_cache
from adapters.http.link_cache import LinkCache, Ready

LANE = ThreadPoolExecutor(4)


class Source:
    """What the cache asks; ``trouble`` is raised instead of an answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.trouble: Exception | None = None
        self.seconds = 0.01

    def fetch(self, name: str) -> Ready:
        self.asked.append(name)
        time.sleep(self.seconds)
        if self.trouble:
            raise self.trouble
        return Ready(200, [], f"{name} {len(self.asked)}".encode(), b"")


@pytest.fixture
def source() -> Source:
    return Source()


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_hundred_who_ask_at_once_are_one_question(source: Source) -> None:
    async def scenario() -> set[bytes]:
        cache = LinkCache(source.fetch, LANE)
        return {ready.body for ready in await asyncio.gather(*(cache.get("a") for _ in range(100)))}

    assert asyncio.run(scenario()) == {b"a 1"}
    assert source.asked == ["a"]


def test_an_answer_is_fresh_then_renewed_beside_then_waited_for(source: Source, clock: Clock) -> None:
    async def scenario() -> None:
        cache = LinkCache(source.fetch, LANE, clock.now)
        assert (await cache.get("a")).body == b"a 1"
        clock.seconds = link_cache.FRESH - 0.01
        assert (await cache.get("a")).body == b"a 1"
        assert len(source.asked) == 1
        clock.seconds = link_cache.FRESH
        assert (await cache.get("a")).body == b"a 1"
        await asyncio.sleep(0.05)
        assert (await cache.get("a")).body == b"a 2"
        clock.seconds += link_cache.LATEST
        assert cache.peek("a") is None
        assert (await cache.get("a")).body == b"a 3"

    asyncio.run(scenario())


def test_while_the_database_is_away_the_last_answer_is_shown_for_a_while(source: Source, clock: Clock) -> None:
    async def scenario() -> None:
        cache = LinkCache(source.fetch, LANE, clock.now)
        await cache.get("a")
        source.trouble = psycopg.OperationalError("away")
        clock.seconds = link_cache.OUTAGE
        assert (await cache.get("a")).body == b"a 1"
        with pytest.raises(psycopg.OperationalError):
            await cache.get("b")
        clock.seconds += 1
        with pytest.raises(psycopg.OperationalError):
            await cache.get("a")

    asyncio.run(scenario())


def test_a_fault_is_not_hidden_by_an_old_answer(source: Source, clock: Clock) -> None:
    async def scenario() -> None:
        cache = LinkCache(source.fetch, LANE, clock.now)
        await cache.get("a")
        source.trouble = KeyError("a fault of ours")
        clock.seconds = link_cache.LATEST
        with pytest.raises(KeyError):
            await cache.get("a")

    asyncio.run(scenario())


def test_while_the_database_hardly_answers_nobody_waits_for_it(source: Source, clock: Clock) -> None:
    async def scenario() -> float:
        cache = LinkCache(source.fetch, LANE, clock.now)
        await cache.get("a")
        source.seconds = 3 * link_cache.PATIENCE
        clock.seconds = link_cache.LATEST
        assert (await cache.get("a")).body == b"a 1"
        assert (await cache.get("a")).body == b"a 1"
        return len(source.asked)

    assert asyncio.run(scenario()) == 2
