"""Trying a marker before it is printed: what a camera would see of it, and where its details are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from adapters.http.drawing import Picture
from adapters.http.dto import Dto, Reason
from adapters.http.headers import ASSET, SELF_CONTAINED
from adapters.http.parts import After, Caller, PartsDependency
from adapters.http.preview_files import Files, fetched, owned_source, tag_of
from adapters.http.preview_wishes import (
    BY_ACCEPT,
    HEAT_BY_ACCEPT,
    HeatFormat,
    PreviewFormat,
    accepted,
    provide_conditions,
)
from application.preview import Conditions, HeatKind, HeatWish, PictureKind, Scene, Sighting

AnyRequest = Request[Any, Any, Any]
CONDITIONS = {"conditions": Provide(provide_conditions, sync_to_thread=False)}
Video = Annotated[
    UUID | None,
    QueryParameter(name="videoId", description="Which of the marker's videos; left out, the first that can be played."),
]
CACHING = "private, max-age=0, must-revalidate"


class Seen(Dto, frozen=True, kw_only=True):
    """What the tracker made of the frame, or of the first frame of a clip.

    ``reason`` is null where the picture was found where it is. ``agreeing`` of the ``patches`` in view fit;
    ``errorPx`` is the mean distance of the found corners from the true ones, in pixels of the frame.
    """

    found: bool
    reason: Reason | None
    patches: int
    agreeing: int
    confidence: float
    correlation: float
    error_px: float
    corners: tuple[tuple[float, float], ...]
    width: int
    height: int
    core_version: int
    conditions: dict[str, float]


class PreviewsController(Controller):
    """Previews and heat maps."""

    path = "/markers/{marker_id:uuid}"
    tags = ("Markers",)

    @get("/preview", operation_id="previewMarker", media_type="image/jpeg", dependencies=CONDITIONS)
    async def preview(
        self,
        parts: PartsDependency,
        caller: Caller,
        request: AnyRequest,
        after: After,
        marker_id: FromPath[UUID],
        conditions: NamedDependency[Conditions],
        video_id: Video = None,
        format: FromQuery[PreviewFormat | None] = None,
    ) -> Response[Any]:
        """What a camera would see, with the video where the tracker finds the picture.

        A still (``jpeg``, ``png``, ``webp``), two seconds in which the print is tilted to all sides (``clip``, an
        animated WebP), or the tracker's numbers alone (``json``); by Accept where ``format`` is left out. Where the
        picture is not found, the frame says why. ``X-Found``, ``X-Reason``, ``X-Patches``, ``X-Agreeing``,
        ``X-Confidence`` and ``X-Error-Px`` say the same as the numbers.
        """
        kind = format or accepted(request.headers.get("accept", ""), BY_ACCEPT)
        row, files, fit = await asyncio.to_thread(owned_source, parts, caller, marker_id, after, video_id)
        drawn: PictureKind = "jpeg" if kind == "json" else kind
        tag = tag_of(parts.drawing.version, files, row.settings, fit, conditions, drawn)
        headers = headers_of(f"{tag}-{kind}")
        if knows(request, headers):
            return Response(b"", status_code=304, headers=headers)

        def scene(place: Path) -> Scene:
            paths = fetched(parts.store, files, place)
            return Scene(**paths, settings=row.settings, fit=fit, conditions=conditions, kind=drawn)

        picture = await parts.drawing.picture(caller.account_id, tag, scene)
        assert picture.sighting is not None
        if kind == "json":
            return Response(seen(picture.sighting, conditions), media_type="application/json", headers=headers)
        return sent(picture, {**headers, **told(picture.sighting)})

    @get("/heatmap", operation_id="drawHeatMap", media_type="image/png")
    async def heat_map(
        self,
        parts: PartsDependency,
        caller: Caller,
        request: AnyRequest,
        after: After,
        marker_id: FromPath[UUID],
        format: FromQuery[HeatFormat | None] = None,
    ) -> Response[Any]:
        """Where the tracker finds details on the picture, as PNG or SVG; by Accept where ``format`` is left out."""
        kind: HeatKind = format or accepted(request.headers.get("accept", ""), HEAT_BY_ACCEPT)
        files = (await asyncio.to_thread(owned_source, parts, caller, marker_id, after)).files
        bare = Files(files.picture, files.target)
        tag = tag_of(parts.drawing.version, bare, kind)
        headers = headers_of(tag)
        if knows(request, headers):
            return Response(b"", status_code=304, headers=headers)

        def wish(place: Path) -> HeatWish:
            paths = fetched(parts.store, bare, place)
            return HeatWish(picture=paths["picture"], target=paths["target"], kind=kind)

        return sent(await parts.drawing.picture(caller.account_id, tag, wish), headers)


def headers_of(tag: str) -> dict[str, str]:
    """What goes with every answer, also with 304."""
    return {"ETag": f'"{tag}"', "Cache-Control": CACHING, "Vary": "Accept, Authorization"}


def knows(request: AnyRequest, headers: dict[str, str]) -> bool:
    """Whether the client has it already."""
    return headers["ETag"] in request.headers.get("if-none-match", "")


def told(sighting: Sighting) -> dict[str, str]:
    """The tracker's numbers as headers."""
    return {
        "X-Found": "true" if sighting.found else "false",
        "X-Reason": sighting.reason,
        "X-Patches": str(sighting.patches),
        "X-Agreeing": str(sighting.agreeing),
        "X-Confidence": f"{sighting.confidence:.3f}",
        "X-Error-Px": f"{sighting.error:.2f}",
        "X-Found-Frames": f"{sighting.found_frames}/{sighting.frames}",
    }


def seen(sighting: Sighting, conditions: Conditions) -> Seen:
    """The tracker's numbers as a body."""
    fields = {name: getattr(sighting, name, None) for name in Seen.__struct_fields__}
    reason = Reason(code=sighting.reason, detail=sighting.text) if sighting.reason else None
    more = {"reason": reason, "error_px": sighting.error, "conditions": msgspec.structs.asdict(conditions)}
    return Seen(**{**fields, **more})


def sent(picture: Picture, headers: dict[str, str]) -> Response[bytes]:
    """The picture; an SVG may show the pictures that it holds itself, and nothing else."""
    policy = SELF_CONTAINED if picture.content_type == "image/svg+xml" else ASSET
    more = {"Content-Security-Policy": policy}
    return Response(picture.body, media_type=picture.content_type, headers={**headers, **more})
