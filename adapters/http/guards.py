"""Every route asks for an account unless its own ``opt`` says ``public=True``; a test lists both kinds."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from adapters.cache.limits import Rule
from adapters.http.parts import Parts
from adapters.http.problems import Problem, unauthorized
from adapters.identity.opaque import KEY_PREFIX
from adapters.identity.tokens import BadToken, Identity

PUBLIC = {"public": True}
OPERATOR_FACTOR = 20
"""Whoever runs the service publishes in bulk; their limit only stops runaway programs."""
LONGEST_KEY = 200


async def require_account(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Puts the caller's Identity into the scope, or raises 401; then 429 when the caller asks too often."""
    if handler.opt.get("public"):
        return
    parts: Parts = connection.app.state.parts
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
        raise Problem(
            429,
            "rate_limited",
            f"At most {rule.limit} requests in {rule.seconds} s. Try again in {wait} s.",
            {"Retry-After": str(wait)},
        )
