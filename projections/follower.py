"""Feeds several read models from one reading of the events."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

import msgspec

from projections.view import Moved, Recorded

log = logging.getLogger(__name__)

Read = Callable[[int], Sequence[Recorded]]
"""The next events after a position, in order, without those in between left out; none at the end."""

REST = 1.0
LONGEST_REST = 30.0


class Followed(Protocol):
    """What the follower needs of a read model, wherever it keeps its rows."""

    name: ClassVar[str]

    def position(self) -> int:
        """The position of the last event that the rows contain; 0 before the first."""
        ...

    def advance(self, expected: int, batch: Sequence[Recorded]) -> int:
        """Take in what is new of a batch without gaps, and return the new position. May raise Moved."""
        ...


class Trouble(msgspec.Struct):
    """Why and until when a read model is left alone."""

    until: float
    seconds: float


class Follower:
    """Keeps read models up to date, each at its own position.

    One that fails stops at the event it failed on, and is tried again later and later; the others go on. An event is
    never skipped: whoever looks at positions sees the lag.
    """

    def __init__(self, views: Sequence[Followed], read: Read, *, rest: float = REST) -> None:
        self._read = read
        self._rest = rest
        self._positions = {view: view.position() for view in views}
        self._troubles: dict[Followed, Trouble] = {}

    @property
    def positions(self) -> dict[str, int]:
        """Where each read model is."""
        return {view.name: position for view, position in self._positions.items()}

    def look(self) -> None:
        """Notice positions that changed without us: a reset, or an end lost in a crash of the database."""
        for view in self._positions:
            self._positions[view] = view.position()

    def step(self) -> Sequence[Recorded]:
        """Give the next batch to all that are well, and return it; empty when they are up to date."""
        now = time.monotonic()
        well = [view for view in self._positions if view not in self._troubles or self._troubles[view].until <= now]
        if not well:
            return ()
        batch = self._read(min(self._positions[view] for view in well))
        for view in well:
            self._advance(view, batch)
        return batch

    def _advance(self, view: Followed, batch: Sequence[Recorded]) -> None:
        try:
            self._positions[view] = view.advance(self._positions[view], batch)
        except Moved:
            self._positions[view] = view.position()
        except Exception:
            before = self._troubles.get(view)
            seconds = min(before.seconds * 2, LONGEST_REST) if before else self._rest
            self._troubles[view] = Trouble(time.monotonic() + seconds, seconds)
            log.exception("%s stays at %s, again in %.0f s", view.name, self._positions[view], seconds)
        else:
            self._troubles.pop(view, None)
