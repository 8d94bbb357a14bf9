"""View events as the columns of ClickHouse's ``view_events``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

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


UNKNOWN = (0,)
"""The nil UUID for what an unknown link leads to."""


class Named(msgspec.Struct, frozen=True, rename="camel"):
    """What metadata may say of the picture that an event is about."""

    marker_id: UUID


_named = msgspec.json.Decoder(Named)


def columns(events: Sequence[ViewEvent], markers: Mapping[bytes, Sequence[int]]) -> dict[str, list[Any]]:
    """``markers`` are what links lead to, by link id, the first one first. Ids are numbers: the fastest to insert."""
    found: dict[str, list[Any]] = {name: [getattr(event, name) for event in events] for name in _AS_THEY_ARE}
    for name in _IDS:
        found[name] = [int.from_bytes(getattr(event, name)) for event in events]
    found["marker_id"] = [marker_of(event, markers.get(event.link_id, UNKNOWN)) for event in events]
    return found


def marker_of(event: ViewEvent, markers: Sequence[int]) -> int:
    """The marker that the event names, when it is one of the link's; else the first."""
    if len(markers) == 1 or '"markerId"' not in event.metadata:
        return markers[0]
    try:
        named = _named.decode(event.metadata).marker_id.int
    except msgspec.DecodeError:
        return markers[0]
    return named if named in markers else markers[0]
