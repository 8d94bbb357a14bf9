from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from PIL import Image

from adapters.settings import SAMPLE_SLUG
from adapters.telemetry.tokens import project_of
from tests.adapters.http.owner import API, Owner, Published, Service
from tests.stack import eventually


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def opened(owner: Owner, id_or_slug: str) -> dict[str, object]:
    return owner.service.client.get(f"{API}/links/{id_or_slug}").json()


def test_a_link_without_a_slug_gets_a_short_one_that_can_be_read_in_print(owner: Owner, made: Published) -> None:
    assert re.fullmatch(r"[2-9a-hjkmnp-z]{7}", made.slug)
    link = owner.get(f"/projects/{made.project}/links").json()["items"][0]
    assert link["url"] == f"{owner.service.parts.settings.public_url}/v/{made.slug}"
    assert (link["title"], link["active"], link["markerId"]) == ("Summer", True, made.marker)


def test_a_slug_can_be_chosen_and_belongs_to_one_link(owner: Owner, stranger: Owner, made: Published) -> None:
    slug = f"summer-{uuid4().hex[:8]}"
    wish = {"markerId": made.marker, "slug": slug}
    assert owner.post(f"/projects/{made.project}/links", wish).json()["slug"] == slug
    assert owner.post(f"/projects/{made.project}/links", wish).json()["code"] == "slug_taken"
    theirs = stranger.published()
    taken = stranger.post(f"/projects/{theirs.project}/links", {"markerId": theirs.marker, "slug": slug})
    assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")


@pytest.mark.parametrize(
    ("slug", "code"), [("Ab", "invalid_slug"), ("a b c", "invalid_slug"), ("api", "reserved_slug")]
)
def test_a_slug_that_cannot_be_is_refused(owner: Owner, made: Published, slug: str, code: str) -> None:
    refused = owner.post(f"/projects/{made.project}/links", {"markerId": made.marker, "slug": slug})
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_anybody_gets_what_the_viewer_needs(owner: Owner, made: Published) -> None:
    link = opened(owner, made.slug)
    assets = owner.service.parts.settings.assets_url
    assert (link["id"], link["slug"], link["state"], link["title"]) == (made.link, made.slug, "live", "Summer")
    assert link["marker"] == {
        "id": made.marker,
        "width": 640,
        "height": 480,
        "engines": {
            "nft": {"baseUrl": f"{assets}/nft/c/target", "files": [".iset", ".fset", ".fset3"]},
            "planar": {"baseUrl": f"{assets}/planar/d/target", "files": [".planar"]},
        },
        "settings": {
            "scale": 1.0,
            "offsetX": 0.0,
            "offsetY": 0.0,
            "rotation": 0.0,
            "opacity": 1.0,
            "autoplay": True,
            "loop": False,
            "muted": True,
            "fit": "auto",
            "overflow": False,
            "alpha": "none",
            "chromaKey": None,
            "adaptLight": True,
            "onLoss": "pause",
            "callToAction": None,
        },
    }
    rendition = {"height": 480, "width": 640, "url": f"{assets}/b.mp4"}
    video = {"id": made.video, "renditions": [rendition], "posterUrl": None, "duration": 3.0, "fit": None}
    assert link["videos"] == [{**video, "captions": []}]
    assert (link["imageUrl"], link["imageThumbnailUrl"]) == (f"{assets}/a.webp", None)
    assert link["targets"] == [{name: link[name] for name in ("marker", "videos", "imageUrl", "imageThumbnailUrl")}]
    secret, token = owner.service.parts.settings.secret_key, str(link["telemetryToken"])
    assert project_of(secret, UUID(made.link), token, datetime.now(UTC)) == UUID(made.project)
    assert opened(owner, made.link) == link


