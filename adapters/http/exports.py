"""A link to take away: everything that plays it, as a zip."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from adapters.http.exporting.files import exported_files, link_of
from adapters.http.exporting.link import MEDIA
from adapters.http.exporting.zipped import Entry, size_of, zipped
from adapters.http.headers import ASSET
from adapters.http.lanes import flowing, in_lane
from adapters.http.originals import disposition
from adapters.http.parts import After, Caller, PartsDependency

ZIP = "application/zip"


class ExportsController(Controller):
    """Links as files."""

    path = "/links/{link_id:uuid}/export"
    tags = ("Links",)

    @get("/", operation_id="exportLink", media_type=ZIP)
    async def export(
        self,
        parts: PartsDependency,
        caller: Caller,
        request: Request[Any, Any, Any],
        after: After,
        link_id: FromPath[UUID],
        url: Annotated[str, QueryParameter(description="Where the files will stand, https; a code leads there.")] = "",
    ) -> Response[Any]:
        """The page, the viewer and all files of a live link, to be served by any web server from any folder.

        Nothing in it asks this service for anything, and no view is counted. The same link gives the same bytes.
        """
        lane = parts.lanes.files
        link = await asyncio.to_thread(link_of, parts, caller, link_id, after)
        entries = await in_lane(lane, exported_files, parts, link, url)
        headers = {
            "ETag": await in_lane(lane, tag_of, entries),
            "Cache-Control": "private, max-age=0, must-revalidate",
            "Content-Security-Policy": ASSET,
        }
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers)
        size = size_of(entries)
        length = {} if size is None else {"Content-Length": str(size)}
        given = {**headers, **length, "Content-Disposition": disposition(f"{link['slug']}.zip")}
        return Stream(flowing(lane, zipped(entries)), media_type=ZIP, headers=given)


def tag_of(entries: list[Entry]) -> str:
    """The same for the same zip. What lies in the store is named by its content already."""
    digest = hashlib.sha256()
    for one in entries:
        digest.update(f"{one.name} {one.size}\n".encode())
        if not one.name.startswith(f"{MEDIA}/"):
            digest.update(b"".join(one.read()))
    return f'"{digest.hexdigest()[:24]}"'
