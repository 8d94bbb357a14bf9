"""How owners lay a video on its picture, and what the viewer is told of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import msgspec
import pytest

from adapters.http.marker_bodies import MarkerWish
from adapters.http.settings_bodies import SettingsChanges
from tests.adapters.http.owner import API, Owner, Published
from tests.stack import eventually

KEY = {"color": "#00b140", "similarity": 0.3, "smoothness": 0.05, "spill": 0.6}
CALL = {"label": "Buy the poster", "url": "https://example.org/poster", "at": 2.5}
SEEN_THROUGH = {"alpha": "chroma", "chromaKey": KEY, "adaptLight": False, "onLoss": "peel", "callToAction": CALL}


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def change(owner: Owner, made: Published, changes: dict[str, Any]) -> dict[str, Any]:
    """The settings after these changes."""
    changed = owner.patch(f"/markers/{made.marker}", {"settings": changes})
    assert changed.status_code == 200, changed.text
    return owner.get(f"/markers/{made.marker}", params={"after": changed.json()["position"]}).json()["settings"]


def test_settings_that_are_left_out_stay_as_they_are(owner: Owner, made: Published) -> None:
    change(owner, made, {"scale": 2, "loop": True, **SEEN_THROUGH})
    seen = change(owner, made, {"rotation": 90})
    assert (seen["scale"], seen["loop"], seen["rotation"], seen["fit"]) == (2, True, 90, "auto")
    assert {name: seen[name] for name in SEEN_THROUGH} == SEEN_THROUGH


def test_null_takes_away_what_can_be_taken_away_and_says_nothing_elsewhere(owner: Owner, made: Published) -> None:
    change(owner, made, SEEN_THROUGH)
    nothing = dict.fromkeys(("alpha", "adaptLight", "onLoss", "scale"))
    assert change(owner, made, nothing)["alpha"] == "chroma"
    seen = change(owner, made, {"callToAction": None})
    assert (seen["callToAction"], seen["chromaKey"]) == (None, KEY)
    seen = change(owner, made, {"alpha": "none", "chromaKey": None})
    assert (seen["alpha"], seen["chromaKey"], seen["onLoss"]) == ("none", None, "peel")


def test_a_key_that_is_in_use_is_not_taken_away(owner: Owner, made: Published) -> None:
    change(owner, made, SEEN_THROUGH)
    refused = owner.patch(f"/markers/{made.marker}", {"settings": {"chromaKey": None}})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_settings")
    assert "chromaKey" in refused.json()["detail"]


def test_a_color_is_enough_for_a_key_and_a_label_with_an_address_for_a_button(owner: Owner, made: Published) -> None:
    call = {"label": "Write", "url": "mailto:shop@example.org"}
    seen = change(owner, made, {"alpha": "chroma", "chromaKey": {"color": "#00FF00"}, "callToAction": call})
    assert seen["chromaKey"] == {"color": "#00FF00", "similarity": 0.4, "smoothness": 0.1, "spill": 0.5}
    assert seen["callToAction"] == {**call, "at": None}


def test_the_viewer_is_told_all_settings(owner: Owner, made: Published) -> None:
    change(owner, made, SEEN_THROUGH)

    def told() -> dict[str, Any]:
        return owner.service.client.get(f"{API}/links/{made.slug}").json()["marker"]["settings"]

    eventually(lambda: told()["alpha"] == "chroma", 5, 0.05)
    assert {name: told()[name] for name in SEEN_THROUGH} == SEEN_THROUGH


def test_a_marker_begins_with_the_settings_that_it_was_asked_for_with(owner: Owner, made: Published) -> None:
    asked = owner.post("/markers/generate", {"imageId": made.image, "settings": SEEN_THROUGH}).json()
    seen = owner.get(f"/markers/{asked['id']}", params={"after": asked["position"]}).json()["settings"]
    assert {name: seen[name] for name in SEEN_THROUGH} == SEEN_THROUGH
    refused = owner.post("/markers/generate", {"imageId": made.image, "settings": {"alpha": "chroma"}})
    assert refused.json()["code"] == "invalid_settings"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scale": 0}, "scale goes from 0.1 to 5."),
        ({"scale": 5.1}, "scale goes from 0.1 to 5."),
        ({"opacity": -0.1}, "opacity goes from 0 to 1."),
        ({"rotation": 361}, "rotation goes from 0 to 360."),
        ({"offsetX": 6}, "offsetX goes from -5 to 5."),
        ({"chromaKey": {**KEY, "color": "green"}}, "chromaKey.color is written #rrggbb."),
        ({"chromaKey": {**KEY, "spill": 2}}, "chromaKey.spill goes from 0 to 1."),
        ({"callToAction": {**CALL, "at": -1}}, "callToAction.at goes from 0 to 3600."),
        ({"callToAction": {**CALL, "label": " "}}, "callToAction.label is a line of 1 to 60 characters."),
        ({"callToAction": {**CALL, "url": "javascript:alert(1)"}}, "callToAction.url is an address"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_words(
    owner: Owner, made: Published, changes: dict[str, Any], said: str
) -> None:
    refused = owner.patch(f"/markers/{made.marker}", {"settings": changes})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_settings")
    assert said in refused.json()["detail"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"fit": "stretch"}, "settings.fit"),
        ({"alpha": "key"}, "settings.alpha"),
        ({"onLoss": "explode"}, "settings.onLoss"),
        ({"chromaKey": {"similarity": 0.4}}, "settings.chromaKey"),
        ({"callToAction": {"label": "Go", "url": 7}}, "settings.callToAction.url"),
    ],
)
def test_settings_of_another_type_are_refused(owner: Owner, given: dict[str, Any], named: str) -> None:
    refused = owner.post("/markers/generate", {"imageId": str(uuid4()), "settings": given})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert named in refused.json()["detail"]


def test_a_wish_of_the_time_before_is_still_the_same_wish() -> None:
    """A repeated request is known by its body as we write it."""
    before = "scale offsetX offsetY rotation opacity autoplay loop muted fit overflow".split()
    assert msgspec.to_builtins(SettingsChanges()) == dict.fromkeys(before)
    wish = MarkerWish(image_id=uuid4())
    assert list(msgspec.to_builtins(wish)) == ["imageId", "videoId", "videoIds", "settings"]
