"""View events from the request to the statistics: ``python -m benchmarks.track [--json] [--events N]``.

Starts engines of its own on a temporary directory. CPU per event is the robust column; the rest depends on what else
runs. Ratios are taken side by side in one run: group commit against one XADD a request, and ingest against the same
engine taking the same rows as ready-made Native bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import threading
import time
import urllib.request
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid4

import psutil
import redis
from redis.asyncio import Redis

import migrations
from adapters.settings import Settings, load_settings
from adapters.telemetry.record import ViewEvent, encode, join
from adapters.telemetry.stream_writer import STREAM
from adapters.telemetry.tokens import telemetry_token
from adapters.telemetry.track import Telemetry
from projections import view_stats
from projections.clickhouse import ClickHouse
from tests.engines import start_engines, stop_engines
from workers import ingest

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"
STORY = (
    "view_started",
    "marker_detected",
    "video_started",
    *["video_progress"] * 3,
    "video_completed",
    "session_ended",
)
LINK, PROJECT = uuid4(), uuid4()
AT_ONCE = 64
DAY_MS = 86_400_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.track", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on stdout, no table")
    parser.add_argument("--events", type=int, default=200_000, help="through ingest")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="argument-bench-") as folder:
        data = Path(folder) / "data"
        try:
            settings = load_settings(start_engines(data))
            migrations.apply(settings)
            measured = {**track(settings), **statistics(settings, given.events)}
        finally:
            stop_engines(data)
    text = "\n".join(f"{name:<52} {value:>12,.2f}" for name, value in measured.items())
    print(json.dumps(measured, indent=1) if given.json else text)


def track(settings: Settings, requests: int = 10_000) -> dict[str, float]:
    """One event a request, 64 at once, answered when Redis has it."""
    token = telemetry_token(settings.secret_key, LINK, PROJECT, datetime.now(UTC))
    bodies = [body(n, token) for n in range(requests)]

    async def ours() -> tuple[float, float]:
        telemetry = Telemetry(settings.redis_url, settings.secret_key, lambda _: {})
        found = await timed(bodies, lambda raw: telemetry.track(raw, ip="203.0.113.1", user_agent=AGENT, headers={}))
        await telemetry.close()
        return found

    async def single() -> tuple[float, float]:
        async with Redis.from_url(settings.redis_url, max_connections=AT_ONCE) as client:
            return await timed(bodies, lambda raw: client.xadd("bench", {"e": raw}))

    (cpu, wall), (cpu_single, wall_single) = asyncio.run(ours()), asyncio.run(single())
    return {
        "track: CPU µs an event (checked, hashed, stored)": cpu,
        "track: events a second": 1e6 / wall,
        "one XADD a request, unchecked: CPU µs": cpu_single,
        "track ÷ one XADD a request, events a second": wall_single / wall,
    }


def body(number: int, token: str) -> bytes:
    said = {"linkId": str(LINK), "sessionId": f"session-{number // 8}", "eventId": str(uuid4()), "token": token}
    event = {**said, "eventType": STORY[number % 8], "metadata": {"watchedMs": 1000, "fps": 30}}
    return json.dumps(event).encode()


async def timed(bodies: list[bytes], send: Callable[[bytes], Awaitable[object]]) -> tuple[float, float]:
    """Microseconds of this process's CPU, and of time, for one."""
    await asyncio.gather(*(send(raw) for raw in bodies[:AT_ONCE]))
    cpu, wall = time.process_time(), time.perf_counter()
    for start in range(0, len(bodies), AT_ONCE):
        await asyncio.gather(*(send(raw) for raw in bodies[start : start + AT_ONCE]))
    return (time.process_time() - cpu) * 1e6 / len(bodies), (time.perf_counter() - wall) * 1e6 / len(bodies)


def statistics(settings: Settings, events: int) -> dict[str, float]:
    """Through ingest into ClickHouse, and out of it."""
    clickhouse = ClickHouse(settings.clickhouse_url)
    with redis.Redis.from_url(settings.redis_url) as client:
        client.flushdb()
        fill(client, events)
        moved = move(settings, client)
    engine = native(settings, clickhouse)
    size = "SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts WHERE active AND table = 'view_events'"
    clickhouse.command("OPTIMIZE TABLE view_events FINAL")
    front = next(p for p in psutil.process_iter(["cmdline"]) if is_front(p, settings))
    return {
        "ingest: events a second": events / moved,
        "ingest ÷ ready-made Native inserts of the engine": engine / (moved / events),
        "bytes an event on disk, merged": float(clickhouse.command(size)),
        **asked(clickhouse),
        "ClickHouse front: unique MB": front.memory_full_info().uss / 1e6,
    }


