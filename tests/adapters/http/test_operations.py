"""Health, limits, and what is left of the service while an engine is away."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec
import psycopg
import pytest
from litestar.connection import ASGIConnection
from litestar.testing import TestClient

from adapters import wiring
from adapters.http.__main__ import server_config
from adapters.http.app import create_app
from adapters.http.checks import CHECKS, at_least
from adapters.http.guards import is_local
from adapters.logs import JsonLines
from adapters.settings import Settings
from tests.adapters.http.following import following
from tests.adapters.http.owner import API, PASSWORD, Owner, Service
from tests.own import execute

NOWHERE = "127.0.0.1:1"


def running(settings: Settings) -> Iterator[Service]:
    parts = wiring.api_parts(settings)
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield Service(client, parts)


@pytest.fixture
def without_redis(migrated_settings: Settings, projecting: None) -> Iterator[Service]:
    yield from running(msgspec.structs.replace(migrated_settings, redis_url=f"redis://{NOWHERE}/0"))


@pytest.fixture
def without_clickhouse(migrated_settings: Settings, projecting: None) -> Iterator[Service]:
    yield from running(msgspec.structs.replace(migrated_settings, clickhouse_url=f"http://a:b@{NOWHERE}/c"))


@pytest.fixture
def alone(own_settings: Settings) -> Iterator[Service]:
    """A service on a database of its own, for a test that takes it away."""
    yield from running(own_settings)


@pytest.fixture
def strict(migrated_settings: Settings, projecting: None) -> Iterator[Service]:
    yield from running(msgspec.structs.replace(migrated_settings, api_rate_per_minute=5, public_rate_per_minute=5))


@pytest.fixture
def welcoming(migrated_settings: Settings, projecting: None) -> Iterator[Service]:
    yield from running(msgspec.structs.replace(migrated_settings, registration_open=True))


def test_where_registration_is_open_anybody_gets_an_account_once(welcoming: Service) -> None:
    wish = {"email": f"{uuid4()}@Example.org", "password": PASSWORD, "termsAccepted": True}
    made = welcoming.client.post(f"{API}/auth/register", json=wish)
    assert (made.status_code, made.json()["email"]) == (201, wish["email"].lower())
    login = {"email": wish["email"], "password": PASSWORD}
    assert "accessToken" in welcoming.client.post(f"{API}/auth/login", json=login).json()
    for change, code in (
        ({}, "email_taken"),
        ({"termsAccepted": False}, "terms_not_accepted"),
        ({"email": "nobody"}, "invalid_email"),
        ({"password": "short"}, "invalid_password"),
        ({"password": "x" * 2_000}, "invalid_password"),
    ):
        assert welcoming.client.post(f"{API}/auth/register", json={**wish, **change}).json()["code"] == code


def test_a_healthy_service_is_ready(service: Service) -> None:
    assert service.client.get("/health/live").json() == {"status": "ok"}
    assert service.client.get("/health/ready").json() == {"status": "ready"}


def test_details_are_for_operators(service: Service, owner: Owner) -> None:
    assert "checks" not in service.client.get("/health/ready?verbose=1").json()
    given = {"Authorization": f"Bearer {owner.token}"}
    assert "checks" not in service.client.get("/health/ready?verbose=1", headers=given).json()
    given = {"Authorization": f"Bearer {service.owner('admin').token}"}
    checks = service.client.get("/health/ready?verbose=1", headers=given).json()["checks"]
    assert set(checks) == set(CHECKS)
    for name, check in checks.items():
        # Nobody works here: jobs of tests that ran long ago are still owed.
        assert check["ok"] or name == "jobs", (name, check)
        assert set(check) == {"ok", "detail", "version", "fix"}
    assert checks["redis"]["version"].startswith("valkey ")


@pytest.mark.parametrize(
    ("host", "headers", "local"),
    [("127.0.0.1", [], True), ("203.0.113.9", [], False), ("127.0.0.1", [(b"x-forwarded-for", b"::1")], False)],
)
def test_who_comes_through_a_proxy_does_not_sit_at_this_machine(host: str, headers: list[Any], local: bool) -> None:
    scope: Any = {"type": "http", "client": (host, 1), "headers": headers}
    assert is_local(ASGIConnection(scope)) is local


def test_a_version_below_the_floor_names_the_floor() -> None:
    assert at_least("15.2 (Debian)", (15,), "PostgreSQL").ok
    found = at_least("6.2.14", (7, 0), "Redis")
    assert (found.ok, found.fix) == (False, "Use Redis 7.0 or newer.")


def test_without_redis_reads_go_on_and_nobody_can_log_in(without_redis: Service) -> None:
    owner = without_redis.owner()
    project = owner.post("/projects", {"name": "p"}).json()
    assert owner.get(f"/projects/{project['id']}", params={"after": project["position"]}).status_code == 200
    login = without_redis.client.post(f"{API}/auth/login", json={"email": owner.email, "password": PASSWORD})
    assert (login.status_code, login.json()["code"]) == (503, "unavailable")
    assert "retry-after" in login.headers
    assert owner.post("/live/tickets", {"projectId": project["id"]}).status_code == 503
    event = {"linkId": str(uuid4()), "sessionId": "a" * 16, "eventType": "view_started"}
    assert without_redis.client.post(f"{API}/analytics/track", json=event).status_code in (404, 503)
    given = {"Authorization": f"Bearer {without_redis.owner('admin').token}"}
    ready = without_redis.client.get("/health/ready?verbose=1", headers=given)
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert not ready.json()["checks"]["redis"]["ok"]


def test_without_clickhouse_only_statistics_are_missing(without_clickhouse: Service) -> None:
    owner = without_clickhouse.owner()
    made = owner.published()
    refused = owner.get(f"/analytics/projects/{made.project}")
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert without_clickhouse.client.get(f"{API}/links/{made.slug}").json()["state"] == "live"


def test_without_postgres_open_links_go_on_and_all_else_is_unavailable(
    alone: Service, migrated_settings: Settings
) -> None:
    owner = alone.owner()
    with following(alone.parts.settings):
        slug = owner.published().slug
        assert alone.client.get(f"{API}/links/{slug}").json()["state"] == "live"
    name = urlsplit(alone.parts.settings.database_url).path[1:]
    execute(migrated_settings, "ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    with psycopg.connect(migrated_settings.database_url, autocommit=True) as conn:
        conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
    assert alone.client.get("/health/live").status_code == 200
    ready = alone.client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (503, {"status": "unavailable"})
    refused = owner.post("/projects", {"name": "p"})
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert alone.client.get(f"{API}/links/{slug}").json()["state"] == "live"


def test_whoever_asks_too_often_is_told_to_wait(strict: Service) -> None:
    owner, other = strict.owner(), strict.owner()
    answers = [owner.get("/projects") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert answers[-1].json()["code"] == "rate_limited"
    assert 0 < int(answers[-1].headers["retry-after"]) <= 61
    assert other.get("/projects").status_code == 200
    assert strict.owner("admin").get("/projects").status_code == 200


def test_public_routes_are_limited_by_address(strict: Service) -> None:
    answers = [strict.client.get(f"{API}/links/nobody-knows-it").status_code for _ in range(7)]
    assert answers == [404] * 5 + [429] * 2
    assert strict.client.get("/health/live").status_code == 200


def test_headers_are_strict_everywhere(service: Service, owner: Owner) -> None:
    for answer in (owner.get("/projects"), service.client.get("/nowhere"), service.client.get("/health/live")):
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["permissions-policy"].startswith("camera=()")
        assert "strict-transport-security" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_the_server_is_told_what_the_settings_say(migrated_settings: Settings) -> None:
    plain = server_config(migrated_settings)
    assert (plain.proxy_headers, plain.access_log, plain.ssl_certfile, plain.workers) == (False, False, None, 1)
    behind = server_config(msgspec.structs.replace(migrated_settings, trusted_proxies="10.0.0.1", tls_cert="a.crt"))
    assert (behind.proxy_headers, behind.forwarded_allow_ips, behind.ssl_certfile) == (True, "10.0.0.1", "a.crt")


def test_a_log_line_is_one_object_also_with_a_trace() -> None:
    try:
        raise ValueError("line\nbreak")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "said %s", ("a\nb",), (ValueError, error, None))
    line = JsonLines("api").format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "said a\nb"
    assert "ValueError" in json.loads(line)["error"]
