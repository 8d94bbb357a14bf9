"""View events as the columns of ClickHouse's ``view_events``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.telemetry.record import ViewEvent

TABLE = "view_events"
_AS_THEY_ARE = (
    "event_type",
    "visitor",
    "received_at",
    "occurred_at",
    "watched_ms",
    "progress",
    "country",
    "device",
    "os",
    "browser",
    "referrer",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "is_bot",
    "is_owner",
    "metadata",
)
_IDS = ("event_id", "project_id", "link_id", "session_id")


def columns(events: Sequence[ViewEvent], markers: Mapping[bytes, int]) -> dict[str, list[Any]]:
    """``markers`` is by link id; an unknown link's marker is the nil UUID. Ids are numbers: the fastest to insert."""
    found: dict[str, list[Any]] = {name: [getattr(event, name) for event in events] for name in _AS_THEY_ARE}
    for name in _IDS:
        found[name] = [int.from_bytes(getattr(event, name)) for event in events]
    found["marker_id"] = [markers.get(event.link_id, 0) for event in events]
    return found
