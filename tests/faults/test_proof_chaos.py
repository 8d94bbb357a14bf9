from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from adapters.settings import Settings
from application.ports import Advice, Progress, Proof, WorkFailed
from tests.fakes import MemoryStore
from tests.faults.chaos import Dice, Killed, endings
from tests.faults.troubled import thrown, troubled
from tests.story import CROP, ENGINES, RENDITIONS, Story
from tests.workers.benches import PROOF
from workers import markers
from workers.bench import Bench, Lane

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
    dice = thrown()
    tools = MoodyTools(dice)

    def lanes(bench: Bench) -> list[Lane]:
        made = markers.lanes(bench, cast("Any", None), tools, cast("Any", tools))
        return [lane for lane in made if lane.queue in ("proofs", "advice")]

    with troubled(own_settings, dice, lanes) as system:
        story = Story(system.app)
        project = story.project()
        ids = [generated(story, project, stored(system.store, number)) for number in range(MARKERS)]
        system.settle(3 * MARKERS, seconds=50)
        seen = [sorted(endings(system.app, id)) for id in ids]
        kept = list(system.store.keys("proofs/"))
    assert seen == [["marker.advised", "marker.generated", "marker.proved"]] * MARKERS
    assert len(kept) == MARKERS
    assert tools.runs > 2 * MARKERS


def generated(story: Story, project: UUID, made: dict[str, Any]) -> UUID:
    return story.generate(story.marker(story.process(story.upload(project))), **made)
