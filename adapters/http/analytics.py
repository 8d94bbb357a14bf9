"""View events in, numbers out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromPath, QueryParameter

from adapters.http.documented import TrackOperation
from adapters.http.dto import Dto
from adapters.http.guards import BUSY, NO_SECURITY
from adapters.http.parts import Caller, PartsDependency
from adapters.http.problems import Problem
from projections.view_stats import DayStats, live, project_stats

DAYS = 30
MOST_DAYS = 400
LARGEST = 128 * 1024
"""Bytes of a batch of events; what is inside is checked by adapters/telemetry."""


class Tracked(Dto, frozen=True, kw_only=True):
    """How many events were stored."""

    accepted: int


class Statistics(Dto, frozen=True, kw_only=True):
    """``averageWatchTime`` is seconds; ``series`` has every day from ``from`` to ``to``, both included, in UTC."""

    project_id: UUID
    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")
    total_views: int
    unique_viewers: int
    average_watch_time: float
    series: list[DayStats]


class LiveSessions(Dto, frozen=True, kw_only=True):
    """Sessions that sent something in the last five minutes."""

    sessions: int


class AnalyticsController(Controller):
    """Track views, read statistics."""

    path = "/analytics"
    tags = ("Analytics",)

    @post(
        "/track",
        operation_id="track",
        status_code=202,
        opt=BUSY,
        security=NO_SECURITY,
        request_max_body_size=LARGEST,
        operation_class=TrackOperation,
    )
    async def track(self, parts: PartsDependency, request: Request[Any, Any, Any]) -> Tracked:
        """Take one event, or a batch as ``{"events": [...]}``, as JSON; ``text/plain`` is fine, for beacons.

        202 means stored. The same ``eventId`` counts once, so an event may be sent again.
        """
        accepted = await parts.telemetry.track(
            await request.body(),
            ip=request.client.host if request.client else "",
            user_agent=request.headers.get("user-agent", ""),
            headers=request.headers,
        )
        return Tracked(accepted=accepted)

    @get("/projects/{project_id:uuid}", operation_id="projectStatistics", sync_to_thread=True)
    def statistics(
        self,
        parts: PartsDependency,
        caller: Caller,
        project_id: FromPath[UUID],
        first: Annotated[date | None, QueryParameter(name="from", description="First day, in UTC.")] = None,
        last: Annotated[date | None, QueryParameter(name="to", description="Last day, in UTC.")] = None,
    ) -> Statistics:
        """A project's views: the last 30 days unless the range is given."""
        parts.owners.check_project(project_id, caller.account_id)
        first, last = days(first, last)
        stats = project_stats(parts.clickhouse, project_id, first, last)
        return Statistics(project_id=project_id, first=first, last=last, **msgspec.structs.asdict(stats))

    @get("/projects/{project_id:uuid}/live", operation_id="liveSessions", sync_to_thread=True)
    def live(self, parts: PartsDependency, caller: Caller, project_id: FromPath[UUID]) -> LiveSessions:
        """How many watch right now."""
        parts.owners.check_project(project_id, caller.account_id)
        return LiveSessions(sessions=live(parts.clickhouse, project_id))


def days(first: date | None, last: date | None) -> tuple[date, date]:
    """The range, with what is missing filled in. Raises the problem ``invalid_range``."""
    end = last or max(datetime.now(UTC).date(), first or date.min)
    start = first or date.fromordinal(max(1, end.toordinal() - DAYS + 1))
    if not timedelta(0) <= end - start < timedelta(days=MOST_DAYS):
        raise Problem(422, "invalid_range", f"Ask for 1 to {MOST_DAYS} days, the first one first.")
    return start, end
