"""The application: a command goes in, events are appended, and the position of the last one comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError

from application.commands import Command
from application.handlers import HANDLERS
from application.streams import Streams
from domain.errors import Conflict
from domain.event import Event

TRIES = 5
"""Two racers on one stream settle in two tries; five leave room for a burst."""


class ARgument(Application[UUID]):
    """Decides commands against their streams and records what follows."""

    name = "argument"

    def execute(self, command: Command) -> int:
        """Returns the position up to which a reader must have read to see the effect.

        A command whose id is in its stream already, or that changes nothing, succeeds and appends nothing. When
        somebody else appended first, it is decided again; the library reports a lost answer to COMMIT in the same
        way, and then the command finds its own event. Raises the errors of domain/errors.py.
        """
        for _ in range(TRIES):
            events = self.decide(command)
            if not events:
                return self.position()
            try:
                return self.save(*events)[-1].notification.id
            except IntegrityError:
                continue
        raise Conflict("Too many changes at once. Try again.", "busy_stream")

    def decide(self, command: Command) -> list[Event]:
        """What follows from the command as things are now; nothing when it is recorded already."""
        streams = self.streams()
        if any(event.command_id == command.command_id for event in streams.events(command.target)):
            return []
        return HANDLERS[type(command)](streams, command)

    def read(self, id: UUID) -> Sequence[Event]:
        """The events of one stream, in order; none for an unknown id."""
        return cast("Sequence[Event]", list(self.events.get(id)))

    def streams(self) -> Streams:
        """The streams as they are now, for guards and workers."""
        return Streams(self.read)

    def position(self) -> int:
        """The position of the last event of all; 0 when there is none."""
        return self.recorder.max_notification_id() or 0
