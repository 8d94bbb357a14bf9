"""Trials: an owner tries a marker with an own camera, before it is printed and without a link. Nothing is counted."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from adapters.http import qr
from adapters.http.dto import Dto
from adapters.http.guards import BUSY, NO_SECURITY
from adapters.http.parts import After, Caller, Parts, PartsDependency
from adapters.http.preview_files import not_ready
from adapters.http.problems import Problem
from adapters.http.public_links import PublicLink, shown
from adapters.http.reading import found, reading_one
from adapters.identity.trials import LIFETIME, Trial, trial_of, trial_ticket
from projections.markers import MarkerRow, get_marker
from projections.media import MediaRow, get_media
from projections.public_links import PublicLink as LinkFound
from projections.public_links import PublicMarker, PublicMedia, Target

T = TypeVar("T", bound=msgspec.Struct)
KEPT_NOWHERE = {"Cache-Control": "private, no-store"}
PAGE = "/try"


class TrialOpened(Dto, frozen=True, kw_only=True):
    """``url`` is for a browser with a camera, ``qrUrl`` a code that takes it to a phone; both until ``expiresAt``."""

    url: str
    qr_url: str
    expires_at: datetime


class MarkerTrialsController(Controller):
    """Trials for owners."""

    path = "/markers/{marker_id:uuid}/trials"
    tags = ("Markers",)

    @post("/", operation_id="tryMarker", status_code=201, sync_to_thread=True)
    def begin(
        self, parts: PartsDependency, caller: Caller, after: After, marker_id: FromPath[UUID]
    ) -> Response[TrialOpened]:
        """Try the marker with an own camera: a page that shows live how well the picture is found, and why not.

        It needs no link, and nothing that happens on it is counted as a view.
        """
        with reading_one(parts, "markers", after) as conn:
            row = found(get_marker(conn, caller.account_id, marker_id), "marker", marker_id)
        if row.status != "generated":
            raise not_ready(row)
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LIFETIME)
        trial = Trial(marker_id=marker_id, owner_id=caller.account_id, until=until)
        ticket = trial_ticket(parts.settings.secret_key, trial)
        code = f"{parts.settings.public_url}/api/v1/trials/{ticket}/qr"
        body = TrialOpened(url=page_url(parts, ticket), qr_url=code, expires_at=until)
        return Response(body, headers=KEPT_NOWHERE)


class TrialsController(Controller):
    """Trials for whoever has a ticket."""

    path = "/trials/{ticket:str}"
    tags = ("Markers",)
    opt = BUSY
    security = NO_SECURITY

    @get("/", operation_id="openTrial")
    async def open(self, parts: PartsDependency, ticket: FromPath[str]) -> Response[PublicLink]:
        """What the viewer needs, as of a link; views of it cannot be told, for it has no token."""
        link = await asyncio.to_thread(tried, parts, known(parts, ticket))
        body = msgspec.structs.replace(shown(parts.settings, link, datetime.now(UTC)), telemetry_token="")
        return Response(body, headers=KEPT_NOWHERE)

    @get("/qr", operation_id="drawTrialCode")
    async def draw(
        self,
        parts: PartsDependency,
        ticket: FromPath[str],
        format: FromQuery[qr.Kind] = "png",
        size: Annotated[int, QueryParameter(ge=128, le=1024)] = 512,
    ) -> Response[bytes]:
        """The QR code of a trial's page, ``size`` pixels wide."""
        known(parts, ticket)
        drawn = await asyncio.to_thread(qr.drawn, format, page_url(parts, ticket), size)
        return Response(drawn, media_type=qr.MEDIA_TYPES[format], headers=KEPT_NOWHERE)


def page_url(parts: Parts, ticket: str) -> str:
    """The ticket goes behind the #: browsers tell that part to nobody."""
    return f"{parts.settings.public_url}{PAGE}#{ticket}"


def known(parts: Parts, ticket: str) -> Trial:
    """What the ticket proves. Raises the problem ``trial_over``."""
    trial = trial_of(parts.settings.secret_key, ticket, datetime.now(UTC))
    if trial is None:
        raise over()
    return trial


def over() -> Problem:
    """What a ticket gets that proves nothing (any more)."""
    return Problem(404, "trial_over", "This trial is over. Its owner can begin another one.")


def tried(parts: Parts, trial: Trial) -> LinkFound:
    """The trial's marker as if a link led to it. Raises the problem ``trial_over`` when it is gone."""
    with parts.pool.connection() as conn:
        row = get_marker(conn, trial.owner_id, trial.marker_id)
        if row is None:
            raise over()
        image = get_media(conn, trial.owner_id, row.image_id, "image")
        videos = [get_media(conn, trial.owner_id, id, "video") for id in row.video_ids]
    return as_link(row, image, [video for video in videos if video and video.status == "processed"])


def as_link(row: MarkerRow, image: MediaRow | None, videos: list[MediaRow]) -> LinkFound:
    """A link without an address."""
    target = Target(
        marker=fields_of(row, PublicMarker),
        image=image and fields_of(image, PublicMedia),
        videos=tuple(fields_of(video, PublicMedia) for video in videos),
    )
    return LinkFound(
        id=row.id,
        owner_id=row.owner_id,
        project_id=row.project_id,
        slug="",
        title="",
        state="live" if row.status == "generated" else "preparing",
        targets=(target,),
    )


def fields_of(row: msgspec.Struct, kind: type[T]) -> T:
    """The part of a row that anybody may see."""
    return kind(**{name: getattr(row, name) for name in kind.__struct_fields__})
