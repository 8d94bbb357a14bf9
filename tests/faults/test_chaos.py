from __future__ import annotations

import hashlib
import io
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any, cast
from uuid import UUID

from adapters import wiring
from adapters.settings import Settings
from application.argument import ARgument
from projections.deliveries import Deliveries
from projections.jobs import CHANNEL, list_jobs
from projections.leader import leading
from tests.fakes import MemoryStore
from tests.faults.chaos import UNREADABLE, Dice, ForgetfulApplication, LossySender, MoodyTools, Tool, endings
from tests.story import Story
from workers import media, projector
from workers.bench import Bench, working
from workers.broker import open_broker, send
from workers.desk import Desk, Patience
from workers.relay import keep_sending

log = logging.getLogger(__name__)

UPLOADS = 50
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
        keep_sending(Deliveries(pool), sender, lead, stop, lease=0.4)


def upload(story: Story, store: MemoryStore, project: UUID, number: int) -> UUID:
    """Every tenth cannot be read, every fourth is a video."""
    body = (UNREADABLE if number % 10 == 9 else b"picture ") + str(number).encode()
    store.put(f"originals/{number}", io.BytesIO(body), len(body), "image/png")
    kind = "video" if number % 4 == 0 else "image"
    sha256 = hashlib.sha256(body).hexdigest()
    return story.upload(project, kind, object_key=f"originals/{number}", size=len(body), sha256=sha256)


def test_every_upload_ends_in_exactly_one_event_whatever_goes_wrong(own_settings: Settings):
    seed = int(os.environ.get("CHAOS_SEED", time.time()))
    log.warning("CHAOS_SEED=%d repeats this run", seed)
    dice, store = Dice(seed), MemoryStore()
    tools = MoodyTools(dice)
    app = wiring.application(own_settings, pool=4)
    sender = LossySender(partial(send, open_broker(own_settings.redis_url)), dice)
    with wiring.read_pool(own_settings, size=4) as pool:
        desk = Desk(Deliveries(pool), QUICK)
        forgetful = cast("ARgument", ForgetfulApplication(app, dice))
        bench = Bench(app=forgetful, store=store, live=wiring.live(own_settings), desk=desk, pool=pool)
        lanes = media.lanes(bench, cast("Any", Tool(tools.process_image)), cast("Any", Tool(tools.process_video)))
        with (
            running(lambda stop: projector.run(own_settings, stop, lambda: None)),
            running(lambda stop: relay(own_settings, sender, stop)),
            desk.renewing(),
            working(own_settings.redis_url, lanes),
        ):
            story = Story(app)
            project = story.project()
            ids = [upload(story, store, project, number) for number in range(UPLOADS)]
            settle(pool, seconds=50)
    seen = [endings(app, id) for id in ids]
    app.close()
    assert seen == [["media.rejected" if n % 10 == 9 else "media.processed"] for n in range(UPLOADS)]
    assert tools.runs > UPLOADS


def settle(pool: Any, *, seconds: float) -> None:
    """Wait until nothing is pending any more."""
    deadline = time.monotonic() + seconds
    with pool.connection() as conn:
        while list_jobs(conn)[1] < UPLOADS or list_jobs(conn, state="pending")[1]:
            assert time.monotonic() < deadline, [(row.kind, row.sends, row.starts) for row in list_jobs(conn)[0]]
            time.sleep(0.1)
