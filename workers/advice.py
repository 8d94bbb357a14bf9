"""Finds out what would make markers better, and which of an owner's other markers a camera may take for them."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from uuid import UUID

from adapters.sandbox.scratch import folder
from application.commands import FailMarkerAdvice, RecordMarkerAdvised
from application.ports import Advice, InputRejected, MarkerAdvisor
from domain.marker import ADVISE, PROVEN, Marker, owes
from domain.media import master
from domain.quality import LookAlike
from domain.values import Ending
from projections.markers import neighbours
from workers.bench import Bench
from workers.files import fetch
from workers.further import Unwanted, about, owing

log = logging.getLogger(__name__)

COMPARED = 100
"""The newest markers of the same owner with which a new one is compared."""


class AdviceWork:
    """What is done to advise on a marker."""

    def __init__(self, bench: Bench, advisor: MarkerAdvisor) -> None:
        self._bench = bench
        self._advisor = advisor

    def advise_marker(self, job_id: UUID, marker_id: UUID) -> None:
        """Does the job, or nothing when it is settled, of no use any more, or somebody else is at it."""
        marker = self._bench.app.streams().marker(marker_id)
        if owes(marker, ADVISE, job_id):
            self._bench.desk.take_turn(job_id, partial(self._work, marker), partial(self._give_up, marker))

    def _work(self, marker: Marker) -> None:
        try:
            advice = self._advice(marker)
        except Unwanted:
            log.info("marker %s needs no advice any more", marker.id)
            return
        except InputRejected as refused:
            self._give_up(marker, Ending(code=refused.code, detail=refused.detail))
            return
        alike = tuple(
            LookAlike(marker_id=UUID(one.name), likeness=one.likeness, turned=one.turned) for one in advice.alike
        )
        report = RecordMarkerAdvised(**about(marker, ADVISE), proposals=advice.proposals, look_alikes=alike)
        self._bench.app.execute(report)

    def _advice(self, marker: Marker) -> Advice:
        """Raises Unwanted as soon as nobody wants it any more."""
        (ending,) = marker.engines[PROVEN].files
        with folder() as place:
            target = fetch(self._bench.store, marker.engines[PROVEN].base + ending, place / "target.planar")
            image = self._bench.app.streams().media(marker.image_id)
            picture = fetch(self._bench.store, master(image), place / "master.png")
            others = self._others(marker, place / "others")
            return self._advisor.advise(picture, target, others, owing(self._bench, marker, ADVISE))

    def _others(self, marker: Marker, place: Path) -> Path:
        """A folder with the target files of the owner's other markers, each under the marker's id."""
        place.mkdir()
        with self._bench.pool.connection() as conn:
            found = neighbours(conn, marker.owner_id, marker.id, COMPARED)
        for other in found:
            (ending,) = other.files
            fetch(self._bench.store, other.base + ending, place / f"{other.id}{ending}")
        return place

    def _give_up(self, marker: Marker, reason: Ending) -> None:
        self._bench.app.execute(FailMarkerAdvice(**about(marker, ADVISE), reason=reason))
