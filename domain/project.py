"""A project: the folder of pictures, videos, markers and links that belong together."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain import text
from domain.errors import Invalid
from domain.event import Event, Stamp, State, advance

MAX_NAME = 200
MAX_DESCRIPTION = 2_000
MAX_TAGS = 20


class ProjectCreated(Event, frozen=True, kw_only=True):
    """An account opened a project. The owner never changes."""

    TOPIC: ClassVar[str] = "project.created"
    owner_id: UUID
    name: str
    description: str = ""
    tags: tuple[str, ...] = ()
    public: bool = False


class ProjectEdited(Event, frozen=True, kw_only=True):
    """The project's own fields are now these."""

    TOPIC: ClassVar[str] = "project.edited"
    name: str
    description: str
    tags: tuple[str, ...]
    public: bool


class ProjectDeleted(Event, frozen=True, kw_only=True):
    """Hidden and its links stopped; can be restored."""

    TOPIC: ClassVar[str] = "project.deleted"


class ProjectRestored(Event, frozen=True, kw_only=True):
    """Back as it was before it was deleted."""

    TOPIC: ClassVar[str] = "project.restored"


class Project(State, frozen=True, kw_only=True):
    """The state of a project."""

    owner_id: UUID
    name: str
    description: str
    tags: tuple[str, ...]
    public: bool
    deleted: bool = False


def evolve(state: Project | None, event: Event) -> Project | None:
    """The project after one more event."""
    match state, event:
        case None, ProjectCreated():
            return Project(
                id=event.originator_id,
                version=event.originator_version,
                owner_id=event.owner_id,
                name=event.name,
                description=event.description,
                tags=event.tags,
                public=event.public,
            )
        case Project(), ProjectEdited():
            return advance(
                state, event, name=event.name, description=event.description, tags=event.tags, public=event.public
            )
        case Project(), ProjectDeleted():
            return advance(state, event, deleted=True)
        case Project(), ProjectRestored():
            return advance(state, event, deleted=False)
        case _:
            return state


def create(
    stamp: Stamp, *, owner_id: UUID, name: str, description: str, tags: tuple[str, ...], public: bool
) -> list[Event]:
    """A new project with these fields."""
    check(name, description, tags)
    return [
        stamp.event(
            ProjectCreated, owner_id=owner_id, name=name.strip(), description=description, tags=tags, public=public
        )
    ]


def edit(
    state: Project, stamp: Stamp, *, name: str, description: str, tags: tuple[str, ...], public: bool
) -> list[Event]:
    """Nothing when the fields already are so."""
    check(name, description, tags)
    if (state.name, state.description, state.tags, state.public) == (name.strip(), description, tags, public):
        return []
    return [stamp.event(ProjectEdited, name=name.strip(), description=description, tags=tags, public=public)]


def delete(state: Project, stamp: Stamp) -> list[Event]:
    """Nothing when it is already deleted."""
    return [] if state.deleted else [stamp.event(ProjectDeleted)]


def restore(state: Project, stamp: Stamp) -> list[Event]:
    """Nothing when it is not deleted."""
    return [stamp.event(ProjectRestored)] if state.deleted else []


def check(name: str, description: str, tags: tuple[str, ...]) -> None:
    """Raises Invalid when a field breaks its limit."""
    text.check(name, description, *tags)
    if not 1 <= len(name.strip()) <= MAX_NAME:
        raise Invalid(f"A project's name has 1 to {MAX_NAME} characters.", "invalid_name")
    if len(description) > MAX_DESCRIPTION:
        raise Invalid(f"A description has at most {MAX_DESCRIPTION} characters.", "invalid_description")
    if len(tags) > MAX_TAGS or any(not 1 <= len(tag) <= 50 for tag in tags):
        raise Invalid(f"A project has at most {MAX_TAGS} tags of 1 to 50 characters.", "invalid_tags")
