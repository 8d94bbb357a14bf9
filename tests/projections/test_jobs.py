from __future__ import annotations

from uuid import UUID

from application import commands
from domain.marker import ADVISE, GENERATE, PROVE
from domain.media import PROCESS
from projections.jobs import JobRow, list_jobs, stuck
from tests.projections.reading import Reading
from tests.story import BROKEN, NO_FEATURES


def jobs(read: Reading, stream_id: UUID) -> list[JobRow]:
    """Of one stream, the newest first."""
    read.catch_up()
    return [row for row in list_jobs(read.conn)[0] if row.stream_id == stream_id]


def test_an_upload_asks_for_work_under_the_id_that_the_stream_knows(own_read: Reading):
    image = own_read.story.upload(own_read.story.project())
    (job,) = jobs(own_read, image)
    assert job.job_id == own_read.app.streams().media(image).job_id
    assert (job.kind, job.queue, job.state, job.owner_id) == (PROCESS, "images", "pending", own_read.story.account_id)


def test_work_ends_as_its_event_says(own_read: Reading):
    project = own_read.story.project()
    uploads = [own_read.story.upload(project, "video") for _ in range(4)]
    own_read.story.process(uploads[0])
    own_read.story.reject(uploads[1])
    own_read.story.fail(uploads[2])
    own_read.story.give(commands.DeleteMedia, media_id=uploads[3])
    ended = [jobs(own_read, id)[0] for id in uploads]
    assert [(job.state, job.reason) for job in ended] == [
        ("done", None),
        ("rejected", NO_FEATURES),
        ("failed", BROKEN),
        ("cancelled", None),
    ]
    assert all(job.settled_at and job.settled_at > job.requested_at for job in ended)


def test_work_that_is_asked_for_again_is_another_job_of_the_same_queue(own_read: Reading):
    video = own_read.story.fail(own_read.story.upload(own_read.story.project(), "video"))
    own_read.story.give(commands.RequestMediaProcessing, media_id=video)
    again, first = jobs(own_read, video)
    assert (first.state, again.state, again.queue) == ("failed", "pending", "videos")
    assert again.job_id == own_read.app.streams().media(video).job_id != first.job_id


def test_a_marker_asked_for_again_waits_for_the_same_picture(own_read: Reading):
    image = own_read.story.upload(own_read.story.project())
    marker = own_read.story.fail_marker(own_read.story.marker(image))
    own_read.story.give(commands.RequestMarkerGeneration, marker_id=marker)
    again, first = jobs(own_read, marker)
    assert (again.kind, again.waits_for, first.waits_for) == (GENERATE, image, image)
    own_read.story.give(commands.DeleteMarker, marker_id=marker)
    assert [job.state for job in jobs(own_read, marker)] == ["cancelled", "failed"]


def test_stuck_is_what_is_old_and_waits_for_nothing(own_read: Reading):
    image = own_read.story.upload(own_read.story.project())
    marker = own_read.story.marker(image)
    own_read.catch_up()
    assert [job.stream_id for job in stuck(own_read.conn, 60)] == [image]
    assert stuck(own_read.conn, 10_000 * 86_400) == []
    own_read.story.process(image)
    own_read.catch_up()
    assert [job.stream_id for job in stuck(own_read.conn, 60)] == [marker]


def test_a_generated_marker_asks_for_its_proof_and_advice_in_queues_of_their_own(own_read: Reading):
    marker = own_read.story.generate(own_read.story.marker(own_read.story.upload(own_read.story.project())))
    owed = own_read.app.streams().marker(marker).owed
    found = {job.kind: job for job in jobs(own_read, marker)}
    assert {kind: (job.queue, job.state, job.waits_for) for kind, job in found.items()} == {
        GENERATE: ("markers", "done", found[GENERATE].waits_for),
        PROVE: ("proofs", "pending", None),
        ADVISE: ("advice", "pending", None),
    }
    assert {kind: found[kind].job_id for kind in (PROVE, ADVISE)} == owed
    assert {job.owner_id for job in found.values()} == {own_read.story.account_id}
    assert marker not in [job.stream_id for job in stuck(own_read.conn, 60)]


def test_proof_and_advice_end_as_their_events_say(own_read: Reading):
    image = own_read.story.upload(own_read.story.project())
    good, bad, gone = (own_read.story.generate(own_read.story.marker(image)) for _ in range(3))
    own_read.story.advise(own_read.story.prove(good))
    own_read.story.fail_advice(own_read.story.fail_proof(bad))
    own_read.story.give(commands.DeleteMarker, marker_id=gone)
    ended = [{job.kind: (job.state, job.reason) for job in jobs(own_read, id)} for id in (good, bad, gone)]
    assert [(end[PROVE], end[ADVISE], end[GENERATE]) for end in ended] == [
        (("done", None), ("done", None), ("done", None)),
        (("failed", BROKEN), ("failed", BROKEN), ("done", None)),
        (("cancelled", None), ("cancelled", None), ("done", None)),
    ]
    own_read.story.give(commands.RequestMarkerGeneration, marker_id=bad)
    again = {job.kind: (job.job_id, job.queue, job.owner_id) for job in jobs(own_read, bad) if job.state == "pending"}
    owed, owner = own_read.app.streams().marker(bad).owed, own_read.story.account_id
    assert again == {PROVE: (owed[PROVE], "proofs", owner), ADVISE: (owed[ADVISE], "advice", owner)}


def test_jobs_are_listed_by_state(own_read: Reading):
    project = own_read.story.project()
    own_read.story.fail(own_read.story.upload(project))
    own_read.story.upload(project)
    own_read.catch_up()
    (failed,), total = list_jobs(own_read.conn, state="failed")
    assert (failed.state, failed.reason, total) == ("failed", BROKEN, 1)
