"""Makes the tracking files of markers, then proves their scores, advises on them, and fits their videos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from uuid import UUID

from adapters import wiring
from adapters.sandbox.scratch import folder
from adapters.settings import Settings
from application.commands import FailMarker, MarkerReport, RecordMarkerGenerated, RejectMarker
from application.ports import CompiledMarker, InputRejected, MarkerAdvisor, MarkerCompiler, MarkerProver
from domain.marker import ADVISE, GENERATE, PROVE, PROVEN, VIEWED, Marker, open_for
from domain.media import Media, master
from domain.values import Ending
from projections.jobs import FURTHER
from workers import fitting
from workers.advice import AdviceWork
from workers.bench import Bench, Lane, cores, serve
from workers.desk import NotYet
from workers.files import fetch, publish_engine
from workers.progress import reporter
from workers.proofs import ProofWork
from workers.reports import about_marker


class MarkerWork:
    """What is done for a marker."""

    def __init__(self, bench: Bench, compiler: MarkerCompiler) -> None:
        self._bench = bench
        self._compiler = compiler

    def generate_marker(self, job_id: UUID, marker_id: UUID) -> None:
        """Does the job, or nothing when it is settled or somebody else is at it."""
        marker = self._bench.app.streams().marker(marker_id)
        if open_for(marker, job_id):
            self._bench.desk.take_turn(job_id, partial(self._work, marker), partial(self._give_up, marker))

    def _work(self, marker: Marker) -> None:
        image = self._bench.app.streams().media(marker.image_id)
        report = self._without(marker, image)
        try:
            report = report or self._generate(marker, image)
        except InputRejected as refused:
            reason = Ending(code=refused.code, detail=refused.detail)
            report = RejectMarker(**about_marker(marker.id, marker.job_id), reason=reason)
        if report:
            self._bench.app.execute(report)

    @staticmethod
    def _without(marker: Marker, image: Media) -> MarkerReport | None:
        """How it ends when there is no picture. Raises NotYet when there still may be one."""
        about = about_marker(marker.id, marker.job_id)
        match image.status:
            case "pending":
                raise NotYet(f"picture {image.id} is not processed yet")
            case "deleted":
                gone = Ending(code="image_deleted", detail="The picture was deleted.")
                return RejectMarker(**about, reason=gone)
            case "rejected":
                detail = image.reason.detail if image.reason else "The picture cannot be used."
                return RejectMarker(**about, reason=Ending(code="image_rejected", detail=detail))
            case "failed":
                failed = Ending(code="image_failed", detail="The picture could not be processed. Try that again first.")
                return FailMarker(**about, reason=failed)
            case "processed":
                return None

    def _generate(self, marker: Marker, image: Media) -> MarkerReport | None:
        with folder() as place:
            picture = fetch(self._bench.store, master(image), place / "master.png")
            progress = reporter(self._bench.live, marker.project_id, marker.id)
            made = self._compiler.compile(picture, place / "out", progress)
            _check_viewed(made)
            if not open_for(self._bench.app.streams().marker(marker.id), marker.job_id):
                return None
            engines = {
                name: publish_engine(self._bench.store, name, place / "out", files)
                for name, files in made.engines.items()
            }
        return RecordMarkerGenerated(
            **about_marker(marker.id, marker.job_id),
            width=made.width,
            height=made.height,
            dpi=made.dpi,
            keypoints=made.keypoints,
            points=made.points,
            score=made.score,
            engines=engines,
            refused=made.refused,
        )

    def _give_up(self, marker: Marker, reason: Ending) -> None:
        self._bench.app.execute(FailMarker(**about_marker(marker.id, marker.job_id), reason=reason))


def _check_viewed(made: CompiledMarker) -> None:
    """Raises InputRejected when no viewer could find the picture, whoever else can."""
    if not VIEWED & made.engines.keys():
        why = made.refused[PROVEN]
        raise InputRejected(why.code, why.detail)


def run(settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Works on markers until ``stop``."""

    def open_lanes(bench: Bench) -> Sequence[Lane]:
        compiler = wiring.marker_compiler(settings.marker_max_side)
        own = lanes(bench, compiler, wiring.marker_prover(), wiring.marker_advisor())
        return (*own, fitting.lane(bench, wiring.video_fitter()))

    serve(settings, stop, up, open_lanes)


def lanes(bench: Bench, compiler: MarkerCompiler, prover: MarkerProver, advisor: MarkerAdvisor) -> Sequence[Lane]:
    """As many markers at once as there are processors; what follows has lanes of its own, and less of the processor."""
    generate = MarkerWork(bench, compiler).generate_marker
    prove, advise = ProofWork(bench, prover).prove_marker, AdviceWork(bench, advisor).advise_marker
    return (
        Lane(queue="markers", kind=GENERATE, work=generate, threads=cores(), ahead=0),
        Lane(queue=FURTHER[PROVE], kind=PROVE, work=prove, threads=max(1, cores() // 2), ahead=0),
        Lane(queue=FURTHER[ADVISE], kind=ADVISE, work=advise, threads=1, ahead=0),
    )
