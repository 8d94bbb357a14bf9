"""What anybody may see of a link: all that the viewer needs, in one answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from psycopg_pool import ConnectionPool

from adapters.http.asset_urls import PUBLIC_PREFIX, asset_url
from adapters.http.caption_bodies import Captions, captions_of
from adapters.http.dto import Dto
from adapters.http.fits import VideoPlace, in_force
from adapters.http.link_cache import Ready
from adapters.http.marker_bodies import Engine, engines_of
from adapters.http.problems import MEDIA_TYPE, body_of
from adapters.http.settings_bodies import Placement, placement
from adapters.settings import Settings
from adapters.telemetry.tokens import telemetry_token
from projections.public_links import PublicLink as LinkFound
from projections.public_links import PublicMedia, Target, public_link

CACHING = "public, max-age=0, s-maxage=1, must-revalidate"
"""A cache in front may keep it for a second: a paused link is gone about as fast as from this process."""


class PublicMarker(Dto, frozen=True, kw_only=True):
    """The marker to look for. Sides are pixels of the compiled picture."""

    id: UUID
    width: int
    height: int
    engines: dict[str, Engine]
    settings: Placement


class PublicRendition(Dto, frozen=True, kw_only=True):
    """A file that plays."""

    height: int
    width: int
    url: str


class PublicVideo(Dto, frozen=True, kw_only=True):
    """A video; ``duration`` is seconds. ``fit`` is where it lies when it fits by itself, else the settings say it.

    The poster is one of its frames as it is: of a film with a mask below its colours (``alpha`` stacked), both.
    """

    id: UUID
    renditions: tuple[PublicRendition, ...]
    poster_url: str | None
    duration: float
    fit: VideoPlace | None
    captions: tuple[Captions, ...]


class PublicTarget(Dto, frozen=True, kw_only=True):
    """A picture to look for, and what plays on it."""

    marker: PublicMarker
    videos: tuple[PublicVideo, ...]
    image_url: str | None
    image_thumbnail_url: str | None


class PublicLink(Dto, frozen=True, kw_only=True):
    """``state`` is live, paused (names no files) or preparing. ``telemetryToken`` goes with every view event.

    ``targets`` are those that can play; of a link that is still prepared, those that wait for it. ``marker``,
    ``videos`` and the pictures are the first one's.
    """

    id: UUID
    slug: str
    state: str
    title: str
    marker: PublicMarker | None
    videos: tuple[PublicVideo, ...]
    image_url: str | None
    image_thumbnail_url: str | None
    targets: tuple[PublicTarget, ...]
    telemetry_token: str


def fetch(pool: ConnectionPool, settings: Settings, headers: Mapping[str, str], id_or_slug: str) -> Ready:
    """The whole answer for an id or slug, also when there is none. ``headers`` go with every answer."""
    with pool.connection() as conn:
        link = public_link(conn, id_or_slug)
    if link is None:
        return ready(404, body_of(404, "link_not_found", "There is no link here."), MEDIA_TYPE, headers)
    return ready(200, msgspec.json.encode(shown(settings, link, datetime.now(UTC))), "application/json", headers)


def ready(status: int, body: bytes, media_type: str, headers: Mapping[str, str]) -> Ready:
    """The answer as bytes, with a tag that follows from its body."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    whole = {
        **headers,
        "Content-Type": media_type,
        "Content-Length": str(len(body)),
        "Cache-Control": CACHING,
        "ETag": etag,
        "Access-Control-Allow-Origin": "*",
    }
    return Ready(
        status, [(name.lower().encode(), value.encode()) for name, value in whole.items()], body, etag.encode()
    )


def shown(settings: Settings, link: LinkFound, at: datetime) -> PublicLink:
    """The link as a body, with the token of this hour. Of a paused one nothing is shown but that it is paused."""
    targets = tuple(target(settings, one) for one in link.targets)
    first = targets[0] if targets else None
    return PublicLink(
        id=link.id,
        slug=link.slug,
        state=link.state,
        title=link.title,
        marker=first and first.marker,
        videos=first.videos if first else (),
        image_url=first and first.image_url,
        image_thumbnail_url=first and first.image_thumbnail_url,
        targets=targets,
        telemetry_token=telemetry_token(settings.secret_key, link.id, link.project_id, at),
    )


def target(settings: Settings, found: Target) -> PublicTarget:
    """A marker with its picture and videos as a body."""
    marker = found.marker
    return PublicTarget(
        marker=PublicMarker(
            id=marker.id,
            width=marker.width,
            height=marker.height,
            engines=engines_of(settings, marker.engines),
            settings=placement(marker.settings),
        ),
        videos=tuple(
            video(settings, one, in_force(marker.fittings.get(one.id), marker.settings)) for one in found.videos
        ),
        image_url=found.image and role_url(settings, found.image, "display"),
        image_thumbnail_url=found.image and role_url(settings, found.image, "thumbnail"),
    )


def video(settings: Settings, found: PublicMedia, fit: VideoPlace | None) -> PublicVideo:
    """The video with the files that play, the largest first."""
    playing = [one for one in found.renditions if one.content_type.startswith("video/")]
    return PublicVideo(
        id=found.id,
        renditions=tuple(
            PublicRendition(height=one.height, width=one.width, url=asset_url(settings, one.key))
            for one in sorted(playing, key=lambda one: -one.height)
            if one.key.startswith(PUBLIC_PREFIX)
        ),
        poster_url=role_url(settings, found, "poster"),
        duration=found.duration,
        fit=fit,
        captions=captions_of(settings, found.captions),
    )


def role_url(settings: Settings, media: PublicMedia, role: str) -> str | None:
    """The address of the public file with this role."""
    keys = (one.key for one in media.renditions if one.role == role and one.key.startswith(PUBLIC_PREFIX))
    return next((asset_url(settings, key) for key in keys), None)
