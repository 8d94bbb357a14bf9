"""Videos that are to fit by themselves: what is asked for, and how it ends."""

from __future__ import annotations

from uuid import UUID

import pytest

from application.commands import (
    ChangeMarkerSettings,
    DeleteMarker,
    FailMarkerFit,
    RecordMarkerFitted,
    RefuseMarkerFit,
    RequestMarkerGeneration,
)
from domain import fitting
from domain.errors import Conflict
from domain.event import job_id
from domain.fitting import FIT, FittingFound, by_itself
from domain.values import MarkerSettings
from tests.story import BROKEN, ENGINES, FOUND, NOT_IN_VIDEO, Story, happened, topics


def with_videos(story: Story, count: int = 1, **settings: object) -> tuple[UUID, list[UUID]]:
    project = story.project()
    videos = [story.upload(project, "video") for _ in range(count)]
    return story.marker(story.upload(project), *videos, settings=MarkerSettings(**settings)), videos  # type: ignore[arg-type] # as named


def fittings(story: Story, marker: UUID) -> dict[UUID, fitting.Fitting]:
    return story.app.streams().marker(marker).fittings


def test_a_new_marker_looks_for_its_picture_in_each_video_once(story: Story):
    marker, videos = with_videos(story, 2)
    assert topics(list(story.app.read(marker))) == ["marker.requested", "fitting.requested", "fitting.requested"]
    assert {video: search.state for video, search in fittings(story, marker).items()} == dict.fromkeys(
        videos, "pending"
    )
    assert fittings(story, marker)[videos[1]].job_id == job_id(marker, 3, FIT)
    twice = story.marker(story.upload(story.app.streams().marker(marker).project_id), videos[0], videos[0])
    assert list(fittings(story, twice)) == [videos[0]]


@pytest.mark.parametrize(
    "settings", [{"fit": "contain"}, {"fit": "cover"}, {"scale": 2.0}, {"rotation": 90.0}, {"alpha": "stacked"}]
)
def test_nothing_is_looked_for_when_the_owner_has_laid_the_video_by_hand(story: Story, settings: dict[str, object]):
    marker, videos = with_videos(story, **settings)
    assert fittings(story, marker) == {}
    changed = happened(story, ChangeMarkerSettings, marker_id=marker, settings=MarkerSettings(loop=True))
    assert topics(changed) == ["marker.settings_changed", "fitting.requested"]
    assert list(fittings(story, marker)) == videos


def test_what_is_known_is_not_looked_for_again(story: Story):
    marker, (video,) = with_videos(story)
    story.fit(marker, video)
    for settings in (MarkerSettings(fit="contain"), MarkerSettings()):
        changed = happened(story, ChangeMarkerSettings, marker_id=marker, settings=settings)
        assert topics(changed) == ["marker.settings_changed"]
    assert fittings(story, marker)[video].fit == FOUND


def test_a_search_ends_once_and_says_how(story: Story):
    marker, (video,) = with_videos(story)
    about = {"marker_id": marker, "job_id": fittings(story, marker)[video].job_id}
    (event,) = happened(story, RecordMarkerFitted, **about, fit=FOUND)
    assert isinstance(event, FittingFound)
    assert (event.video_id, event.fit) == (video, FOUND)
    for command, facts in (
        (RecordMarkerFitted, {"fit": FOUND}),
        (RefuseMarkerFit, {"reason": NOT_IN_VIDEO}),
        (FailMarkerFit, {"reason": BROKEN}),
    ):
        assert happened(story, command, **about, **facts) == []


def test_a_failed_search_is_asked_for_again_and_a_refused_one_is_not(story: Story):
    marker, videos = with_videos(story, 2)
    story.fail_fit(marker, videos[0])
    story.refuse_fit(marker, videos[1])
    assert happened(story, RequestMarkerGeneration, marker_id=marker) == []
    story.generate(marker, engines={"nft": ENGINES["nft"]})
    first = fittings(story, marker)[videos[0]].job_id
    assert topics(happened(story, RequestMarkerGeneration, marker_id=marker)) == ["fitting.requested"]
    assert fittings(story, marker)[videos[0]].job_id != first
    assert (fittings(story, marker)[videos[0]].state, fittings(story, marker)[videos[1]].state) == (
        "pending",
        "refused",
    )
    with pytest.raises(Conflict):
        story.give(RequestMarkerGeneration, marker_id=story.fit(marker, videos[0]))


def test_a_failed_generation_and_a_failed_search_are_asked_for_together(story: Story):
    marker, (video,) = with_videos(story)
    story.fail_fit(story.fail_marker(marker), video)
    again = happened(story, RequestMarkerGeneration, marker_id=marker)
    assert topics(again) == ["marker.generation_requested", "fitting.requested"]
    assert [event.originator_version for event in again] == [5, 6]


def test_the_search_for_a_deleted_marker_records_nothing(story: Story):
    marker, (video,) = with_videos(story)
    about = {"marker_id": marker, "job_id": fittings(story, marker)[video].job_id}
    story.give(DeleteMarker, marker_id=marker)
    assert happened(story, RecordMarkerFitted, **about, fit=FOUND) == []


def test_only_what_lays_the_video_takes_the_place_of_a_fit():
    assert by_itself(MarkerSettings(loop=True, opacity=0.5, muted=False, overflow=True))
    for by_hand in ({"scale": 1.1}, {"offset_x": 0.1}, {"offset_y": -0.1}, {"rotation": 1.0}, {"fit": "contain"}):
        assert not by_itself(MarkerSettings(**by_hand))  # type: ignore[arg-type] # as named
