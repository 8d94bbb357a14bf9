"""What browsers open: the start page, the viewer, their files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from adapters.http import built, headers
from adapters.http.docs_page import docs_page
from adapters.http.guards import BUSY, is_local
from adapters.http.pages import text
from adapters.http.parts import Parts, PartsDependency
from adapters.http.problems import Problem
from adapters.http.start_page import LOOK_AGAIN, start_page
from adapters.settings import SAMPLE_SLUG

FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
NOT_BUILT = "The viewer is not built. `make up` builds it; in a checkout, `npm run build` in viewer/ does."

AnyRequest = Request[Any, Any, Any]


class SiteController(Controller):
    """Pages and their files; none needs an account."""

    path = "/"
    opt = BUSY
    include_in_schema = False

    @get("/")
    async def start(self, parts: PartsDependency, request: AnyRequest) -> Response[str]:
        """The start page."""
        sample = await parts.links.get(SAMPLE_SLUG)
        page, again = start_page(parts.settings, sample, local=is_local(request))
        extra = {"Refresh": str(LOOK_AGAIN)} if again else {}
        return html(page, headers.page(parts.settings), extra)

    @get("/docs")
    async def docs(self, parts: PartsDependency, request: AnyRequest) -> Response[str]:
        """The list of routes."""
        return html(await asyncio.to_thread(docs_page, request.app), headers.page(parts.settings), {})

    @get("/static/{name:str}")
    async def static(self, name: FromPath[str]) -> Response[bytes]:
        """What the pages here load."""
        if name not in STATIC:
            raise Problem(404, "not_found", "There is no such file.")
        return Response(text(name).encode(), media_type=STATIC[name], headers={"Cache-Control": SHORTLY})

    @get("/v/{slug:str}")
    async def view(self, parts: PartsDependency, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """The viewer's page, the same for every link: the page itself asks for its link, early by the header."""
        page = await viewer_page(parts, request)
        page.headers.update(headers.early(slug))
        return page

    @get("/try")
    async def trial(self, parts: PartsDependency, request: AnyRequest) -> Response[bytes]:
        """The same page for a trial: its ticket stands behind the #."""
        return await viewer_page(parts, request)

    @get("/assets/{name:path}")
    async def assets(self, request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        """The viewer's scripts and styles; their names change with their content."""
        path = f"assets{name}"
        found = await asyncio.to_thread(built.find, path)
        if found is None:
            raise Problem(404, "not_found", "There is no such file.")
        policy = headers.script(built.engine_of(path))
        return sent(found, request, {"Content-Security-Policy": policy, "Cache-Control": FOR_EVER})

    @get("/ca.crt")
    async def authority(self, parts: PartsDependency) -> Response[bytes]:
        """The authority's certificate, for phones to trust; only in the LAN mode."""
        if not parts.settings.lan_ca:
            raise Problem(404, "not_found", "This service has no authority of its own.")
        body = await asyncio.to_thread(Path(parts.settings.lan_ca).read_bytes)
        disposition = {"Content-Disposition": 'attachment; filename="argument-ca.crt"'}
        return Response(body, media_type="application/x-x509-ca-cert", headers=disposition)


async def viewer_page(parts: Parts, request: AnyRequest) -> Response[bytes]:
    """Raises the problem ``viewer_not_built``."""
    found = await asyncio.to_thread(built.find, built.PAGE)
    if found is None:
        raise Problem(503, "viewer_not_built", NOT_BUILT)
    return sent(found, request, {**headers.viewer(parts.settings), "Cache-Control": "no-cache"})


def html(page: str, policy: dict[str, str], extra: dict[str, str]) -> Response[str]:
    """A page of ours; never kept, for it tells how things are now."""
    return Response(page, media_type="text/html", headers={**policy, "Cache-Control": "no-store", **extra})


def sent(found: built.Built, request: AnyRequest, given: dict[str, str]) -> Response[bytes]:
    """A built file, compressed where the browser takes it, or 304 when it has it."""
    given = {**given, "ETag": found.etag, "Vary": "Accept-Encoding"}
    if found.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=given)
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.media_type, headers={**given, "Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media_type, headers=given)
