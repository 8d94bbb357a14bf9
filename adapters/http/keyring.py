"""API keys seen lately, so that a program's every request does not ask the database who it is."""

from __future__ import annotations

import time

from adapters.accounts import ApiKeys
from adapters.identity.opaque import digest
from adapters.identity.tokens import Identity

MEMORY = 10.0
"""Seconds until a revoked key stops working in every process."""
MOST = 10_000


class Keyring:
    """Remembers whose key is whose for MEMORY seconds, and for as long which keys are nobody's."""

    def __init__(self, keys: ApiKeys) -> None:
        self._keys = keys
        self._seen: dict[bytes, tuple[float, Identity | None]] = {}

    def recall(self, key: str) -> tuple[bool, Identity | None]:
        """Whether the answer is known, and the answer."""
        until, identity = self._seen.get(digest(key), (0.0, None))
        return until > time.monotonic(), identity

    def look_up(self, key: str) -> Identity | None:
        """Asks the database and remembers the answer."""
        owner = self._keys.owner(digest(key))
        identity = None if owner is None else Identity(account_id=owner[0], role=owner[1])
        if len(self._seen) >= MOST:
            self._seen.clear()
        self._seen[digest(key)] = (time.monotonic() + MEMORY, identity)
        return identity

    def forget(self) -> None:
        """Every key is asked for anew."""
        self._seen.clear()
