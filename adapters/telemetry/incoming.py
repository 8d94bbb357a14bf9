"""What viewers send: decoded, checked against limits, and made unambiguous."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from adapters.telemetry.errors import InvalidEvents, TooLarge

MOST_EVENTS = 50
MOST_METADATA = 1024
MOST_BYTES = MOST_EVENTS * 2 * MOST_METADATA
SKEW_MS = 24 * 3600 * 1000
"""A viewer's clock may be wrong by so much; what is beyond is clipped."""
LONGEST_WATCH_MS = 24 * 3600 * 1000

EventType = Literal[
    "view_started",
    "marker_detected",
    "marker_lost",
    "video_started",
    "video_paused",
    "video_progress",
    "video_completed",
    "video_replayed",
    "cta_clicked",
    "camera_denied",
    "unsupported",
    "session_ended",
]
Name = Annotated[str, msgspec.Meta(min_length=8, max_length=64)]


class Incoming(msgspec.Struct, frozen=True, kw_only=True, rename="camel", gc=False):
    """One event as it was sent. An ``event_id`` may be missing: then equal events of a session are one event."""

    link_id: UUID
    session_id: Name
    event_type: EventType
    event_id: Name | None = None
    occurred_at: datetime | None = None
    token: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    owner: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    metadata: msgspec.Raw = msgspec.Raw(b"{}")


class _Batch(msgspec.Struct, frozen=True):
    events: Annotated[list[Incoming], msgspec.Meta(min_length=1, max_length=MOST_EVENTS)] | msgspec.UnsetType = (
        msgspec.UNSET
    )


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_single = msgspec.json.Decoder(Incoming)
_batch = msgspec.json.Decoder(_Batch)
_metadata = msgspec.json.Decoder(dict[str, Any])
_encode = msgspec.json.Encoder().encode


def decode(body: bytes) -> list[Incoming]:
    """A single event or ``{"events": [...]}``. Raises TooLarge or InvalidEvents."""
    if len(body) > MOST_BYTES:
        raise TooLarge(f"A body has at most {MOST_BYTES} bytes.")
    try:
        found = _batch.decode(body).events
        events = [_single.decode(body)] if isinstance(found, msgspec.UnsetType) else found
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidEvents(str(error)[:200]) from None
    for event in events:
        if len(bytes(event.metadata)) > MOST_METADATA:
            raise TooLarge(f"An event's metadata has at most {MOST_METADATA} bytes.")
    return events


def metadata_of(event: Incoming) -> dict[str, Any]:
    """Raises InvalidEvents when it is no object."""
    if bytes(event.metadata) == b"null":
        return {}
    try:
        return _metadata.decode(event.metadata)
    except (msgspec.DecodeError, RecursionError):
        raise InvalidEvents("An event's metadata is a JSON object.", "invalid_metadata") from None


def metadata_text(metadata: dict[str, Any]) -> str:
    """As it is stored: JSON, empty when there is nothing."""
    return _encode(metadata).decode() if metadata else ""


def session_key(event: Incoming) -> bytes:
    """16 bytes for the session: its own UUID, else a digest."""
    return _key(event.session_id, b"session")


def event_key(event: Incoming) -> bytes:
    """16 bytes that are the same whenever the event is sent again, and differ between sessions."""
    if event.event_id is None:
        said = (event.event_type.encode(), str(event.occurred_at).encode(), bytes(event.metadata))
        return blake2b(b"\0".join((event.session_id.encode(), *said)), digest_size=16, person=b"content").digest()
    return _key(event.event_id, b"event")


def milliseconds(event: Incoming, now_ms: int) -> int:
    """When it happened by the viewer's clock, not further from the server's than a day."""
    at = event.occurred_at
    if at is None:
        return now_ms
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(int(moment.timestamp() * 1000), now_ms - SKEW_MS), now_ms + SKEW_MS)


def number(value: object, most: int) -> int:
    """A count between 0 and ``most``; 0 for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(min(max(value, 0), most))


def word(value: object) -> str:
    """A short text without control characters; empty for what is none."""
    if not isinstance(value, str):
        return ""
    short = value[:100]
    return short if short.isprintable() else "".join(c for c in short if c.isprintable())


def host(value: object) -> str:
    """The host of a referrer: its path may tell more than we want to know."""
    text = word(value)
    return text.partition("://")[2].partition("/")[0].rpartition("@")[2] if "://" in text else text.partition("/")[0]


def _key(name: str, kind: bytes) -> bytes:
    if _UUID.fullmatch(name):
        return bytes.fromhex(name.replace("-", ""))
    return blake2b(name.encode(), digest_size=16, person=kind).digest()
