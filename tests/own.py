"""A database, a Redis and a bucket that one test has to itself, on the engines that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import msgspec
import psycopg
import pytest
import redis
from psycopg import sql

from adapters.settings import Settings
from migrations import postgres


@pytest.fixture(scope="session")
def template(migrated_settings: Settings) -> Iterator[str]:
    """The name of a migrated database that is only copied."""
    name = f"template_{uuid4().hex}"
    execute(migrated_settings, "CREATE DATABASE {}", name)
    postgres.apply(address(migrated_settings, name))
    yield name
    execute(migrated_settings, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def own_database(settings: Settings, template: str) -> Iterator[Settings]:
    """The same engines with a new database, empty but migrated; it is dropped at the end."""
    name = f"own_{uuid4().hex}"
    execute(settings, "CREATE DATABASE {} TEMPLATE {}", name, template)
    yield msgspec.structs.replace(settings, database_url=address(settings, name), s3_bucket=name.replace("_", "-"))
    execute(settings, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def own_settings(migrated_settings: Settings, template: str) -> Iterator[Settings]:
    """Settings that lead to empty engines."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15 + 1
    redis_url = f"{migrated_settings.redis_url.rpartition('/')[0]}/{number}"
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    with own_database(migrated_settings, template) as settings:
        yield msgspec.structs.replace(settings, redis_url=redis_url)


def address(settings: Settings, name: str) -> str:
    return f"{settings.database_url.rpartition('/')[0]}/{name}"


def execute(settings: Settings, statement: str, *names: str) -> None:
    with psycopg.connect(settings.database_url, autocommit=True) as conn:
        conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
