from __future__ import annotations

from uuid import uuid4

from application import commands
from projections.usage import UsageRow, usage_of
from tests.projections.reading import Reading
from tests.story import published


def test_usage_counts_things_and_bytes(read: Reading):
    published(read.story)
    read.catch_up()
    expected = UsageRow(
        projects=1, images=1, videos=1, markers=1, links=1, original_bytes=2000, rendition_bytes=5700 + 9000
    )
    assert usage_of(read.conn, read.story.account_id) == expected
    assert usage_of(read.conn, uuid4()) == UsageRow()


def test_what_is_deleted_or_refused_counts_no_more(read: Reading):
    ids = published(read.story)
    read.story.reject(read.story.upload(ids["project"]))
    read.story.give(commands.DeleteMedia, media_id=ids["video"])
    read.story.give(commands.DeleteLink, link_id=ids["link"])
    read.story.give(commands.DeleteMarker, marker_id=ids["marker"])
    read.catch_up()
    assert usage_of(read.conn, read.story.account_id) == UsageRow(
        projects=1, images=1, original_bytes=1000, rendition_bytes=5700
    )


def test_a_restored_project_counts_again(read: Reading):
    project = read.story.project()
    read.story.give(commands.DeleteProject, project_id=project)
    read.catch_up()
    assert usage_of(read.conn, read.story.account_id).projects == 0
    read.story.give(commands.RestoreProject, project_id=project)
    read.catch_up()
    assert usage_of(read.conn, read.story.account_id).projects == 1
