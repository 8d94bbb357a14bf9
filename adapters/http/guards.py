"""Every route asks for an account unless its own ``opt`` says ``public=True``; a test lists both kinds."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from adapters.cache.limits import Rule
from adapters.http.parts import Parts
from adapters.http.problems import Problem, unauthorized
from adapters.identity.opaque import KEY_PREFIX
from adapters.identity.tokens import BadToken, Identity

AnyConnection = ASGIConnection[Any, Any, Any, Any]

PUBLIC = {"public": True}
BUSY = {"public": True, "busy": True}
"""Public, and asked so often that it is limited by address in the process."""
NO_SECURITY: list[dict[str, list[str]]] = [{}]
"""What OpenAPI says of a public route."""
OPERATOR_FACTOR = 20
"""Whoever runs the service publishes in bulk; their limit only stops runaway programs."""
LONGEST_KEY = 200


async def require_account(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Puts the caller's Identity into the scope, or raises 401; then 429 when the caller asks too often."""
    parts: Parts = connection.app.state.parts
    if handler.opt.get("public"):
        if handler.opt.get("busy") and (wait := parts.crowd.hit(connection.client.host if connection.client else "")):
            raise too_often(parts.settings.public_rate_per_minute, 60, wait)
        return
    identity = await identify(parts, connection.headers.get("authorization", ""))
    if identity is None:
        raise unauthorized()
    connection.scope["user"] = identity
    limit = parts.settings.api_rate_per_minute * (OPERATOR_FACTOR if identity.role == "admin" else 1)
    await slow_down(parts, Rule(name="api", limit=limit, seconds=60), str(identity.account_id))


async def identify(parts: Parts, header: str) -> Identity | None:
    """The caller that an Authorization header proves: an access token, or an API key."""
    scheme, _, credential = header.partition(" ")
    if scheme.lower() != "bearer" or not credential.isascii():
        return None
    if not credential.startswith(KEY_PREFIX):
        try:
            return parts.tokens.verify(credential)
        except BadToken:
            return None
    if len(credential) > LONGEST_KEY:
        return None
    known, identity = parts.keyring.recall(credential)
    return identity if known else await asyncio.to_thread(parts.keyring.look_up, credential)


async def slow_down(parts: Parts, rule: Rule, *key: str) -> None:
    """Raises 429 with the seconds to wait when the rule's limit is reached for this key."""
    wait = await parts.limiter.hit(rule, *key)
    if wait:
        raise too_often(rule.limit, rule.seconds, wait)


def too_often(limit: int, seconds: int, wait: int) -> Problem:
    """More than ``limit`` requests in ``seconds``."""
    detail = f"At most {limit} requests in {seconds} s. Try again in {wait} s."
    return Problem(429, "rate_limited", detail, {"Retry-After": str(wait)})


def is_local(connection: AnyConnection) -> bool:
    """Whether it comes from this machine, and by itself: behind a proxy that was not named everybody would."""
    if "x-forwarded-for" in connection.headers or "forwarded" in connection.headers:
        return False
    try:
        return connection.client is not None and ip_address(connection.client.host).is_loopback
    except ValueError:
        return False
