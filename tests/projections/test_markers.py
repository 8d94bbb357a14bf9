from __future__ import annotations

from uuid import uuid4

from application import commands
from domain.values import MarkerSettings
from projections.markers import get_marker, list_markers
from tests.projections.reading import Reading
from tests.story import BROKEN, ENGINES, NO_FEATURES, PLANAR_ONLY, SCORE


def test_a_marker_is_shown_from_request_to_files(read: Reading):
    project = read.story.project()
    image, video = read.story.upload(project), read.story.upload(project, "video")
    marker = read.story.marker(image, video, settings=MarkerSettings(scale=1.5))
    read.catch_up()
    pending = get_marker(read.conn, read.story.account_id, marker)
    assert pending
    assert (pending.status, pending.video_ids, pending.settings.scale) == ("pending", (video,), 1.5)
    assert (pending.score, pending.engines, pending.refused) == (None, {}, {})
    read.story.generate(marker)
    read.story.give(commands.ChangeMarkerSettings, marker_id=marker, settings=MarkerSettings(loop=True))
    read.catch_up()
    row = get_marker(read.conn, read.story.account_id, marker)
    assert row
    assert (row.status, row.score, row.engines, row.settings.loop, row.version) == (
        "generated",
        SCORE,
        ENGINES,
        True,
        3,
    )


def test_a_marker_shows_which_engine_refused_its_picture(read: Reading):
    marker = read.story.marker(read.story.upload(read.story.project()))
    read.story.generate(marker, **PLANAR_ONLY)
    read.catch_up()
    row = get_marker(read.conn, read.story.account_id, marker)
    assert row
    assert (row.status, list(row.engines), row.refused) == ("generated", ["planar"], {"nft": NO_FEATURES})


def test_markers_show_why_they_ended_and_forget_it_when_they_are_tried_again(read: Reading):
    image = read.story.upload(read.story.project())
    read.story.reject_marker(read.story.marker(image))
    failed = read.story.fail_marker(read.story.marker(image))
    read.catch_up()
    project = read.app.streams().media(image).project_id
    rows, total = list_markers(read.conn, read.story.account_id, project)
    assert ([(row.status, row.reason) for row in rows], total) == (
        [("failed", BROKEN), ("rejected", NO_FEATURES)],
        2,
    )
    read.story.give(commands.RequestMarkerGeneration, marker_id=failed)
    read.catch_up()
    again = get_marker(read.conn, read.story.account_id, failed)
    assert again
    assert (again.status, again.reason) == ("pending", None)


def test_a_deleted_marker_and_a_stranger_see_nothing(read: Reading):
    project = read.story.project()
    marker = read.story.marker(read.story.upload(project))
    read.catch_up()
    assert get_marker(read.conn, uuid4(), marker) is None
    read.story.give(commands.DeleteMarker, marker_id=marker)
    read.catch_up()
    assert get_marker(read.conn, read.story.account_id, marker) is None
    assert list_markers(read.conn, read.story.account_id, project) == ([], 0)
