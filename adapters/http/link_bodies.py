"""Bodies of the link routes for owners."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response
from msgspec import UNSET, Meta, UnsetType

from adapters.http.dto import Dto
from adapters.http.reading import one_response
from adapters.settings import Settings
from domain.link import Link as LinkState
from projections.links import LinkRow

Title = Annotated[str, Meta(max_length=200, pattern=r"\A[^\x00]*\Z")]
MarkerIds = Annotated[tuple[UUID, ...], Meta(min_length=1)]


class LinkWish(Dto, frozen=True, kw_only=True):
    """A link to be: to one marker (``markerId``) or to several, at most 12 (``markerIds``), all of its project."""

    marker_id: UUID | None = None
    slug: str | None = None
    title: Title = ""
    # A body of the time before is still the same bytes when it is encoded: a repeated request is known by them.
    marker_ids: MarkerIds | UnsetType = UNSET


class LinkChanges(Dto, frozen=True, kw_only=True):
    """What is left out stays as it is. ``markerId`` leads the link to that marker alone, ``markerIds`` to several."""

    active: bool | None = None
    slug: str | None = None
    marker_id: UUID | None = None
    marker_ids: MarkerIds | None = None


class LinkWritten(Dto, frozen=True, kw_only=True):
    """A link as a command left it. ``url`` is what a QR code leads to, ``markerId`` the first of ``markerIds``."""

    id: UUID
    position: int
    project_id: UUID
    marker_id: UUID
    marker_ids: tuple[UUID, ...]
    slug: str
    url: str
    active: bool
    version: int


class Link(Dto, frozen=True, kw_only=True):
    """A link as its owner sees it. ``markerId`` is the first of ``markerIds``; those may be deleted ones, too."""

    id: UUID
    project_id: UUID
    marker_id: UUID
    marker_ids: tuple[UUID, ...]
    slug: str
    url: str
    qr_url: str
    title: str
    active: bool
    total_views: int
    unique_viewers: int
    version: int
    created_at: datetime
    updated_at: datetime


def markers_of(wish: LinkWish | LinkChanges) -> tuple[UUID, ...]:
    """All markers that are named, each once: ``markerId`` first, then the others in the order given."""
    first = () if wish.marker_id is None else (wish.marker_id,)
    return tuple(dict.fromkeys((*first, *(wish.marker_ids or ()))))


def view_url(settings: Settings, slug: str) -> str:
    """What a phone opens."""
    return f"{settings.public_url}/v/{slug}"


def shown(settings: Settings, row: LinkRow) -> Link:
    """The row as a body."""
    return Link(
        id=row.id,
        project_id=row.project_id,
        marker_id=row.marker_id,
        marker_ids=(row.marker_id, *row.further_marker_ids),
        slug=row.slug,
        url=view_url(settings, row.slug),
        qr_url=f"{settings.public_url}/api/v1/links/{row.id}/qr",
        title=row.title,
        active=row.status == "active",
        total_views=row.total_views,
        unique_viewers=row.unique_viewers,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def written(settings: Settings, state: LinkState, position: int, status_code: int) -> Response[LinkWritten]:
    """The link as its stream has it now."""
    body = LinkWritten(
        id=state.id,
        position=position,
        project_id=state.project_id,
        marker_id=state.marker_ids[0],
        marker_ids=state.marker_ids,
        slug=state.slug,
        url=view_url(settings, state.slug),
        active=state.enabled and not state.deleted,
        version=state.version,
    )
    return one_response(body, state.version, status_code)
