"""View events for tests, as if they had come through the stream."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from adapters.telemetry.columns import TABLE, columns
from adapters.telemetry.record import ViewEvent
from projections.clickhouse import ClickHouse

NAMES = UUID("00000000-0000-4000-8000-00000000000a")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def named(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(NAMES, name)


def view(session: str, type: str = "view_started", at: datetime = NOON, **fields: Any) -> ViewEvent:
    """An event of a named session; ``project``, ``link`` and ``event_id`` may be named, too."""
    ms = int(at.timestamp() * 1000)
    project = fields.pop("project", "project")
    link = fields.pop("link", f"link of {project}")
    visitor = fields.pop("visitor", session)
    return ViewEvent(
        event_id=named(fields.pop("event_id", "")).bytes if "event_id" in fields else uuid4().bytes,
        event_type=type,
        project_id=named(project).bytes,
        link_id=named(link).bytes,
        session_id=named(session).bytes,
        visitor=named(f"{visitor}").int % 2**64,
        received_at=ms,
        occurred_at=fields.pop("occurred_at", ms),
        **fields,
    )


def insert(clickhouse: ClickHouse, *events: ViewEvent, markers: Sequence[tuple[str, str]] = ()) -> None:
    """``markers`` are pairs of a link and a marker, the link's first one first."""
    led: dict[bytes, list[int]] = {}
    for link, marker in markers:
        led.setdefault(named(link).bytes, []).append(named(marker).int)
    clickhouse.insert(TABLE, columns(events, led))
