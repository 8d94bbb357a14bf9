"""What a table says of an engine, over all frames of one clip or many.

- found: share of the visible frames in which it answered, wherever it saw the picture.
- false: frames in which it answered although the picture was away; ``false_run``: most of them in a row.
- wild: answers in visible frames more than 20 px off (mean corner distance; from the nearest homography where the
  picture is distorted). They count as found, and their error.
- error: mean distance of the four corners from the true ones, pixels; ``fit``: from the nearest homography.
- jitter: of two frames in a row that are both found, how far the error vector of a corner has moved, mean over the four
  corners; the median over all such pairs. A constant error has none, and true motion adds none.
- find: frames from the picture's appearance (visible after a frame in which it was not, or first in a clip) to the
  first answer, 0 when at once; ms: those frames' duration plus the engine's own time in the last.
- lost: frames in a row without an answer between two answers while the picture stayed visible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from benchmarks.tracking.judging import Judgement, distance

Clips = Sequence[Sequence[Judgement]]
"""Judgements of whole clips in order."""
Chosen = Callable[[Judgement], bool]


class Summary(msgspec.Struct, frozen=True):
    """Shares 0..1, pixels, milliseconds; None where nothing was measured."""

    visible: int
    absent: int
    found: float | None
    false: int
    false_run: int
    wild: int
    error_median: float | None
    error_p90: float | None
    error_p99: float | None
    fit_median: float | None
    fit_p90: float | None
    jitter: float | None
    track_ms: float | None
    track_p90: float | None
    search_ms: float | None
    search_p90: float | None
    capture_ms: float | None
    find_frames: float | None
    find_ms: float | None
    missed: int
    """Appearances that ended before it was found."""
    lost: float | None


def summary(clips: Clips, *, fps: float = 30.0, chosen: Chosen = lambda _: True) -> Summary:
    """Over the frames that are ``chosen``."""
    frames = [frame for clip in clips for frame in clip if chosen(frame)]
    visible = [frame for frame in frames if frame.visible]
    errors = [frame.error for frame in visible if frame.error is not None]
    fits = [frame.fit_error for frame in visible if frame.fit_error is not None]
    # An engine that refused the picture took no time at all.
    search, track = ([frame.ms for frame in frames if frame.ms and frame.searching == way] for way in (True, False))
    waits = [wait for clip in clips for first, wait in appearances(clip) if chosen(clip[first])]
    found = [wait for wait in waits if wait]
    return Summary(
        visible=len(visible),
        absent=sum(not frame.visible and not frame.ignored for frame in frames),
        found=sum(frame.found for frame in visible) / len(visible) if visible else None,
        false=sum(frame.false for frame in frames),
        false_run=max((longest_false(clip, chosen) for clip in clips), default=0),
        wild=sum(frame.wild for frame in visible),
        error_median=at(errors, 50),
        error_p90=at(errors, 90),
        error_p99=at(errors, 99),
        fit_median=at(fits, 50),
        fit_p90=at(fits, 90),
        jitter=at([step for clip in clips for step in steps(clip, chosen)], 50),
        track_ms=at(track, 50),
        track_p90=at(track, 90),
        search_ms=at(search, 50),
        search_p90=at(search, 90),
        capture_ms=at([frame.capture_ms for frame in frames], 50),
        find_frames=at([wait.frames for wait in found], 50),
        find_ms=at([wait.frames * 1000 / fps + wait.ms for wait in found], 50),
        missed=len(waits) - len(found),
        lost=at([length for clip in clips for length in gaps(clip, chosen)], 50),
    )


def at(values: Sequence[float], percent: float) -> float | None:
    """A percentile; None of nothing."""
    return float(np.percentile(values, percent)) if values else None


def steps(clip: Sequence[Judgement], chosen: Chosen) -> Iterator[float]:
    """How far the error moved from each found frame to the next."""
    for before, now in pairwise(clip):
        if before.off is not None and now.off is not None and chosen(now):
            yield distance(now.off - before.off)


class Wait(msgspec.Struct, frozen=True):
    """Frames before the one with the first answer, and the engine's time in that one."""

    frames: int
    ms: float


def appearances(clip: Sequence[Judgement]) -> Iterator[tuple[int, Wait | None]]:
    """The index of each first visible frame, and the wait until found; None when it was gone before."""
    for first, frame in enumerate(clip):
        if not frame.visible or (first and clip[first - 1].visible):
            continue
        last = next((i for i in range(first, len(clip)) if not clip[i].visible), len(clip))
        hit = next((i for i in range(first, last) if clip[i].found), None)
        yield first, None if hit is None else Wait(hit - first, clip[hit].ms + clip[hit].capture_ms)


def gaps(clip: Sequence[Judgement], chosen: Chosen) -> Iterator[int]:
    """Lengths of the stretches in which a visible picture was lost and then found again."""
    last: int | None = None
    for index, frame in enumerate(clip):
        if not frame.visible:
            last = None
        elif frame.found:
            if last is not None and index - last > 1 and chosen(frame):
                yield index - last - 1
            last = index


def longest_false(clip: Sequence[Judgement], chosen: Chosen) -> int:
    """Most frames in a row in which the picture was found and not there."""
    most = row = 0
    for frame in clip:
        row = row + 1 if frame.false and chosen(frame) else 0
        most = max(most, row)
    return most


def segments(clips: Clips) -> list[str]:
    """Names in the order in which they are first met."""
    return list(dict.fromkeys(frame.segment for clip in clips for frame in clip))


def of_segment(name: str) -> Chosen:
    return lambda frame: frame.segment == name


def of_kind(*kinds: str) -> Chosen:
    return lambda frame: frame.kind in kinds
