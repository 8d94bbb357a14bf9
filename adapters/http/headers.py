"""Security headers: strict on every answer, opened only where a page cannot do without."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from litestar.types import ASGIApp, Message, Receive, Scope, Send
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
)

from adapters.settings import Settings
from domain.slug import PATTERN

NO_CONTENT = ContentSecurityPolicy().default_src("'none'").frame_ancestors("'none'").header_value
"""For answers that are no pages: even if a browser is made to show one, it can load and do nothing."""
ASSET = ContentSecurityPolicy().default_src("'none'").sandbox().header_value
"""For what owners uploaded: no script runs, no origin is shared."""
SELF_CONTAINED = (
    ContentSecurityPolicy().default_src("'none'").img_src("data:").style_src("'unsafe-inline'").sandbox().header_value
)
"""For drawings of ours that hold their own pictures and styles."""
SCRIPT = ContentSecurityPolicy().default_src("'none'").script_src("'self'").connect_src("'self'").header_value
"""For scripts: it counts when one of them runs as a worker."""
WORKERS = {
    "nft": ContentSecurityPolicy().default_src("'none'").script_src("'self'", "'unsafe-eval'", "'wasm-unsafe-eval'"),
    "planar": ContentSecurityPolicy().default_src("'none'").script_src("'self'", "'wasm-unsafe-eval'"),
}
"""By tracking engine: a worker has its own policy. Both compile WebAssembly, only nft's makes functions from text, and
neither reaches the network: the page gives them what they need."""


def script(engine: str | None) -> str:
    """The policy of a script that is this engine's worker, or nobody's."""
    return WORKERS[engine].header_value if engine in WORKERS else SCRIPT


def page(settings: Settings) -> dict[str, str]:
    """For pages without scripts."""
    policy = strict_page().style_src("'self'").img_src("'self'", assets_origin(settings)).frame_ancestors("'none'")
    return {"Content-Security-Policy": policy.header_value}


def viewer(settings: Settings) -> dict[str, str]:
    """For the viewer's page: the camera, its own scripts, and assets from wherever they are served."""
    assets = assets_origin(settings)
    policy = (
        strict_page()
        .script_src("'self'")
        .worker_src("'self'")
        .style_src("'self'")
        .img_src("'self'", assets)
        .media_src("'self'", assets)
        .connect_src("'self'", assets)
        .frame_ancestors("'self'")
    )
    permissions = PermissionsPolicy().camera("self").microphone().geolocation()
    return {"Content-Security-Policy": policy.header_value, "Permissions-Policy": permissions.header_value}


def early(slug: str) -> dict[str, str]:
    """Lets the browser ask for the link while the page's script is still on its way: a round trip less to wait for."""
    if not PATTERN.fullmatch(slug):
        return {}
    return {"Link": f"</api/v1/links/{slug}>; rel=preload; as=fetch; crossorigin=anonymous"}


def strict_page() -> ContentSecurityPolicy:
    """Nothing is allowed yet."""
    return ContentSecurityPolicy().default_src("'none'").base_uri("'none'").form_action("'none'")


EXPORTED = (
    strict_page()
    .script_src("'self'")
    .worker_src("'self'")
    .style_src("'self'")
    .img_src("'self'")
    .media_src("'self'")
    .connect_src("'self'")
    .header_value
)
"""For the viewer's page of an exported link, which asks nobody but its own server."""


def assets_origin(settings: Settings) -> str:
    """Where public files come from: here, a CDN or a bucket. Named also when it is here, under its public name."""
    url = urlsplit(settings.assets_url)
    return f"{url.scheme}://{url.netloc}"


def defaults(settings: Settings) -> dict[str, str]:
    """What every answer carries unless its handler says otherwise.

    No HSTS on the LAN: its certificate is of our own authority, and a phone that forgets it could not come back.
    """
    https = settings.public_url.startswith("https:") and not settings.lan_ca
    policy = Secure(
        csp=ContentSecurityPolicy().set(NO_CONTENT),
        coop=CrossOriginOpenerPolicy().same_origin(),
        referrer=ReferrerPolicy().strict_origin_when_cross_origin(),
        permissions=PermissionsPolicy().camera().microphone().geolocation(),
        xcto=XContentTypeOptions().nosniff(),
        hsts=StrictTransportSecurity().max_age(31_536_000) if https else None,
    )
    return dict(policy.headers)


class SecurityHeaders:
    """Adds the headers that an answer does not set itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message["headers"])
                names = {name.lower() for name, _ in given}
                message["headers"] = given + [pair for pair in self._headers if pair[0] not in names]
            await send(message)

        await self._app(scope, receive, send_with_headers)
