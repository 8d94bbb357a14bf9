"""What the ids in the view events stand for: projects, links and markers as dimensions in ClickHouse.

ClickHouse shares no transaction with a position, so the rows are such that repeating them changes nothing: a row holds
the position it comes from, and of the rows of an id the one with the highest position counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import msgspec

from domain.event import Event
from domain.link import LinkDeleted, LinkDisabled, LinkEnabled, LinkPublished, LinkRenamed, LinkRetargeted
from domain.marker import (
    MarkerDeleted,
    MarkerFailed,
    MarkerGenerated,
    MarkerGenerationRequested,
    MarkerProved,
    MarkerRejected,
    MarkerRequested,
)
from domain.project import ProjectCreated, ProjectDeleted, ProjectEdited, ProjectRestored
from projections.clickhouse import ClickHouse
from projections.view import Recorded

R = TypeVar("R", bound="Row")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What all dimensions share."""

    TABLE: ClassVar[str] = ""

    id: UUID
    created_at: datetime
    position: int = 0


class ProjectRow(Row, frozen=True, kw_only=True):
    """A project."""

    TABLE: ClassVar[str] = "project_versions"

    owner_id: UUID
    name: str
    tags: list[str]
    public: bool
    deleted: bool = False


class LinkRow(Row, frozen=True, kw_only=True):
    """A link; ``marker_id`` is the first of ``marker_ids``."""

    TABLE: ClassVar[str] = "link_versions"

    project_id: UUID
    marker_id: UUID
    marker_ids: list[UUID]
    slug: str
    title: str
    enabled: bool = True
    deleted: bool = False


class MarkerRow(Row, frozen=True, kw_only=True):
    """A marker. Sides are those of the compiled picture; score is 0-100."""

    TABLE: ClassVar[str] = "marker_versions"

    project_id: UUID
    image_id: UUID
    status: str = "pending"
    score: int = 0
    width: int = 0
    height: int = 0


class Position(msgspec.Struct, frozen=True):
    """How far the dimensions have read."""

    position: int


def project(row: ProjectRow | None, event: Event) -> ProjectRow | None:
    """The project after one more event."""
    match row, event:
        case _, ProjectCreated(originator_id=id, at=at, owner_id=owner, name=name, tags=tags, public=public):
            return ProjectRow(id=id, created_at=at, owner_id=owner, name=name, tags=list(tags), public=public)
        case ProjectRow(), ProjectEdited(name=name, tags=tags, public=public):
            return msgspec.structs.replace(row, name=name, tags=list(tags), public=public)
        case ProjectRow(), ProjectDeleted():
            return msgspec.structs.replace(row, deleted=True)
        case ProjectRow(), ProjectRestored():
            return msgspec.structs.replace(row, deleted=False)
        case _:
            return None


def link(row: LinkRow | None, event: Event) -> LinkRow | None:
    """The link after one more event."""
    match row, event:
        case _, LinkPublished(originator_id=id, at=at, project_id=project, slug=slug, title=title):
            return LinkRow(id=id, created_at=at, project_id=project, slug=slug, title=title, **led_to(event))
        case LinkRow(), LinkDisabled():
            return msgspec.structs.replace(row, enabled=False)
        case LinkRow(), LinkEnabled():
            return msgspec.structs.replace(row, enabled=True)
        case LinkRow(), LinkRetargeted():
            return msgspec.structs.replace(row, **led_to(event))
        case LinkRow(), LinkRenamed(slug=slug):
            return msgspec.structs.replace(row, slug=slug)
        case LinkRow(), LinkDeleted():
            return msgspec.structs.replace(row, deleted=True)
        case _:
            return None


def led_to(event: LinkPublished | LinkRetargeted) -> dict[str, Any]:
    """What the link leads to from this event on."""
    return {"marker_id": event.marker_id, "marker_ids": [event.marker_id, *event.further_marker_ids]}


_STATUS = {MarkerGenerationRequested: "pending", MarkerRejected: "rejected", MarkerFailed: "failed"}


