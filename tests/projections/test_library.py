from __future__ import annotations

from uuid import uuid4

import pytest

from application import commands
from projections.library import SORTS, get_project, list_projects
from projections.links import Totals, write_totals
from projections.media import get_media, list_media
from tests.projections.reading import Reading
from tests.story import BEGINNING, BROKEN, CLIP, NO_FEATURES, RENDITIONS, Story


def names(read: Reading, **wanted: object) -> list[str]:
    return [row.name for row in list_projects(read.conn, read.story.account_id, **wanted)[0]]


def test_a_project_is_listed_with_its_fields_and_the_times_of_its_events(read: Reading):
    project = read.story.project("Posters", tags=("print", "a1"), description="For walls", public=True)
    read.story.give(commands.EditProject, project_id=project, name="Walls")
    read.catch_up()
    row = get_project(read.conn, read.story.account_id, project)
    assert row
    assert (row.name, row.description, row.tags, row.public) == ("Walls", "For walls", ("print", "a1"), True)
    assert (row.version, (row.updated_at - row.created_at).seconds, row.created_at > BEGINNING) == (2, 1, True)


def test_a_page_of_projects_comes_with_the_number_of_all(read: Reading):
    for number in range(5):
        read.story.project(f"P{number}")
    read.catch_up()
    page, total = list_projects(read.conn, read.story.account_id, page=2, size=2, sort="name")
    assert ([row.name for row in page], total) == (["P2", "P3"], 5)
    assert list_projects(read.conn, read.story.account_id, page=9)[0] == []


def test_projects_are_found_by_words_and_tags_and_status(read: Reading):
    read.story.project("Café_1", tags=("print",))
    read.story.project("Cafe-2", description="50% off")
    gone = read.story.project("Gone")
    read.story.give(commands.DeleteProject, project_id=gone)
    read.catch_up()
    assert names(read, search="CAFÉ") == ["Café_1"]
    assert names(read, search="_") == ["Café_1"]
    assert names(read, search="50%") == ["Cafe-2"]
    assert names(read, search="\\") == []
    assert names(read, tag="print") == ["Café_1"]
    assert names(read, status="deleted") == ["Gone"]


@pytest.mark.parametrize("sort", SORTS)
def test_projects_are_sorted(read: Reading, sort: str):
    ids = [read.story.project(name) for name in ("b", "A")]
    write_totals(read.conn, [Totals(id=ids[1], total_views=7, unique_viewers=5)])
    read.catch_up()
    first = {"name": "A", "createdAt": "b", "updatedAt": "b", "totalViews": "b"}[sort.removeprefix("-")]
    assert names(read, sort=sort) == sorted(["A", "b"], key=lambda name: (name != first) != sort.startswith("-"))


def test_totals_that_were_written_stand_in_the_list(read: Reading):
    project = read.story.project()
    read.catch_up()
    for views in (3, 9):
        write_totals(read.conn, [Totals(id=project, total_views=views, unique_viewers=2)])
    row = get_project(read.conn, read.story.account_id, project)
    assert row
    assert (row.total_views, row.unique_viewers) == (9, 2)


def test_a_restored_project_is_back(read: Reading):
    project = read.story.project()
    read.story.give(commands.DeleteProject, project_id=project)
    read.story.give(commands.RestoreProject, project_id=project)
    read.catch_up()
    assert names(read) == ["Posters"]


def test_media_are_listed_by_kind_from_upload_to_renditions(read: Reading):
    project = read.story.project()
    image, video = read.story.upload(project), read.story.upload(project, "video")
    read.catch_up()
    account = read.story.account_id
    pending = get_media(read.conn, account, image, "image")
    assert pending
    assert (pending.status, pending.renditions, pending.reason) == ("pending", (), None)
    read.story.process(image)
    read.story.process(video)
    read.catch_up()
    assert [row.renditions for row in list_media(read.conn, account, project, "image")[0]] == [RENDITIONS]
    (row,), total = list_media(read.conn, account, project, "video")
    assert (row.renditions, row.duration, row.fps, row.has_audio, total) == (CLIP, 3.0, 25.0, True, 1)


def test_media_show_why_they_ended_and_forget_it_when_they_are_tried_again(read: Reading):
    project, account = read.story.project(), read.story.account_id
    refused, failed = read.story.reject(read.story.upload(project)), read.story.fail(read.story.upload(project))
    read.catch_up()
    rows = [get_media(read.conn, account, id) for id in (refused, failed)]
    assert [row and (row.status, row.reason) for row in rows] == [("rejected", NO_FEATURES), ("failed", BROKEN)]
    read.story.give(commands.RequestMediaProcessing, media_id=failed)
    read.catch_up()
    again = get_media(read.conn, account, failed)
    assert again
    assert (again.status, again.reason) == ("pending", None)


def test_nothing_of_another_account_and_nothing_deleted_is_shown(read: Reading):
    project = read.story.project()
    image, gone = read.story.upload(project), read.story.upload(project)
    read.story.give(commands.DeleteMedia, media_id=gone)
    read.catch_up()
    stranger, account = uuid4(), read.story.account_id
    assert get_project(read.conn, stranger, project) is None
    assert list_projects(read.conn, stranger) == ([], 0)
    assert get_media(read.conn, stranger, image) is None
    assert list_media(read.conn, stranger, project, "image") == ([], 0)
    assert get_media(read.conn, account, gone) is None
    assert get_media(read.conn, account, image, "video") is None
    assert [row.id for row in list_media(read.conn, account, project, "image")[0]] == [image]


def test_accounts_do_not_mix(read: Reading):
    other = Story(read.app)
    other.project("Theirs")
    read.story.project("Ours")
    read.catch_up()
    assert names(read) == ["Ours"]
