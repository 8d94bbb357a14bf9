"""HEAD for whatever can be read (RFC 9110, 9.3.2): previews of links, load balancers and monitors ask that way."""

from __future__ import annotations

from litestar.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = "/api/v1/assets/"
"""They answer HEAD themselves, without reading the file."""


class Bare:
    """Wraps the application: a HEAD request is answered like GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(ASSETS):
            await self._app(scope, receive, send)
            return

        async def send_bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_bare)