def fill(client: redis.Redis, events: int) -> None:
    """A month of sessions of fifty projects, a hundred events an entry."""
    dice = random.Random(1)
    projects = [PROJECT.bytes, *(dice.randbytes(16) for _ in range(49))]
    now = int(time.time() * 1000)
    made = [event for _ in range(events // 8) for event in session(dice, projects, now)]
    with client.pipeline(transaction=False) as entries:
        for start in range(0, len(made), 100):
            entries.xadd(STREAM, {b"v1": join([encode(event) for event in made[start : start + 100]])})
        entries.execute()


def session(dice: random.Random, projects: list[bytes], now: int) -> list[ViewEvent]:
    project, id, visitor = dice.choice(projects), dice.randbytes(16), dice.getrandbits(64)
    began = now - dice.randrange(30 * DAY_MS)
    ids = {"project_id": project, "link_id": project, "session_id": id, "visitor": visitor}
    seen = {"country": "NL", "device": "mobile", "os": "iOS", "browser": "Safari"}
    return [
        ViewEvent(
            event_id=dice.randbytes(16),
            event_type=type,
            received_at=began + step * 3000,
            occurred_at=began + step * 3000 - 9,
            watched_ms=step * 1000,
            **ids,
            **seen,
        )
        for step, type in enumerate(STORY)
    ]


def move(settings: Settings, client: redis.Redis) -> float:
    """Seconds until the stream is empty."""
    stop = threading.Event()
    worker = threading.Thread(target=ingest.run, args=(settings, stop, lambda: None))
    began = time.perf_counter()
    worker.start()
    while client.xlen(STREAM):
        time.sleep(0.02)
    stop.set()
    worker.join()
    return time.perf_counter() - began


def native(settings: Settings, clickhouse: ClickHouse) -> float:
    """Seconds an event, for the same rows as bytes that only have to be sent: the limit of what ingest can do."""
    parts = urlsplit(settings.clickhouse_url)
    proof = b64encode(f"{parts.username}:{parts.password}".encode()).decode()
    clickhouse.command("CREATE TABLE copy AS view_events")

    def ask(query: str, data: bytes = b"") -> bytes:
        url = f"http://{parts.hostname}:{parts.port}/?query={quote(query)}"
        request = urllib.request.Request(url, data, {"Authorization": f"Basic {proof}"})
        return urllib.request.urlopen(request, timeout=60).read()

    rows = 100_000
    data = ask(f"SELECT * FROM view_events LIMIT {rows} FORMAT Native")
    began = time.perf_counter()
    ask("INSERT INTO copy FORMAT Native", data)
    return (time.perf_counter() - began) / rows


def asked(clickhouse: ClickHouse, times: int = 50) -> dict[str, float]:
    """Milliseconds, median and 95th of a hundred."""
    today = datetime.now(UTC).date()
    questions: dict[str, Callable[[], object]] = {
        "SELECT 1": lambda: clickhouse.command("SELECT 1"),
        "a project's 30 days": lambda: view_stats.project_stats(clickhouse, PROJECT, today - timedelta(29), today),
        "who is there now": lambda: view_stats.live(clickhouse, PROJECT),
        "totals of a project": lambda: view_stats.totals(clickhouse, [UUID(int=PROJECT.int)]),
    }
    found = {}
    for name, question in questions.items():
        took = []
        for _ in range(times):
            began = time.perf_counter()
            question()
            took.append((time.perf_counter() - began) * 1000)
        found[f"{name}: median ms"] = sorted(took)[times // 2]
        found[f"{name}: 95th ms"] = sorted(took)[int(times * 0.95)]
    return found


def is_front(process: psutil.Process, settings: Settings) -> bool:
    line = process.info["cmdline"] or []
    return "adapters.embedded.clickhouse" in line and str(urlsplit(settings.clickhouse_url).port) in line


if __name__ == "__main__":
    main()
