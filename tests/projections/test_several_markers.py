"""What a link with several markers leads to while they come and go."""

from __future__ import annotations

from uuid import UUID

from application import commands
from projections.links import LinkKey, link_keys, list_links
from projections.public_links import public_link
from tests.projections.reading import Reading
from tests.story import Story


def made(story: Story, project: UUID) -> UUID:
    """A marker that can play."""
    image, video = story.process(story.upload(project)), story.process(story.upload(project, "video"))
    return story.generate(story.marker(image, video))


def seen(read: Reading, link: UUID) -> tuple[str, list[UUID]]:
    """The link's state, and the markers that it leads to."""
    read.catch_up()
    found = public_link(read.conn, str(link))
    assert found
    return found.state, [target.marker.id for target in found.targets]


def test_every_marker_comes_with_its_own_picture_and_videos(read: Reading):
    project = read.story.project()
    first, second = made(read.story, project), made(read.story, project)
    link = read.story.link(project, second, "", first)
    assert seen(read, link) == ("live", [second, first])
    found = public_link(read.conn, str(link))
    assert found
    for target in found.targets:
        state = read.story.app.streams().marker(target.marker.id)
        assert target.image
        assert (target.image.id, tuple(video.id for video in target.videos)) == (state.image_id, state.video_ids)


def test_the_link_plays_as_soon_as_one_can_and_the_others_join_it(read: Reading):
    story = read.story
    project = story.project()
    image = story.process(story.upload(project))
    slow, quick = story.marker(image), story.marker(image)
    link = story.link(project, slow, "", quick)
    assert seen(read, link) == ("preparing", [slow, quick])
    story.generate(quick)
    assert seen(read, link) == ("live", [quick])
    story.generate(slow)
    assert seen(read, link) == ("live", [slow, quick])


def test_what_becomes_of_one_does_not_stop_the_others(read: Reading):
    story = read.story
    project = story.project()
    image = story.process(story.upload(project))
    refused, failed, deleted, good = (story.marker(image) for _ in range(4))
    link = story.link(project, refused, "", failed, deleted, good)
    story.reject_marker(refused)
    assert seen(read, link) == ("preparing", [failed, deleted, good])
    story.fail_marker(failed)
    story.generate(deleted)
    assert seen(read, link) == ("live", [deleted])
    story.give(commands.DeleteMarker, marker_id=deleted)
    assert seen(read, link) == ("preparing", [failed, good])
    story.generate(good)
    assert seen(read, link) == ("live", [good])
    story.give(commands.DeleteMarker, marker_id=good)
    story.give(commands.DeleteMarker, marker_id=failed)
    assert seen(read, link) == ("paused", [])


def test_a_link_that_its_owner_paused_leads_nowhere(read: Reading):
    project = read.story.project()
    markers = [made(read.story, project) for _ in range(2)]
    link = read.story.link(project, markers[0], "", markers[1])
    read.story.give(commands.ChangeLink, link_id=link, active=False)
    assert seen(read, link) == ("paused", [])
    read.story.give(commands.ChangeLink, link_id=link, active=True)
    assert seen(read, link) == ("live", markers)


def test_a_link_is_led_to_others(read: Reading):
    story = read.story
    project = story.project()
    first, second, third = (made(story, project) for _ in range(3))
    link = story.link(project, first)
    for markers in ((first, second), (third, first), (second,)):
        story.give(commands.ChangeLink, link_id=link, marker_ids=markers)
        assert seen(read, link) == ("live", list(markers))
        (row,), _ = list_links(read.conn, story.account_id, project)
        assert (row.marker_id, *row.further_marker_ids) == markers


def test_its_views_may_be_of_any_of_them(read: Reading):
    project = read.story.project()
    first, second = made(read.story, project), made(read.story, project)
    link = read.story.link(project, first, "", second)
    read.catch_up()
    key = LinkKey(project_id=project, marker_id=first, owner_id=read.story.account_id, further_marker_ids=(second,))
    assert link_keys(read.conn, [link]) == {link: key}
