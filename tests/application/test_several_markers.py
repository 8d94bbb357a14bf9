"""Links that lead to several markers."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from application.commands import ChangeLink, DeleteMarker, PublishLink
from domain.errors import Invalid, NotFound
from domain.event import Stamp, fold
from domain.link import MAX_MARKERS, LinkPublished, LinkRetargeted, evolve
from tests.story import BEGINNING, Story, happened, topics


@pytest.fixture
def project(story: Story) -> UUID:
    return story.project()


def markers(story: Story, project: UUID, count: int) -> list[UUID]:
    image = story.upload(project)
    return [story.marker(image) for _ in range(count)]


def led_to(story: Story, link: UUID) -> list[UUID]:
    return list(story.app.streams().link(link, story.account_id).marker_ids)


def test_a_link_leads_to_several_markers_in_their_order(story: Story, project: UUID):
    first, second, third = markers(story, project, 3)
    wish = {"link_id": uuid4(), "project_id": project, "marker_ids": (third, first, second), "slug": "three-posters"}
    published, _ = happened(story, PublishLink, **wish)
    assert isinstance(published, LinkPublished)
    assert (published.marker_id, published.further_marker_ids) == (third, (first, second))
    assert led_to(story, wish["link_id"]) == [third, first, second]


def test_a_printed_address_is_led_to_others_and_to_one_again(story: Story, project: UUID):
    first, second, third = markers(story, project, 3)
    link = story.link(project, first)
    (event,) = happened(story, ChangeLink, link_id=link, marker_ids=(first, second))
    assert isinstance(event, LinkRetargeted)
    assert (event.marker_id, event.further_marker_ids) == (first, (second,))
    assert happened(story, ChangeLink, link_id=link, marker_ids=(first, second)) == []
    assert topics(happened(story, ChangeLink, link_id=link, marker_ids=(second, first))) == ["link.retargeted"]
    story.give(ChangeLink, link_id=link, marker_ids=(third,))
    assert led_to(story, link) == [third]


def test_there_are_one_to_twelve_each_once(story: Story, project: UUID):
    many = markers(story, project, MAX_MARKERS + 1)
    link = story.link(project, *many[:1], "a-few", *many[1:MAX_MARKERS])
    assert len(led_to(story, link)) == MAX_MARKERS == 12
    for wrong, code in (
        ((), "invalid_marker_count"),
        (tuple(many), "invalid_marker_count"),
        ((many[0], many[1], many[0]), "repeated_marker"),
    ):
        with pytest.raises(Invalid) as refused:
            story.give(ChangeLink, link_id=link, marker_ids=wrong)
        assert refused.value.code == code
        with pytest.raises(Invalid) as refused:
            story.give(PublishLink, link_id=uuid4(), project_id=project, marker_ids=wrong, slug="some-more")
        assert refused.value.code == code


def test_each_is_one_of_the_links_project_that_can_be(story: Story, project: UUID):
    good, refused = markers(story, project, 2)
    story.reject_marker(refused)
    (elsewhere,) = markers(story, story.project(), 1)
    stranger = Story(story.app)
    (theirs,) = markers(stranger, stranger.project(), 1)
    link = story.link(project, good)
    for wrong, error in ((refused, Invalid), (elsewhere, Invalid), (theirs, NotFound), (uuid4(), NotFound)):
        with pytest.raises(error, match=str(wrong)):
            story.give(ChangeLink, link_id=link, marker_ids=(good, wrong))
        with pytest.raises(error, match=str(wrong)):
            story.link(project, good, "never-there", wrong)
    assert led_to(story, link) == [good]


def test_a_deleted_marker_stays_among_the_others_until_the_link_is_led_elsewhere(story: Story, project: UUID):
    first, second = markers(story, project, 2)
    link = story.link(project, first, "two-posters", second)
    story.give(DeleteMarker, marker_id=first)
    assert led_to(story, link) == [first, second]
    story.give(ChangeLink, link_id=link, marker_ids=(second,))
    assert led_to(story, link) == [second]


def test_links_of_the_time_before_lead_to_their_one_marker():
    link, first, second = (uuid4() for _ in range(3))
    stamp = Stamp(id=link, version=1, command_id=uuid4(), at=BEGINNING)
    whose = {"owner_id": uuid4(), "project_id": uuid4(), "slug": "old"}
    events = [
        stamp.event(LinkPublished, marker_id=first, **whose),
        stamp.event(LinkRetargeted, marker_id=second),
    ]
    for count, marker in ((1, first), (2, second)):
        state = fold(evolve, events[:count])
        assert state
        assert state.marker_ids == (marker,)
