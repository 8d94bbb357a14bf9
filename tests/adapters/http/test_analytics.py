from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from redis import Redis

from tests.adapters.http.owner import API, Owner, Published, Service


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def event(link_id: str, **fields: Any) -> dict[str, Any]:
    return {"linkId": link_id, "sessionId": uuid4().hex, "eventId": uuid4().hex, "eventType": "view_started", **fields}


def waiting(service: Service) -> int:
    """Entries in all streams: what is acknowledged is stored."""
    with Redis.from_url(service.parts.settings.redis_url) as redis:
        return sum(redis.xlen(key) for key in redis.scan_iter(_type="stream"))


@pytest.mark.parametrize("kind", ["application/json", "text/plain;charset=UTF-8"])
def test_an_event_is_stored_before_it_is_acknowledged(service: Service, made: Published, kind: str) -> None:
    before = waiting(service)
    body = json.dumps(event(made.link))
    taken = service.client.post(f"{API}/analytics/track", content=body, headers={"Content-Type": kind})
    assert (taken.status_code, taken.json()) == (202, {"accepted": 1})
    assert waiting(service) > before


def test_a_batch_is_taken_whole(service: Service, made: Published) -> None:
    batch = {"events": [event(made.link) for _ in range(3)]}
    assert service.client.post(f"{API}/analytics/track", json=batch).json() == {"accepted": 3}


def test_a_token_of_the_link_makes_the_database_unnecessary(service: Service, made: Published) -> None:
    token = service.client.get(f"{API}/links/{made.slug}").json()["telemetryToken"]
    assert service.client.post(f"{API}/analytics/track", json=event(made.link, token=token)).status_code == 202


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"nonsense", 400, "invalid_events"),
        (b"{}", 400, "invalid_events"),
        (json.dumps(event(str(uuid4()))).encode(), 404, "unknown_link"),
        (json.dumps(event(str(uuid4()), eventType="made_up")).encode(), 400, "invalid_events"),
        (b" " * 200_000, 413, "payload_too_large"),
    ],
)
def test_what_is_no_event_is_refused(service: Service, body: bytes, status: int, code: str) -> None:
    refused = service.client.post(f"{API}/analytics/track", content=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_session_cannot_send_without_end(service: Service, made: Published) -> None:
    session = uuid4().hex
    batch = {"events": [event(made.link, sessionId=session) for _ in range(50)]}
    assert service.client.post(f"{API}/analytics/track", json=batch).status_code == 202
    refused = service.client.post(f"{API}/analytics/track", json=batch)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_events")
    assert int(refused.headers["retry-after"]) > 0


def test_statistics_have_every_day_of_the_range(owner: Owner, made: Published) -> None:
    stats = owner.get(f"/analytics/projects/{made.project}").json()
    today = datetime.now(UTC).date()
    assert (stats["totalViews"], stats["uniqueViewers"], stats["averageWatchTime"]) == (0, 0, 0)
    assert len(stats["series"]) == 30
    assert stats["to"] in (str(today), str(today - timedelta(days=1)))
    week = owner.get(f"/analytics/projects/{made.project}", params={"from": "2026-01-01", "to": "2026-01-07"}).json()
    assert [day["date"] for day in week["series"]] == [f"2026-01-0{n}" for n in range(1, 8)]
    assert owner.get(f"/analytics/projects/{made.project}/live").json() == {"sessions": 0}


@pytest.mark.parametrize(("first", "last"), [("2026-01-02", "2026-01-01"), ("2020-01-01", "2026-01-01")])
def test_a_range_that_cannot_be_is_refused(owner: Owner, made: Published, first: str, last: str) -> None:
    refused = owner.get(f"/analytics/projects/{made.project}", params={"from": first, "to": last})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_range")
    assert owner.get(f"/analytics/projects/{made.project}", params={"from": "yesterday"}).status_code == 400


@pytest.mark.parametrize("last", ["0001-01-01", "9999-12-31"])
def test_a_range_ends_where_the_calendar_does(owner: Owner, made: Published, last: str) -> None:
    stats = owner.get(f"/analytics/projects/{made.project}", params={"to": last})
    assert (stats.status_code, stats.json()["to"]) == (200, last)
