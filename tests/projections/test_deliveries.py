from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from adapters import wiring
from projections.deliveries import Deliveries
from projections.jobs import list_jobs
from tests.projections.reading import Reading


@pytest.fixture
def deliveries(own_read: Reading) -> Iterator[Deliveries]:
    with wiring.read_pool(own_read.settings, size=4) as pool:
        yield Deliveries(pool)


def asked(read: Reading, number: int = 1) -> list[UUID]:
    """The ids of so many new jobs."""
    project = read.story.project()
    ids = [read.app.streams().media(read.story.upload(project)).job_id for _ in range(number)]
    read.catch_up()
    return ids


def test_a_job_is_lent_to_one_and_owed_again_when_the_time_is_up(own_read: Reading, deliveries: Deliveries):
    (job,) = asked(own_read)
    (owed,) = deliveries.claim(10, 60)
    assert (owed.job_id, owed.queue, owed.sends) == (job, "images", 1)
    assert deliveries.claim(10, 60) == []
    deliveries.renew([job], -1)
    assert [owed.sends for owed in deliveries.claim(10, 60)] == [2]


def test_claims_at_the_same_time_share_the_jobs_out(own_read: Reading, deliveries: Deliveries):
    jobs = asked(own_read, 24)
    with ThreadPoolExecutor(4) as threads:
        claims = list(threads.map(lambda _: deliveries.claim(10, 60), range(12)))
    assert sorted(owed.job_id for claim in claims for owed in claim) == sorted(jobs)


def test_what_was_settled_is_owed_no_more(own_read: Reading, deliveries: Deliveries):
    project = own_read.story.project()
    own_read.story.process(own_read.story.upload(project))
    own_read.catch_up()
    assert deliveries.claim(10, 60) == []


def test_a_marker_is_owed_when_its_picture_is_settled_even_badly(own_read: Reading, deliveries: Deliveries):
    image = own_read.story.upload(own_read.story.project())
    own_read.story.marker(image)
    own_read.catch_up()
    assert [owed.queue for owed in deliveries.claim(10, 60)] == ["images"]
    own_read.story.reject(image)
    own_read.catch_up()
    assert [owed.queue for owed in deliveries.claim(10, 60)] == ["markers"]


def test_what_could_not_be_sent_is_not_counted(own_read: Reading, deliveries: Deliveries):
    asked(own_read)
    deliveries.give_back(deliveries.claim(10, 60), -1)
    assert [owed.sends for owed in deliveries.claim(10, 60)] == [1]


def test_only_one_worker_has_the_turn(own_read: Reading, deliveries: Deliveries):
    (job,) = asked(own_read)
    with ThreadPoolExecutor(4) as threads:
        turns = list(threads.map(lambda _: deliveries.begin(job, 60), range(8)))
    assert [turn.starts for turn in turns if turn] == [1]
    deliveries.renew([job], -1)
    again = deliveries.begin(job, 60)
    assert again
    assert (again.starts, again.failures) == (2, 0)


def test_a_failure_is_counted_kept_and_tried_again_later(own_read: Reading, deliveries: Deliveries):
    (job,) = asked(own_read)
    for count in (1, 2):
        assert deliveries.begin(job, 60)
        assert deliveries.fail(job, "no space\x00 left" if count == 2 else "no", 60) == count
    assert deliveries.claim(10, 60) == []
    (row,), _ = list_jobs(own_read.conn)
    assert (row.starts, row.failures, row.last_error) == (2, 2, "no space left")
    assert deliveries.fail(uuid4(), "unknown", 1) == 0


def test_a_turn_that_is_given_up_is_not_counted(own_read: Reading, deliveries: Deliveries):
    (job,) = asked(own_read)
    assert deliveries.begin(job, 60)
    deliveries.release([job])
    assert [owed.job_id for owed in deliveries.claim(10, 60)] == [job]
    turn = deliveries.begin(job, 60)
    assert turn
    assert turn.starts == 1


def test_deliveries_of_settled_jobs_are_forgotten_and_others_kept(own_read: Reading, deliveries: Deliveries):
    project = own_read.story.project()
    done, owed = own_read.story.upload(project), own_read.story.upload(project)
    own_read.catch_up()
    assert len(deliveries.claim(10, 60)) == 2
    own_read.story.process(done)
    own_read.catch_up()
    assert deliveries.forget_settled(60) == 1
    assert [(row.stream_id, row.sends) for row in list_jobs(own_read.conn)[0]] == [(owed, 1), (done, 0)]


def test_without_a_database_it_says_so(own_read: Reading, deliveries: Deliveries):
    with wiring.read_pool(own_read.settings, size=1) as pool:
        closed = Deliveries(pool)
    with pytest.raises(ConnectionError):
        closed.claim(1, 1)
