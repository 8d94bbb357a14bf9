"""What the service needs, looked at one by one: each finding says what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from adapters.cache import ping
from adapters.http.dto import Dto
from adapters.http.parts import Parts
from migrations import clickhouse, postgres
from projections.jobs import stuck
from projections.view import position_of

POSTGRES, REDIS, CLICKHOUSE = (15,), (7, 0), (25,)
"""The oldest versions that will do."""
VIEWS = ("library", "markers", "links", "jobs", "usage")
MOST_BEHIND = 1_000
"""Events that a read model may lag."""
STUCK = 600.0
SKEW = 5.0
PATIENCE = 1.0
"""Seconds."""
START = "Start it, or see its log in the data directory."
MIGRATE = "Run `python -m migrations`."


class Finding(Dto, frozen=True, kw_only=True):
    """What was found; ``fix`` is empty when nothing needs to be done."""

    ok: bool
    detail: str
    version: str = ""
    fix: str = ""


def look(parts: Parts) -> dict[str, Finding]:
    """Every check, each on its own: what fails in one does not hide the others."""
    return {name: attempt(check, parts) for name, check in CHECKS.items()}


def attempt(check: Callable[[Parts], Finding], parts: Parts) -> Finding:
    """The finding; an engine that does not answer is one too."""
    try:
        return check(parts)
    except Exception as error:  # the reason itself is the finding
        return Finding(ok=False, detail=f"no answer ({type(error).__name__})", fix=START)


def at_least(version: str, floor: tuple[int, ...], name: str) -> Finding:
    """Whether the version is not below the floor."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[: len(floor)])
    if numbers >= floor:
        return Finding(ok=True, detail="answers", version=version)
    oldest = ".".join(map(str, floor))
    return Finding(ok=False, detail="too old", version=version, fix=f"Use {name} {oldest} or newer.")


def check_postgres(parts: Parts) -> Finding:
    """Answers, and is new enough."""
    with parts.pool.connection(PATIENCE) as conn:
        row = conn.execute("SHOW server_version").fetchone()
    return at_least(row[0] if row else "", POSTGRES, "PostgreSQL")


def check_tables(parts: Parts) -> Finding:
    """Postgres has all tables of this version."""
    with parts.pool.connection(PATIENCE) as conn:
        done = {name for (name,) in conn.execute("SELECT name FROM migrations")}
    missing = [name for name in postgres.names() if name not in done]
    if missing:
        return Finding(ok=False, detail=f"Postgres misses {', '.join(missing)}", fix=MIGRATE)
    return Finding(ok=True, detail="all applied")


def check_reports(parts: Parts) -> Finding:
    """ClickHouse has all tables of this version."""
    missing = clickhouse.pending(parts.clickhouse)
    if missing:
        return Finding(ok=False, detail=f"ClickHouse misses {', '.join(missing)}", fix=MIGRATE)
    return Finding(ok=True, detail="all applied")


def check_redis(parts: Parts) -> Finding:
    """Answers, and speaks new enough commands."""
    product, commands = ping.version(parts.settings.redis_url)
    finding = at_least(commands, REDIS, "Redis")
    return Finding(ok=finding.ok, detail=finding.detail, version=product, fix=finding.fix)


def check_clickhouse(parts: Parts) -> Finding:
    """Answers, and is new enough."""
    return at_least(parts.clickhouse.command("SELECT version()"), CLICKHOUSE, "ClickHouse")


def check_storage(parts: Parts) -> Finding:
    """The object store takes questions."""
    parts.store.stat("health")
    return Finding(ok=True, detail="answers")


def check_projections(parts: Parts) -> Finding:
    """The read models are not far behind the events."""
    last = parts.argument.position()
    with parts.pool.connection() as conn:
        behind = {view: last - position_of(conn, view) for view in VIEWS}
    worst = max(behind, key=lambda view: behind[view])
    detail = f"{worst} is {behind[worst]} events behind" if behind[worst] else "up to date"
    ok = behind[worst] <= MOST_BEHIND
    return Finding(ok=ok, detail=detail, fix="" if ok else "See that `python -m workers projector` runs.")


def check_jobs(parts: Parts) -> Finding:
    """Nothing waits for a worker that does not come."""
    with parts.pool.connection() as conn:
        waiting = len(stuck(conn, STUCK))
    if not waiting:
        return Finding(ok=True, detail="none is stuck")
    fix = "See that the workers run: `python -m workers relay,media,markers`."
    return Finding(ok=False, detail=f"{waiting} pending for more than {STUCK / 60:.0f} min", fix=fix)


def check_clock(parts: Parts) -> Finding:
    """This machine and the database agree on the time."""
    with parts.pool.connection() as conn:
        row = conn.execute("SELECT clock_timestamp()").fetchone()
    skew = abs((datetime.now(UTC) - row[0]).total_seconds()) if row else 0.0
    ok = skew <= SKEW
    return Finding(ok=ok, detail=f"{skew:.1f} s apart from Postgres", fix="" if ok else "Synchronise the clocks.")


CHECKS: dict[str, Callable[[Parts], Finding]] = {
    "postgres": check_postgres,
    "migrations": check_tables,
    "redis": check_redis,
    "clickhouse": check_clickhouse,
    "clickhouse migrations": check_reports,
    "s3": check_storage,
    "projections": check_projections,
    "jobs": check_jobs,
    "clock": check_clock,
}
VITAL = ("postgres", "migrations")
"""Without these nothing can be done; without the others some things can."""
