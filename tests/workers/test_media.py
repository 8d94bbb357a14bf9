from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from application import commands
from application.ports import InputRejected, WorkFailed
from domain.media import MediaFailed, MediaProcessed, MediaRejected
from tests.workers.benches import Workshop, nothing


@pytest.fixture
def project(shop: Workshop) -> UUID:
    return shop.story.project()


def test_a_picture_gets_its_renditions_under_names_that_follow_from_their_bytes(shop: Workshop, project: UUID):
    image = shop.upload(project)
    shop.process(image)
    processed = shop.story.app.read(image)[-1]
    assert isinstance(processed, MediaProcessed)
    assert (processed.width, processed.height, processed.format, processed.duration) == (64, 48, "png", 0.0)
    name = hashlib.sha256(b"displayimage").hexdigest()[:40]
    assert [rendition.key for rendition in processed.renditions] == [f"masters/{image}.png", f"public/{name}.webp"]
    assert [rendition.size for rendition in processed.renditions] == [11, 12]
    assert {rendition.key for rendition in processed.renditions} < set(shop.store.objects)
    assert processed.warnings == ("small_picture",)


def test_a_video_tells_its_length_and_sound(shop: Workshop, project: UUID):
    video = shop.upload(project, "video")
    shop.process(video)
    processed = shop.story.app.read(video)[-1]
    assert isinstance(processed, MediaProcessed)
    assert (processed.format, processed.duration, processed.fps, processed.has_audio) == ("mp4", 2.0, 30.0, True)


def test_progress_is_told_and_kept_nowhere(shop: Workshop, project: UUID):
    image = shop.upload(project)
    shop.process(image)
    assert shop.live.hints == [(project, {"topic": "progress", "id": str(image), "step": "work", "share": 0.5})]
    assert shop.topics(image) == ["media.processed"]


def test_the_same_message_again_does_nothing(shop: Workshop, project: UUID):
    image = shop.upload(project)
    job = shop.story.app.streams().media(image).job_id
    for _ in range(3):
        shop.media.process_media(job, image)
    assert (shop.topics(image), shop.tools.runs) == (["media.processed"], 1)


def test_a_message_about_work_that_was_asked_for_again_since_does_nothing(shop: Workshop, project: UUID):
    image = shop.upload(project)
    old = shop.story.app.streams().media(image).job_id
    shop.story.fail(image)
    shop.story.give(commands.RequestMediaProcessing, media_id=image)
    shop.media.process_media(old, image)
    assert shop.tools.runs == 0
    shop.process(image)
    assert shop.topics(image) == ["media.failed", "media.processing_requested", "media.processed"]


def test_what_cannot_be_used_is_refused_at_once_with_the_reason(shop: Workshop, project: UUID):
    def refuse() -> None:
        raise InputRejected("truncated", "The file ends too early.")

    shop.tools.action = refuse
    image = shop.upload(project)
    shop.process(image)
    rejected = shop.story.app.read(image)[-1]
    assert isinstance(rejected, MediaRejected)
    assert (rejected.reason.code, rejected.reason.detail) == ("truncated", "The file ends too early.")
    assert [key for key in shop.store.objects if str(image) in key] == []


@pytest.mark.parametrize("error", [WorkFailed("ffmpeg ended by SIGSEGV"), ZeroDivisionError(), MemoryError()])
def test_work_that_fails_three_times_has_failed_and_says_nothing_of_why(
    shop: Workshop, project: UUID, error: Exception
):
    def fail() -> None:
        raise error

    shop.tools.action = fail
    image = shop.upload(project)
    for _ in range(2):
        shop.process(image)
    assert shop.topics(image) == []
    shop.process(image)
    failed = shop.story.app.read(image)[-1]
    assert isinstance(failed, MediaFailed)
    assert (failed.reason.code, "ffmpeg" in failed.reason.detail, shop.tools.runs) == ("failed", False, 3)


def test_work_that_fails_and_then_succeeds_succeeds(shop: Workshop, project: UUID):
    def fail_once() -> None:
        shop.tools.action = nothing
        raise WorkFailed("busy")

    shop.tools.action = fail_once
    image = shop.upload(project)
    shop.process(image)
    shop.process(image)
    assert shop.topics(image) == ["media.processed"]


def test_while_the_object_store_is_away_a_job_is_tried_more_often(shop: Workshop, project: UUID):
    image = shop.upload(project)
    body = shop.store.objects.pop(shop.story.app.streams().media(image).object_key)
    for _ in range(7):
        shop.process(image)
    assert (shop.topics(image), shop.tools.runs) == ([], 0)
    shop.store.objects[shop.story.app.streams().media(image).object_key] = body
    shop.process(image)
    assert shop.topics(image) == ["media.processed"]


def test_an_original_that_is_gone_fails_in_the_end(shop: Workshop, project: UUID):
    image = shop.upload(project)
    del shop.store.objects[shop.story.app.streams().media(image).object_key]
    for _ in range(8):
        shop.process(image)
    assert shop.topics(image) == ["media.failed"]


def test_bytes_that_are_not_those_that_were_uploaded_are_not_used(shop: Workshop, project: UUID):
    image = shop.upload(project)
    key = shop.story.app.streams().media(image).object_key
    shop.store.objects[key] = (b"other", shop.store.objects[key][1])
    shop.process(image)
    assert (shop.topics(image), shop.tools.runs) == ([], 0)


def test_what_is_deleted_during_the_work_leaves_nothing_behind(shop: Workshop, project: UUID):
    image = shop.upload(project)
    shop.tools.action = lambda: shop.story.give(commands.DeleteMedia, media_id=image)
    before = set(shop.store.objects)
    shop.process(image)
    assert (shop.topics(image), set(shop.store.objects)) == (["media.deleted"], before)
