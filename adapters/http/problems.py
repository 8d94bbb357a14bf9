"""Errors as clients see them: RFC 9457 problem details with a stable ``code``."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from litestar import Response

MEDIA_TYPE = "application/problem+json"


class ProblemBody(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every error. ``type`` stays ``about:blank``: ``code`` is what programs compare."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


class Problem(Exception):
    """Raised by the HTTP layer itself; the domain's own errors know no status."""

    def __init__(self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})


def unauthorized() -> Problem:
    """The one answer to every missing or bad credential: which check failed is nobody's business."""
    return Problem(401, "unauthorized", "Send a valid access token or API key.", {"WWW-Authenticate": "Bearer"})


def unavailable(detail: str = "A part of the service does not answer. Try again.") -> Problem:
    """An engine is away; the same request may succeed in a moment."""
    return Problem(503, "unavailable", detail, {"Retry-After": "2"})


def files_missing() -> Problem:
    """The object store has lost a file, or it was deleted meanwhile."""
    return Problem(409, "files_missing", "A file of this is not there (any more).")


def body_of(status: int, code: str, detail: str) -> bytes:
    """The problem as JSON."""
    return msgspec.json.encode(ProblemBody(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail))


def response(status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """The problem as a response."""
    return Response(
        body_of(status, code, detail),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
