from __future__ import annotations

import io
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from httpx import Response
from PIL import Image

from adapters.http.parts import Parts
from domain.quality import LookAlike
from tests.adapters.http.owner import Owner, Published
from tests.story import CROP, PROVED, RENDITIONS

MASTER = next(rendition.key for rendition in RENDITIONS if rendition.role == "master")


@pytest.fixture(scope="module", autouse=True)
def master(parts: Parts) -> Iterator[None]:
    """The picture that all processed images of a story share."""
    out = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(out, "PNG")
    parts.store.put(MASTER, io.BytesIO(out.getvalue()), len(out.getvalue()), "image/png")
    yield
    parts.store.delete(MASTER)


@pytest.fixture
def made(owner: Owner) -> Published:
    """With a proposal to crop the picture."""
    made = owner.published()
    owner.story().advise(
        UUID(made.marker), proposals=(CROP,), look_alikes=(LookAlike(marker_id=uuid4(), likeness=0.8),)
    )
    return made


def apply(owner: Owner, marker: str, kind: str = "crop", key: str = "k") -> Response:
    return owner.post(f"/markers/{marker}/proposals/{kind}/apply", headers={"Idempotency-Key": key})


def test_a_marker_shows_its_proof_with_reasons_and_limits(owner: Owner) -> None:
    made = owner.published()
    before = owner.get(f"/markers/{made.marker}").json()
    assert (before["proof"], before["score"]["proved"], before["score"]["limits"]) == ("pending", False, [])
    story = owner.story()
    story.prove(UUID(made.marker))
    after = owner.get(f"/markers/{made.marker}", params={"after": story.position}).json()
    assert (after["proof"], after["score"]["proved"], after["score"]["detectionRate"]) == ("done", True, 0.66)
    assert after["score"]["limits"] == [{"condition": limit.condition, "text": limit.text} for limit in PROVED.limits]
    assert after["score"]["reasons"] == [{"code": reason.code, "text": reason.text} for reason in PROVED.reasons]
    assert after["score"]["compatibility"] == {"planar": 66, "nft": 64}


def test_a_marker_shows_proposals_and_look_alikes(owner: Owner, made: Published) -> None:
    position = owner.service.parts.argument.position()
    seen = owner.get(f"/markers/{made.marker}", params={"after": position}).json()
    assert [(one["kind"], one["before"], one["after"]) for one in seen["proposals"]] == [("crop", 81, 88)]
    (warning,) = seen["warnings"]
    assert (warning["likeness"], warning["turned"]) == (0.8, False)
    assert UUID(warning["markerId"])


def test_applying_a_proposal_makes_a_new_version_with_a_marker_of_its_own(owner: Owner, made: Published) -> None:
    answer = apply(owner, made.marker)
    assert answer.status_code == 202, answer.text
    body = answer.json()
    image = owner.get(f"/images/{body['imageId']}", params={"after": body["position"]}).json()
    assert (image["derivedFrom"], image["status"], image["filename"]) == (made.image, "pending", "a (crop).png")
    original = owner.get(f"/images/{body['imageId']}/original")
    assert Image.open(io.BytesIO(original.content)).size == (640, 384)
    assert image["size"] == len(original.content)
    marker = owner.get(f"/markers/{body['markerId']}", params={"after": body["position"]}).json()
    assert (marker["imageId"], marker["videoIds"], marker["status"]) == (body["imageId"], [made.video], "pending")
    assert owner.get(f"/markers/{made.marker}").json()["status"] == "generated"


def test_a_repeated_request_makes_one_version(owner: Owner, made: Published) -> None:
    first, again = apply(owner, made.marker).json(), apply(owner, made.marker).json()
    assert (first["imageId"], first["markerId"]) == (again["imageId"], again["markerId"])
    images = owner.get(f"/projects/{made.project}/images", params={"after": again["position"]}).json()
    assert images["total"] == 2
    assert apply(owner, made.marker, key="other").json()["imageId"] != first["imageId"]


def test_what_was_not_proposed_cannot_be_applied(owner: Owner, made: Published) -> None:
    answer = apply(owner, made.marker, "border")
    assert (answer.status_code, answer.json()["code"]) == (404, "proposal_not_found")


def test_a_picture_that_was_lost_cannot_be_changed(owner: Owner, made: Published) -> None:
    store = owner.service.parts.store
    kept = b"".join(store.read(MASTER))
    store.delete(MASTER)
    answer = apply(owner, made.marker)
    store.put(MASTER, io.BytesIO(kept), len(kept), "image/png")
    assert (answer.status_code, answer.json()["code"]) == (409, "files_missing")


def test_a_stranger_sees_no_marker_to_improve(made: Published, stranger: Owner) -> None:
    theirs, nobodys = apply(stranger, made.marker), apply(stranger, str(uuid4()))
    assert (theirs.status_code, theirs.json()["code"]) == (404, "marker_not_found")
    assert theirs.json()["code"] == nobodys.json()["code"]


def test_a_new_version_takes_room_in_the_quota(owner: Owner, made: Published) -> None:
    with owner.service.parts.pool.connection() as conn:
        conn.execute("UPDATE quotas SET max_bytes = 10 WHERE account_id = %s", (owner.id,))
    answer = apply(owner, made.marker)
    assert (answer.status_code, answer.json()["code"]) == (403, "quota_exceeded")
