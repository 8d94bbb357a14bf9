"""Bodies of the project routes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from adapters.http.dto import Dto, Text
from adapters.http.reading import one_response
from domain.project import Project as ProjectState
from projections.library import ProjectRow


class NewProject(Dto, frozen=True, kw_only=True):
    """A project to be."""

    name: Text
    description: Text = ""
    tags: tuple[Text, ...] = ()
    public: bool = False


class ProjectChanges(Dto, frozen=True, kw_only=True):
    """What is left out stays as it is."""

    name: Text | None = None
    description: Text | None = None
    tags: tuple[Text, ...] | None = None
    public: bool | None = None


class ProjectWritten(Dto, frozen=True, kw_only=True):
    """A project as a command left it; reads with ``?after=position`` see it."""

    id: UUID
    position: int
    name: str
    description: str
    tags: tuple[str, ...]
    public: bool
    status: str
    version: int


class Project(Dto, frozen=True, kw_only=True):
    """A project as lists show it."""

    id: UUID
    name: str
    description: str
    tags: tuple[str, ...]
    public: bool
    status: str
    total_views: int
    unique_viewers: int
    version: int
    created_at: datetime
    updated_at: datetime


def shown(row: ProjectRow) -> Project:
    """The row as a body."""
    return msgspec.convert(row, Project, from_attributes=True)


def written(state: ProjectState, position: int, status_code: int) -> Response[ProjectWritten]:
    """The project as its stream has it, before any read model does."""
    body = ProjectWritten(
        id=state.id,
        position=position,
        name=state.name,
        description=state.description,
        tags=state.tags,
        public=state.public,
        status="deleted" if state.deleted else "active",
        version=state.version,
    )
    return one_response(body, state.version, status_code)
