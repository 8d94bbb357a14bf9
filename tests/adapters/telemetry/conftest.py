from __future__ import annotations

import os

import pytest
import redis

from adapters.settings import Settings


@pytest.fixture
def redis_url(migrated_settings: Settings) -> str:
    """An empty Redis that nobody else uses."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15 + 1
    url = f"{migrated_settings.redis_url.rpartition('/')[0]}/{number}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url
