from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from application.commands import (
    ChangeMarkerSettings,
    DeleteMarker,
    FailMarker,
    RecordMarkerGenerated,
    RejectMarker,
    RequestMarker,
    RequestMarkerGeneration,
)
from domain.errors import Conflict, Invalid, NotFound, VersionConflict
from domain.event import job_id
from domain.marker import GENERATE, MAX_VIDEOS, MarkerGenerated, MarkerRequested
from domain.values import MarkerSettings
from tests.story import BROKEN, ENGINES, NO_FEATURES, SCORE, Story, happened, topics

MADE = {"width": 4, "height": 3, "dpi": 72, "keypoints": 9, "points": 4, "score": SCORE, "engines": ENGINES}


def test_a_marker_can_be_asked_for_before_its_picture_is_processed(story: Story):
    project, marker = story.project(), uuid4()
    image, video = story.upload(project), story.upload(project, "video")
    asked = {"marker_id": marker, "image_id": image, "video_ids": (video,)}
    (event,) = happened(story, RequestMarker, **asked, settings=MarkerSettings(scale=2.0))
    assert isinstance(event, MarkerRequested)
    assert (event.project_id, event.image_id, event.video_ids, event.settings.scale) == (project, image, (video,), 2.0)
    assert story.app.streams().marker(marker).job_id == job_id(marker, 1, GENERATE)


def test_pictures_and_videos_keep_their_places(story: Story):
    project = story.project()
    image, video = story.upload(project), story.upload(project, "video")
    for ids, code in (((video,), "not_an_image"), ((image, image), "not_a_video")):
        with pytest.raises(Invalid) as refused:
            story.marker(*ids)
        assert refused.value.code == code


def test_what_was_refused_makes_no_marker(story: Story):
    project = story.project()
    image, video = story.upload(project), story.reject(story.upload(project, "video"))
    for ids, code in (((story.reject(story.upload(project)),), "image_rejected"), ((image, video), "video_rejected")):
        with pytest.raises(Invalid, match="has no features") as refused:
            story.marker(*ids)
        assert refused.value.code == code


def test_a_marker_is_of_one_project_with_a_few_videos(story: Story):
    project = story.project()
    image = story.upload(project)
    with pytest.raises(Invalid) as refused:
        story.marker(image, story.upload(story.project(), "video"))
    assert refused.value.code == "other_project"
    video = story.upload(project, "video")
    story.marker(image, *[video] * MAX_VIDEOS)
    with pytest.raises(Invalid) as refused:
        story.marker(image, *[video] * (MAX_VIDEOS + 1))
    assert refused.value.code == "too_many_videos"


def test_strangers_make_no_markers_and_an_id_is_used_once(story: Story):
    image = story.upload(story.project())
    with pytest.raises(NotFound):
        story.marker(image, account_id=uuid4())
    with pytest.raises(NotFound):
        story.marker(image, uuid4())
    marker = story.marker(image)
    with pytest.raises(Conflict):
        story.give(RequestMarker, marker_id=marker, image_id=image)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("scale", 0.05, "scale"),
        ("scale", 5.1, "scale"),
        ("rotation", -1.0, "rotation"),
        ("rotation", 361.0, "rotation"),
        ("opacity", 1.1, "opacity"),
        ("offset_x", 5.1, "offsetX"),
        ("offset_y", -5.1, "offsetY"),
        ("scale", float("nan"), "scale"),
    ],
)
def test_settings_out_of_their_range_are_refused(story: Story, name: str, value: float, said: str):
    settings = MarkerSettings(**{name: value})
    image = story.upload(story.project())
    with pytest.raises(Invalid, match=said):
        story.marker(image, settings=settings)
    marker = story.marker(image)
    with pytest.raises(Invalid, match=said):
        story.give(ChangeMarkerSettings, marker_id=marker, settings=settings)


def test_settings_change_only_when_they_do(story: Story):
    marker = story.marker(story.upload(story.project()))
    change: dict[str, Any] = {"marker_id": marker, "settings": MarkerSettings(loop=True)}
    assert topics(happened(story, ChangeMarkerSettings, **change)) == ["marker.settings_changed"]
    assert happened(story, ChangeMarkerSettings, **change) == []


def test_work_is_recorded_once_however_it_ended(story: Story):
    marker = story.marker(story.upload(story.project()))
    about = {"marker_id": marker, "job_id": story.app.streams().marker(marker).job_id}
    (event,) = happened(story, RecordMarkerGenerated, **about, **MADE)
    assert isinstance(event, MarkerGenerated)
    assert (event.engines, event.score) == (ENGINES, SCORE)
    assert happened(story, RecordMarkerGenerated, **about, **MADE) == []
    assert happened(story, RejectMarker, **about, reason=NO_FEATURES) == []
    assert happened(story, FailMarker, **about, reason=BROKEN) == []


def test_failed_work_can_be_asked_for_again_and_refused_work_cannot(story: Story):
    image = story.upload(story.project())
    marker = story.marker(image)
    assert happened(story, RequestMarkerGeneration, marker_id=marker) == []
    story.fail_marker(marker)
    assert story.app.streams().marker(marker).reason == BROKEN
    assert topics(happened(story, RequestMarkerGeneration, marker_id=marker)) == ["marker.generation_requested"]
    assert story.app.streams().marker(marker).job_id == job_id(marker, 3, GENERATE)
    with pytest.raises(Conflict):
        story.give(RequestMarkerGeneration, marker_id=story.reject_marker(story.marker(image)))


def test_a_deleted_marker_is_gone_for_its_owner_and_seen_by_workers(story: Story):
    marker = story.marker(story.upload(story.project()))
    assert topics(happened(story, DeleteMarker, marker_id=marker)) == ["marker.deleted"]
    with pytest.raises(NotFound):
        story.give(DeleteMarker, marker_id=marker)
    assert story.app.streams().marker(marker).status == "deleted"


@pytest.mark.parametrize("command", [DeleteMarker, RequestMarkerGeneration, ChangeMarkerSettings])
def test_a_marker_of_another_account_or_version_is_refused(story: Story, command: type):
    marker = story.fail_marker(story.marker(story.upload(story.project())))
    more = {"settings": MarkerSettings(loop=True)} if command is ChangeMarkerSettings else {}
    with pytest.raises(NotFound):
        story.give(command, marker_id=marker, account_id=uuid4(), **more)
    with pytest.raises(VersionConflict):
        story.give(command, marker_id=marker, expected_version=1, **more)
    story.give(command, marker_id=marker, expected_version=2, **more)