def test_the_answer_can_be_kept_and_asked_for_again(owner: Owner, made: Published) -> None:
    client = owner.service.client
    for _ in range(2):
        first = client.get(f"{API}/links/{made.slug}")
        again = client.get(f"{API}/links/{made.slug}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first.headers["access-control-allow-origin"] == "*"
        assert first.headers["x-content-type-options"] == "nosniff"
        assert "max-age=0" in first.headers["cache-control"]


def test_an_unknown_link_is_a_problem_also_from_memory(owner: Owner) -> None:
    for _ in range(2):
        answer = owner.service.client.get(f"{API}/links/nobody-knows-it")
        assert (answer.status_code, answer.json()["code"]) == (404, "link_not_found")
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_paused_link_says_so_everywhere_a_moment_later(owner: Owner, made: Published) -> None:
    assert opened(owner, made.slug)["state"] == "live"
    assert owner.patch(f"/links/{made.link}", {"active": False}).json()["active"] is False
    eventually(lambda: opened(owner, made.slug)["state"] == "paused", 5, 0.05)
    paused = opened(owner, made.slug)
    told = [paused[name] for name in ("marker", "videos", "imageUrl", "imageThumbnailUrl", "targets")]
    assert told == [None, [], None, None, []]
    assert owner.patch(f"/links/{made.link}", {"active": True}).json()["active"] is True
    eventually(lambda: opened(owner, made.slug)["state"] == "live", 5, 0.05)


def test_a_deleted_link_leads_nowhere(owner: Owner, made: Published) -> None:
    assert owner.delete(f"/links/{made.link}").status_code == 204
    eventually(lambda: opened(owner, made.slug).get("code") == "link_not_found", 5, 0.05)
    assert owner.patch(f"/links/{made.link}", {"active": True}).status_code == 404


def test_a_printed_link_can_lead_to_another_marker_under_another_slug(owner: Owner, made: Published) -> None:
    story = owner.story()
    other = story.generate(story.marker(UUID(made.image)))
    slug = f"winter-{uuid4().hex[:8]}"
    changed = owner.patch(f"/links/{made.link}", {"markerId": str(other), "slug": slug}).json()
    assert (changed["markerId"], changed["slug"]) == (str(other), slug)
    eventually(lambda: opened(owner, slug).get("state") == "live", 5, 0.05)


def test_changes_are_made_for_the_version_in_if_match(owner: Owner, made: Published) -> None:
    stale = {"If-Match": '"7"'}
    refused = owner.patch(f"/links/{made.link}", {"active": False, "slug": f"x-{uuid4().hex}"}, headers=stale)
    assert refused.json()["code"] == "version_conflict"
    assert owner.delete(f"/links/{made.link}", headers=stale).status_code == 409


def test_a_slug_that_is_taken_leaves_the_link_as_it_was(owner: Owner, made: Published) -> None:
    taken = owner.published()
    refused = owner.patch(f"/links/{made.link}", {"slug": taken.slug, "active": False})
    assert refused.json()["code"] == "slug_taken"
    assert owner.get(f"/projects/{made.project}/links").json()["items"][0]["active"] is True


def test_a_change_that_is_refused_in_part_is_not_made_in_part(owner: Owner, made: Published) -> None:
    changes = {"slug": f"x-{uuid4().hex[:8]}", "active": False}
    assert owner.patch(f"/links/{made.link}", {**changes, "markerId": str(uuid4())}).status_code == 404
    link = owner.get(f"/projects/{made.project}/links").json()["items"][0]
    assert (link["slug"], link["active"], link["version"]) == (made.slug, True, 1)
    assert owner.patch(f"/links/{made.link}", {}, headers={"If-Match": '"7"'}).status_code == 409


def test_the_slug_of_the_sample_is_for_operators_only(owner: Owner, service: Service, made: Published) -> None:
    refused = owner.patch(f"/links/{made.link}", {"slug": SAMPLE_SLUG})
    assert (refused.status_code, refused.json()["code"]) == (422, "reserved_slug")
    refused = owner.post(f"/projects/{made.project}/links", {"markerId": made.marker, "slug": SAMPLE_SLUG})
    assert (refused.status_code, refused.json()["code"]) == (422, "reserved_slug")
    operator = service.owner("admin")
    theirs = operator.published()
    assert operator.patch(f"/links/{theirs.link}", {"slug": SAMPLE_SLUG}).json()["slug"] == SAMPLE_SLUG
    assert operator.delete(f"/links/{theirs.link}").status_code == 204


@pytest.mark.parametrize("size", [128, 333, 1024])
def test_a_code_is_as_large_as_it_was_asked_for(owner: Owner, made: Published, size: int) -> None:
    drawn = owner.service.client.get(f"{API}/links/{made.slug}/qr", params={"size": size})
    image = Image.open(io.BytesIO(drawn.content))
    assert (image.size, drawn.headers["content-type"]) == ((size, size), "image/png")
    corners = [image.getpixel((x, y)) for x in (0, size - 1) for y in (0, size - 1)]
    assert all(corners)
    assert image.convert("L").getextrema() == (0, 255)


def test_a_code_leads_to_the_viewer(owner: Owner, made: Published) -> None:
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    drawn = owner.service.client.get(f"{API}/links/{made.slug}/qr").content
    pixels = cv2.imdecode(numpy.frombuffer(drawn, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    found, *_ = cv2.QRCodeDetector().detectAndDecode(pixels)
    assert found == f"{owner.service.parts.settings.public_url}/v/{made.slug}"


def test_a_code_can_be_a_drawing_and_is_kept(owner: Owner, made: Published) -> None:
    client = owner.service.client
    drawn = client.get(f"{API}/links/{made.slug}/qr", params={"format": "svg"})
    assert drawn.text.startswith("<svg")
    kept = {"If-None-Match": drawn.headers["etag"]}
    assert client.get(f"{API}/links/{made.slug}/qr", params={"format": "svg"}, headers=kept).status_code == 304
    assert client.get(f"{API}/links/{made.slug}/qr", headers=kept).status_code == 200
    assert client.get(f"{API}/links/{made.slug}/qr", params={"size": 64}).status_code == 400
    assert client.get(f"{API}/links/nobody-knows-it/qr").status_code == 404
