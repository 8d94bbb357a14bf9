"""Which status each error gets: the only place that knows. No trace and no foreign text reaches a client."""

from __future__ import annotations

import logging
from typing import Any

from eventsourcing.persistence import InterfaceError, OperationalError
from litestar import Request, Response
from litestar.exceptions import HTTPException

from adapters.accounts import UNAVAILABLE
from adapters.cache.limits import CountingUnavailable
from adapters.http import problems
from adapters.http.problems import Problem
from adapters.identity.passwords import TooBusy
from adapters.live.tickets import TicketsUnavailable
from adapters.telemetry.errors import TelemetryError
from domain.errors import ArgumentError, Conflict, Invalid, NotFound
from projections.clickhouse import ClickHouseFailed

log = logging.getLogger(__name__)

STATUS: dict[type[ArgumentError], int] = {NotFound: 404, Conflict: 409, Invalid: 422}
CODES = {
    400: "invalid_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "payload_too_large",
    415: "unsupported_media_type",
    429: "rate_limited",
    503: "unavailable",
}
DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not know that method.",
    413: "The body is larger than this address takes.",
}

AnyRequest = Request[Any, Any, Any]


def from_domain(_: AnyRequest, error: ArgumentError) -> Response[bytes]:
    """A rule of the domain was broken."""
    status = next((STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 400)
    return problems.response(status, error.code, error.detail)


def from_problem(_: AnyRequest, error: Problem) -> Response[bytes]:
    """The HTTP layer refused."""
    return problems.response(error.status, error.code, error.detail, error.headers)


def from_framework(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """The framework refused: routing, parsing, validation; or the client left before it had sent everything."""
    status = error.status_code
    if "disconnected" in error.detail:
        return problems.response(400, "incomplete_request", "The connection ended within the request.")
    if status >= 500 and status not in CODES:
        return from_anything(request, error)
    detail = DETAILS.get(status) or explained(error)
    return problems.response(status, CODES.get(status, "invalid_request"), detail, error.headers)


def explained(error: HTTPException) -> str:
    """The fields that a validation error names, else its own text."""
    fields = error.extra if isinstance(error.extra, list) else []
    named = [f"{one.get('key', 'body')}: {one.get('message', '')}" for one in fields if isinstance(one, dict)]
    return "; ".join(named) or str(error.detail) or "The request is not valid."


def from_outage(request: AnyRequest, error: Exception) -> Response[bytes]:
    """An engine does not answer; the same request may succeed soon."""
    log.warning("%s %s: %r", request.method, request.url.path, error)
    return from_problem(request, problems.unavailable())


def from_telemetry(_: AnyRequest, error: TelemetryError) -> Response[bytes]:
    """View events were not taken."""
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    return problems.response(error.status, error.code, error.detail, headers)


def from_haste(request: AnyRequest, _: TooBusy) -> Response[bytes]:
    """Too many people log in at once."""
    return from_problem(request, problems.unavailable("Many people log in right now. Try again in a moment."))


def from_nesting(_: AnyRequest, __: RecursionError) -> Response[bytes]:
    """A body nested deeper than the decoder follows."""
    return problems.response(400, "invalid_request", "The body is nested too deeply.")


def from_anything(request: AnyRequest, error: Exception) -> Response[bytes]:
    """Our fault. The log has the trace, the client has not."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problems.response(500, "internal_error", "This is our fault. The log of the service says more.")


HANDLERS: dict[int | type[Exception], Any] = {
    ArgumentError: from_domain,
    Problem: from_problem,
    HTTPException: from_framework,
    OperationalError: from_outage,
    InterfaceError: from_outage,
    CountingUnavailable: from_outage,
    TicketsUnavailable: from_outage,
    ClickHouseFailed: from_outage,
    TelemetryError: from_telemetry,
    TooBusy: from_haste,
    RecursionError: from_nesting,
    **dict.fromkeys(UNAVAILABLE, from_outage),
    Exception: from_anything,
}
