"""Whose project is it: read from the project's own stream, so that no lagging read model ever decides about access."""

from __future__ import annotations

from uuid import UUID

from application.argument import ARgument
from domain.errors import NotFound

MOST = 10_000


class Owners:
    """Remembers owners without expiry: the owner of a stream never changes."""

    def __init__(self, argument: ARgument) -> None:
        self._argument = argument
        self._owner: dict[UUID, UUID] = {}

    def check_project(self, project_id: UUID, account_id: UUID) -> None:
        """Raises NotFound, in the same words, for an unknown project and for another account's."""
        owner = self._owner.get(project_id)
        if owner is None:
            owner = self._argument.streams().project(project_id, account_id, deleted=True).owner_id
            if len(self._owner) >= MOST:
                self._owner.clear()
            self._owner[project_id] = owner
        if owner != account_id:
            raise NotFound.of("project", project_id)
