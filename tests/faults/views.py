"""Viewers that send until they are told that their events are stored, and what ClickHouse must know afterwards."""

from __future__ import annotations

import asyncio
import json
import random
from uuid import UUID, uuid4

from adapters.settings import Settings
from adapters.telemetry.errors import Busy
from adapters.telemetry.track import Telemetry
from projections.clickhouse import ClickHouse
from projections.links import LinkKey

PROJECT, LINK = uuid4(), uuid4()
AGENT = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36"
BATCH = 25
SESSION = 5
"""Events of one session: one view of half a second."""


def known(ids: set[UUID]) -> dict[UUID, LinkKey]:
    return {id: LinkKey(project_id=PROJECT, marker_id=PROJECT, owner_id=PROJECT) for id in ids}


def send(settings: Settings, events: int, *, pause: float = 0.0, doubled: float = 0.2, seed: int = 1) -> None:
    """Sends so many events, some of them twice, and returns when all are acknowledged."""
    asyncio.run(_send(settings, events, pause, doubled, random.Random(seed)))


async def _send(settings: Settings, events: int, pause: float, doubled: float, dice: random.Random) -> None:
    telemetry = Telemetry(settings.redis_url, settings.secret_key, known)
    for number in range(0, events, BATCH):
        body = json.dumps({"events": [_event(number + n) for n in range(min(BATCH, events - number))]}).encode()
        for _ in range(2 if dice.random() < doubled else 1):
            await _until_stored(telemetry, body)
        await asyncio.sleep(pause)
    await telemetry.close()


async def _until_stored(telemetry: Telemetry, body: bytes) -> None:
    while True:
        try:
            await telemetry.track(body, ip="203.0.113.9", user_agent=AGENT, headers={})
        except Busy:
            await asyncio.sleep(0.05)
        else:
            return


def _event(number: int) -> dict[str, object]:
    session, step = divmod(number, SESSION)
    return {
        "linkId": str(LINK),
        "sessionId": str(UUID(int=session + 1)),
        "eventId": str(UUID(int=number + 1)),
        "eventType": "view_started" if step == 0 else "video_started",
        "metadata": {"watchedMs": step * 125},
    }


def known_to(clickhouse: ClickHouse) -> str:
    """Rows and distinct ids of all events."""
    return clickhouse.command("SELECT (count(), uniqExact(event_id)) FROM events")


def daily(clickhouse: ClickHouse) -> str:
    return clickhouse.command("SELECT (total_views, unique_viewers, avg_watch_time) FROM analytics_daily")


def expect_exactly(clickhouse: ClickHouse, events: int) -> None:
    """Each event once, by itself and in the statistics, however often it was sent and inserted."""
    assert known_to(clickhouse) == f"({events},{events})"
    assert daily(clickhouse) == f"({events // SESSION},1,0.5)"
