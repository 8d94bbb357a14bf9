"""What OpenAPI cannot see by itself: bodies that are read raw, for speed, and the one shape of all errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from litestar.openapi.spec import (
    OpenAPI,
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)

from adapters.http.problems import MEDIA_TYPE

ABOUT = (
    "JSON under `/api/v1`, names in camelCase, times in UTC; errors are `application/problem+json` with a stable "
    "`code`. Send an access token from `POST /api/v1/auth/login`, or an API key, as `Authorization: Bearer …`. "
    "Creating requests take an `Idempotency-Key`; reads take `?after=POSITION` and wait for your own changes."
)
"""Markdown."""
STRING = Schema(type=OpenAPIType.STRING)
EVENT = Schema(
    type=OpenAPIType.OBJECT,
    required=["linkId", "sessionId", "eventType"],
    properties={
        "linkId": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID),
        "sessionId": STRING,
        "eventId": STRING,
        "eventType": STRING,
        "occurredAt": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME),
        "token": STRING,
        "metadata": Schema(type=OpenAPIType.OBJECT),
    },
)
PROBLEM = Schema(
    type=OpenAPIType.OBJECT,
    description="Every error. `code` is stable, `detail` is for people.",
    required=["type", "title", "status", "code", "detail"],
    properties={
        "type": STRING,
        "title": STRING,
        "status": Schema(type=OpenAPIType.INTEGER),
        "code": STRING,
        "detail": STRING,
    },
)
METHODS = ("get", "head", "post", "put", "patch", "delete")
EVENTS = Schema(
    type=OpenAPIType.OBJECT,
    required=["events"],
    properties={"events": Schema(type=OpenAPIType.ARRAY, items=EVENT, max_items=50)},
)


@dataclass
class TrackOperation(Operation):
    """One event or a batch, as JSON or as plain text that is JSON."""

    def __post_init__(self) -> None:
        shape = OpenAPIMediaType(schema=Schema(one_of=[EVENT, EVENTS]))
        self.request_body = RequestBody(required=True, content={"application/json": shape, "text/plain": shape})


@dataclass
class CaptionsOperation(Operation):
    """A WebVTT file as it is."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(required=True, content={"text/vtt": OpenAPIMediaType(schema=STRING)})


def describe_all(document: OpenAPI) -> None:
    """Says of every route that its errors are problems and names it by its id: ``drawHeatMap``, "Draw heat map".

    The framework would describe its own shape of errors, and name routes by the functions that answer them.
    """
    document.components.schemas["Problem"] = PROBLEM
    body = OpenAPIMediaType(schema=Reference(ref="#/components/schemas/Problem"))
    problem = OpenAPIResponse(description="An error", content={MEDIA_TYPE: body})
    for operation in operations(document):
        words = re.sub(r"(?=[A-Z])", " ", operation.operation_id or "").lower()
        operation.summary = words[:1].upper() + words[1:]
        successes = {code: found for code, found in (operation.responses or {}).items() if code < "400"}
        operation.responses = {**successes, "default": problem}
    name_pages(document)


def name_pages(document: OpenAPI) -> None:
    """A page of projects is a ``ProjectPage``; the framework's name holds the module where a project is described."""
    schemas = document.components.schemas
    names = {name: f"{name.rpartition('.')[2].rstrip('_')}Page" for name in schemas if name.startswith("Page_")}
    for name, better in names.items():
        schemas[better] = schemas.pop(name)
    for operation in operations(document):
        for answer in (operation.responses or {}).values():
            for body in (getattr(answer, "content", None) or {}).values():
                name = getattr(body.schema, "ref", "").rpartition("/")[2]
                if name in names:
                    body.schema = Reference(ref=f"#/components/schemas/{names[name]}")


def operations(document: OpenAPI) -> Iterator[Operation]:
    """All that are described."""
    for item in (document.paths or {}).values():
        yield from filter(None, (getattr(item, method) for method in METHODS))
