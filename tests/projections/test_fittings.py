from __future__ import annotations

from application import commands
from domain.fitting import FIT
from projections.jobs import list_jobs
from projections.markers import get_marker
from projections.public_links import public_link
from tests.projections.reading import Reading
from tests.story import BROKEN, FOUND, NOT_IN_VIDEO


def test_a_marker_shows_how_the_search_in_each_video_stands(read: Reading):
    story = read.story
    project = story.project()
    videos = [story.upload(project, "video") for _ in range(4)]
    marker = story.marker(story.upload(project), *videos)
    story.fit(marker, videos[0])
    story.refuse_fit(marker, videos[1])
    story.fail_fit(marker, videos[2])
    link = story.link(project, marker)
    read.catch_up()
    row, public = get_marker(read.conn, story.account_id, marker), public_link(read.conn, str(link))
    assert row
    assert public
    told = [(row.fittings[video].state, row.fittings[video].reason) for video in videos]
    assert told == [("found", None), ("refused", NOT_IN_VIDEO), ("failed", BROKEN), ("pending", None)]
    assert row.fittings[videos[0]].fit == FOUND
    assert (public.targets[0].marker.fittings, row.version) == (row.fittings, 8)


def test_a_search_is_owed_until_it_ends_and_waits_for_its_video(own_read: Reading):
    story = own_read.story
    project = story.project()
    videos = [story.upload(project, "video") for _ in range(3)]
    marker = story.marker(story.upload(project), *videos)
    own_read.catch_up()
    owed = [job for job in list_jobs(own_read.conn)[0] if job.kind == FIT]
    assert {job.waits_for for job in owed} == set(videos)
    assert {(job.queue, job.stream_id, job.owner_id, job.state) for job in owed} == {
        ("fits", marker, story.account_id, "pending")
    }
    story.fit(marker, videos[0])
    story.refuse_fit(marker, videos[1])
    story.give(commands.DeleteMarker, marker_id=marker)
    own_read.catch_up()
    ended = {job.waits_for: (job.state, job.reason) for job in list_jobs(own_read.conn)[0] if job.kind == FIT}
    assert [ended[video] for video in videos] == [("done", None), ("rejected", NOT_IN_VIDEO), ("cancelled", None)]
