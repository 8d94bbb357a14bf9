from __future__ import annotations

from tests.adapters.http.owner import Owner, picture
from tests.story import NO_FEATURES, PLANAR_ONLY


def test_a_marker_may_be_asked_for_while_its_picture_is_processed(owner: Owner) -> None:
    project = owner.project()
    image = owner.upload("image", project, picture()).json()["id"]
    asked = owner.post("/markers/generate", {"imageId": image, "settings": {"scale": 1.5, "offsetX": 0.1}})
    assert (asked.status_code, asked.json()["status"]) == (202, "pending")
    seen = owner.get(f"/markers/{asked.json()['id']}", params={"after": asked.json()["position"]}).json()
    assert (seen["imageId"], seen["videoIds"], seen["score"], seen["engines"]) == (image, [], None, {})
    assert (seen["settings"]["scale"], seen["settings"]["offsetX"], seen["settings"]["muted"]) == (1.5, 0.1, True)


def test_a_generated_marker_names_score_and_files(owner: Owner) -> None:
    made = owner.published()
    seen = owner.get(f"/markers/{made.marker}").json()
    assets = owner.service.parts.settings.assets_url
    assert seen["engines"] == {
        "nft": {"baseUrl": f"{assets}/nft/c/target", "files": [".iset", ".fset", ".fset3"]},
        "planar": {"baseUrl": f"{assets}/planar/d/target", "files": [".planar"]},
    }
    assert seen["refused"] == {}
    assert (seen["status"], seen["score"]["score"], seen["score"]["proved"]) == ("generated", 81, False)
    assert [m["id"] for m in owner.get(f"/projects/{made.project}/markers").json()["items"]] == [made.marker]


def test_a_marker_says_which_engine_refused_its_picture(owner: Owner) -> None:
    story = owner.story()
    marker = story.marker(story.process(story.upload(story.project())))
    story.generate(marker, **PLANAR_ONLY)
    seen = owner.get(f"/markers/{marker}", params={"after": story.position}).json()
    assert seen["refused"] == {"nft": {"code": NO_FEATURES.code, "detail": NO_FEATURES.detail}}
    assert seen["engines"]["planar"]["files"] == [".planar"]
    assert "nft" not in seen["engines"]


def test_a_change_for_an_old_version_is_refused(owner: Owner) -> None:
    made = owner.published()
    changes = {"settings": {"scale": 2}}
    tag = owner.get(f"/markers/{made.marker}").headers["etag"]
    assert owner.patch(f"/markers/{made.marker}", changes, headers={"If-Match": tag}).status_code == 200
    stale = owner.patch(f"/markers/{made.marker}", {"settings": {"scale": 3}}, headers={"If-Match": tag})
    assert stale.json()["code"] == "version_conflict"


def test_a_marker_takes_only_pictures_and_videos_of_one_project(owner: Owner) -> None:
    made, other = owner.published(), owner.published()
    for wish in (
        {"imageId": made.video},
        {"imageId": made.image, "videoId": made.image},
        {"imageId": made.image, "videoIds": [other.video]},
    ):
        assert owner.post("/markers/generate", wish).status_code == 422, wish


def test_a_rejected_picture_makes_no_marker(owner: Owner) -> None:
    story = owner.story()
    image = story.reject(story.upload(story.project()))
    refused = owner.post("/markers/generate", {"imageId": str(image)})
    assert (refused.status_code, refused.json()["code"]) == (422, "image_rejected")


def test_a_deleted_marker_pauses_its_links(owner: Owner) -> None:
    made = owner.published()
    gone = owner.delete(f"/markers/{made.marker}")
    assert gone.status_code == 204
    assert owner.get(f"/markers/{made.marker}", params={"after": int(gone.headers["x-position"])}).status_code == 404
