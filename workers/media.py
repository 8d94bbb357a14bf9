"""Makes renditions of what was uploaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from uuid import UUID

from adapters import wiring
from adapters.sandbox.scratch import folder
from adapters.settings import Settings
from application.commands import FailMedia, MediaReport, RecordMediaProcessed, RejectMedia
from application.ports import ImageTools, InputRejected, ProcessedImage, VideoTools
from domain.media import PROCESS, Media, open_for
from domain.values import Ending
from workers.bench import Bench, Lane, cores, serve
from workers.files import fetch, publish
from workers.progress import reporter
from workers.reports import about_media


class MediaWork:
    """What is done with a picture or a video."""

    def __init__(self, bench: Bench, images: ImageTools, videos: VideoTools) -> None:
        self._bench = bench
        self._tools = {"image": images, "video": videos}

    def process_media(self, job_id: UUID, media_id: UUID) -> None:
        """Does the job, or nothing when it is settled or somebody else is at it."""
        media = self._bench.app.streams().media(media_id)
        if open_for(media, job_id):
            self._bench.desk.take_turn(job_id, partial(self._work, media), partial(self._give_up, media))

    def _work(self, media: Media) -> None:
        try:
            report = self._process(media)
        except InputRejected as refused:
            reason = Ending(code=refused.code, detail=refused.detail)
            report = RejectMedia(**about_media(media.id, media.job_id), reason=reason)
        if report:
            self._bench.app.execute(report)

    def _process(self, media: Media) -> MediaReport | None:
        with folder() as place:
            original = fetch(self._bench.store, media.object_key, place / "original", sha256=media.sha256)
            progress = reporter(self._bench.live, media.project_id, media.id)
            made = self._tools[media.kind].process(original, place / "out", progress)
            if not open_for(self._bench.app.streams().media(media.id), media.job_id):
                return None
            renditions = publish(self._bench.store, place / "out", made.files, f"masters/{media.id}.png")
        report = partial(
            RecordMediaProcessed,
            **about_media(media.id, media.job_id),
            width=made.width,
            height=made.height,
            renditions=renditions,
            warnings=made.warnings,
        )
        if isinstance(made, ProcessedImage):
            return report(format=made.format)
        return report(format="mp4", duration=made.duration, fps=made.fps, has_audio=made.has_audio)

    def _give_up(self, media: Media, reason: Ending) -> None:
        self._bench.app.execute(FailMedia(**about_media(media.id, media.job_id), reason=reason))


def run(settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Processes pictures and videos until ``stop``. A slow video never holds up a picture."""
    serve(settings, stop, up, lambda bench: lanes(bench, wiring.image_tools(settings), wiring.video_tools()))


def lanes(bench: Bench, images: ImageTools, videos: VideoTools) -> Sequence[Lane]:
    """As many pictures at once as there are processors, and half as many videos."""
    work = MediaWork(bench, images, videos).process_media
    return (
        Lane(queue="images", kind=PROCESS, work=work, threads=cores()),
        Lane(queue="videos", kind=PROCESS, work=work, threads=max(1, cores() // 2), ahead=0),
    )
