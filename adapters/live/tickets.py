"""Tickets: a WebSocket cannot send a header, so a signed-in client buys a word that opens it once."""

from __future__ import annotations

import secrets
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

PREFIX = "ticket:"
LIFETIME = 30
"""Seconds."""
TIMEOUT = 2.0


class TicketsUnavailable(Exception):
    """Redis does not answer."""


class Tickets:
    """Each is good for one use within LIFETIME seconds."""

    def __init__(self, redis_url: str) -> None:
        self._redis: Redis = Redis.from_url(
            redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, decode_responses=True
        )

    async def issue(self, project_id: UUID) -> str:
        """A ticket for this project's hints. Raises TicketsUnavailable."""
        ticket = secrets.token_urlsafe(24)
        try:
            await self._redis.set(f"{PREFIX}{ticket}", str(project_id), ex=LIFETIME)
        except (RedisError, OSError) as error:
            raise TicketsUnavailable from error
        return ticket

    async def redeem(self, ticket: str, project_id: UUID) -> bool:
        """Whether the ticket was for this project; it is used up either way. Raises TicketsUnavailable."""
        try:
            found = await self._redis.getdel(f"{PREFIX}{ticket[:64]}")
        except (RedisError, OSError) as error:
            raise TicketsUnavailable from error
        return found == str(project_id)

    async def close(self) -> None:
        """Gives the connections back."""
        await self._redis.aclose()
