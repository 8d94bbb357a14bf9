"""The planar core on our clips without a browser: the same module, driven by wasmtime, one process a core.

``python -m benchmarks.tracking.planar_python [--pictures a,b] [--segments x,y] [--seed N] [--quick]`` prints where it
fails in less than a minute. Its times are wasmtime's, not a browser's.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
from rich.console import Console

from adapters.tracking.core import Core
from adapters.tracking.module import SCALAR, TRACKER, place
from benchmarks.tracking import chosen, goals, studio, tables
from benchmarks.tracking.clips import Clip
from benchmarks.tracking.engines.planar import CORE, check_built, compiled
from benchmarks.tracking.engines.run import EngineFailed, EngineRun, FrameAnswer, PictureRefused, State
from benchmarks.tracking.judging import judge
from benchmarks.tracking.results import Result


def run_clip(clip: Path, picture: Path, *, scalar: bool = False) -> EngineRun:
    """Every frame of a clip through the core."""
    cv2.setNumThreads(1)
    began = time.perf_counter()
    try:
        target = compiled("planar", picture).read_bytes()
    except PictureRefused as why:
        nothing = FrameAnswer(found=False, corners=None, state="search", ms=0, capture_ms=0)
        return EngineRun("planar", [nothing] * len(Clip(clip).truth.frames), 0, 0, "", str(why))
    core = Core(scalar=scalar)
    core.load(target)
    ready = (time.perf_counter() - began) * 1000
    return EngineRun("planar", answers(core, Clip(clip)), ready, len(target), str(core.version))


def answers(core: Core, clip: Clip) -> list[FrameAnswer]:
    """Frames as RGBA, as a browser has them."""
    given = list[FrameAnswer]()
    for index in range(len(clip.truth.frames)):
        frame = np.asarray(cv2.cvtColor(clip.image(index), cv2.COLOR_BGR2RGBA), np.uint8)
        began = time.perf_counter()
        track = core.process(frame, index * 1000 / clip.truth.fps)
        took = (time.perf_counter() - began) * 1000
        state: State = "search" if track is None or track.searched else "track"
        corners = None if track is None else track.corners.tolist()
        given.append(FrameAnswer(track is not None, corners, state, took, 0.0, track.confidence if track else 0.0))
    return given


def run_clips(clips: Mapping[str, Clip], *, scalar: bool = False) -> dict[str, EngineRun]:
    """Clips of ours by picture, as many at once as there are cores."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        parts = {
            name: pool.submit(run_clip, clip.folder, studio.picture_file(clip.folder), scalar=scalar)
            for name, clip in clips.items()
        }
        return {name: part.result() for name, part in parts.items()}


def judged(clips: Mapping[str, Clip], runs: Mapping[str, EngineRun]) -> Result:
    """One engine's runs of several clips."""
    result = Result("planar")
    for name, run in runs.items():
        truth = clips[name].truth
        result.add(name, judge(run.frames, truth, (1, 1)), run)
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tracking.planar_python", description=__doc__)
    chosen.add_arguments(parser)
    parser.add_argument("--scalar", action="store_true", help="the build for phones without SIMD")
    options = parser.parse_args(arguments)
    try:
        check_built(place(SCALAR if options.scalar else TRACKER), CORE)
    except EngineFailed as problem:
        parser.exit(1, f"{problem}\n")
    clips = studio.clips_of(chosen.stories(options))
    result = judged(clips, run_clips(clips, scalar=options.scalar))
    console = Console(width=200)
    for table in (tables.matrix(result), tables.by_segment({"planar": result}), tables.by_picture({"planar": result})):
        console.print(table)
    console.print(tables.overall({"planar": result}), tables.times({"planar": result}))
    console.print(goals.table({"planar": result}))


if __name__ == "__main__":
    main()
