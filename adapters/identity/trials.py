"""Trial tickets: whoever has one may try a marker with an own camera for a while, and nothing else.

They are signed, not stored: a phone that scans the code of a trial has no account to sign in with.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

import msgspec

LIFETIME = 30 * 60
"""Seconds in which a trial can be opened; one that is open goes on."""
_BODY = struct.Struct(">I16s16s")
_MAC = 16
LONGEST = 4 * ((_BODY.size + _MAC + 2) // 3)


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a ticket proves: its marker may be tried until then, because its owner wanted so."""

    marker_id: UUID
    owner_id: UUID
    until: datetime


def trial_ticket(secret: str, trial: Trial) -> str:
    """About 70 characters that an address can hold."""
    body = _BODY.pack(int(trial.until.timestamp()), trial.marker_id.bytes, trial.owner_id.bytes)
    return base64.urlsafe_b64encode(body + _mac(secret, body)).decode().rstrip("=")


def trial_of(secret: str, ticket: str, at: datetime) -> Trial | None:
    """What a valid ticket proves; None for one that is forged or too old."""
    if len(ticket) > LONGEST or not ticket.isascii():
        return None
    try:
        raw = base64.b64decode(ticket + "=" * (-len(ticket) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if len(mac) != _MAC or not hmac.compare_digest(mac, _mac(secret, body)):
        return None
    seconds, marker, owner = _BODY.unpack(body)
    until = datetime.fromtimestamp(seconds, UTC)
    return Trial(marker_id=UUID(bytes=marker), owner_id=UUID(bytes=owner), until=until) if at <= until else None


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"argument trial ticket v1", sha256)


def _mac(secret: str, body: bytes) -> bytes:
    return hmac.digest(_key(secret), body, sha256)[:_MAC]
