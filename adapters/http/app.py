"""The ASGI application: routes, errors, headers. Knows no server."""

from __future__ import annotations

from typing import Any

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp

from adapters.http import errors, headers
from adapters.http.analytics import AnalyticsController
from adapters.http.assets import AssetsController
from adapters.http.auth import AuthController
from adapters.http.bare import Bare
from adapters.http.captions import CaptionsController
from adapters.http.documented import ABOUT, describe_all
from adapters.http.exports import ExportsController
from adapters.http.guards import PUBLIC, require_account
from adapters.http.headers import SecurityHeaders
from adapters.http.health import HealthController
from adapters.http.hot_links import HotLinks
from adapters.http.images import ImagesController
from adapters.http.links import LinksController
from adapters.http.live import LiveController
from adapters.http.markers import MarkersController
from adapters.http.open_links import OpenLinksController
from adapters.http.parts import Parts, running
from adapters.http.previews import PreviewsController
from adapters.http.projects import ProjectsController
from adapters.http.reading import provide_after
from adapters.http.requests import StrictRequest
from adapters.http.site import SiteController
from adapters.http.trials import MarkerTrialsController, TrialsController
from adapters.http.users import UsersController
from adapters.http.videos import VideosController
from adapters.identity.tokens import Identity

API = "/api/v1"
LARGEST_BODY = 1_000_000
"""Bytes; uploads have limits of their own."""
MOST_PARTS = 20
"""Parts of a form; ours have two."""
CONTROLLERS = (
    AnalyticsController,
    AssetsController,
    AuthController,
    CaptionsController,
    ExportsController,
    ImagesController,
    LinksController,
    LiveController,
    MarkersController,
    OpenLinksController,
    PreviewsController,
    ProjectsController,
    MarkerTrialsController,
    TrialsController,
    UsersController,
    VideosController,
)


def create_app(parts: Parts) -> ASGIApp:
    """The application on these parts, which it closes when it ends."""
    guarded = SecurityHeaders(create_litestar(parts), headers.defaults(parts.settings))
    return Bare(HotLinks(guarded, parts.links, parts.crowd))


def create_litestar(parts: Parts) -> Litestar:
    """The routes, all guarded."""
    api = Router(API, route_handlers=CONTROLLERS)
    app = Litestar(
        route_handlers=[api, HealthController, SiteController],
        guards=[require_account],
        dependencies={
            "parts": Provide(lambda: parts, sync_to_thread=False),
            "caller": Provide(provide_caller, sync_to_thread=False),
            "after": Provide(provide_after, sync_to_thread=False),
        },
        exception_handlers=errors.HANDLERS,
        lifespan=[lambda _: running(parts)],
        state=State({"parts": parts}),
        openapi_config=openapi(),
        logging_config=None,
        request_class=StrictRequest,
        request_max_body_size=LARGEST_BODY,
        multipart_form_part_limit=MOST_PARTS,
    )
    describe_all(app.openapi_schema)
    return app


def provide_caller(request: Request[Any, Any, Any]) -> Identity:
    """Whom the guard let in."""
    return request.scope["user"]


def openapi() -> OpenAPIConfig:
    """OpenAPI 3.1 as JSON at /schema; no page of it that would load scripts from elsewhere."""
    return OpenAPIConfig(
        title="ARgument",
        version="1",
        description=ABOUT,
        openapi_router=Router("/schema", route_handlers=[], opt=PUBLIC, include_in_schema=False),
        components=Components(security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer")}),
        security=[{"bearer": []}],
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
    )
