"""Which project a link belongs to, for events that come without a valid token."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from uuid import UUID

from projections.links import LinkKey

Resolve = Callable[[set[UUID]], Mapping[UUID, LinkKey]]

KNOWN_SECONDS = 3600.0
UNKNOWN_SECONDS = 30.0
"""A link that was just published may be asked for before its row is there: not knowing it is believed for less long."""
MOST = 20_000


class KnownLinks:
    """Asks once for a link, and remembers the answer, also that there is none."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._found: dict[UUID, tuple[UUID | None, float]] = {}

    async def project_of(self, link_id: UUID) -> UUID | None:
        """None for a link that does not exist. What ``resolve`` raises passes through."""
        project, until = self._found.get(link_id, (None, 0.0))
        if time.monotonic() < until:
            return project
        found = (await asyncio.to_thread(self._resolve, {link_id})).get(link_id)
        if len(self._found) >= MOST:
            # Made-up ids must not fill the memory; the real ones come back with their next event.
            self._found.clear()
        project = found.project_id if found else None
        self._found[link_id] = (project, time.monotonic() + (KNOWN_SECONDS if found else UNKNOWN_SECONDS))
        return project
