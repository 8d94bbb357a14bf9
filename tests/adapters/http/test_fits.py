"""What owners and viewers see of a video that fits by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.adapters.http.owner import API, Owner, Published
from tests.stack import eventually
from tests.story import FOUND, NOT_IN_VIDEO, Story

PLACE = {
    "scale": 1.6,
    "offsetX": 0.1,
    "offsetY": -0.05,
    "rotation": 90.0,
    "crop": {"left": 0.1, "top": 0.2, "width": 0.5, "height": 0.6},
    "start": 0.75,
    "error": 0.0002,
}


def fits(owner: Owner, marker: object, story: Story) -> list[dict[str, Any]]:
    return owner.get(f"/markers/{marker}", params={"after": story.position}).json()["fits"]


def linked(owner: Owner, made: Published) -> Any:
    """Where the link lays its video."""
    return owner.service.client.get(f"{API}/links/{made.slug}").json()["videos"][0]["fit"]


def told(owner: Owner) -> tuple[Story, Published]:
    return owner.story(), owner.published()


def test_a_marker_tells_for_each_video_whether_it_shows_the_picture_and_where(owner: Owner) -> None:
    story = owner.story()
    project = story.project()
    videos = [story.upload(project, "video") for _ in range(3)]
    marker = story.marker(story.upload(project), *videos)
    story.fit(marker, videos[0])
    story.refuse_fit(marker, videos[1])
    found, refused, pending = fits(owner, marker, story)
    assert found == {
        "videoId": str(videos[0]),
        "status": "found",
        "reason": None,
        "place": PLACE,
        "inForce": True,
    }
    assert (refused["status"], refused["place"], refused["inForce"]) == ("refused", None, False)
    assert refused["reason"] == {"code": NOT_IN_VIDEO.code, "detail": NOT_IN_VIDEO.detail}
    assert (pending["status"], pending["reason"], pending["place"]) == ("pending", None, None)


def test_a_link_lays_the_video_where_it_was_found(owner: Owner) -> None:
    story, made = told(owner)
    assert linked(owner, made) is None
    story.fit(UUID(made.marker), UUID(made.video))
    assert eventually(lambda: linked(owner, made), 5, 0.05) == PLACE


def test_what_the_owner_sets_by_hand_goes_before(owner: Owner) -> None:
    story, made = told(owner)
    story.fit(UUID(made.marker), UUID(made.video), FOUND)
    eventually(lambda: linked(owner, made), 5, 0.05)
    for by_hand, again in (({"scale": 1.5}, {"scale": 1}), ({"fit": "cover"}, {"fit": "auto"})):
        owner.patch(f"/markers/{made.marker}", {"settings": by_hand})
        eventually(lambda: linked(owner, made) is None, 5, 0.05)
        (fit,) = owner.get(f"/markers/{made.marker}").json()["fits"]
        assert (fit["status"], fit["inForce"]) == ("found", False)
        owner.patch(f"/markers/{made.marker}", {"settings": again})
        assert eventually(lambda: linked(owner, made), 5, 0.05) == PLACE
