from __future__ import annotations

from uuid import UUID, uuid4

from application import commands
from domain.quality import LookAlike, Score
from domain.values import MarkerSettings
from projections.markers import get_marker, list_markers, neighbours
from tests.projections.reading import Reading
from tests.story import BROKEN, CROP, ENGINES, NO_FEATURES, PLANAR_ONLY, PROVED, SCORE


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
    read.story.give(commands.ChangeMarkerSettings, marker_id=marker, settings=MarkerSettings(loop=True, fit="cover"))
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


def test_a_proof_takes_the_place_of_the_estimate_and_a_failed_one_leaves_it(read: Reading):
    image = read.story.upload(read.story.project())
    good, bad = (read.story.generate(read.story.marker(image)) for _ in range(2))
    nft_only = read.story.generate(read.story.marker(image), engines={"nft": ENGINES["nft"]})
    read.catch_up()
    assert shown(read, good, bad, nft_only) == [("pending", SCORE), ("pending", SCORE), ("none", SCORE)]
    read.story.prove(good)
    read.story.fail_proof(bad)
    read.catch_up()
    assert shown(read, good, bad) == [("done", PROVED), ("failed", SCORE)]
    read.story.give(commands.RequestMarkerGeneration, marker_id=bad)
    read.catch_up()
    assert shown(read, bad) == [("pending", SCORE)]


def shown(read: Reading, *markers: UUID) -> list[tuple[str, Score | None]]:
    rows = [get_marker(read.conn, read.story.account_id, marker) for marker in markers]
    return [(row.proof, row.score) for row in rows if row]


def test_advice_is_shown(read: Reading):
    marker = read.story.generate(read.story.marker(read.story.upload(read.story.project())))
    alike = (LookAlike(marker_id=uuid4(), likeness=0.9, turned=True),)
    read.story.advise(marker, proposals=(CROP,), look_alikes=alike)
    read.catch_up()
    row = get_marker(read.conn, read.story.account_id, marker)
    assert row
    assert (row.proposals, row.look_alikes, row.proof, row.advice, row.version) == (
        (CROP,),
        alike,
        "pending",
        "done",
        3,
    )


def test_advice_that_failed_says_so_until_it_is_asked_for_again(read: Reading):
    marker = read.story.generate(read.story.marker(read.story.upload(read.story.project())))
    told = []
    for step in (read.story.fail_advice, lambda id: read.story.give(commands.RequestMarkerGeneration, marker_id=id)):
        step(marker)
        read.catch_up()
        row = get_marker(read.conn, read.story.account_id, marker)
        told.append(row and (row.status, row.advice, row.proof))
    assert told == [("generated", "failed", "pending"), ("generated", "pending", "pending")]


def test_a_deleted_marker_is_warned_of_no_more(read: Reading):
    image = read.story.upload(read.story.project())
    gone, going, other, marker = (read.story.generate(read.story.marker(image)) for _ in range(4))
    alike = tuple(LookAlike(marker_id=id, likeness=0.9) for id in (gone, going, other))
    read.story.give(commands.DeleteMarker, marker_id=gone)
    read.story.advise(marker, look_alikes=alike)
    read.story.give(commands.DeleteMarker, marker_id=going)
    read.catch_up()
    row = get_marker(read.conn, read.story.account_id, marker)
    assert row
    assert row.look_alikes == alike[2:]


def test_neighbours_are_the_owners_other_generated_markers_the_newest_first(read: Reading):
    image = read.story.upload(read.story.project())
    first, second, third = (read.story.generate(read.story.marker(image)) for _ in range(3))
    read.story.marker(image)
    read.story.generate(read.story.marker(image), engines={"nft": ENGINES["nft"]})
    read.catch_up()
    found = neighbours(read.conn, read.story.account_id, third, 10)
    assert [(one.id, one.base, one.files) for one in found] == [
        (id, ENGINES["planar"].base, ENGINES["planar"].files) for id in (second, first)
    ]
    assert len(neighbours(read.conn, read.story.account_id, third, 1)) == 1
    assert neighbours(read.conn, uuid4(), third, 10) == []


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
