from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import redis

from adapters.telemetry.errors import Busy, InvalidEvents, TelemetryError, TooOften, UnknownLink
from adapters.telemetry.record import ViewEvent
from adapters.telemetry.stream_reader import StreamReader
from adapters.telemetry.tokens import owner_token, telemetry_token
from adapters.telemetry.track import Telemetry
from projections.links import LinkKey

SECRET = "s" * 40
LINK, PROJECT = uuid4(), uuid4()
IP, AGENT = "203.0.113.77", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) canary-agent Safari/604.1"


class Asked:
    """Knows one link, and counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, ids: set[UUID]) -> dict[UUID, LinkKey]:
        self.times += 1
        return {id: LinkKey(project_id=PROJECT, marker_id=uuid4(), owner_id=uuid4()) for id in ids if id == LINK}


def token() -> str:
    return telemetry_token(SECRET, LINK, PROJECT, datetime.now(UTC))


def event(**changes: Any) -> dict[str, Any]:
    said = {"linkId": str(LINK), "sessionId": "session-1", "eventId": str(uuid4()), "eventType": "view_started"}
    return {**said, "token": token(), **changes}


def track(redis_url: str, *bodies: object, headers: Mapping[str, str] | None = None, **parts: Any) -> list[Any]:
    """What each body led to, one after the other: a number, or the error."""

    async def work() -> list[Any]:
        telemetry = Telemetry(redis_url, SECRET, parts.pop("resolve", Asked()), **parts)
        found = []
        for body in bodies:
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            try:
                found.append(await telemetry.track(raw, ip=IP, user_agent=AGENT, headers=headers or {}))
            except TelemetryError as error:
                found.append(error)
        await telemetry.close()
        return found

    return asyncio.run(work())


def stored(redis_url: str) -> list[ViewEvent]:
    reader = StreamReader(redis_url, "test")
    found = [event for _ in range(5) for entry in reader.read(0.01) for event in entry.events]
    reader.close()
    return found


def test_what_was_said_is_stored_with_what_follows_from_it(redis_url: str):
    metadata = {"watchedMs": 1234.5, "progress": 25, "referrer": "https://news.example/a?b", "utm_source": "poster"}
    one = event(eventType="video_progress", metadata={**metadata, "fps": 30})
    assert track(redis_url, one, headers={"cf-ipcountry": "de"}) == [1]
    (found,) = stored(redis_url)
    assert (UUID(bytes=found.project_id), UUID(bytes=found.link_id)) == (PROJECT, LINK)
    assert found.event_id == UUID(one["eventId"]).bytes
    assert (found.event_type, found.watched_ms, found.progress) == ("video_progress", 1234, 25)
    assert (found.referrer, found.utm_source, found.country) == ("news.example", "poster", "DE")
    assert (found.device, found.os, found.is_bot, found.is_owner) == ("mobile", "iOS", False, False)
    assert json.loads(found.metadata) == {"fps": 30}


def test_nothing_in_redis_tells_who_it_was(redis_url: str):
    track(redis_url, event(), {"events": [event(), event()]})
    with redis.Redis.from_url(redis_url) as client:
        everything = b"".join(client.dump(key) for key in client.scan_iter())
    for secret in (IP.encode(), b"canary-agent", bytes(map(int, IP.split(".")))):
        assert secret not in everything


def test_a_token_spares_the_question_whose_link_it_is(redis_url: str):
    asked = Asked()
    assert track(redis_url, event(), event(), resolve=asked) == [1, 1]
    assert asked.times == 0


def test_without_a_token_the_link_is_asked_for_once(redis_url: str):
    asked = Asked()
    assert track(redis_url, event(token=None), event(token="stale"), event(token=None), resolve=asked) == [1, 1, 1]
    assert asked.times == 1


def test_an_unknown_link_is_refused_and_asked_for_once(redis_url: str):
    asked = Asked()
    unknown = event(linkId=str(uuid4()))
    errors = track(redis_url, unknown, unknown, {"events": [event(), unknown]}, resolve=asked)
    assert [type(error) for error in errors] == [UnknownLink] * 3
    assert asked.times == 1
    assert stored(redis_url) == []


def test_a_token_of_another_link_does_not_help(redis_url: str):
    other = telemetry_token(SECRET, uuid4(), PROJECT, datetime.now(UTC))
    (error,) = track(redis_url, event(linkId=str(uuid4()), token=other))
    assert isinstance(error, UnknownLink)


def test_a_batch_with_one_bad_event_is_refused_whole(redis_url: str):
    errors = track(
        redis_url,
        {"events": [event(), event(metadata=[1])]},
        {"events": [event(), event(eventType="nonsense")]},
    )
    assert [type(error) for error in errors] == [InvalidEvents] * 2
    assert stored(redis_url) == []


def test_a_session_that_sends_too_much_is_told_to_wait(redis_url: str):
    (error,) = track(redis_url, event(), limit=lambda session: 7 if session == "session-1" else 0)
    assert isinstance(error, TooOften)
    assert error.retry_after == 7


def test_the_owners_own_scan_is_marked(redis_url: str):
    track(redis_url, event(owner=owner_token(SECRET, LINK)), event(owner="forged"))
    assert [found.is_owner for found in stored(redis_url)] == [True, False]


def test_one_visitor_is_one_for_all_its_sessions(redis_url: str):
    track(redis_url, *(event(sessionId=f"session-{n}") for n in range(20)))
    assert len({found.visitor for found in stored(redis_url)}) == 1


@pytest.mark.parametrize("country", ["T1X", "1", "", "d3", "ДЕ"])
def test_a_country_that_is_none_is_left_out(redis_url: str, country: str):
    track(redis_url, event(), headers={"cf-ipcountry": country})
    assert stored(redis_url)[0].country == ""


def test_many_requests_at_once_share_entries(redis_url: str):
    async def work() -> list[int]:
        telemetry = Telemetry(redis_url, SECRET, Asked())
        bodies = [json.dumps(event()).encode() for _ in range(500)]
        found = await asyncio.gather(*(telemetry.track(body, ip=IP, user_agent=AGENT, headers={}) for body in bodies))
        await telemetry.close()
        return found

    assert asyncio.run(work()) == [1] * 500
    with redis.Redis.from_url(redis_url) as client:
        assert client.xlen("view-events") < 100
    assert len({found.event_id for found in stored(redis_url)}) == 500


def test_without_redis_the_answer_is_busy(redis_url: str):
    (error,) = track("redis://127.0.0.1:1/0", event())
    assert isinstance(error, Busy)
    assert (error.status, error.retry_after) == (503, 2)
