"""What a test process has to itself on the shared engines: a database, a Redis, a bucket, a ClickHouse database."""

from __future__ import annotations

import os
import urllib.request
from base64 import b64encode
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import errors, sql

import migrations
from adapters.settings import Settings, load_settings
from tests.engines import shared_engines

FIRST_REDIS = 16
"""Numbers below are given to single tests."""


@pytest.fixture(scope="session")
def engines() -> dict[str, str]:
    """The environment that leads to the engines of this run."""
    return shared_engines()


@pytest.fixture(scope="session")
def settings(engines: dict[str, str]) -> Settings:
    """Empty engines, as far as this test process goes: nothing is migrated."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    env = {**engines, "S3_BUCKET": f"tests-{worker}"}
    env["REDIS_URL"] = f"{engines['REDIS_URL'].rpartition('/')[0]}/{FIRST_REDIS + int(worker.removeprefix('gw'))}"
    for name in ("DATABASE_URL", "CLICKHOUSE_URL"):
        env[name] = f"{engines[name].rpartition('/')[0]}/tests_{worker}"
    create_database(engines["DATABASE_URL"], f"tests_{worker}")
    create_clickhouse_database(engines["CLICKHOUSE_URL"], f"tests_{worker}")
    return load_settings(env)


@pytest.fixture(scope="session")
def migrated_settings(settings: Settings) -> Settings:
    """The same, with all tables."""
    migrations.apply(settings)
    return settings


def create_database(url: str, name: str) -> None:
    """In Postgres; a database of the same name stays."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except errors.DuplicateDatabase:
            return


def create_clickhouse_database(url: str, name: str) -> None:
    """In ClickHouse, by its HTTP interface."""
    parts = urlsplit(url)
    proof = b64encode(f"{parts.username}:{parts.password}".encode()).decode()
    request = urllib.request.Request(
        f"http://{parts.hostname}:{parts.port}/", headers={"Authorization": f"Basic {proof}"}
    )
    urllib.request.urlopen(request, f"CREATE DATABASE IF NOT EXISTS {name}".encode(), timeout=30).close()
