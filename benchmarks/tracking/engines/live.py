"""`run_live`: engines on the browser's camera, which films the clip in a loop at its own rate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.tracking.engines.browser import Bench, open_bench
from benchmarks.tracking.engines.film import write_film
from benchmarks.tracking.engines.prepare import prepare_all
from benchmarks.tracking.engines.run import LiveFrame, LiveRun, Options
from benchmarks.tracking.engines.seq import DEFAULT, answers, clip_facts, engine_job
from benchmarks.tracking.engines.setup import Refusal, Setup


def run_live(clip: Path, picture: Path, names: Sequence[str], *, options: Options = DEFAULT) -> dict[str, LiveRun]:
    """Runs by engine, each of ``options.live_seconds``. Otherwise as `run_seq`.

    Needs 1.5 bytes a pixel and frame of room for the film. Raises EngineFailed.
    """
    facts = clip_facts(clip)
    visible = [frame["visible"] for frame in json.loads((clip / "truth.json").read_text())["frames"]]
    with TemporaryDirectory() as folder:
        film = Path(folder) / "film.y4m"
        write_film(clip, film)
        with open_bench(film) as bench:
            setups = prepare_all(names, picture, bench, options)
            return {setup.name: _run(bench, setup, facts, visible, options) for setup in setups}


def _run(
    bench: Bench, setup: Setup | Refusal, facts: dict[str, Any], visible: Sequence[bool], options: Options
) -> LiveRun:
    if isinstance(setup, Refusal):
        return LiveRun(setup.name, [], 0, [], 0, 0, 0, "", setup.why)
    job = engine_job(bench, setup, "/pages/live.js", clip=facts, seconds=options.live_seconds)
    # The camera and its frames belong to the page, as in the product; the engine runs where it can.
    job |= {"remote": setup.where == "worker", "where": "page"}
    result = bench.run(f"{setup.name} live", job, seconds=options.seconds, total=round(options.live_seconds))
    frames = list(_frames(result["frames"]))
    finds, missed = find_times(frames, visible, facts["fps"])
    fps = (len(frames) - 1) * 1000 / (frames[-1].shown - frames[0].shown) if len(frames) > 1 else 0.0
    return LiveRun(setup.name, frames, fps, finds, missed, result["initMs"], setup.weight, setup.version, setup.notes)


def _frames(frames: Sequence[dict[str, Any]]) -> Iterator[LiveFrame]:
    for frame, answer in zip(frames, answers(frames), strict=True):
        yield LiveFrame(frame["number"], frame["shown"], frame["at"], answer)


def find_times(frames: Sequence[LiveFrame], visible: Sequence[bool], fps: float) -> tuple[list[float], int]:
    """For each time that the picture came into view: ms until the answer that has it; and how often none had.

    A frame that was skipped was shown when the nearest one that was not says. What the record cuts off is left out.
    """
    finds, missed = list[float](), 0
    clock = _unrolled(frames, len(visible))
    for begin, end in _stretches(visible, clock):
        # shown[n] - (n - begin) frames is when frame `begin` was shown
        nearest, shown = min(((n, frame.shown) for n, frame in clock), key=lambda pair: abs(pair[0] - begin))
        appeared = shown - (nearest - begin) * 1000 / fps
        answer = next((frame.at for n, frame in clock if begin <= n < end and frame.answer.found), None)
        if answer is None:
            missed += 1
        else:
            finds.append(answer - appeared)
    return finds, missed


def _unrolled(frames: Sequence[LiveFrame], count: int) -> list[tuple[int, LiveFrame]]:
    """Frames with numbers that go on rising when the film begins anew."""
    clock, laps, last = [], 0, -1
    for frame in frames:
        laps += frame.frame < last
        last = frame.frame
        clock.append((laps * count + frame.frame, frame))
    return clock


def _stretches(visible: Sequence[bool], clock: Sequence[tuple[int, LiveFrame]]) -> Iterator[tuple[int, int]]:
    """First and one past the last frame of every time in view that the record has from before it began to its end."""
    first, last = clock[0][0], clock[-1][0]
    begin = None
    for n in range(first + 1, last + 1):
        now, before = visible[n % len(visible)], visible[(n - 1) % len(visible)]
        if now and not before:
            begin = n
        if before and not now and begin is not None:
            yield begin, n
            begin = None
