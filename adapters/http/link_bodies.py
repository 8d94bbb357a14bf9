"""Bodies of the link routes for owners."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response
from msgspec import Meta

from adapters.http.dto import Dto
from adapters.settings import Settings
from domain.link import Link as LinkState
from projections.links import LinkRow

Title = Annotated[str, Meta(max_length=200, pattern=r"\A[^\x00]*\Z")]


class LinkWish(Dto, frozen=True, kw_only=True):
    """A link to be."""

    marker_id: UUID
    slug: str | None = None
    title: Title = ""


class LinkChanges(Dto, frozen=True, kw_only=True):
    """What is left out stays as it is."""

    active: bool | None = None
    slug: str | None = None
    marker_id: UUID | None = None


class LinkWritten(Dto, frozen=True, kw_only=True):
    """A link as a command left it. ``url`` is what a QR code leads to."""

    id: UUID
    position: int
    project_id: UUID
    marker_id: UUID
    slug: str
    url: str
    active: bool
    version: int


class Link(Dto, frozen=True, kw_only=True):
    """A link as its owner sees it."""

    id: UUID
    project_id: UUID
    marker_id: UUID
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


def view_url(settings: Settings, slug: str) -> str:
    """What a phone opens."""
    return f"{settings.public_url}/v/{slug}"


def shown(settings: Settings, row: LinkRow) -> Link:
    """The row as a body."""
    return Link(
        id=row.id,
        project_id=row.project_id,
        marker_id=row.marker_id,
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
        marker_id=state.marker_id,
        slug=state.slug,
        url=view_url(settings, state.slug),
        active=state.enabled and not state.deleted,
        version=state.version,
    )
    return Response(body, status_code=status_code, headers={"ETag": f'"{state.version}"'})
