from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from application.commands import ChangeLink, DeleteLink, PublishLink
from domain.errors import Conflict, Invalid, NotFound, SlugTaken, VersionConflict
from domain.link import LinkPublished
from domain.slug import slug_id
from tests.story import Story, happened, topics


@pytest.fixture
def project(story: Story) -> UUID:
    return story.project()


@pytest.fixture
def marker(story: Story, project: UUID) -> UUID:
    return story.marker(story.upload(project))


def holder(story: Story, slug: str) -> UUID | None:
    state = story.app.streams().slug(slug)
    return state and state.link_id


def test_link_and_slug_are_published_together(story: Story, project: UUID, marker: UUID):
    link = uuid4()
    publish = {"link_id": link, "project_id": project, "marker_ids": (marker,), "slug": "my-poster", "title": "Poster"}
    published, claimed = happened(story, PublishLink, **publish)
    assert isinstance(published, LinkPublished)
    assert (published.slug, published.title, published.owner_id) == ("my-poster", "Poster", story.account_id)
    assert (claimed.TOPIC, claimed.originator_id) == ("slug.claimed", slug_id("my-poster"))
    assert holder(story, "my-poster") == link


def test_a_slug_leads_to_one_link(story: Story, project: UUID, marker: UUID):
    story.link(project, marker, "my-poster")
    with pytest.raises(SlugTaken):
        story.link(project, marker, "my-poster")
    other = Story(story.app)
    theirs = other.project()
    with pytest.raises(SlugTaken):
        other.link(theirs, other.marker(other.upload(theirs)), "my-poster")


def test_a_title_that_cannot_be_stored_is_refused(story: Story, project: UUID, marker: UUID):
    with pytest.raises(Invalid) as refused:
        story.give(
            PublishLink, link_id=uuid4(), project_id=project, marker_ids=(marker,), slug="my-poster", title="Pos\0ter"
        )
    assert refused.value.code == "invalid_text"


@pytest.mark.parametrize("slug", ["ab", "x" * 51, "My-Poster", "a_b", "", "наш", "api", "assets", "view"])
def test_a_slug_that_cannot_be_printed_is_refused(story: Story, project: UUID, marker: UUID, slug: str):
    with pytest.raises(Invalid):
        story.give(PublishLink, link_id=uuid4(), project_id=project, marker_ids=(marker,), slug=slug)


def test_a_slug_is_never_an_id(story: Story, project: UUID, marker: UUID):
    for slug in (str(uuid4()), uuid4().hex):
        with pytest.raises(Invalid) as refused:
            story.link(project, marker, slug)
        assert refused.value.code == "reserved_slug"


def test_a_released_slug_is_kept_for_its_last_owner(story: Story, project: UUID, marker: UUID):
    story.give(DeleteLink, link_id=story.link(project, marker, "my-poster"))
    assert holder(story, "my-poster") is None
    other = Story(story.app)
    theirs = other.project()
    with pytest.raises(SlugTaken):
        other.link(theirs, other.marker(other.upload(theirs)), "my-poster")
    again = story.link(project, marker, "my-poster")
    assert holder(story, "my-poster") == again


def test_a_rename_claims_the_new_slug_and_releases_the_old_one(story: Story, project: UUID, marker: UUID):
    link = story.link(project, marker, "old-name")
    events = happened(story, ChangeLink, link_id=link, slug="new-name")
    assert topics(events) == ["link.renamed", "slug.claimed", "slug.released"]
    assert (holder(story, "new-name"), holder(story, "old-name")) == (link, None)
    assert happened(story, ChangeLink, link_id=link, slug="new-name") == []


def test_a_rename_to_a_taken_slug_changes_nothing(story: Story, project: UUID, marker: UUID):
    link, other = story.link(project, marker, "my-name"), story.link(project, marker, "their-name")
    with pytest.raises(SlugTaken):
        story.give(ChangeLink, link_id=link, slug="their-name")
    assert (holder(story, "my-name"), holder(story, "their-name")) == (link, other)


