from __future__ import annotations

import io
import logging
import os
import time
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from adapters import wiring
from adapters.settings import Settings
from application.argument import ARgument
from application.ports import Advice, Progress, Proof, WorkFailed
from projections.deliveries import Deliveries
from projections.jobs import list_jobs
from tests.fakes import MemoryStore
from tests.faults.chaos import Dice, ForgetfulApplication, Killed, LossySender, endings
from tests.faults.test_chaos import QUICK, relay, running
from tests.story import CROP, ENGINES, RENDITIONS, Story
from tests.workers.benches import PROOF
from workers import markers, projector
from workers.bench import Bench, working
from workers.broker import open_broker, send
from workers.desk import Desk

log = logging.getLogger(__name__)

MARKERS = 16


class MoodyTools:
    """A prover and advisor that mostly work."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.runs = 0

    def version(self) -> str:
        return "1"

    def prove(self, picture: Path, target: Path, progress: Progress) -> Proof:
        self._work(progress)
        return PROOF

    def advise(self, picture: Path, target: Path, others: Path, progress: Progress) -> Advice:
        self._work(progress)
        return Advice(proposals=(CROP,))

    def _work(self, progress: Progress) -> None:
        self.runs += 1
        progress("work", 0.5)
        time.sleep(0.005)
        if self._dice.falls("tool failed", 0.2):
            raise WorkFailed("the tool has failed")
        if self._dice.falls("worker killed", 0.15):
            raise Killed


def stored(store: MemoryStore, number: int) -> dict[str, Any]:
    """The files of a marker with a target of its own, as its generation told of them."""
    base = f"public/planar/{number}/target"
    for key in (f"{base}.planar", RENDITIONS[0].key):
        store.put(key, io.BytesIO(str(number).encode()), len(str(number)), "x/y")
    return {"engines": {"planar": type(ENGINES["planar"])(base=base, files=(".planar",))}}


def test_every_marker_is_proved_and_advised_once_whatever_goes_wrong(own_settings: Settings):
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
        lanes = markers.lanes(bench, cast("Any", None), tools, cast("Any", tools))
        with (
            running(lambda stop: projector.run(own_settings, stop, lambda: None)),
            running(lambda stop: relay(own_settings, sender, stop)),
            desk.renewing(),
            working(own_settings.redis_url, [lane for lane in lanes if lane.queue in ("proofs", "advice")]),
        ):
            story = Story(app)
            project = story.project()
            ids = [generated(story, project, stored(store, number)) for number in range(MARKERS)]
            settle(pool, 3 * MARKERS, seconds=50)
    seen = [sorted(endings(app, id)) for id in ids]
    app.close()
    assert seen == [["marker.advised", "marker.generated", "marker.proved"]] * MARKERS
    assert len(list(store.keys("proofs/"))) == MARKERS
    assert tools.runs > 2 * MARKERS


def generated(story: Story, project: UUID, made: dict[str, Any]) -> UUID:
    return story.generate(story.marker(story.process(story.upload(project))), **made)


def settle(pool: Any, least: int, *, seconds: float) -> None:
    """Wait until there are so many jobs and nothing is pending any more."""
    deadline = time.monotonic() + seconds
    with pool.connection() as conn:
        while list_jobs(conn)[1] < least or list_jobs(conn, state="pending")[1]:
            assert time.monotonic() < deadline, [(row.kind, row.sends, row.starts) for row in list_jobs(conn)[0]]
            time.sleep(0.1)
