from __future__ import annotations

from uuid import uuid4

import pytest

from application.commands import (
    DeleteMedia,
    DeleteProject,
    FailMedia,
    RecordMediaProcessed,
    RejectMedia,
    RequestMediaProcessing,
    UploadMedia,
)
from domain.errors import Conflict, Invalid, NotFound, VersionConflict
from domain.event import job_id
from domain.media import PROCESS, MediaProcessed, MediaRejected, MediaUploaded
from tests.story import BROKEN, NO_FEATURES, RENDITIONS, Story, happened, topics

ORIGINAL = {"filename": "a.jpg", "size": 9, "sha256": "ab", "object_key": "originals/a"}


def test_an_upload_belongs_to_project_and_account(story: Story):
    project, media = story.project(), uuid4()
    (event,) = happened(story, UploadMedia, media_id=media, project_id=project, kind="image", **ORIGINAL)
    assert isinstance(event, MediaUploaded)
    assert (event.project_id, event.owner_id, event.kind, event.size) == (project, story.account_id, "image", 9)
    state = story.app.streams().media(media)
    assert (state.status, state.job_id) == ("pending", job_id(media, 1, PROCESS))


def test_an_upload_into_a_project_that_is_not_ours_or_gone_is_refused(story: Story):
    project = story.project()
    with pytest.raises(NotFound):
        story.upload(project, account_id=uuid4())
    story.give(DeleteProject, project_id=project)
    with pytest.raises(NotFound):
        story.upload(project)


def test_an_id_is_used_once(story: Story):
    project = story.project()
    media = story.upload(project)
    with pytest.raises(Conflict):
        story.give(UploadMedia, media_id=media, project_id=project, kind="image", **ORIGINAL)


def test_a_file_name_that_cannot_be_stored_is_refused(story: Story):
    named = ORIGINAL | {"filename": "a\0.jpg"}
    with pytest.raises(Invalid) as refused:
        story.give(UploadMedia, media_id=uuid4(), project_id=story.project(), kind="image", **named)
    assert refused.value.code == "invalid_text"


def test_work_is_recorded_once_however_it_ended(story: Story):
    media = story.upload(story.project())
    job = story.app.streams().media(media).job_id
    made = {"width": 4, "height": 3, "format": "png", "renditions": RENDITIONS}
    about = {"media_id": media, "job_id": job}
    (event,) = happened(story, RecordMediaProcessed, **about, **made)
    assert isinstance(event, MediaProcessed)
    assert (event.job_id, event.renditions) == (job, RENDITIONS)
    assert happened(story, RecordMediaProcessed, **about, **made) == []
    assert happened(story, RejectMedia, **about, reason=NO_FEATURES) == []
    assert happened(story, FailMedia, **about, reason=BROKEN) == []
    assert story.app.streams().media(media).status == "processed"


def test_a_refusal_keeps_its_reason_and_is_final(story: Story):
    media = story.reject(story.upload(story.project()))
    rejected = story.app.read(media)[-1]
    assert isinstance(rejected, MediaRejected)
    assert story.app.streams().media(media).reason == NO_FEATURES
    with pytest.raises(Conflict) as refused:
        story.give(RequestMediaProcessing, media_id=media)
    assert refused.value.code == "not_retriable"


def test_failed_work_can_be_asked_for_again_under_another_id(story: Story):
    media = story.upload(story.project())
    first = story.app.streams().media(media).job_id
    assert happened(story, RequestMediaProcessing, media_id=media) == []
    story.fail(media)
    assert topics(happened(story, RequestMediaProcessing, media_id=media)) == ["media.processing_requested"]
    state = story.app.streams().media(media)
    assert (state.status, state.reason, state.job_id) == ("pending", None, job_id(media, 3, PROCESS))
    assert happened(story, FailMedia, media_id=media, job_id=first, reason=BROKEN) == []
    story.process(media)
    with pytest.raises(Conflict):
        story.give(RequestMediaProcessing, media_id=media)


def test_what_was_deleted_is_gone_for_its_owner_and_seen_by_workers(story: Story):
    media = story.upload(story.project())
    job = story.app.streams().media(media).job_id
    assert topics(happened(story, DeleteMedia, media_id=media)) == ["media.deleted"]
    with pytest.raises(NotFound):
        story.give(DeleteMedia, media_id=media)
    assert story.app.streams().media(media).status == "deleted"
    assert happened(story, RejectMedia, media_id=media, job_id=job, reason=NO_FEATURES) == []


@pytest.mark.parametrize("command", [DeleteMedia, RequestMediaProcessing])
def test_media_of_another_account_or_version_are_refused(story: Story, command: type):
    media = story.fail(story.upload(story.project()))
    with pytest.raises(NotFound):
        story.give(command, media_id=media, account_id=uuid4())
    with pytest.raises(VersionConflict):
        story.give(command, media_id=media, expected_version=1)
    story.give(command, media_id=media, expected_version=2)
