"""How fast the core is: in a worker, or on a page's own thread that is slowed four times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table

from benchmarks.tracking import tables
from benchmarks.tracking.engines import Options
from benchmarks.tracking.engines.timing import Capture, Pace, Span, run_capture, run_throttle, run_timing

MODES = ("timing", "throttle")
OTHERS = 9
"""Targets that are loaded besides, at most."""

Filmed = Mapping[str, tuple[Path, Path]]
"""Clip and picture by name."""


class Speeds(msgspec.Struct):
    """Paces by clip; capture, which no clip changes, from the first."""

    paces: dict[str, list[Pace]]
    capture: Capture | None = None


def measure(mode: str, filmed: Filmed, options: Options) -> Speeds:
    """Raises EngineFailed."""
    if mode == "throttle":
        return Speeds({name: run_throttle(*pair, options=options) for name, pair in filmed.items()})
    pictures = [picture for _, picture in filmed.values()]
    speeds = Speeds({})
    for name, (clip, picture) in filmed.items():
        others = [other for other in pictures if other != picture][:OTHERS]
        speeds.paces[name] = run_timing(clip, picture, others, options=options)
    clip, _ = next(iter(filmed.values()))
    speeds.capture = run_capture(clip, options=options)
    return speeds


def shown(speeds: Speeds) -> list[Table]:
    """For people. fps counts capture and searching, and no decoding."""
    columns = ("clip", "build", "fps", "found", "track ms", "p90", "search ms", "p90", "capture ms", "p90")
    rows = ([clip, *cells(pace)] for clip, paces in speeds.paces.items() for pace in paces)
    made = [tables.table("Speed of the core", columns, rows)]
    if speeds.capture:
        ways = (("canvas", speeds.capture.canvas), ("VideoFrame", speeds.capture.video_frame))
        lines = ([way, speeds.capture.format, *ms(span)] for way, span in ways)
        made.append(tables.table("Capture of a camera frame", ("way", "format", "ms", "p90"), lines))
    return made


def cells(pace: Pace) -> list[str]:
    spans = (pace.track, pace.search, pace.capture)
    return [pace.name, f"{pace.fps:.1f}", str(pace.found), *(cell for span in spans for cell in ms(span))]


def ms(span: Span) -> Sequence[str]:
    return f"{span.median:.2f}", f"{span.p90:.2f}"


def as_json(speeds: Speeds) -> dict[str, Any]:
    return msgspec.to_builtins(speeds)
