from __future__ import annotations

import pytest

from tests.adapters.http.owner import API, Owner, Service

PLAIN = ("/", "/docs", "/health/live", "/health/ready", "/schema/openapi.json", "/static/style.css")


@pytest.mark.parametrize("path", PLAIN)
def test_head_tells_of_a_page_what_get_does_but_the_body(service: Service, path: str) -> None:
    read, asked = service.client.get(path), service.client.head(path)
    assert (asked.status_code, asked.content) == (read.status_code, b"")
    for name in ("content-type", "content-length", "content-security-policy"):
        assert asked.headers[name] == read.headers[name]


def test_head_tells_of_a_link_what_get_does(service: Service, owner: Owner) -> None:
    made = owner.published()
    for path in (f"{API}/links/{made.slug}", f"{API}/links/{made.slug}/qr", f"{API}/links/nobody-knows-it"):
        read, asked = service.client.get(path), service.client.head(path)
        assert (asked.status_code, asked.content) == (read.status_code, b"")
        assert asked.headers["content-length"] == read.headers["content-length"]


def test_head_needs_an_account_where_get_does_and_a_route_that_can_be_read(service: Service, owner: Owner) -> None:
    assert service.client.head(f"{API}/projects").status_code == 401
    assert owner.send("HEAD", "/projects").status_code == 200
    assert service.client.head(f"{API}/auth/login").status_code == 405
