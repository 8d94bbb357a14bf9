from __future__ import annotations

import io
from uuid import UUID

import pytest

import workers.further
from application import commands
from application.ports import InputRejected, WorkFailed
from domain.marker import PROVE, MarkerProofFailed, MarkerProved
from domain.values import Ending
from tests.story import SCORE
from tests.workers.benches import PROOF, Workshop
from workers.desk import EXHAUSTED


@pytest.fixture
def marker(shop: Workshop) -> UUID:
    return generated(shop, shop.upload(shop.story.project()))


def generated(shop: Workshop, image: UUID) -> UUID:
    marker = shop.story.marker(image)
    if shop.story.app.streams().media(image).status == "pending":
        shop.process(image)
    shop.generate(marker)
    return marker


def kept(shop: Workshop) -> list[str]:
    return list(shop.store.keys("proofs/"))


def test_a_proof_takes_the_place_of_the_estimate_with_its_limits(shop: Workshop, marker: UUID):
    shop.prove(marker)
    event = shop.story.app.read(marker)[-1]
    assert isinstance(event, MarkerProved)
    assert (event.score.score, event.score.proved, event.score.method) == (66, True, "views-1")
    assert (event.score.limits, event.score.reasons) == (PROOF.limits, SCORE.reasons)
    assert event.score.compatibility == {"planar": 66, "nft": 64}
    assert ("look", 0.5) in [(hint.get("step"), hint.get("share")) for _, hint in shop.live.hints]


def test_the_message_may_come_again_and_again(shop: Workshop, marker: UUID):
    job = shop.owed(marker, PROVE)
    for _ in range(3):
        shop.proofs.prove_marker(job, marker)
    assert shop.topics(marker) == ["marker.generated", "marker.proved"]


def test_the_same_picture_is_proved_once_for_all_its_markers(shop: Workshop, marker: UUID):
    shop.prove(marker)
    (key,) = kept(shop)
    runs = shop.tools.runs
    other = generated(shop, shop.story.app.streams().marker(marker).image_id)
    shop.prove(other)
    assert shop.topics(other)[-1] == "marker.proved"
    assert (shop.tools.runs, kept(shop)) == (runs + 1, [key])


def test_another_tracker_proves_anew(shop: Workshop, marker: UUID):
    shop.prove(marker)
    shop.tools.core = "2-def"
    shop.prove(generated(shop, shop.story.app.streams().marker(marker).image_id))
    assert len(kept(shop)) == 2


def test_a_kept_proof_that_cannot_be_read_is_made_anew(shop: Workshop, marker: UUID):
    shop.prove(marker)
    (key,) = kept(shop)
    shop.store.put(key, io.BytesIO(b"{"), 1, "application/json")
    other = generated(shop, shop.story.app.streams().marker(marker).image_id)
    shop.prove(other)
    assert shop.topics(other)[-1] == "marker.proved"
    assert shop.store.objects[key][0] != b"{"


def test_deleting_the_marker_ends_a_proof_that_runs(shop: Workshop, marker: UUID, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workers.further, "LOOK", 0.0)
    shop.tools.action = lambda: shop.story.give(commands.DeleteMarker, marker_id=marker)
    shop.prove(marker)
    assert (shop.topics(marker), kept(shop)) == (["marker.generated", "marker.deleted"], [])
    runs = shop.tools.runs
    shop.prove(marker)
    assert shop.tools.runs == runs


def test_a_proof_that_fails_three_times_leaves_the_estimate(shop: Workshop, marker: UUID):
    def fail() -> None:
        raise WorkFailed("out of memory")

    shop.tools.action = fail
    for _ in range(3):
        shop.prove(marker)
    assert shop.topics(marker) == ["marker.generated", "marker.proof_failed"]
    event = shop.story.app.read(marker)[-1]
    assert isinstance(event, MarkerProofFailed)
    assert event.reason == EXHAUSTED
    state = shop.story.app.streams().marker(marker)
    assert (state.status, state.score) == ("generated", SCORE)
    shop.tools.action = lambda: None
    shop.story.give(commands.RequestMarkerGeneration, marker_id=marker)
    shop.proofs.prove_marker(shop.story.app.streams().marker(marker).owed[PROVE], marker)
    assert shop.topics(marker)[-2:] == ["marker.further_requested", "marker.proved"]


def test_a_target_that_the_tracker_does_not_read_is_left_at_once(shop: Workshop, marker: UUID):
    def refuse() -> None:
        raise InputRejected("target_unreadable", "No.")

    shop.tools.action = refuse
    shop.prove(marker)
    event = shop.story.app.read(marker)[-1]
    assert isinstance(event, MarkerProofFailed)
    assert event.reason == Ending(code="target_unreadable", detail="No.")
