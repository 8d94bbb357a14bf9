"""What images and videos share: bodies, addresses of renditions, commands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response

from adapters.http.asset_urls import PUBLIC_PREFIX, asset_url
from adapters.http.caption_bodies import Captions, captions_of
from adapters.http.dto import Accepted, Dto, Page, Reason, reason_of
from adapters.http.issuing import command_of
from adapters.http.parts import Parts
from adapters.http.reading import deleted_response, found, one_response, page_response, reading, reading_one
from adapters.identity.tokens import Identity
from adapters.settings import Settings
from application.commands import DeleteMedia, RequestMediaProcessing
from domain.errors import NotFound
from domain.media import Media as MediaState
from domain.values import MediaKind
from domain.values import Rendition as StoredRendition
from projections.media import MediaRow, get_media, list_media

VIEW = "library"


class Rendition(Dto, frozen=True, kw_only=True):
    """A public file made from the upload. Roles: display, display-jpeg, thumbnail; 720p, poster."""

    role: str
    url: str
    content_type: str
    size: int
    width: int
    height: int


class Media(Dto, frozen=True, kw_only=True):
    """A picture or a video. Sides are pixels of the upright picture, ``duration`` is seconds, ``size`` bytes.

    ``derivedFrom`` is the picture that this one is a changed version of.
    ``status``: pending, processed, rejected (the file's fault), failed (ours; may be retried).
    """

    id: UUID
    project_id: UUID
    kind: MediaKind
    filename: str
    size: int
    sha256: str
    derived_from: UUID | None
    status: str
    reason: Reason | None
    width: int
    height: int
    format: str
    duration: float
    fps: float
    has_audio: bool
    renditions: tuple[Rendition, ...]
    warnings: tuple[str, ...]
    captions: tuple[Captions, ...]
    version: int
    created_at: datetime
    updated_at: datetime


def public_renditions(settings: Settings, renditions: tuple[StoredRendition, ...]) -> tuple[Rendition, ...]:
    """Those that anybody may load, with their addresses."""
    return tuple(
        Rendition(
            role=one.role,
            url=asset_url(settings, one.key),
            content_type=one.content_type,
            size=one.size,
            width=one.width,
            height=one.height,
        )
        for one in renditions
        if one.key.startswith(PUBLIC_PREFIX)
    )


def shown(settings: Settings, row: MediaRow) -> Media:
    """The row as a body."""
    fields = {name: getattr(row, name) for name in Media.__struct_fields__}
    renditions = public_renditions(settings, row.renditions)
    captions = captions_of(settings, row.captions)
    return Media(**{**fields, "renditions": renditions, "captions": captions, "reason": reason_of(row.reason)})


def show(parts: Parts, caller: Identity, kind: MediaKind, id: UUID, after: int) -> Response[Media]:
    """One picture or video, with its version as ETag."""
    with reading_one(parts, VIEW, after) as conn:
        row = found(get_media(conn, caller.account_id, id, kind), "media", id)
    return one_response(shown(parts.settings, row), row.version)


def index(
    parts: Parts, caller: Identity, kind: MediaKind, project_id: UUID, after: int, page: int, size: int
) -> Response[Page[Media]]:
    """One page of a project's pictures or videos."""
    parts.owners.check_project(project_id, caller.account_id)
    with reading(parts, VIEW, after) as (conn, position):
        rows, total = list_media(conn, caller.account_id, project_id, kind, page=page, size=size)
    return page_response([shown(parts.settings, row) for row in rows], total, position)


def owned(parts: Parts, caller: Identity, kind: MediaKind, id: UUID) -> MediaState:
    """The state of the caller's media. Raises NotFound, also when it is of the other kind."""
    state = parts.argument.streams().media(id, caller.account_id)
    if state.kind != kind:
        raise NotFound.of("media", id)
    return state


def remove(parts: Parts, caller: Identity, kind: MediaKind, id: UUID, if_match: str | None) -> Response[None]:
    """Takes it away."""
    owned(parts, caller, kind, id)
    return deleted_response(parts.argument.execute(command_of(DeleteMedia, caller, if_match, media_id=id)))


def retry(parts: Parts, caller: Identity, kind: MediaKind, id: UUID) -> Accepted:
    """Asks again for work that failed."""
    owned(parts, caller, kind, id)
    position = parts.argument.execute(command_of(RequestMediaProcessing, caller, media_id=id))
    return Accepted(id=id, position=position, status=parts.argument.streams().media(id).status)
