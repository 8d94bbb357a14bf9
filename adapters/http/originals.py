"""Originals, for their owners only: always a download, never shown by the browser."""

from __future__ import annotations

import asyncio
from urllib.parse import quote
from uuid import UUID

from litestar.response import Stream

from adapters.http.headers import ASSET
from adapters.http.lanes import flowing, in_lane
from adapters.http.parts import Parts
from adapters.http.problems import files_missing
from adapters.http.reading import found
from adapters.identity.tokens import Identity
from domain.values import MediaKind
from projections.media import MediaRow, get_media

Download = Stream
"""The type of an answer that is a file."""
BINARY = "application/octet-stream"


async def original(parts: Parts, caller: Identity, kind: MediaKind, id: UUID) -> Stream:
    """The bytes as they were uploaded. Raises NotFound, and the problem ``files_missing``."""
    row = await asyncio.to_thread(owned_row, parts, caller, kind, id)
    try:
        chunks = await in_lane(parts.lanes.files, parts.store.read, row.object_key)
    except KeyError as gone:
        raise files_missing() from gone
    return Stream(
        flowing(parts.lanes.files, chunks),
        media_type=BINARY,
        headers={
            "Content-Length": str(row.size),
            "Content-Disposition": disposition(row.filename),
            "Content-Security-Policy": ASSET,
            "Cache-Control": "private, no-store",
        },
    )


def owned_row(parts: Parts, caller: Identity, kind: MediaKind, id: UUID) -> MediaRow:
    """The caller's picture or video. Raises NotFound."""
    with parts.pool.connection() as conn:
        return found(get_media(conn, caller.account_id, id, kind), "media", id)


def disposition(name: str) -> str:
    """The header for a download under this name: plain ASCII for old clients, all of it for others (RFC 6266)."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
