"""How fast the core is: in a worker, and on the page's own thread while that is slowed; and what capture costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.tracking.engines.browser import open_bench
from benchmarks.tracking.engines.film import write_film
from benchmarks.tracking.engines.planar import MODULES, prepare
from benchmarks.tracking.engines.run import FrameAnswer, Options
from benchmarks.tracking.engines.seq import DEFAULT, answers, clip_facts, engine_job, sequence

CAPTURES = 150
"""Camera frames."""


class Span(msgspec.Struct, frozen=True):
    """Median and 90th percentile, ms; 0 where nothing was measured."""

    median: float = 0.0
    p90: float = 0.0


class Pace(msgspec.Struct, frozen=True):
    """Of one build over one clip; ``fps`` counts capture and searching too, and no decoding."""

    name: str
    fps: float
    found: int
    track: Span
    search: Span
    capture: Span


class Capture(msgspec.Struct, frozen=True):
    """One frame of the browser's camera: by canvas, and by VideoFrame.copyTo of its luma."""

    canvas: Span
    video_frame: Span
    format: str


def run_timing(clip: Path, picture: Path, others: Sequence[Path] = (), *, options: Options = DEFAULT) -> list[Pace]:
    """Both builds of the core in a worker, then SIMD with ``others`` loaded besides. Raises EngineFailed."""
    setups = [prepare(name, picture) for name in MODULES]
    if others:
        crowded = prepare("planar", picture, others)
        setups.append(msgspec.structs.replace(crowded, name=f"planar, {1 + len(others)} targets"))
    with open_bench() as bench:
        bench.site.mounts["frames"] = clip / "frames"
        runs = [sequence(bench, setup, clip_facts(clip), options) for setup in setups]
    return [pace(run.name, run.frames) for run in runs]


def run_throttle(clip: Path, picture: Path, *, rate: float = 4, options: Options = DEFAULT) -> list[Pace]:
    """Both builds on the page's main thread, ``rate`` times slower than it is. Raises EngineFailed."""
    facts, paces = clip_facts(clip), []
    with open_bench() as bench:
        bench.site.mounts["frames"] = clip / "frames"
        for name in MODULES:
            job = engine_job(bench, prepare(name, picture), "/pages/throttle.js", clip=facts) | {"where": "page"}
            label = f"{name} {rate:g}x slower"
            frames = bench.run(label, job, seconds=options.seconds, total=facts["count"], throttle=rate)
            paces.append(pace(name, list(answers(frames))))
    return paces


def run_capture(clip: Path, *, options: Options = DEFAULT) -> Capture:
    """The clip in the browser's camera. Raises EngineFailed."""
    with TemporaryDirectory() as folder:
        film = Path(folder) / "film.y4m"
        write_film(clip, film)
        job = {"script": "/pages/capture.js", "where": "page", "clip": clip_facts(clip), "count": CAPTURES}
        with open_bench(film) as bench:
            made = bench.run("capture", job, seconds=options.seconds, total=CAPTURES)
    return Capture(span(made["canvas"]), span(made["videoFrame"]), made["format"] or "unknown")


def pace(name: str, frames: Sequence[FrameAnswer]) -> Pace:
    """The figures of a run."""
    whole = sum(frame.ms + frame.capture_ms for frame in frames)
    return Pace(
        name,
        fps=1000 * len(frames) / whole,
        found=sum(frame.found for frame in frames),
        track=span([frame.ms for frame in frames if frame.state == "track"]),
        search=span([frame.ms for frame in frames if frame.state == "search"]),
        capture=span([frame.capture_ms for frame in frames]),
    )


def span(values: Sequence[float]) -> Span:
    """Of any number of values."""
    if len(values) < 2:
        return Span(*[*values, *values])
    return Span(median(values), quantiles(values, n=10)[-1])
