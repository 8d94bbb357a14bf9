"""What nobody sends by accident is refused in words, never with a 5xx."""

from __future__ import annotations

import gc
import logging
from typing import Any

import pytest
from httpx import Response

from tests.adapters.http.owner import API, Owner, Service, picture


def form(*parts: tuple[str, bytes]) -> dict[str, Any]:
    """A form whose parts are given as header lines and body."""
    body = b"".join(b"--edge\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts)
    return {"content": body + b"--edge--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}}


FILE = ('Content-Disposition: form-data; name="file"; filename="a.jpg"', picture())
PROJECT = 'Content-Disposition: form-data; name="projectId"'
FORMS = {
    "bad UTF-8": form(FILE, (PROJECT, b"\xff\xfe")),
    "unknown charset": form(FILE, (f"{PROJECT}\r\nContent-Type: text/plain; charset=klingon", b"x")),
    "charset that is no text": form(FILE, (f"{PROJECT}\r\nContent-Type: text/plain; charset=base64", b"x")),
    "a file as a field": form(FILE, (f'{PROJECT}; filename="x"', b"x")),
    "the token of another framework": form(
        FILE, ('Content-Disposition: form-data; name="_csrf_token"; filename="x"', b"x")
    ),
    "a NUL in a field": form(FILE, (PROJECT, b"\0")),
    "two files": form(FILE, FILE),
    "a thousand parts": form(*[(f'Content-Disposition: form-data; name="f{n}"', b"x") for n in range(1_100)]),
    "no end": {"content": b"--edge\r\nContent-", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}},
    "no boundary": {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
    "no form": {"content": b"\xff" * 100},
}


# The framework forgets the files of a form that it cannot read; the interpreter closes them and says so.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", FORMS)
def test_a_broken_form_is_a_client_error(owner: Owner, name: str) -> None:
    refused(owner.send("POST", "/images/upload", **FORMS[name]))
    gc.collect()


BODIES = {
    "deep": b"[" * 100_000,
    "deep and whole": b'{"name":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "NaN": b'{"name": NaN}',
    "lone surrogate": b'{"name": "\\ud800"}',
    "NUL": b'{"name": "a\\u0000b"}',
    "NUL in a tag": b'{"name": "a", "tags": ["\\u0000"]}',
    "bad UTF-8": b'{"name": "\xff"}',
    "twice": b'{"name": 1, "name": 2}',
    "no object": b"[]",
    "empty": b"",
    "huge": b'{"name": "' + b"x" * 2_000_000 + b'"}',
    "long number": b'{"name": "a", "public": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_project_is_a_client_error(owner: Owner, name: str) -> None:
    refused(owner.send("POST", "/projects", content=BODIES[name], headers={"Content-Type": "application/json"}))


def test_a_key_that_is_given_twice_means_its_last_value(owner: Owner) -> None:
    body = b'{"name": "first", "name": "second"}'
    assert owner.send("POST", "/projects", content=body).json()["name"] == "second"


@pytest.mark.parametrize("query", ["search=%00", "tag=%00", "search=" + "x" * 500, "page=0", "size=1000", "after=-1"])
def test_a_query_that_cannot_be_is_a_client_error(owner: Owner, query: str) -> None:
    refused(owner.get(f"/projects?{query}"))


def test_thousands_of_parameters_are_only_ignored(owner: Owner) -> None:
    query = "&".join(f"a{n}=1" for n in range(5_000))
    assert owner.get(f"/projects?{query}").status_code == 200


def test_a_position_beyond_all_numbers_is_never_reached(owner: Owner) -> None:
    assert owner.get(f"/projects/{owner.project()}?after={10**30}").json()["code"] == "not_yet_visible"


def test_a_header_of_another_framework_is_nothing_to_us(owner: Owner) -> None:
    given = {b"X-CSRFToken": "ü".encode("latin-1"), b"Authorization": f"Bearer {owner.token}".encode()}
    answer = owner.service.client.post(f"{API}/projects", json={"name": "p"}, headers=given)
    assert answer.status_code == 201


@pytest.mark.parametrize("slug", ["%00", "%ff", "..", "x" * 5_000, "a%2Fb", "🎈"])
def test_an_address_that_no_link_has_is_a_client_error(service: Service, slug: str) -> None:
    refused(service.client.get(f"{API}/links/{slug}"))


def test_errors_of_the_framework_look_like_all_others(service: Service, owner: Owner) -> None:
    for answer, status, code in (
        (service.client.get("/nowhere"), 404, "not_found"),
        (service.client.put(f"{API}/auth/login"), 405, "method_not_allowed"),
        (owner.get("/projects/no-id"), 404, "not_found"),
        (owner.post("/projects", []), 400, "invalid_request"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_fault_of_ours_is_logged_and_not_told(service: Service, owner: Owner, caplog: Any) -> None:
    with service.parts.pool.connection() as conn:
        conn.execute("ALTER TABLE quotas RENAME TO quotas_elsewhere")
    try:
        with caplog.at_level(logging.ERROR):
            answer = owner.post("/projects", {"name": "p"})
    finally:
        with service.parts.pool.connection() as conn:
            conn.execute("ALTER TABLE quotas_elsewhere RENAME TO quotas")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "quotas" not in answer.text
    assert "UndefinedTable" in caplog.text


def refused(answer: Response) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
