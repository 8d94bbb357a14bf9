"""Slugs that the server makes: short, and without characters that look alike in print."""

from __future__ import annotations

import hashlib
from uuid import UUID

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 7
"""31^7 slugs: with a million links in use, one try in 27,000 meets a taken one."""
TRIES = 5


def slug_for(command_id: UUID, attempt: int) -> str:
    """The slug of this attempt: a retried command makes the same ones in the same order."""
    number = int.from_bytes(hashlib.sha256(command_id.bytes + bytes([attempt])).digest()[:8])
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)
