from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
import redis
from redis.asyncio import Redis

from adapters.telemetry.errors import Busy
from adapters.telemetry.record import ViewEvent, encode, join, split
from adapters.telemetry.stream_reader import DEAD, StreamReader
from adapters.telemetry.stream_writer import STREAM, StreamWriter


def event(number: int = 0) -> ViewEvent:
    ids = {name: uuid4().bytes for name in ("event_id", "project_id", "link_id", "session_id")}
    return ViewEvent(event_type="view_started", visitor=number, received_at=1, occurred_at=1, **ids)


def write(redis_url: str, *numbers: int) -> None:
    """One entry each."""

    async def work() -> None:
        async with Redis.from_url(redis_url) as client:
            writer = StreamWriter(client)
            for number in numbers:
                await writer.append([encode(event(number))])

    asyncio.run(work())


def numbers(reader: StreamReader) -> list[int]:
    return [event.visitor for entry in reader.read(0.01) for event in entry.events]


def test_a_blob_is_the_events_it_was_made_of():
    events = [event(n) for n in range(70_000)]
    assert split(join([encode(each) for each in events])) == events


def test_what_was_not_done_comes_again_after_a_restart(redis_url: str):
    write(redis_url, 1, 2, 3)
    first = StreamReader(redis_url, "me")
    entries = [entry for _ in range(3) for entry in first.read(0.01)]
    assert [entry.events[0].visitor for entry in entries] == [1, 2, 3]
    first.done([entries[1].id])
    first.close()
    again = StreamReader(redis_url, "me")
    assert numbers(again) == [1, 3]
    write(redis_url, 4)
    assert [n for _ in range(3) for n in numbers(again)] == [4]
    again.close()


def test_what_is_done_leaves_the_stream(redis_url: str):
    write(redis_url, 1, 2)
    reader = StreamReader(redis_url, "me")
    reader.done([entry.id for _ in range(3) for entry in reader.read(0.01)])
    assert reader.backlog() == 0
    reader.close()


def test_what_another_left_behind_is_taken_over(redis_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("adapters.telemetry.stream_reader.ABANDONED_MS", 0)
    write(redis_url, 1)
    killed = StreamReader(redis_url, "killed")
    assert [n for _ in range(3) for n in numbers(killed)] == [1]
    killed.close()
    heir = StreamReader(redis_url, "heir")
    assert [n for _ in range(3) for n in numbers(heir)] == [1]
    heir.close()


def test_an_entry_that_nobody_can_read_is_put_aside(redis_url: str):
    with redis.Redis.from_url(redis_url) as client:
        client.xadd(STREAM, {"v1": b"\x00 nonsense"})
        client.xadd(STREAM, {"v9": b""})
        write(redis_url, 5)
        reader = StreamReader(redis_url, "me")
        assert [n for _ in range(3) for n in numbers(reader)] == [5]
        assert client.xlen(DEAD) == 2
        reader.close()


def test_an_emptied_redis_is_no_end(redis_url: str):
    reader = StreamReader(redis_url, "me")
    assert [n for _ in range(3) for n in numbers(reader)] == []
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    write(redis_url, 6)
    assert [n for _ in range(3) for n in numbers(reader)] == [6]
    reader.close()


def test_the_memory_for_waiting_events_is_bounded():
    async def work() -> list[BaseException | None]:
        # Nothing listens there: connecting takes a while, and all wait.
        client = Redis.from_url("redis://127.0.0.1:1/0")
        writer = StreamWriter(client, most_waiting=100)
        found = await asyncio.gather(*(writer.append([b"x"] * 10) for _ in range(50)), return_exceptions=True)
        await writer.close()
        await client.aclose()
        return found

    found = asyncio.run(work())
    assert all(isinstance(error, Busy) for error in found)
    assert sum("waiting" in str(error) for error in found) == 40


def test_a_full_redis_refuses_and_recovers(redis_url: str):
    async def work() -> None:
        async with Redis.from_url(redis_url) as client:
            await StreamWriter(client).append([b"x" * 100_000])
            full = StreamWriter(client, most_backlog=50_000)
            with pytest.raises(Busy) as caught:
                await full.append([b"y"])
            assert caught.value.retry_after == 10
            await client.delete(STREAM)
            await StreamWriter(client, most_backlog=50_000).append([b"z"])

    asyncio.run(work())


def test_a_client_that_hangs_up_takes_nothing_with_it(redis_url: str):
    async def work() -> int:
        async with Redis.from_url(redis_url) as client:
            writer = StreamWriter(client)
            waiting = [asyncio.create_task(writer.append([encode(event(n))])) for n in range(20)]
            await asyncio.sleep(0)
            for task in waiting[::2]:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            await writer.close()
            return sum(len(split(fields[b"v1"])) for _, fields in await client.xrange(STREAM))

    assert asyncio.run(work()) == 20
