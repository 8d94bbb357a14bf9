from __future__ import annotations

import io
from uuid import uuid4

import pytest
from httpx import Response

from tests.adapters.http.owner import API, Service

BODY = bytes(range(256)) * 8


@pytest.fixture
def name(service: Service) -> str:
    name = f"{uuid4().hex}.mp4"
    service.parts.store.put(f"public/{name}", io.BytesIO(BODY), len(BODY), "video/mp4")
    return name


def ask(service: Service, name: str, method: str = "GET", **headers: str) -> Response:
    given = {key.replace("_", "-"): value for key, value in headers.items()}
    return service.client.request(method, f"{API}/assets/{name}", headers=given)


def test_a_file_may_be_kept_for_ever_and_does_nothing_by_itself(service: Service, name: str) -> None:
    found = ask(service, name)
    assert (found.status_code, found.content) == (200, BODY)
    assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert found.headers["content-type"] == "video/mp4"
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in found.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=2000-", 2000, 2047),
        ("bytes=-10", 2038, 2047),
        ("bytes=2040-999999", 2040, 2047),
        ("bytes=-999999", 0, 2047),
    ],
)
def test_a_part_is_sent_when_a_part_is_asked_for(
    service: Service, name: str, wanted: str, first: int, last: int
) -> None:
    found = ask(service, name, range=wanted)
    assert (found.status_code, found.content) == (206, BODY[first : last + 1])
    assert found.headers["content-range"] == f"bytes {first}-{last}/2048"
    assert found.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize("wanted", ["bytes=2048-", "bytes=9999-10000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(service: Service, name: str, wanted: str) -> None:
    refused = ask(service, name, range=wanted)
    assert (refused.status_code, refused.json()["code"]) == (416, "range_not_satisfiable")
    assert refused.headers["content-range"] == "bytes */2048"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=5-2", "lines=0-1", "bytes=-", "bytes=a-b"])
def test_a_range_that_says_nothing_is_answered_with_the_whole(service: Service, name: str, wanted: str) -> None:
    assert ask(service, name, range=wanted).content == BODY


def test_tags_are_compared(service: Service, name: str) -> None:
    tag = ask(service, name).headers["etag"]
    kept = ask(service, name, if_none_match=tag)
    assert (kept.status_code, kept.content) == (304, b"")
    assert ask(service, name, range="bytes=0-9", if_range=tag).status_code == 206
    assert ask(service, name, range="bytes=0-9", if_range='"other"').status_code == 200


def test_head_tells_all_but_the_body(service: Service, name: str) -> None:
    told = ask(service, name, "HEAD")
    assert (told.status_code, told.content, told.headers["content-length"]) == (200, b"", "2048")
    assert ask(service, name, "HEAD", range="bytes=0-9").headers["content-length"] == "10"
    assert ask(service, f"{uuid4().hex}.mp4", "HEAD").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "nothing.webp",
        "../originals/x",
        "..%2foriginals%2fx",
        "%2e%2e/masters/x.png",
        "nft/../../originals/x",
        "a//b",
        "",
        "x" * 200,
        "a%00b",
        "nft/a/b/c/d/e/target.fset",
        "é.webp",
    ],
)
def test_only_names_below_public_are_found(service: Service, name: str) -> None:
    assert ask(service, name).status_code in (400, 404)


@pytest.mark.parametrize(("engine", "ending"), [("nft", "fset3"), ("planar", "planar"), ("mind", "mind")])
def test_a_file_that_came_later_is_found(service: Service, engine: str, ending: str) -> None:
    name = f"{engine}/{uuid4().hex}/target.{ending}"
    assert ask(service, name).status_code == 404
    service.parts.store.put(f"public/{name}", io.BytesIO(b"x"), 1, "application/octet-stream")
    assert ask(service, name).headers["content-type"] == "application/octet-stream"
