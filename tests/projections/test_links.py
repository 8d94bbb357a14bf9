from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from application import commands
from projections.links import LinkKey, Totals, link_keys, list_links, write_totals
from projections.public_links import public_link
from tests.projections.reading import Reading
from tests.story import CLIP, ENGINES, RENDITIONS, published


def state(read: Reading, link: UUID) -> str | None:
    read.catch_up()
    found = public_link(read.conn, str(link))
    return found and found.state


def test_whoever_opens_a_link_gets_marker_picture_and_videos(read: Reading):
    ids = published(read.story)
    read.catch_up()
    (row,), _ = list_links(read.conn, read.story.account_id, ids["project"])
    found = public_link(read.conn, row.slug)
    assert found
    assert found == public_link(read.conn, str(ids["link"]))
    assert (found.state, found.title, found.project_id) == ("live", "A poster", ids["project"])
    (target,) = found.targets
    assert (target.marker.id, target.marker.engines, target.marker.width) == (ids["marker"], ENGINES, 640)
    assert target.image
    assert target.image.renditions == RENDITIONS
    assert [(video.id, video.renditions, video.duration) for video in target.videos] == [(ids["video"], CLIP, 3.0)]


def test_a_link_is_being_prepared_until_everything_is_there(read: Reading):
    project = read.story.project()
    image, video = read.story.upload(project), read.story.upload(project, "video")
    marker = read.story.marker(image, video)
    link = read.story.link(project, marker)
    assert state(read, link) == "preparing"
    read.story.process(image)
    read.story.generate(marker)
    assert state(read, link) == "preparing"
    read.story.process(video)
    assert state(read, link) == "live"


def test_a_link_plays_what_can_be_played_in_the_markers_order(read: Reading):
    project = read.story.project()
    image = read.story.process(read.story.upload(project))
    videos = [read.story.upload(project, "video") for _ in range(3)]
    marker = read.story.generate(read.story.marker(image, videos[2], videos[0], videos[1]))
    link = read.story.link(project, marker)
    read.story.reject(videos[0])
    read.story.process(videos[1])
    read.story.process(videos[2])
    assert state(read, link) == "live"
    found = public_link(read.conn, str(link))
    assert found
    assert [video.id for video in found.targets[0].videos] == [videos[2], videos[1]]


def test_a_link_without_videos_is_live_and_one_whose_videos_all_failed_is_not(read: Reading):
    project = read.story.project()
    image = read.story.process(read.story.upload(project))
    bare = read.story.link(project, read.story.generate(read.story.marker(image)))
    video = read.story.upload(project, "video")
    broken = read.story.link(project, read.story.generate(read.story.marker(image, video)))
    read.story.fail(video)
    assert (state(read, bare), state(read, broken)) == ("live", "preparing")


@pytest.mark.parametrize(
    ("command", "field", "seen"),
    [
        (commands.DeleteMarker, "marker", "paused"),
        (commands.DeleteLink, "link", None),
        (commands.DeleteProject, "project", None),
    ],
)
def test_a_link_that_its_owner_stopped_does_not_play(read: Reading, command: type, field: str, seen: str | None):
    ids = published(read.story)
    read.story.give(command, **{f"{field}_id": ids[field]})
    assert state(read, ids["link"]) == seen


def test_a_paused_link_does_not_play(read: Reading):
    ids = published(read.story)
    read.story.give(commands.ChangeLink, link_id=ids["link"], active=False)
    assert state(read, ids["link"]) == "paused"


def test_a_link_to_a_refused_marker_does_not_play(read: Reading):
    project = read.story.project()
    marker = read.story.marker(read.story.upload(project))
    link = read.story.link(project, marker)
    read.story.reject_marker(marker)
    assert state(read, link) == "paused"


def test_a_link_whose_videos_were_all_refused_or_deleted_does_not_wait_for_them(read: Reading):
    project = read.story.project()
    image = read.story.process(read.story.upload(project))
    videos = [read.story.upload(project, "video") for _ in range(2)]
    link = read.story.link(project, read.story.generate(read.story.marker(image, *videos)))
    read.story.reject(videos[0])
    assert state(read, link) == "preparing"
    read.story.give(commands.DeleteMedia, media_id=videos[1])
    assert state(read, link) == "paused"


def test_a_printed_address_leads_to_the_new_marker_and_the_old_slug_nowhere(read: Reading):
    ids = published(read.story)
    other = read.story.generate(read.story.marker(ids["image"]))
    read.story.give(commands.ChangeLink, link_id=ids["link"], marker_ids=(other,))
    read.story.give(commands.ChangeLink, link_id=ids["link"], active=False)
    read.story.give(commands.ChangeLink, link_id=ids["link"], active=True)
    new = f"another-{uuid4().hex[:8]}"
    old = read.story.app.streams().link(ids["link"], read.story.account_id).slug
    read.story.give(commands.ChangeLink, link_id=ids["link"], slug=new)
    read.catch_up()
    found = public_link(read.conn, new)
    assert found
    assert ([target.marker.id for target in found.targets], found.state) == ([other], "live")
    assert public_link(read.conn, old) is None
    assert public_link(read.conn, str(uuid4())) is None


def test_links_are_listed_with_totals(read: Reading):
    ids = published(read.story)
    read.story.give(commands.DeleteLink, link_id=read.story.link(ids["project"], ids["marker"]))
    read.catch_up()
    write_totals(read.conn, [Totals(id=ids["link"], total_views=4, unique_viewers=3)])
    (row,), total = list_links(read.conn, read.story.account_id, ids["project"])
    assert (row.id, row.status, row.total_views, row.unique_viewers, total) == (ids["link"], "active", 4, 3, 1)
    assert list_links(read.conn, uuid4(), ids["project"]) == ([], 0)


def test_views_are_counted_where_the_link_says(read: Reading):
    ids = published(read.story)
    read.catch_up()
    key = LinkKey(project_id=ids["project"], marker_id=ids["marker"], owner_id=read.story.account_id)
    assert link_keys(read.conn, [ids["link"], uuid4()]) == {ids["link"]: key}
