"""The fast path of opening a link: what is ready goes out before any routing; all else goes the usual way."""

from __future__ import annotations

from litestar.types import ASGIApp, Receive, Scope, Send

from adapters.cache.local import LocalLimiter
from adapters.http.link_cache import LinkCache, Ready

PREFIX = "/api/v1/links/"


class HotLinks:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, cache: LinkCache, limiter: LocalLimiter) -> None:
        self._app = app
        self._cache = cache
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(PREFIX):
            ready = self._cache.peek(scope["path"][len(PREFIX) :])
            client = scope.get("client")
            if ready is not None and not self._limiter.hit(client[0] if client else ""):
                await answer(ready, scope, send)
                return
        await self._app(scope, receive, send)


async def answer(ready: Ready, scope: Scope, send: Send) -> None:
    """Sends it, or 304 when the client has it already."""
    if ready.status == 200 and any(name == b"if-none-match" and ready.etag in tags for name, tags in scope["headers"]):
        headers = [pair for pair in ready.headers if pair[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    await send({"type": "http.response.start", "status": ready.status, "headers": ready.headers})
    await send({"type": "http.response.body", "body": ready.body, "more_body": False})
