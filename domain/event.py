"""What every event is, and how a stream of them becomes a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid5

import msgspec

E = TypeVar("E", bound="Event")
S = TypeVar("S", bound="State")

JOBS = UUID("5e3a1c1e-6d1b-5b3e-9a53-1f4f3a1d7c01")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact. ``TOPIC`` is its stored name and never changes; a new meaning is a new class and topic.

    ``command_id`` names the command that caused it, so that a retried command finds its own event.
    """

    TOPIC: ClassVar[str] = ""

    originator_id: UUID
    originator_version: int
    command_id: UUID
    at: datetime


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What a stream amounts to. ``version`` is that of its last event."""

    id: UUID
    version: int


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What all events of one decision share: stream, next version, command and time."""

    id: UUID
    version: int
    command_id: UUID
    at: datetime

    def event(self, cls: type[E], **facts: Any) -> E:
        """An event of this class at the next version of the stream."""
        return cls(
            originator_id=self.id, originator_version=self.version, command_id=self.command_id, at=self.at, **facts
        )


def later(stamp: Stamp, events: int = 1) -> Stamp:
    """For what the same decision leads to after so many events."""
    return msgspec.structs.replace(stamp, version=stamp.version + events)


def fold(evolve: Callable[[S | None, Any], S | None], events: Iterable[Event]) -> S | None:
    """The state after these events, or None when nothing came into being."""
    state: S | None = None
    for event in events:
        state = evolve(state, event)
    return state


def job_id(stream_id: UUID, version: int, work: str) -> UUID:
    """The id of the work asked for by one version of a stream: the same in every rebuild, new for every retry."""
    return uuid5(JOBS, f"{stream_id}:{version}:{work}")


def advance(state: S, event: Event, **changes: Any) -> S:
    """The state with these changes, at the event's version."""
    return msgspec.structs.replace(state, version=event.originator_version, **changes)
