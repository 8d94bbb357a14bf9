"""A view event as it is stored, and the blobs in which many of them travel through Redis."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import msgspec

FIELD = b"v1"
"""The field of a stream entry that holds a blob; a change of `ViewEvent` takes another name."""


class ViewEvent(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One event. Ids are 16 bytes each, times are milliseconds since 1970, ``metadata`` is JSON or empty."""

    event_id: bytes
    event_type: str
    project_id: bytes
    link_id: bytes
    session_id: bytes
    visitor: int
    received_at: int
    occurred_at: int
    watched_ms: int = 0
    progress: int = 0
    country: str = ""
    device: str = ""
    os: str = ""
    browser: str = ""
    referrer: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    is_bot: bool = False
    is_owner: bool = False
    metadata: str = ""


encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(list[ViewEvent])


def join(encoded: Sequence[bytes]) -> bytes:
    """One blob of encoded events: a MessagePack array, made without looking into them."""
    return b"\xdd" + struct.pack(">I", len(encoded)) + b"".join(encoded)


def split(blob: bytes) -> list[ViewEvent]:
    """Raises msgspec.DecodeError when it is no blob of ours."""
    return _decoder.decode(blob)
