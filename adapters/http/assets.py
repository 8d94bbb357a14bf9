"""Public files: content-addressed, so that they never change and every cache may keep them for ever."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from litestar import Controller, Request, Response, get, head
from litestar.params import FromPath
from litestar.response import Stream

from adapters.http.asset_urls import PUBLIC_PREFIX
from adapters.http.guards import BUSY, NO_SECURITY
from adapters.http.headers import ASSET
from adapters.http.lanes import flowing, in_lane
from adapters.http.parts import Parts, PartsDependency
from adapters.http.problems import Problem
from adapters.http.ranges import Span, span_of
from application.ports import ObjectInfo, ObjectStore

AnyRequest = Request[Any, Any, Any]
NAME = re.compile(r"(?:[a-z0-9_-]{1,64}/){0,3}[A-Za-z0-9_-]{1,80}(?:\.[a-z0-9]{1,8})?")
TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "vtt": "text/vtt",
}
BINARY = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"


class AssetsController(Controller):
    """Renditions, posters, captions and marker files."""

    path = "/assets"
    tags = ("Assets",)
    opt = BUSY
    security = NO_SECURITY

    @get("/{key:path}", operation_id="getAsset")
    async def send(self, parts: PartsDependency, request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        """The file, or the part of it that a Range header asks for."""
        return await answer(parts, request, key.removeprefix("/"))

    @head("/{key:path}", operation_id="describeAsset")
    async def describe(self, parts: PartsDependency, request: AnyRequest, key: FromPath[str]) -> Response[None]:
        """What the file is, without it."""
        return await answer(parts, request, key.removeprefix("/"))


async def answer(parts: Parts, request: AnyRequest, name: str) -> Response[Any]:
    """The file of this name below ``public/``. Raises the problem ``asset_not_found``."""
    info = await in_lane(parts.lanes.files, stat, parts.store, name) if NAME.fullmatch(name) else None
    if info is None:
        raise not_found()
    headers = {
        "ETag": f'"{info.etag}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": FOR_EVER,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": ASSET,
    }
    if f'"{info.etag}"' in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    span = span_of(request.headers.get("range"), request.headers.get("if-range"), info)
    return await streamed(parts, name, span, request.method == "HEAD", headers)


async def streamed(parts: Parts, name: str, span: Span, bare: bool, headers: dict[str, str]) -> Response[Any]:
    """The bytes of the span as they come from the store; only their headers when ``bare``."""
    media_type = TYPES.get(name.rpartition(".")[2], BINARY)
    headers = {**headers, **span.headers(), "Content-Type": media_type, "Content-Length": str(span.length)}
    if bare or span.length == 0:
        return Response(b"", status_code=span.status, media_type=media_type, headers=headers)
    lane = parts.lanes.files
    try:
        chunks = await in_lane(lane, parts.store.read, PUBLIC_PREFIX + name, span.start, span.length)
    except KeyError as error:
        raise not_found() from error
    return Stream(flowing(lane, chunks), status_code=span.status, media_type=media_type, headers=headers)


def not_found() -> Problem:
    """What a name that leads to nothing gets."""
    return Problem(404, "asset_not_found", "There is no such file.")


@lru_cache(maxsize=4_096)
def remembered(store: ObjectStore, name: str) -> ObjectInfo:
    """What the store knows of a public file; what is under a name never changes. Raises KeyError."""
    info = store.stat(PUBLIC_PREFIX + name)
    if info is None:
        raise KeyError(name)
    return info


def stat(store: ObjectStore, name: str) -> ObjectInfo | None:
    """None when it is not there; not being there is not remembered."""
    try:
        return remembered(store, name)
    except KeyError:
        return None
