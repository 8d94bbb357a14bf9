"""Every route is either protected or on the reviewed list below; every id of another account looks like none."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute, WebSocketRoute

from adapters.http.app import create_litestar
from adapters.http.parts import Parts
from tests.adapters.http.owner import API, CLIP, Owner, Service, picture

PUBLIC = {
    "GET /": "the start page",
    "GET /assets/{name:path}": "the viewer's own files",
    "GET /ca.crt": "phones must trust it before they can sign in",
    "GET /docs": "the list of routes",
    "GET /health/live": "supervisors",
    "GET /health/ready": "load balancers; details for operators only",
    "GET /schema": "OpenAPI",
    "GET /schema/openapi.json": "OpenAPI",
    "GET /schema/{path:str}": "the framework's 404 below /schema",
    "GET /static/{name:str}": "what the start page loads",
    "GET /try": "the viewer of a trial, whose ticket the page keeps to itself",
    "GET /v/{slug:str}": "the viewer",
    f"GET {API}/assets/{{key:path}}": "renditions and marker files",
    f"HEAD {API}/assets/{{key:path}}": "renditions and marker files",
    f"GET {API}/links/{{id_or_slug:str}}": "what the viewer needs",
    f"GET {API}/links/{{id_or_slug:str}}/qr": "is printed in public",
    f"GET {API}/trials/{{ticket:str}}": "proves itself by a signed ticket: a phone that tries has no account",
    f"GET {API}/trials/{{ticket:str}}/qr": "proves itself by the ticket that it draws",
    f"POST {API}/analytics/track": "viewers have no account",
    f"POST {API}/auth/login": "has no account yet",
    f"POST {API}/auth/logout": "proves itself by the refresh token",
    f"POST {API}/auth/refresh": "proves itself by the refresh token",
    f"POST {API}/auth/register": "has no account yet; closed by default",
    f"WS {API}/live/projects/{{project_id:uuid}}": "proves itself by a ticket: a WebSocket sends no header",
}
SAFE_BODIES: dict[str, dict[str, Any]] = {
    "buyTicket": {"projectId": "{project}"},
    "changeLink": {"active": False},
    "changeMarker": {"settings": {"scale": 2}},
    "editProject": {"name": "mine now"},
    "generateMarker": {"imageId": "{image}", "videoId": "{video}"},
    "publishLink": {"markerId": "{marker}"},
}
"""Bodies by operation; ids stand for those of the other account."""
OWN = {"createProject", "listProjects", "getMe"}
"""Operations that name no thing of anybody."""


@pytest.fixture(scope="module")
def app(parts: Parts) -> Litestar:
    return create_litestar(parts)


def routes(app: Litestar) -> dict[str, bool]:
    """Every route, and whether it is public."""
    found = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                for method in handler.http_methods - {"OPTIONS"}:
                    found[f"{method} {route.path}"] = bool(handler.opt.get("public"))
        elif isinstance(route, WebSocketRoute):
            found[f"WS {route.path}"] = bool(route.route_handler.opt.get("public"))
    return found


def test_every_public_route_was_reviewed(app: Litestar) -> None:
    assert {route for route, public in routes(app).items() if public} == set(PUBLIC)


def test_every_other_route_refuses_whoever_does_not_say_who_they_are(app: Litestar, service: Service) -> None:
    protected = [route for route, public in routes(app).items() if not public]
    assert len(protected) > 25
    for route in protected:
        method, path = route.split()
        filled = path.replace(":uuid}", "}").replace(":str}", "}").format_map(dict.fromkeys(IDS, str(uuid4())))
        assert service.client.request(method, filled).status_code == 401, route


IDS = ("project_id", "media_id", "marker_id", "link_id", "kind", "language")


def operations(app: Litestar) -> list[tuple[str, str, str]]:
    """Operation id, method and path of everything that needs an account."""
    paths = app.openapi_schema.to_schema()["paths"]
    return [
        (operation["operationId"], method.upper(), path)
        for path, item in paths.items()
        for method, operation in item.items()
        if {} not in operation.get("security", ())
    ]


def ask(owner: Owner, operation: str, method: str, path: str, ids: dict[str, str]) -> Any:
    """Does the operation on these ids."""
    known = {**ids, "media": ids["video" if "/videos/" in path else "image"]}
    named = {f"{name}_id": known[name] for name in ("project", "media", "marker", "link")}
    path = path.removeprefix(API).format(**named, kind="crop", language="en")
    if operation in ("uploadImage", "uploadVideo"):
        kind = operation.removeprefix("upload").lower()
        return owner.upload(kind, ids["project"], picture() if kind == "image" else CLIP)
    body = SAFE_BODIES.get(operation)
    filled = {k: v.format(**ids) if isinstance(v, str) else v for k, v in body.items()} if body else None
    return owner.send(method, path, json=filled)


def test_what_belongs_to_another_account_looks_like_nothing(app: Litestar, owner: Owner, stranger: Owner) -> None:
    made = owner.published()
    version = owner.get(f"/markers/{made.marker}").json()["version"]
    theirs = {name: getattr(made, name) for name in ("project", "image", "video", "marker", "link")}
    for operation, method, path in operations(app):
        if operation in OWN:
            continue
        nobodys = {name: str(uuid4()) for name in theirs}
        foreign = ask(stranger, operation, method, path, theirs)
        unknown = ask(stranger, operation, method, path, nobodys)
        assert foreign.status_code == unknown.status_code == 404, (operation, foreign.text, unknown.text)
        assert blank(foreign.text, theirs) == blank(unknown.text, nobodys), operation
    assert owner.get(f"/projects/{made.project}").json()["name"] == "Posters"
    assert owner.get(f"/markers/{made.marker}").json()["version"] == version


def blank(text: str, ids: dict[str, str]) -> str:
    for id in ids.values():
        text = text.replace(id, "ID")
    return text
