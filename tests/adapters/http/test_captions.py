"""Captions: sent by owners, shown by links, loaded by browsers."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from adapters.http.captions import LARGEST
from tests.adapters.http.owner import API, Owner, Published
from tests.stack import eventually

HELLO = b"WEBVTT\n\n00:00.500 --> 00:02.000\nHello\n\n00:02.000 --> 00:03.000\nBye\n"


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def send(owner: Owner, video: str, language: str, body: bytes = HELLO, **rest: Any) -> Response:
    headers = {"Content-Type": "text/vtt", **rest.pop("headers", {})}
    return owner.send("PUT", f"/videos/{video}/captions/{language}", content=body, headers=headers, **rest)


def stored(body: bytes) -> str:
    """Where captions lie."""
    return f"public/captions/{hashlib.sha256(body).hexdigest()[:40]}.vtt"


def linked(owner: Owner, made: Published) -> list[dict[str, str]]:
    """What the link says of its video's captions."""
    return owner.service.client.get(f"{API}/links/{made.slug}").json()["videos"][0]["captions"]


def test_captions_are_shown_by_the_video_and_by_its_links(owner: Owner, made: Published) -> None:
    sent = send(owner, made.video, "ru")
    assert sent.status_code == 200
    told = sent.json()
    assert (told["videoId"], told["language"], told["label"], told["cues"]) == (made.video, "ru", "Русский", 2)
    assert sent.headers["etag"] == f'"{told["version"]}"'
    send(owner, made.video, "en")
    russian = {"language": "ru", "label": "Русский", "url": told["url"]}
    english = {"language": "en", "label": "English", "url": told["url"]}
    eventually(lambda: linked(owner, made) == [english, russian], 5, 0.05)
    seen = owner.get(f"/videos/{made.video}", params={"after": told["position"]}).json()
    assert russian in seen["captions"]
    assert owner.get(f"/images/{made.image}").json()["captions"] == []


def test_browsers_load_them_as_text_from_any_page(owner: Owner, made: Published) -> None:
    url = send(owner, made.video, "en").json()["url"]
    path = url.removeprefix(owner.service.parts.settings.public_url)
    loaded = owner.service.client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert (loaded.status_code, loaded.content) == (200, HELLO)
    assert loaded.headers["content-type"].partition(";")[0] == "text/vtt"
    assert loaded.headers["access-control-allow-origin"] == "*"
    assert "immutable" in loaded.headers["cache-control"]
    assert path.endswith(".vtt")


@pytest.mark.parametrize(
    ("written", "language", "label"),
    [
        ("EN_us", "en-US", "English (United States)"),
        ("pt-br", "pt-BR", "Português (Brasil)"),
        ("iw", "he", "עברית"),
        ("zh-hans", "zh-Hans", "中文（简体）"),
    ],
)
def test_a_language_has_one_spelling_and_its_own_name(
    owner: Owner, made: Published, written: str, language: str, label: str
) -> None:
    told = send(owner, made.video, written).json()
    assert (told["language"], told["label"]) == (language, label)
    assert owner.delete(f"/videos/{made.video}/captions/{written}").status_code == 204


def test_a_label_can_be_given(owner: Owner, made: Published) -> None:
    told = send(owner, made.video, "en", params={"label": " For the hard of hearing "}).json()
    assert told["label"] == "For the hard of hearing"
    for label, status in (("", 400), ("x" * 61, 400), ("  ", 422)):
        other = HELLO + label.encode()
        assert send(owner, made.video, "en", other, params={"label": label}).status_code == status
    assert owner.service.parts.store.stat(stored(HELLO + b"  ")) is None


@pytest.mark.parametrize("language", ["xx", "klingonish", "e", "en-XX", "x" * 200, "%00", "en%0a"])
def test_what_is_no_language_is_refused(owner: Owner, made: Published, language: str) -> None:
    refused = send(owner, made.video, language)
    assert refused.status_code in (404, 422)
    assert refused.json()["code"] in ("invalid_language", "not_found")


def test_the_same_again_changes_nothing_and_others_take_their_place(owner: Owner, made: Published) -> None:
    first, again = (send(owner, made.video, "en").json() for _ in range(2))
    assert first["version"] == again["version"]
    other = send(owner, made.video, "en", HELLO + b"\n").json()
    assert (other["version"], other["url"] == first["url"]) == (first["version"] + 1, False)
    stale = send(owner, made.video, "en", headers={"If-Match": f'"{first["version"]}"'})
    assert (stale.status_code, stale.json()["code"]) == (409, "version_conflict")
    eventually(lambda: [one["url"] for one in linked(owner, made)] == [other["url"]], 5, 0.05)


def test_captions_that_are_taken_away_are_gone_from_links(owner: Owner, made: Published) -> None:
    send(owner, made.video, "en")
    eventually(lambda: linked(owner, made), 5, 0.05)
    gone = owner.delete(f"/videos/{made.video}/captions/en")
    assert (gone.status_code, int(gone.headers["x-position"]) > 0) == (204, True)
    eventually(lambda: linked(owner, made) == [], 5, 0.05)
    missing = owner.delete(f"/videos/{made.video}/captions/en")
    assert (missing.status_code, missing.json()["code"]) == (404, "captions_not_found")


def test_only_webvtt_of_a_megabyte_is_taken(owner: Owner, made: Published) -> None:
    for body, headers, status, code in (
        (b"1\n00:00:01,000 --> 00:00:02,000\na", {}, 422, "invalid_captions"),
        (b"", {}, 422, "invalid_captions"),
        (HELLO, {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        (HELLO, {"Content-Type": "application/json"}, 415, "unsupported_media_type"),
        (HELLO + b"\n" * LARGEST, {}, 413, "payload_too_large"),
    ):
        refused = send(owner, made.video, "en", body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert send(owner, made.video, "en", headers={"Content-Type": "text/vtt; charset=utf-8"}).status_code == 200
    assert send(owner, made.video, "en", HELLO + b"\n" * (LARGEST - len(HELLO))).status_code == 200


def test_others_and_pictures_have_no_captions_to_change(owner: Owner, stranger: Owner, made: Published) -> None:
    for who, video in ((stranger, made.video), (owner, made.image), (owner, str(uuid4()))):
        for body in (HELLO, b"nonsense"):
            refused = send(who, video, "en", body)
            assert (refused.status_code, refused.json()["code"]) == (404, "media_not_found")
        assert who.delete(f"/videos/{video}/captions/en").status_code == 404


def test_captions_take_room_in_the_quota(owner: Owner, made: Published) -> None:
    with owner.service.parts.pool.connection() as conn:
        conn.execute("UPDATE quotas SET max_bytes = 17000 WHERE account_id = %s", (owner.id,))
    refused = send(owner, made.video, "en", HELLO + b"\n" * 2_000)
    assert (refused.status_code, refused.json()["code"]) == (403, "quota_exceeded")
    assert send(owner, made.video, "en").status_code == 200
