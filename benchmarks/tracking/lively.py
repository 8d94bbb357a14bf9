"""What came out of live mode: how many frames an engine keeps up with, and how soon it finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from rich.table import Table

from benchmarks.tracking import tables
from benchmarks.tracking.engines import LiveRun
from benchmarks.tracking.results import Result

Judged = Mapping[tuple[str, str], tuple[LiveRun, Result]]
"""By clip and engine."""


def table(judged: Judged) -> Table:
    """A row for each clip and engine. Delay: from a frame on screen to its answer."""
    columns = ("clip", "engine", "fps", "found %", "px med", "find ms med", "p90", "missed", "delay ms", "init ms")
    rows = ([clip, name, *cells(run, result)] for (clip, name), (run, result) in judged.items())
    return tables.table("Live", columns, rows)


def cells(run: LiveRun, result: Result) -> list[str]:
    total = result.total()
    found = None if total.found is None else 100 * total.found
    delays = [frame.at - frame.shown for frame in run.frames]
    values = ((run.fps, 1), (found, 1), (total.error_median, 2), (middle(run.find_ms), 0), (middle(run.find_ms, 90), 0))
    return [
        *(tables.number(value, digits) for value, digits in values),
        str(run.missed),
        tables.number(middle(delays), 1),
        tables.number(run.init_ms, 0),
    ]


def as_json(judged: Judged) -> dict[str, Any]:
    """By clip, then by engine."""
    made: dict[str, Any] = {}
    for (clip, name), (run, result) in judged.items():
        total = result.total()
        made.setdefault(clip, {})[name] = {
            "fps": round(run.fps, 1),
            "found": total.found,
            "errorMedian": total.error_median,
            "findMs": middle(run.find_ms),
            "missed": run.missed,
            "initMs": run.init_ms,
        }
    return made


def middle(values: list[float], percent: float = 50) -> float | None:
    return float(np.percentile(values, percent)) if values else None