def marker(row: MarkerRow | None, event: Event) -> MarkerRow | None:
    """The marker after one more event."""
    match row, event:
        case _, MarkerRequested(originator_id=id, at=at, project_id=project, image_id=image):
            return MarkerRow(id=id, created_at=at, project_id=project, image_id=image)
        case MarkerRow(), MarkerGenerated(width=width, height=height, score=score):
            return msgspec.structs.replace(row, status="generated", score=score.score, width=width, height=height)
        case MarkerRow(), MarkerProved(score=score):
            return msgspec.structs.replace(row, score=score.score)
        case MarkerRow(), MarkerGenerationRequested() | MarkerRejected() | MarkerFailed():
            return msgspec.structs.replace(row, status=_STATUS[type(event)])
        case MarkerRow(), MarkerDeleted():
            return msgspec.structs.replace(row, status="deleted")
        case _:
            return None


Evolve = Callable[[Any, Event], Row | None]
DIMENSIONS: tuple[tuple[type[Row], Evolve], ...] = ((ProjectRow, project), (LinkRow, link), (MarkerRow, marker))


class Catalogue:
    """Reads like a `projections.view.View`, so that whoever feeds those can feed it too. Raises ClickHouseFailed."""

    name: ClassVar[str] = "catalogue"

    def __init__(self, clickhouse: ClickHouse) -> None:
        self._clickhouse = clickhouse

    def position(self) -> int:
        """The position of the last event that the rows contain; 0 before the first."""
        sql = "SELECT max(position) AS position FROM catalogue_positions WHERE name = {name:String}"
        return self._clickhouse.rows(Position, sql, {"name": self.name})[0].position

    def advance(self, expected: int, batch: Sequence[Recorded]) -> int:
        """Takes in what is new of a batch, and returns the new position."""
        fresh = [recorded for recorded in batch if recorded.position > expected]
        if not fresh:
            return expected
        for cls, evolve in DIMENSIONS:
            self._write(cls, evolve, fresh)
        # Last, so that whatever was interrupted is done again.
        self._clickhouse.insert("catalogue_positions", {"name": [self.name], "position": [fresh[-1].position]})
        return fresh[-1].position

    def reset(self) -> None:
        """Forgets everything, so that all events are read again."""
        for table in ("catalogue_positions", *(cls.TABLE for cls, _ in DIMENSIONS)):
            self._clickhouse.command(f"TRUNCATE TABLE {table}")

    def _write(self, cls: type[Row], evolve: Evolve, fresh: Sequence[Recorded]) -> None:
        touched = {event.originator_id for _, event in fresh if type(event) in EVENTS[cls]}
        if not touched:
            return
        rows = {row.id: row for row in self._stored(cls, touched)}
        changed: set[UUID] = set()
        for position, event in fresh:
            row = rows.get(event.originator_id)
            if type(event) in EVENTS[cls] and (row is None or row.position < position):
                after = evolve(row, event)
                if after is not None:
                    rows[after.id] = msgspec.structs.replace(after, position=position)
                    changed.add(after.id)
        if changed:
            self._clickhouse.insert(cls.TABLE, columns(cls, [rows[id] for id in changed]))

    def _stored(self, cls: type[R], ids: Iterable[UUID]) -> list[R]:
        names = ", ".join(cls.__struct_fields__)
        sql = f"SELECT {names} FROM {cls.TABLE} FINAL WHERE id IN {{ids:Array(UUID)}}"  # noqa: S608 # our own names
        return self._clickhouse.rows(cls, sql, {"ids": [str(id) for id in ids]})


EVENTS: dict[type[Row], frozenset[type[Event]]] = {
    ProjectRow: frozenset([ProjectCreated, ProjectEdited, ProjectDeleted, ProjectRestored]),
    LinkRow: frozenset([LinkPublished, LinkDisabled, LinkEnabled, LinkRetargeted, LinkRenamed, LinkDeleted]),
    MarkerRow: frozenset([MarkerRequested, MarkerGenerated, MarkerProved, MarkerDeleted, *_STATUS]),
}


def columns(cls: type[Row], rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Rows as columns, by name."""
    return {name: [getattr(row, name) for row in rows] for name in cls.__struct_fields__}
