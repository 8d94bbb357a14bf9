"""Links that lead to several markers, for their owners and for those who open them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from adapters.http.link_bodies import LinkWish
from tests.adapters.http.owner import API, Owner, Published
from tests.stack import eventually


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def another(owner: Owner, made: Published) -> str:
    """A further marker of the same project that can play, and that the read models know."""
    story = owner.story()
    project = UUID(made.project)
    image, video = story.process(story.upload(project)), story.process(story.upload(project, "video"))
    marker = story.generate(story.marker(image, video))
    owner.get(f"/markers/{marker}", params={"after": story.position})
    return str(marker)


def opened(owner: Owner, slug: str) -> dict[str, Any]:
    return owner.service.client.get(f"{API}/links/{slug}").json()


def leads_to(owner: Owner, slug: str, *markers: str) -> bool:
    return [target["marker"]["id"] for target in opened(owner, slug).get("targets", [])] == list(markers)


def listed(owner: Owner, made: Published, written: dict[str, Any]) -> dict[str, Any]:
    """The link as its owner's list has it after this change."""
    items = owner.get(f"/projects/{made.project}/links", params={"after": written["position"]}).json()["items"]
    return next(item for item in items if item["id"] == written["id"])


def test_a_link_is_published_to_several_markers(owner: Owner, made: Published) -> None:
    second = another(owner, made)
    wish = {"markerIds": [second, made.marker]}
    written = owner.post(f"/projects/{made.project}/links", wish)
    assert written.status_code == 201
    link = written.json()
    assert (link["markerId"], link["markerIds"]) == (second, [second, made.marker])
    row = listed(owner, made, link)
    assert (row["markerId"], row["markerIds"]) == (second, [second, made.marker])
    eventually(lambda: leads_to(owner, link["slug"], second, made.marker), 5, 0.05)
    answer = opened(owner, link["slug"])
    first, other = answer["targets"]
    assert answer["state"] == "live"
    assert {name: answer[name] for name in first} == first
    assert [video["id"] for video in other["videos"]] == [made.video]
    assert set(other["marker"]["engines"]) == {"planar", "nft"}


def test_one_marker_is_named_as_ever_and_comes_first(owner: Owner, made: Published) -> None:
    second = another(owner, made)
    for wish, markers in (
        ({"markerId": made.marker}, [made.marker]),
        ({"markerId": second, "markerIds": [made.marker, second]}, [second, made.marker]),
        ({"markerId": second, "markerIds": [made.marker]}, [second, made.marker]),
        ({"markerIds": [second, second]}, [second]),
    ):
        assert owner.post(f"/projects/{made.project}/links", wish).json()["markerIds"] == markers


def test_a_printed_link_is_led_to_several_and_to_one_again(owner: Owner, made: Published) -> None:
    second = another(owner, made)
    changed = owner.patch(f"/links/{made.link}", {"markerIds": [made.marker, second]})
    assert changed.json()["markerIds"] == [made.marker, second]
    eventually(lambda: leads_to(owner, made.slug, made.marker, second), 5, 0.05)
    again = owner.patch(f"/links/{made.link}", {"markerIds": [made.marker, second]})
    assert again.json()["version"] == changed.json()["version"]
    assert owner.patch(f"/links/{made.link}", {"active": True}).json()["markerIds"] == [made.marker, second]
    assert owner.patch(f"/links/{made.link}", {"markerId": second}).json()["markerIds"] == [second]
    eventually(lambda: leads_to(owner, made.slug, second), 5, 0.05)


def test_a_deleted_marker_leaves_the_others_playing(owner: Owner, made: Published) -> None:
    second = another(owner, made)
    owner.patch(f"/links/{made.link}", {"markerIds": [made.marker, second]})
    eventually(lambda: leads_to(owner, made.slug, made.marker, second), 5, 0.05)
    owner.delete(f"/markers/{made.marker}")
    eventually(lambda: leads_to(owner, made.slug, second), 5, 0.05)
    left = opened(owner, made.slug)
    assert (left["state"], left["marker"]["id"]) == ("live", second)
    owner.delete(f"/markers/{second}")
    eventually(lambda: opened(owner, made.slug)["state"] == "paused", 5, 0.05)


def test_links_lead_to_one_to_twelve_markers_of_their_own_project(
    owner: Owner, stranger: Owner, made: Published
) -> None:
    elsewhere, theirs = owner.published(), stranger.published()
    for markers, status, code in (
        ([], 400, "invalid_request"),
        (["x"], 400, "invalid_request"),
        ([str(uuid4())], 404, "marker_not_found"),
        ([made.marker, theirs.marker], 404, "marker_not_found"),
        ([made.marker, elsewhere.marker], 422, "other_project"),
        ([str(uuid4()) for _ in range(13)], 422, "invalid_marker_count"),
    ):
        for refused in (
            owner.post(f"/projects/{made.project}/links", {"markerIds": markers}),
            owner.patch(f"/links/{made.link}", {"markerIds": markers}),
        ):
            assert (refused.status_code, refused.json()["code"]) == (status, code), markers
    story = owner.story()
    many = [str(story.marker(UUID(made.image))) for _ in range(12)]
    refused = owner.patch(f"/links/{made.link}", {"markerIds": [made.marker, *many]})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_marker_count")
    assert owner.patch(f"/links/{made.link}", {"markerIds": many}).json()["markerIds"] == many
    refused = owner.post(f"/projects/{made.project}/links", {"title": "To nothing"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_marker_count")


def test_a_repeated_wish_is_one_link_and_an_old_wish_is_still_the_same_bytes(owner: Owner, made: Published) -> None:
    second, key = another(owner, made), {"Idempotency-Key": uuid4().hex}
    path, wish = f"/projects/{made.project}/links", {"markerIds": [made.marker, second]}
    first = owner.post(path, wish, headers=key)
    assert owner.post(path, wish, headers=key).json()["id"] == first.json()["id"]
    other = owner.post(path, {"markerIds": [second, made.marker]}, headers=key)
    assert other.json()["code"] == "idempotency_key_reused"
    old = msgspec.to_builtins(LinkWish(marker_id=UUID(made.marker)))
    assert list(old) == ["markerId", "slug", "title"]
