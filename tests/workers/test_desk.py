from __future__ import annotations

from uuid import uuid4

import pytest

from adapters import wiring
from adapters.settings import Settings
from domain.values import Ending
from projections.deliveries import Deliveries
from tests.stack import eventually
from tests.workers.benches import SOON, Workshop
from workers.desk import CRASHED, Desk, NotYet


def test_a_second_worker_leaves_the_job_alone(shop: Workshop):
    job, done = uuid4(), []
    desk = shop.bench.desk
    desk.take_turn(job, lambda: desk.take_turn(job, lambda: done.append("second"), done.append), done.append)
    assert done == []


def test_a_turn_lasts_as_long_as_the_work_in_it(shop: Workshop):
    job, others = uuid4(), list[object]()

    def lasts() -> bool:
        with shop.bench.pool.connection() as conn:
            query = "SELECT 1 FROM job_deliveries WHERE job_id = %s AND working_until > now()"
            return conn.execute(query, (job,)).fetchone() is not None

    def work() -> None:
        shop.deliveries.renew([job], -1)
        eventually(lasts, 20, 0.02)
        others.append(shop.deliveries.begin(job, 30))

    with shop.bench.desk.renewing():
        shop.bench.desk.take_turn(job, work, lambda _: None)
    assert others == [None]


def test_a_job_that_kills_its_workers_is_given_up(shop: Workshop):
    job, given_up, worked = uuid4(), list[Ending](), []
    for _ in range(SOON.breaks + 1):
        assert shop.turn(job)
    shop.bench.desk.take_turn(job, lambda: worked.append(1), given_up.append)
    assert (given_up, worked) == ([CRASHED], [])


def test_what_is_held_in_the_end_is_given_back_uncounted(shop: Workshop):
    job = uuid4()
    desk = shop.bench.desk
    with desk._holding(job), desk.renewing():
        assert shop.deliveries.begin(job, 60)
    turn = shop.turn(job)
    assert turn
    assert turn.starts == 1


def test_what_comes_early_is_given_back_uncounted(shop: Workshop):
    job = uuid4()

    def early() -> None:
        raise NotYet("soon")

    for _ in range(20):
        shop.bench.desk.take_turn(job, early, lambda _: pytest.fail("given up"))
    turn = shop.turn(job)
    assert turn
    assert (turn.starts, turn.failures) == (1, 0)


def test_an_error_without_a_database_is_raised(shop: Workshop, migrated_settings: Settings):
    with wiring.read_pool(migrated_settings, size=1) as pool:
        desk = Desk(Deliveries(pool))
    with pytest.raises(ConnectionError):
        desk.take_turn(uuid4(), lambda: None, lambda _: None)
