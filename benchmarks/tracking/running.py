"""Engines on clips: answers fetched, judged and gathered by engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2

from benchmarks.tracking import studio
from benchmarks.tracking.clips import BadClip, Clip, Truth
from benchmarks.tracking.engines import EngineRun, LiveRun, Options, run_live, run_seq
from benchmarks.tracking.judging import judge, judgements
from benchmarks.tracking.results import Result

Sequenced = Callable[..., dict[str, EngineRun]]
"""``run_seq`` and whatever answers like it."""
Told = Callable[[str], None]


def foreign(clip: Path, picture: Path) -> tuple[Clip, tuple[int, int]]:
    """A clip that we did not make, and its picture's width and height. Raises BadClip."""
    size = size_of(picture)
    checked = Clip(clip)
    checked.check_frames()
    return checked, size


def size_of(path: Path) -> tuple[int, int]:
    """Width and height. Raises BadClip for what is no picture."""
    image = cv2.imread(str(path)) if path.is_file() else None
    if image is None:
        raise BadClip(f"{path}: {'no such file' if not path.is_file() else 'not a picture'}")
    return image.shape[1], image.shape[0]


def one(
    clip: Path, picture: Path, engines: Sequence[str], options: Options, run: Sequenced = run_seq
) -> dict[str, Result]:
    """A foreign clip, by engine. Raises BadClip and EngineFailed."""
    checked, size = foreign(clip, picture)
    results = dict[str, Result]()
    gather(results, clip.name, checked.truth, size, run(clip, picture, engines, options=options))
    return results


def own(
    clips: Mapping[str, Clip], engines: Sequence[str], options: Options, tell: Told, run: Sequenced = run_seq
) -> dict[str, Result]:
    """Clips of ours by picture, each through every engine in one run of the browser. Raises EngineFailed."""
    results = dict[str, Result]()
    for number, (name, clip) in enumerate(clips.items(), 1):
        tell(f"{name} ({number}/{len(clips)}): {', '.join(engines)}")
        picture = studio.picture_file(clip.folder)
        gather(results, name, clip.truth, size_of(picture), run(clip.folder, picture, engines, options=options))
    return results


def gather(
    results: dict[str, Result], clip: str, truth: Truth, size: tuple[int, int], runs: Mapping[str, EngineRun]
) -> None:
    """Adds one clip's runs to what every engine has so far."""
    for name, run in runs.items():
        result = results.setdefault(name, Result(name, fps=truth.fps))
        result.add(clip, judge(run.frames, truth, size), run)


def live(
    clips: Mapping[str, Clip], pictures: Mapping[str, Path], engines: Sequence[str], options: Options, tell: Told
) -> dict[str, dict[str, LiveRun]]:
    """By clip and engine, from the browser's fake camera. Raises EngineFailed."""
    found = dict[str, dict[str, LiveRun]]()
    for name, clip in clips.items():
        tell(f"{name}, live: {', '.join(engines)}")
        found[name] = run_live(clip.folder, pictures[name], engines, options=options)
    return found


def filmed(run: LiveRun, truth: Truth, size: tuple[int, int]) -> Result:
    """What a live run says of the frames that the engine got to see."""
    result = Result(run.name, fps=truth.fps)
    result.clips["live"] = list(judgements(((frame.frame, frame.answer) for frame in run.frames), truth, size))
    return result
