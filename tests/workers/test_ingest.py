from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
import redis

from adapters.settings import Settings
from adapters.telemetry.record import join
from adapters.telemetry.stream_writer import STREAM
from adapters.telemetry.track import Telemetry
from projections.clickhouse import ClickHouse
from projections.links import LinkKey
from tests.clickhouses import clickhouse, clickhouse_database
from tests.faults.processes import eventually
from workers import ingest

__all__ = ["clickhouse", "clickhouse_database"]

PROJECT, LINK, MARKER, OWNER = (uuid4() for _ in range(4))
AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


class Told(msgspec.Struct):
    event_type: str
    marker_id: UUID


@pytest.fixture
def ours(own_settings: Settings, clickhouse: ClickHouse, clickhouse_database: str) -> Settings:
    """Settings of one test, with a link in Postgres."""
    settings = msgspec.structs.replace(own_settings, clickhouse_url=clickhouse_database)
    with psycopg.connect(settings.database_url) as conn:
        conn.execute(
            "INSERT INTO links (id, owner_id, project_id, marker_id, slug, title, status, version, created_at, "
            "updated_at) VALUES (%s, %s, %s, %s, 'spring', '', 'active', 1, now(), now())",
            (LINK, OWNER, PROJECT, MARKER),
        )
    return settings


@contextmanager
def ingesting(settings: Settings) -> Iterator[None]:
    """Works in a thread of this process."""
    stop = threading.Event()
    thread = threading.Thread(target=ingest.run, args=(settings, stop, lambda: None))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def key(ids: set[UUID]) -> dict[UUID, LinkKey]:
    return {id: LinkKey(project_id=PROJECT, marker_id=MARKER, owner_id=OWNER) for id in ids}


def track(settings: Settings, *events: dict[str, object], ip: str = "203.0.113.5", agent: str = AGENT) -> None:
    async def work() -> None:
        telemetry = Telemetry(settings.redis_url, settings.secret_key, key)
        body = json.dumps({"events": [{"linkId": str(LINK), "eventId": str(uuid4()), **each} for each in events]})
        await telemetry.track(body.encode(), ip=ip, user_agent=agent, headers={"cf-ipcountry": "NL"})
        await telemetry.close()

    asyncio.run(work())


def session(name: str, *types: str) -> list[dict[str, object]]:
    return [{"sessionId": name, "eventType": type, "metadata": {"watchedMs": 1500}} for type in types]


def count(clickhouse: ClickHouse, sql: str = "SELECT count() FROM events") -> int:
    return int(clickhouse.command(sql))


def test_what_viewers_send_can_be_queried(ours: Settings, clickhouse: ClickHouse):
    with ingesting(ours):
        track(ours, *session("session-1", "view_started", "video_started"), *session("session-2", "view_started"))
        eventually(lambda: count(clickhouse) == 3)
        with redis.Redis.from_url(ours.redis_url) as client:
            eventually(lambda: client.xlen(STREAM) == 0)
    row = clickhouse.command("SELECT DISTINCT (project_id, link_id, marker_id, country, device, os) FROM events")
    assert row == f"('{PROJECT}','{LINK}','{MARKER}','NL','mobile','iOS')"
    assert (
        clickhouse.command("SELECT (total_views, unique_viewers, avg_watch_time) FROM analytics_daily") == "(2,1,1.5)"
    )


def test_a_view_is_of_the_marker_that_it_names_if_that_is_one_of_the_links(ours: Settings, clickhouse: ClickHouse):
    further = uuid4()
    with psycopg.connect(ours.database_url) as conn:
        conn.execute("UPDATE links SET further_marker_ids = %s WHERE id = %s", ([further], LINK))
    named = {
        "view_started": {},
        "marker_detected": {"markerId": str(further)},
        "video_started": {"markerId": str(uuid4())},
        "video_completed": {"markerId": ["no", "id"]},
        "session_ended": {"markerId": str(MARKER)},
    }
    said = [{"sessionId": "session-1", "eventType": type, "metadata": data} for type, data in named.items()]
    with ingesting(ours):
        track(ours, *said)
        eventually(lambda: count(clickhouse) == len(said))
    found = {row.event_type: row.marker_id for row in clickhouse.rows(Told, "SELECT event_type, marker_id FROM events")}
    assert found == {type: further if type == "marker_detected" else MARKER for type in named}
    of_session = clickhouse.command("SELECT (marker_id, marker_ids) FROM sessions")
    assert of_session == f"('{further}',['{further}'])"


