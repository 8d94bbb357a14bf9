"""What handlers see of the event store: the states of the streams they name, each read once a try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from application.commands import Command, OwnerCommand
from domain import link, marker, media, project, slug
from domain.errors import NotFound, VersionConflict
from domain.event import Event, Stamp, State, fold

S = TypeVar("S", bound=State)


class Streams:
    """The streams as they are while one command is being decided."""

    def __init__(self, read: Callable[[UUID], Sequence[Event]]) -> None:
        self._read = read
        self._seen: dict[UUID, Sequence[Event]] = {}

    def events(self, id: UUID) -> Sequence[Event]:
        """All events of this stream, in order."""
        if id not in self._seen:
            self._seen[id] = self._read(id)
        return self._seen[id]

    def stamp(self, id: UUID, command: Command, decided: int = 0) -> Stamp:
        """For the next event of this stream, caused by this command, which has ``decided`` so many of it already."""
        version = len(self.events(id)) + 1 + decided
        return Stamp(id=id, version=version, command_id=command.command_id, at=command.at)

    def project(self, id: UUID, account_id: UUID, *, deleted: bool = False) -> project.Project:
        """This account's project. Raises NotFound, also for a deleted one unless asked for."""
        state = self._state(project.evolve, id)
        if state is None or state.owner_id != account_id or (state.deleted and not deleted):
            raise NotFound.of("project", id)
        return state

    def media(self, id: UUID, account_id: UUID | None = None) -> media.Media:
        """This account's picture or video; any account's for a worker (None)."""
        state = self._state(media.evolve, id)
        if state is None or account_id not in (None, state.owner_id) or gone(state.status, account_id):
            raise NotFound.of("media", id)
        return state

    def marker(self, id: UUID, account_id: UUID | None = None) -> marker.Marker:
        """This account's marker; any account's for a worker (None)."""
        state = self._state(marker.evolve, id)
        if state is None or account_id not in (None, state.owner_id) or gone(state.status, account_id):
            raise NotFound.of("marker", id)
        return state

    def link(self, id: UUID, account_id: UUID, *, deleted: bool = False) -> link.Link:
        """This account's link. Raises NotFound, also for a deleted one unless asked for."""
        state = self._state(link.evolve, id)
        if state is None or state.owner_id != account_id or (state.deleted and not deleted):
            raise NotFound.of("link", id)
        return state

    def slug(self, text: str) -> slug.Slug | None:
        """Who holds this slug, if it was ever claimed."""
        return self._state(slug.evolve, slug.slug_id(text))

    def _state(self, evolve: Callable[[S | None, Any], S | None], id: UUID) -> S | None:
        return fold(evolve, self.events(id))


def gone(status: str, account_id: UUID | None) -> bool:
    """Deleted things are there for workers, who must see that their work is no longer wanted, and for nobody else."""
    return status == "deleted" and account_id is not None


def expect(state: State, command: OwnerCommand) -> None:
    """Raises VersionConflict when the command was made for another version of the state."""
    if command.expected_version is not None and command.expected_version != state.version:
        raise VersionConflict(
            f"This is at version {state.version} now, not {command.expected_version}. Load it and try again."
        )
