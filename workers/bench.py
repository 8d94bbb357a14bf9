"""What a process needs to do jobs, and how it takes them from their queues."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Event, Thread

import dramatiq
import msgspec
from psycopg_pool import ConnectionPool

from adapters import wiring
from adapters.settings import Settings
from application.argument import ARgument
from application.ports import Live, ObjectStore
from projections.deliveries import Deliveries
from workers.broker import Work, declare, open_broker, start_worker
from workers.desk import Desk
from workers.together import lasting

log = logging.getLogger(__name__)

FINISH = 1_500
"""Milliseconds that running jobs have to end after a call to stop; then they are given back."""


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """The tools that all jobs share. ``pool`` is for queries of read models."""

    app: ARgument
    store: ObjectStore
    live: Live
    desk: Desk
    pool: ConnectionPool


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A queue and who works on it. ``ahead`` messages are held ready besides those that are worked on."""

    queue: str
    kind: str
    work: Work
    threads: int
    ahead: int = 1


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve(settings: Settings, stop: Event, up: Callable[[], None], lanes: Callable[[Bench], Sequence[Lane]]) -> None:
    """Does jobs until ``stop``."""

    def work() -> None:
        with (
            closing(wiring.application(settings, pool=2)) as app,
            wiring.read_pool(settings, size=2) as pool,
        ):
            desk = Desk(Deliveries(pool))
            store = wiring.object_store(settings)
            bench = Bench(app=app, store=store, live=wiring.live(settings), desk=desk, pool=pool)
            with desk.renewing(), working(settings.redis_url, lanes(bench)):
                up()
                stop.wait()

    lasting(work, stop)


@contextmanager
def working(redis_url: str, lanes: Sequence[Lane]) -> Iterator[None]:
    """Takes messages while the block runs. Each queue has a broker and threads of its own: none waits for another."""
    workers: list[dramatiq.Worker] = []
    for lane in lanes:
        broker = open_broker(redis_url)
        declare(broker, lane.kind, lane.queue, lane.work)
        workers.append(start_worker(broker, lane.queue, lane.threads, ahead=lane.ahead))
    try:
        yield
    finally:
        stopping = [Thread(target=worker.stop, args=(FINISH,), daemon=True) for worker in workers]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()
        for worker in workers:
            worker.broker.close()