def test_lists_get_their_totals(ours: Settings, clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ingest, "TOTALS", 0.2)

    def totals() -> dict[UUID, tuple[int, int]]:
        with psycopg.connect(ours.database_url) as conn:
            rows = conn.execute("SELECT id, total_views, unique_viewers FROM view_totals").fetchall()
            return {id: (views, viewers) for id, views, viewers in rows}

    with ingesting(ours):
        track(ours, *session("session-1", "view_started"), ip="203.0.113.5")
        eventually(lambda: totals() == {PROJECT: (1, 1), LINK: (1, 1)})
        track(ours, *session("session-2", "view_started"), *session("session-3", "view_started"), ip="203.0.113.6")
        eventually(lambda: totals() == {PROJECT: (3, 2), LINK: (3, 2)})


def test_totals_that_a_crash_left_out_are_written_at_the_next_start(
    ours: Settings, clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch
):
    with ingesting(ours):
        track(ours, *session("session-1", "view_started"))
        eventually(lambda: count(clickhouse) == 1)
    monkeypatch.setattr(ingest, "TOTALS", 0.2)
    with ingesting(ours), psycopg.connect(ours.database_url, autocommit=True) as conn:
        eventually(lambda: conn.execute("SELECT count(*) FROM view_totals").fetchone() == (2,))


def test_a_view_of_a_link_that_is_not_listed_yet_is_kept(ours: Settings, clickhouse: ClickHouse):
    with ingesting(ours):
        track(ours, {**session("session-1", "view_started")[0], "linkId": str(uuid4())})
        eventually(lambda: count(clickhouse) == 1)
    assert clickhouse.command("SELECT marker_id FROM events") == str(UUID(int=0))


def test_one_visitor_who_plays_many_stays_one_and_a_bot_counts_for_nothing(ours: Settings, clickhouse: ClickHouse):
    with ingesting(ours):
        for part in range(4):
            forged = [event for n in range(50) for event in session(f"forged-{part}-{n}", "view_started")]
            track(ours, *forged)
            track(ours, *forged, agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
            track(ours, *session(f"crawler-{part}", "view_started"), agent="curl/8.9.1")
        eventually(lambda: count(clickhouse) == 404)
    assert clickhouse.command("SELECT countIf(is_bot) FROM events") == "204"
    # A session in which a bot was seen is a bot's session as a whole.
    assert clickhouse.command("SELECT count() FROM analytics_daily") == "0"
    with ingesting(ours):
        track(ours, *(event for n in range(50) for event in session(f"honest-{n}", "view_started")))
        eventually(lambda: count(clickhouse) == 454)
    assert clickhouse.command("SELECT (total_views, unique_viewers) FROM analytics_daily") == "(50,1)"


def test_an_entry_that_cannot_be_read_holds_nothing_up(ours: Settings, clickhouse: ClickHouse):
    with redis.Redis.from_url(ours.redis_url) as client:
        client.xadd(STREAM, {"v1": join([b"\xc1"])})
    with ingesting(ours):
        track(ours, *session("session-1", "view_started"))
        eventually(lambda: count(clickhouse) == 1)


def test_the_log_of_redis_forgets_the_salts_that_expired(ours: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ingest, "TOTALS", 0.1)

    def rewritten() -> int:
        with redis.Redis.from_url(ours.redis_url) as client:
            return client.info("persistence")["aof_rewrites"]

    before = rewritten()
    with ingesting(ours):
        eventually(lambda: rewritten() > before)
