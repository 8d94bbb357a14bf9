"""Given a generated marker, when its proof and its advice end, then its score and what it is owed change once."""

from __future__ import annotations

from uuid import UUID

import pytest

from application.commands import (
    DeleteMarker,
    FailMarkerAdvice,
    FailMarkerProof,
    RecordMarkerAdvised,
    RecordMarkerProved,
    RequestMarkerGeneration,
)
from domain.errors import Conflict
from domain.event import job_id
from domain.marker import ADVISE, PROVE, MarkerAdvised, MarkerProofFailed, MarkerProved
from domain.quality import LookAlike
from tests.story import BROKEN, CROP, ENGINES, PROVED, SCORE, Story, happened, topics

ALIKE = LookAlike(marker_id=UUID(int=7), likeness=0.9)


@pytest.fixture
def marker(story: Story) -> UUID:
    return story.generate(story.marker(story.upload(story.project())))


def about(story: Story, marker: UUID, kind: str) -> dict[str, UUID]:
    return {"marker_id": marker, "job_id": story.app.streams().marker(marker).owed[kind]}


def test_a_generated_marker_owes_its_proof_and_advice_under_ids_that_a_rebuild_repeats(story: Story, marker: UUID):
    owed = story.app.streams().marker(marker).owed
    assert owed == {kind: job_id(marker, 2, kind) for kind in (PROVE, ADVISE)}


def test_a_marker_without_planar_files_owes_nothing_more(story: Story):
    image = story.upload(story.project())
    marker = story.generate(story.marker(image), engines={"nft": ENGINES["nft"]})
    assert story.app.streams().marker(marker).owed == {}


def test_a_proof_takes_the_place_of_the_estimate_once(story: Story, marker: UUID):
    proof = about(story, marker, PROVE)
    (event,) = happened(story, RecordMarkerProved, **proof, score=PROVED)
    assert isinstance(event, MarkerProved)
    state = story.app.streams().marker(marker)
    assert (state.score, state.status, list(state.owed)) == (PROVED, "generated", [ADVISE])
    assert happened(story, RecordMarkerProved, **proof, score=SCORE) == []
    assert happened(story, FailMarkerProof, **proof, reason=BROKEN) == []


def test_a_proof_keeps_reasons_and_other_engines_of_the_estimate():
    assert (PROVED.score, PROVED.proved, PROVED.reasons) == (66, True, SCORE.reasons)
    assert PROVED.compatibility == {"planar": 66, "nft": 64}


def test_a_proof_that_fails_leaves_the_estimate(story: Story, marker: UUID):
    (event,) = happened(story, FailMarkerProof, **about(story, marker, PROVE), reason=BROKEN)
    assert isinstance(event, MarkerProofFailed)
    state = story.app.streams().marker(marker)
    assert (state.status, state.score, PROVE in state.owed) == ("generated", SCORE, False)


def test_advice_is_recorded_once_and_its_failure_costs_nothing_else(story: Story, marker: UUID):
    advice = about(story, marker, ADVISE)
    (event,) = happened(story, RecordMarkerAdvised, **advice, proposals=(CROP,), look_alikes=(ALIKE,))
    assert isinstance(event, MarkerAdvised)
    assert (event.proposals, event.look_alikes) == ((CROP,), (ALIKE,))
    assert story.app.streams().marker(marker).proposals == (CROP,)
    assert happened(story, FailMarkerAdvice, **advice, reason=BROKEN) == []
    other = story.generate(story.marker(story.app.streams().marker(marker).image_id))
    assert topics(happened(story, FailMarkerAdvice, **about(story, other, ADVISE), reason=BROKEN)) == [
        "marker.advice_failed"
    ]
    assert story.app.streams().marker(other).status == "generated"


def test_a_proof_and_advice_that_failed_are_asked_for_again_once(story: Story, marker: UUID):
    first = story.app.streams().marker(marker).owed
    assert happened(story, RequestMarkerGeneration, marker_id=marker) == []
    story.fail_advice(story.fail_proof(marker))
    again = happened(story, RequestMarkerGeneration, marker_id=marker)
    assert [(event.TOPIC, event.originator_version) for event in again] == [
        ("marker.further_requested", 5),
        ("marker.further_requested", 6),
    ]
    owed = story.app.streams().marker(marker).owed
    assert owed == {PROVE: job_id(marker, 5, PROVE), ADVISE: job_id(marker, 6, ADVISE)}
    assert happened(story, RecordMarkerProved, marker_id=marker, job_id=first[PROVE], score=PROVED) == []
    assert happened(story, RequestMarkerGeneration, marker_id=marker) == []
    story.fail_advice(story.prove(marker))
    (only,) = happened(story, RequestMarkerGeneration, marker_id=marker)
    assert (only.TOPIC, list(story.app.streams().marker(marker).owed)) == ("marker.further_requested", [ADVISE])
    story.advise(marker)
    with pytest.raises(Conflict):
        story.give(RequestMarkerGeneration, marker_id=marker)


def test_a_report_of_one_kind_of_work_does_not_settle_the_other(story: Story, marker: UUID):
    assert happened(story, RecordMarkerProved, **about(story, marker, ADVISE), score=PROVED) == []
    assert happened(story, RecordMarkerAdvised, **about(story, marker, PROVE)) == []


def test_a_deleted_marker_is_proved_no_more(story: Story, marker: UUID):
    proof, advice = about(story, marker, PROVE), about(story, marker, ADVISE)
    story.give(DeleteMarker, marker_id=marker)
    assert happened(story, RecordMarkerProved, **proof, score=PROVED) == []
    assert happened(story, RecordMarkerAdvised, **advice) == []
