"""Whether Redis is there, and which one."""

from __future__ import annotations

from typing import Any, cast

from redis import Redis
from redis.exceptions import RedisError

TIMEOUT = 2.0


class RedisAway(Exception):
    """It does not answer."""


def version(redis_url: str) -> tuple[str, str]:
    """The product's name and version, and the version of the Redis commands that it speaks. Raises RedisAway."""
    try:
        with Redis.from_url(redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT) as client:
            found = cast("dict[str, Any]", client.info("server"))
    except (RedisError, OSError) as error:
        raise RedisAway(str(error)) from error
    name = str(found.get("server_name", "redis"))
    return f"{name} {found.get(f'{name}_version', found['redis_version'])}", str(found["redis_version"])
