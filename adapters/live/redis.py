"""The worker's side: publish a hint and never fail because of it."""

from __future__ import annotations

import logging
from uuid import UUID

import msgspec
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

CHANNEL = "live:"
TIMEOUT = 0.5


class RedisLive:
    """Publishes to the project's channel. Safe to share among threads."""

    def __init__(self, redis_url: str) -> None:
        self._redis = Redis.from_url(redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)

    def publish(self, project_id: UUID, hint: dict[str, object]) -> None:
        """Sends the hint, or logs that it could not: the truth is in the read models."""
        try:
            self._redis.publish(f"{CHANNEL}{project_id}", msgspec.json.encode(hint))
        except (RedisError, OSError) as error:
            log.debug("no hint for %s: %s", project_id, error)

    def close(self) -> None:
        """Gives the connections back."""
        self._redis.close()
