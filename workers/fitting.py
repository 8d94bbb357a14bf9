"""Looks for the pictures of markers in their videos, so that these can be laid on the print by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import msgspec

from adapters.sandbox.scratch import folder
from application.commands import FailMarkerFit, MarkerReport, RecordMarkerFitted, RefuseMarkerFit
from application.ports import InputRejected, VideoFitter
from domain.fitting import FIT, video_of
from domain.marker import Marker
from domain.media import Media, master
from domain.values import Ending, Rendition, VideoFit
from workers.bench import Bench, Lane
from workers.desk import NotYet
from workers.files import fetch
from workers.further import Unwanted, wanted
from workers.reports import AboutMarker, about_marker

QUEUE = "fits"


class Search(msgspec.Struct, frozen=True):
    """One picture to be looked for in one video."""

    job_id: UUID
    marker: Marker
    video_id: UUID

    def about(self) -> AboutMarker:
        """For a report."""
        return about_marker(self.marker.id, self.job_id)


class FittingWork:
    """What is done to fit a video by itself."""

    def __init__(self, bench: Bench, fitter: VideoFitter) -> None:
        self._bench = bench
        self._fitter = fitter

    def fit_video(self, job_id: UUID, marker_id: UUID) -> None:
        """Does the job, or nothing when it is settled, of no use any more, or somebody else is at it."""
        search = self._owed(job_id, marker_id)
        if search:
            self._bench.desk.take_turn(job_id, partial(self._work, search), partial(self._give_up, search))

    def _owed(self, job_id: UUID, marker_id: UUID) -> Search | None:
        marker = self._bench.app.streams().marker(marker_id)
        video_id = video_of(marker.fittings, job_id)
        return Search(job_id, marker, video_id) if video_id and marker.status != "deleted" else None

    def _work(self, search: Search) -> None:
        streams = self._bench.app.streams()
        parts = {"image": streams.media(search.marker.image_id), "video": streams.media(search.video_id)}
        report = next(filter(None, (without(search, kind, media) for kind, media in parts.items())), None)
        try:
            report = report or RecordMarkerFitted(**search.about(), fit=self._fit(search, **parts))
        except InputRejected as refused:
            report = RefuseMarkerFit(**search.about(), reason=Ending(code=refused.code, detail=refused.detail))
        except Unwanted:
            return
        self._bench.app.execute(report)

    def _fit(self, search: Search, image: Media, video: Media) -> VideoFit:
        store = self._bench.store
        with folder() as place:
            picture = fetch(store, master(image), place / "master.png")
            film = fetch(store, playing(video.renditions).key, place / "video.mp4")
            progress = wanted(self._bench, search.marker, lambda: bool(self._owed(search.job_id, search.marker.id)))
            return self._fitter.fit(picture, film, progress)

    def _give_up(self, search: Search, reason: Ending) -> None:
        self._bench.app.execute(FailMarkerFit(**search.about(), reason=reason))


def without(search: Search, kind: str, media: Media) -> MarkerReport | None:
    """How it ends when the picture or video is not there. Raises NotYet when it still may be."""
    match media.status:
        case "pending":
            raise NotYet(f"{kind} {media.id} is not processed yet")
        case "deleted" | "rejected":
            reason = Ending(code=f"{kind}_{media.status}", detail=f"The {kind} was {media.status}.")
            return RefuseMarkerFit(**search.about(), reason=reason)
        case "failed":
            detail = f"The {kind} could not be processed. Try that again first."
            return FailMarkerFit(**search.about(), reason=Ending(code=f"{kind}_failed", detail=detail))
        case "processed":
            return None


def playing(renditions: Sequence[Rendition]) -> Rendition:
    """The smallest file that plays: the search needs no more."""
    return min((one for one in renditions if one.content_type.startswith("video/")), key=lambda one: one.height)


def lane(bench: Bench, fitter: VideoFitter) -> Lane:
    """One search at a time."""
    return Lane(queue=QUEUE, kind=FIT, work=FittingWork(bench, fitter).fit_video, threads=1, ahead=0)
