"""What was viewed, by whom and how long: the numbers of one project, and the totals that lists show.

A *view* is a session with a ``view_started``; a *unique viewer* is a distinct visitor hash (a visitor is a new one
every day); *watch time* is the largest cumulative ``watchedMs`` of a session, averaged over the sessions with a
``video_started``. A session belongs to the day, in UTC and by the server's clock, on which its first event arrived.
Bots and the owner's own scans are stored but not counted.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from projections.clickhouse import ClickHouse
from projections.links import Totals

LIVE_MINUTES = 5


class DayStats(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One day's numbers. ``average_watch_time`` is in seconds."""

    date: date
    views: int
    unique_viewers: int
    average_watch_time: float


class ProjectStats(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A project's numbers over a range of days, both ends included; ``series`` has every day, also the empty ones."""

    total_views: int
    unique_viewers: int
    average_watch_time: float
    series: list[DayStats]


class _Numbers(msgspec.Struct, frozen=True, kw_only=True):
    whole: int
    date: date
    views: int
    unique_viewers: int
    average_watch_time: float


class _Live(msgspec.Struct, frozen=True):
    sessions: int


class _Total(msgspec.Struct, frozen=True, kw_only=True):
    whole: int
    project_id: UUID
    link_id: UUID
    total_views: int
    unique_viewers: int


# A day more on either side: the rest of a session that crossed midnight.
BY_DAY = """
    SELECT grouping(date) AS whole, date, uniqExactIf(session_id, viewed) AS views,
        uniqExactIf(visitor, viewed) AS unique_viewers,
        ifNotFinite(avgIf(watch_time, video_started), 0) AS average_watch_time
    FROM
    (
        SELECT session_id, toDate(min(d.started_at)) AS date, argMinMerge(d.visitor) AS visitor,
            max(d.viewed) AS viewed, max(d.video_started) AS video_started, max(d.watched_ms) / 1000 AS watch_time
        FROM session_days AS d
        WHERE project_id = {project:UUID} AND day BETWEEN {first:Date} - 1 AND {last:Date} + 1
        GROUP BY session_id
        HAVING date BETWEEN {first:Date} AND {last:Date} AND NOT max(d.is_bot) AND NOT max(d.is_owner)
    )
    GROUP BY GROUPING SETS ((date), ())
"""

LIVE = """
    SELECT count() AS sessions
    FROM
    (
        SELECT session_id FROM session_days
        WHERE project_id = {project:UUID} AND day >= {first:Date}
        GROUP BY session_id
        HAVING max(ended_at) > {since:DateTime64(3)} AND NOT max(is_bot) AND NOT max(is_owner)
    )
"""

TOTALS = """
    SELECT grouping(link_id) AS whole, project_id, link_id, uniqExactIf(session_id, viewed) AS total_views,
        uniqExactIf(visitor, viewed) AS unique_viewers
    FROM
    (
        SELECT project_id, link_id, session_id, argMinMerge(d.visitor) AS visitor, max(d.viewed) AS viewed
        FROM session_days AS d
        WHERE empty({projects:Array(UUID)}) OR project_id IN {projects:Array(UUID)}
        GROUP BY project_id, link_id, session_id
        HAVING NOT max(d.is_bot) AND NOT max(d.is_owner)
    )
    GROUP BY GROUPING SETS ((project_id, link_id), (project_id))
"""


def project_stats(clickhouse: ClickHouse, project_id: UUID, first: date, last: date) -> ProjectStats:
    """The numbers from ``first`` to ``last``, both included. Raises ClickHouseFailed."""
    found = clickhouse.rows(_Numbers, BY_DAY, {"project": str(project_id), "first": first, "last": last})
    whole = next((row for row in found if row.whole), None)
    days = {row.date: row for row in found if not row.whole}
    return ProjectStats(
        total_views=whole.views if whole else 0,
        unique_viewers=whole.unique_viewers if whole else 0,
        average_watch_time=round(whole.average_watch_time, 3) if whole else 0.0,
        series=[_day(first + timedelta(days=n), days) for n in range((last - first).days + 1)],
    )


def live(clickhouse: ClickHouse, project_id: UUID, now: datetime | None = None) -> int:
    """Sessions that sent something in the last five minutes. Raises ClickHouseFailed."""
    since = (now or datetime.now(UTC)) - timedelta(minutes=LIVE_MINUTES)
    given = {"project": str(project_id), "first": since.date(), "since": since}
    return clickhouse.rows(_Live, LIVE, given)[0].sessions


def totals(clickhouse: ClickHouse, projects: Collection[UUID] = ()) -> list[Totals]:
    """All-time totals of these projects and of their links; of all when none are named. Raises ClickHouseFailed."""
    found = clickhouse.rows(_Total, TOTALS, {"projects": [str(project) for project in projects]})
    return [
        Totals(
            id=row.project_id if row.whole else row.link_id,
            total_views=row.total_views,
            unique_viewers=row.unique_viewers,
        )
        for row in found
    ]


def _day(day: date, days: dict[date, _Numbers]) -> DayStats:
    row = days.get(day)
    if row is None:
        return DayStats(date=day, views=0, unique_viewers=0, average_watch_time=0.0)
    watched = round(row.average_watch_time, 3)
    return DayStats(date=day, views=row.views, unique_viewers=row.unique_viewers, average_watch_time=watched)
