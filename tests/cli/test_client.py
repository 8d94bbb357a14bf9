from __future__ import annotations

from pathlib import Path

import pytest

from adapters.cli.client import Client, Refused
from adapters.cli.patience import Unreachable
from adapters.cli.server import NoServer, Server
from tests.cli.scripted import HANG_UP, served

PROBLEM = {"type": "about:blank", "title": "x", "status": 409, "code": "slug_taken", "detail": "Choose another."}


def test_an_expired_token_is_renewed_and_the_request_repeated():
    with served({"GET /api/v1/things": [(401, {}), (200, {"ok": 1})]}) as script:
        with Client(script.server) as client:
            assert client.get("/things") == {"ok": 1}
        assert [one.headers["Authorization"] for one in script.requests("/api/v1/things")] == [
            "Bearer first",
            "Bearer next",
        ]


def test_an_api_key_is_sent_as_it_is_and_never_exchanged():
    with served({"GET /api/v1/things": [(401, PROBLEM | {"code": "unauthorized"})]}) as script:
        with Client(lambda: Server(url=script.url, api_key="key")) as client, pytest.raises(Refused) as refused:
            client.get("/things")
        assert refused.value.code == "unauthorized"
        assert not script.requests("/api/v1/auth")


def test_a_wrong_password_is_said_and_not_tried_for_ever():
    login = {"POST /api/v1/auth/login": [(401, PROBLEM | {"code": "unauthorized"})]}
    with served(login) as script, Client(script.server) as client, pytest.raises(Refused) as refused:
        client.get("/things")
    assert refused.value.code == "unauthorized"
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        (HANG_UP, {}),
        (502, {}),
        (503, PROBLEM | {"code": "unavailable"}),
        (429, PROBLEM | {"code": "rate_limited"}, {"Retry-After": "0.1"}),
        (409, PROBLEM | {"code": "not_yet_visible"}),
    ],
)
def test_what_passes_is_waited_for_with_the_same_key(trouble: tuple[object, ...]):
    with served({"POST /api/v1/things": [trouble, trouble, (201, {"id": "1"})]}) as script:
        with Client(script.server) as client:
            assert client.post("/things", {"a": 1}, "key") == {"id": "1"}
        tries = script.requests("/api/v1/things")
        assert len(tries) == 3
        assert {(one.headers["Idempotency-Key"], one.body) for one in tries} == {("key", b'{"a":1}')}


def test_a_refusal_is_final():
    answers = {"POST /api/v1/things": [(409, PROBLEM)]}
    with served(answers) as script, Client(script.server) as client, pytest.raises(Refused, match="Choose another"):
        client.post("/things", {}, "key")
    assert len(script.requests("/api/v1/things")) == 1


def test_an_upload_starts_from_the_beginning_when_it_is_sent_again(tmp_path: Path):
    file = tmp_path / "picture.png"
    file.write_bytes(bytes(range(256)) * 1000)
    seen: list[int] = []
    with served({"POST /api/v1/images/upload": [(HANG_UP, {}), (503, {}), (401, {}), (202, {"id": "1"})]}) as script:
        with Client(script.server) as client:
            sent = client.upload("/images/upload", {"projectId": "p"}, file, "key", seen.append)
        assert sent == {"id": "1"}
        tries = script.requests("/api/v1/images/upload")
    assert len(tries) == 4
    assert all(file.read_bytes() in one.body and b'filename="picture.png"' in one.body for one in tries)
    assert max(seen) == file.stat().st_size


def test_a_server_that_stays_away_is_given_up_and_the_wait_was_announced():
    told: list[str] = []
    away = Server(url="http://127.0.0.1:9", api_key="key")
    with Client(lambda: away, patience=1.0, told=told.append) as client, pytest.raises(Unreachable, match="not answer"):
        client.get("/things")
    assert len(told) == 1


def test_a_server_that_comes_back_elsewhere_is_found():
    with served({"GET /api/v1/things": [(200, {"ok": 1})]}) as script:
        places: list[Server | None] = [Server(url="http://127.0.0.1:9"), None, script.server()]

        def find() -> Server:
            place = places.pop(0) if len(places) > 1 else places[0]
            if place is None:
                raise NoServer("none")
            return place

        with Client(find) as client:
            assert client.get("/things") == {"ok": 1}
