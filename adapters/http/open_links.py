"""The public side of links: the viewer's configuration and the QR code."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get
from litestar.params import FromPath, QueryParameter

from adapters.http import qr
from adapters.http.guards import BUSY, NO_SECURITY
from adapters.http.link_bodies import view_url
from adapters.http.link_cache import Ready
from adapters.http.parts import Parts, PartsDependency
from adapters.http.public_links import PublicLink
from domain.errors import NotFound
from domain.slug import PATTERN

AnyRequest = Request[Any, Any, Any]


class OpenLinksController(Controller):
    """Open a link, draw its code."""

    path = "/links"
    tags = ("Links",)
    opt = BUSY
    security = NO_SECURITY

    @get("/{id_or_slug:str}", operation_id="openLink")
    async def open(
        self, parts: PartsDependency, request: AnyRequest, id_or_slug: FromPath[str]
    ) -> Response[PublicLink]:
        """All that a viewer needs. A paused link says so; an unknown one is 404."""
        return response_of(await find(parts, id_or_slug), request)

    @get("/{id_or_slug:str}/qr", operation_id="drawLinkCode")
    async def draw(
        self,
        parts: PartsDependency,
        request: AnyRequest,
        id_or_slug: FromPath[str],
        kind: Annotated[qr.Kind, QueryParameter(name="format")] = "png",
        size: Annotated[int, QueryParameter(ge=128, le=1024)] = 512,
    ) -> Response[bytes]:
        """The QR code of a link, ``size`` pixels wide."""
        found = await find(parts, id_or_slug)
        if found.status != 200:
            raise no_link()
        url = view_url(parts.settings, msgspec.json.decode(found.body)["slug"])
        tag = f'"{hashlib.sha256(f"{url} {kind} {size}".encode()).hexdigest()[:24]}"'
        headers = {"ETag": tag, "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers)
        drawn = await asyncio.to_thread(qr.drawn, kind, url, size)
        return Response(drawn, media_type=qr.MEDIA_TYPES[kind], headers=headers)


def no_link() -> NotFound:
    """What an unknown id or slug gets."""
    return NotFound("There is no link here.", "link_not_found")


async def find(parts: Parts, id_or_slug: str) -> Ready:
    """What is known of the link; letters may be typed large. Raises NotFound for what can be neither id nor slug."""
    name = id_or_slug.lower()
    if not PATTERN.fullmatch(name):
        raise no_link()
    return await parts.links.get(name)


def response_of(ready: Ready, request: AnyRequest) -> Response[Any]:
    """What is ready, or 304 when the client has it already."""
    headers = {name.decode(): value.decode() for name, value in ready.headers}
    media_type, _ = headers.pop("content-type"), headers.pop("content-length")
    if ready.status == 200 and ready.etag.decode() in request.headers.get("if-none-match", ""):
        return Response(None, status_code=304, headers=headers)
    return Response(msgspec.Raw(ready.body), status_code=ready.status, media_type=media_type, headers=headers)