def test_a_link_is_paused_and_goes_on(story: Story, project: UUID, marker: UUID):
    link = story.link(project, marker)
    assert happened(story, ChangeLink, link_id=link, active=True) == []
    assert topics(happened(story, ChangeLink, link_id=link, active=False)) == ["link.disabled"]
    assert happened(story, ChangeLink, link_id=link, active=False) == []
    assert topics(happened(story, ChangeLink, link_id=link, active=True)) == ["link.enabled"]


def test_a_printed_address_can_lead_to_another_marker_of_its_project(story: Story, project: UUID, marker: UUID):
    link = story.link(project, marker)
    other = story.marker(story.upload(project))
    assert topics(happened(story, ChangeLink, link_id=link, marker_ids=(other,))) == ["link.retargeted"]
    assert happened(story, ChangeLink, link_id=link, marker_ids=(other,)) == []
    with pytest.raises(Invalid) as refused:
        story.give(ChangeLink, link_id=link, marker_ids=(story.marker(story.upload(story.project())),))
    assert refused.value.code == "other_project"


def test_several_changes_are_made_together_or_not_at_all(story: Story, project: UUID, marker: UUID):
    link, other = story.link(project, marker, "old-name"), story.marker(story.upload(project))
    for wrong in ({"marker_ids": (uuid4(),)}, {"slug": "no"}, {"slug": ""}):
        with pytest.raises((NotFound, Invalid)):
            story.give(
                ChangeLink, link_id=link, **{"slug": "new-name", "marker_ids": (other,), "active": False, **wrong}
            )
        assert (holder(story, "old-name"), holder(story, "new-name")) == (link, None)
    events = happened(story, ChangeLink, link_id=link, slug="new-name", marker_ids=(other,), active=False)
    expected = ["link.renamed", "link.retargeted", "link.disabled", "slug.claimed", "slug.released"]
    assert topics(events) == expected
    assert (holder(story, "old-name"), holder(story, "new-name")) == (None, link)
    state = story.app.streams().link(link, story.account_id)
    assert (state.slug, state.marker_ids, state.enabled, state.version) == ("new-name", (other,), False, 4)
    assert happened(story, ChangeLink, link_id=link, slug="new-name", marker_ids=(other,), active=False) == []
    assert happened(story, ChangeLink, link_id=link) == []


def test_a_link_needs_a_marker_that_can_be(story: Story, project: UUID, marker: UUID):
    story.reject_marker(marker)
    with pytest.raises(Invalid, match="has no features") as refused:
        story.link(project, marker)
    assert refused.value.code == "marker_rejected"
    with pytest.raises(NotFound):
        story.link(project, uuid4())
    with pytest.raises(NotFound):
        story.link(uuid4(), marker)


def test_an_id_is_used_once(story: Story, project: UUID, marker: UUID):
    link = story.link(project, marker)
    with pytest.raises(Conflict) as refused:
        story.give(PublishLink, link_id=link, project_id=project, marker_ids=(marker,), slug="another")
    assert refused.value.code == "id_taken"


def test_a_deleted_link_is_gone(story: Story, project: UUID, marker: UUID):
    link = story.link(project, marker)
    assert topics(happened(story, DeleteLink, link_id=link)) == ["link.deleted", "slug.released"]
    with pytest.raises(NotFound):
        story.give(DeleteLink, link_id=link)


@pytest.mark.parametrize("command", [ChangeLink, DeleteLink])
def test_a_link_of_another_account_or_version_is_refused(story: Story, project: UUID, marker: UUID, command: type):
    link = story.link(project, marker)
    with pytest.raises(NotFound):
        story.give(command, link_id=link, account_id=uuid4())
    with pytest.raises(VersionConflict):
        story.give(command, link_id=link, expected_version=7)
    story.give(command, link_id=link, expected_version=1)
