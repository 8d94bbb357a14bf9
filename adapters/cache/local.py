"""A rate limit for paths that are too hot for a round trip: counted in the process, in fixed windows."""

from __future__ import annotations

import time

WINDOW = 60.0
MOST_KEYS = 50_000


class LocalLimiter:
    """At most ``limit`` hits a key in a minute and process. For generous limits: a window's edge lets twice as much."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._hits: dict[str, int] = {}
        self._until = 0.0

    def hit(self, key: str) -> int:
        """Seconds to wait before the next try; 0 when this one is within the limit."""
        now = time.monotonic()
        if now >= self._until or len(self._hits) > MOST_KEYS:
            self._hits.clear()
            self._until = now + WINDOW
        hits = self._hits.get(key, 0) + 1
        self._hits[key] = hits
        return 0 if hits <= self._limit else int(self._until - now) + 1
