from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from application.commands import AddCaptions, DeleteMedia, RemoveCaptions
from domain.captions import MOST, Captions, CaptionsAdded
from domain.errors import Invalid, NotFound, VersionConflict
from tests.story import NO_FEATURES, Story, happened, topics

ENGLISH = {"language": "en", "label": "English", "key": "public/captions/a.vtt", "size": 300}


@pytest.fixture
def video(story: Story) -> UUID:
    return story.upload(story.project(), "video")


def captions(story: Story, video: UUID) -> dict[str, Captions]:
    return story.app.streams().media(video, story.account_id).captions


def test_captions_are_added_while_a_video_is_still_processed(story: Story, video: UUID):
    (event,) = happened(story, AddCaptions, media_id=video, **ENGLISH)
    assert isinstance(event, CaptionsAdded)
    assert captions(story, video) == {"en": Captions(label="English", key="public/captions/a.vtt", size=300)}
    story.process(video)
    story.caption(video, "ru", "Русский")
    assert list(captions(story, video)) == ["en", "ru"]


def test_the_same_captions_again_change_nothing_and_others_take_their_place(story: Story, video: UUID):
    story.give(AddCaptions, media_id=video, **ENGLISH)
    assert happened(story, AddCaptions, media_id=video, **ENGLISH) == []
    for change in ({"label": "English (CC)"}, {"key": "public/captions/b.vtt", "size": 301}):
        other = {**ENGLISH, **change}
        assert topics(happened(story, AddCaptions, media_id=video, **other)) == ["captions.added"]
        assert captions(story, video) == {"en": Captions(label=other["label"], key=other["key"], size=other["size"])}


def test_captions_are_removed_once(story: Story, video: UUID):
    story.caption(story.caption(video), "ru")
    assert topics(happened(story, RemoveCaptions, media_id=video, language="en")) == ["captions.removed"]
    assert list(captions(story, video)) == ["ru"]
    with pytest.raises(NotFound) as missing:
        story.give(RemoveCaptions, media_id=video, language="en")
    assert missing.value.code == "captions_not_found"


@pytest.mark.parametrize("language", ["", "e", "EN", "english", "en_US", "en-", "../en", "en" + "-a" * 20, "en\n"])
def test_a_language_is_a_tag(story: Story, video: UUID, language: str):
    with pytest.raises(Invalid) as refused:
        story.caption(video, language)
    assert refused.value.code == "invalid_language"


@pytest.mark.parametrize(
    ("label", "code"),
    [("", "invalid_label"), (" ", "invalid_label"), ("a" * 61, "invalid_label"), ("a\nb", "invalid_label"),
     ("a\0", "invalid_text")],
)  # fmt: skip
def test_a_label_is_a_line(story: Story, video: UUID, label: str, code: str):
    with pytest.raises(Invalid) as refused:
        story.caption(video, "en", label)
    assert refused.value.code == code


def test_a_video_has_captions_in_so_many_languages_only(story: Story, video: UUID):
    for number in range(MOST):
        story.caption(video, f"en-x-{number}")
    story.caption(video, "en-x-0", size=2)
    with pytest.raises(Invalid) as refused:
        story.caption(video, "ru")
    assert refused.value.code == "too_many_captions"


def test_pictures_and_refused_videos_have_none(story: Story, video: UUID):
    with pytest.raises(Invalid) as refused:
        story.caption(story.upload(story.project()))
    assert refused.value.code == "not_a_video"
    story.reject(video, NO_FEATURES)
    with pytest.raises(Invalid, match="has no features") as refused:
        story.caption(video)
    assert refused.value.code == "video_rejected"


def test_captions_of_another_account_version_or_of_a_deleted_video_are_refused(story: Story, video: UUID):
    story.caption(video)
    for command, more in ((AddCaptions, ENGLISH), (RemoveCaptions, {"language": "en"})):
        with pytest.raises(NotFound):
            story.give(command, media_id=video, account_id=uuid4(), **more)
        with pytest.raises(VersionConflict):
            story.give(command, media_id=video, expected_version=1, **more)
    story.give(DeleteMedia, media_id=video)
    with pytest.raises(NotFound):
        story.caption(video, "ru")
