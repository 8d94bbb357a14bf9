"""Link tokens: they let an event for an unknown link be refused, and a known one be counted, without a database.

A token says which project its link belongs to. It is no secret and authenticates nobody: everyone who opens the link
gets the same one for an hour.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

HOURS = 48
_BODY = struct.Struct(">I16s")
_MAC = 16
_OWNER = b"owner"


def telemetry_token(secret: str, link_id: UUID, project_id: UUID, at: datetime) -> str:
    """The token of a link in the hour of ``at``; the same for everyone, so an answer that holds it can be cached."""
    body = _BODY.pack(int(at.timestamp()) // 3600, project_id.bytes)
    return base64.urlsafe_b64encode(body + _mac(secret, link_id, body)).decode()


def project_of(secret: str, link_id: UUID, token: str, at: datetime) -> UUID | None:
    """The project that a valid token names; None for one that is forged, of another link, or older than 48 hours."""
    project, hour = _opened(secret, link_id, token)
    return project if -1 <= int(at.timestamp()) // 3600 - hour <= HOURS else None


@lru_cache(maxsize=4096)
def _opened(secret: str, link_id: UUID, token: str) -> tuple[UUID | None, int]:
    """All events of an hour bring the same token, so it is opened once."""
    try:
        raw = base64.urlsafe_b64decode(token.encode(errors="replace"))
    except (binascii.Error, ValueError):
        return None, 0
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if len(mac) != _MAC or not hmac.compare_digest(mac, _mac(secret, link_id, body)):
        return None, 0
    hour, project = _BODY.unpack(body)
    return UUID(bytes=project), hour


def owner_token(secret: str, link_id: UUID) -> str:
    """Marks a scan as the owner's own, so that it is not counted. Goes into the owner's link only."""
    return base64.urlsafe_b64encode(_mac(secret, link_id, _OWNER)).decode().rstrip("=")


def is_owner(secret: str, link_id: UUID, token: str | None) -> bool:
    """Whether ``token`` is the link's owner token."""
    return token is not None and hmac.compare_digest(
        owner_token(secret, link_id).encode(), token.encode(errors="replace")
    )


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"argument link token v1", sha256)


def _mac(secret: str, link_id: UUID, body: bytes) -> bytes:
    return hmac.digest(_key(secret), link_id.bytes + body, sha256)[:_MAC]
