"""A system in which everything goes wrong now and then: messages, workers, answers."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any, NamedTuple, cast

from adapters import wiring
from adapters.settings import Settings
from application.argument import ARgument
from projections.deliveries import Deliveries
from projections.jobs import CHANNEL, list_jobs
from projections.leader import leading
from tests.fakes import MemoryStore
from tests.faults.chaos import Dice, ForgetfulApplication, LossySender
from workers import projector
from workers.bench import Bench, Lane, working
from workers.broker import open_broker, send
from workers.desk import Desk, Patience
from workers.relay import keep_sending

log = logging.getLogger(__name__)

QUICK = Patience(turn=1.0, renewal=0.3, failures=1000, outages=1000, breaks=1000, pause=0.02, longest_pause=0.1)


@contextmanager
def running(work: Any) -> Iterator[None]:
    """The work in a thread until the block ends; ``work`` takes the call to stop."""
    stop = Event()
    errors: list[BaseException] = []

    def guarded() -> None:
        try:
            work(stop)
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=guarded, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
    assert not errors


def relay(settings: Settings, sender: LossySender, stop: Event) -> None:
    with (
        wiring.read_pool(settings, size=1) as pool,
        leading(settings.database_url, "relay", CHANNEL, stop, up=lambda: None) as lead,
    ):
        assert lead
        keep_sending(Deliveries(pool), sender, lead, stop, lease=0.4, retry=0.2)


class Troubled(NamedTuple):
    """What tests hold of it; ``app`` itself never fails."""

    app: ARgument
    store: MemoryStore
    pool: Any

    def settle(self, least: int, *, seconds: float) -> None:
        """Wait until there are so many jobs and nothing is pending any more."""
        deadline = time.monotonic() + seconds
        with self.pool.connection() as conn:
            while list_jobs(conn)[1] < least or list_jobs(conn, state="pending")[1]:
                assert time.monotonic() < deadline, [(row.kind, row.sends, row.starts) for row in list_jobs(conn)[0]]
                time.sleep(0.1)


def thrown() -> Dice:
    """Dice that fall otherwise every time; CHAOS_SEED repeats a run."""
    seed = int(os.environ.get("CHAOS_SEED", time.time()))
    log.warning("CHAOS_SEED=%d repeats this run", seed)
    return Dice(seed)


@contextmanager
def troubled(settings: Settings, dice: Dice, lanes: Callable[[Bench], Sequence[Lane]]) -> Iterator[Troubled]:
    """Projector, relay and these lanes at work until the block ends."""
    store = MemoryStore()
    app = wiring.application(settings, pool=4)
    sender = LossySender(partial(send, open_broker(settings.redis_url)), dice)
    with wiring.read_pool(settings, size=4) as pool:
        desk = Desk(Deliveries(pool), QUICK)
        forgetful = cast("ARgument", ForgetfulApplication(app, dice))
        bench = Bench(app=forgetful, store=store, live=wiring.live(settings), desk=desk, pool=pool)
        with (
            running(lambda stop: projector.run(settings, stop, lambda: None)),
            running(lambda stop: relay(settings, sender, stop)),
            desk.renewing(),
            working(settings.redis_url, lanes(bench)),
        ):
            yield Troubled(app, store, pool)
    app.close()
