"""Whether the process lives, and whether it should get requests."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from adapters.http.checks import CHECKS, VITAL, Finding, attempt, look
from adapters.http.dto import Dto
from adapters.http.guards import NO_SECURITY, PUBLIC, identify, is_local
from adapters.http.parts import Parts, PartsDependency

AnyRequest = Request[Any, Any, Any]


class Alive(Dto, frozen=True, kw_only=True):
    """The process answers."""

    status: str = "ok"


class Readiness(Dto, frozen=True, kw_only=True, omit_defaults=True):
    """``status``: ready; degraded (some things do not work); unavailable, with 503. ``checks`` when asked for."""

    status: str
    checks: dict[str, Finding] | None = None


class HealthController(Controller):
    """For supervisors, load balancers and `argument doctor`."""

    path = "/health"
    tags = ("Operations",)
    opt = PUBLIC
    security = NO_SECURITY

    @get("/live", operation_id="live", sync_to_thread=False)
    def live(self) -> Alive:
        """200 while the process answers."""
        return Alive()

    @get("/ready", operation_id="ready")
    async def ready(
        self, parts: PartsDependency, request: AnyRequest, verbose: FromQuery[bool] = False
    ) -> Response[Readiness]:
        """200 when requests can be served, else 503. ``verbose=1`` tells operators, and this machine, all checks."""
        if verbose and await is_operator(parts, request):
            return answered(await asyncio.to_thread(look, parts), shown=True)
        return answered(await asyncio.to_thread(vital, parts), shown=False)


def vital(parts: Parts) -> dict[str, Finding]:
    """Only what decides between 200 and 503, cheap enough to be asked every second."""
    return {name: attempt(CHECKS[name], parts) for name in VITAL}


async def is_operator(parts: Parts, request: AnyRequest) -> bool:
    """Whether the request comes from this machine or proves an operator's account: versions are nobody else's."""
    if is_local(request):
        return True
    identity = await identify(parts, request.headers.get("authorization", ""))
    return identity is not None and identity.role == "admin"


def answered(checks: dict[str, Finding], *, shown: bool) -> Response[Readiness]:
    """The findings as an answer."""
    failed = {name for name, finding in checks.items() if not finding.ok}
    status = "ready" if not failed else "unavailable" if failed & set(VITAL) else "degraded"
    body = Readiness(status=status, checks=checks if shown else None)
    code = 503 if status == "unavailable" else 200
    return Response(body, status_code=code, headers={"Cache-Control": "no-store"})
