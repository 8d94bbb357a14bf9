"""Runs of engines beside the truth: what tables, plots and JSON are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.tracking.engines.run import EngineRun
from benchmarks.tracking.judging import Judgement
from benchmarks.tracking.metrics import Summary, at, of_segment, segments, summary


@dataclass
class Result:
    """One engine on one clip or many, by the clip's name."""

    name: str
    clips: dict[str, list[Judgement]] = field(default_factory=dict)
    init_ms: list[float] = field(default_factory=list)
    bytes_gzip: list[float] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fps: float = 30.0

    def add(self, clip: str, judged: list[Judgement], run: EngineRun) -> None:
        self.clips[clip] = judged
        if run.init_ms or run.bytes_gzip:
            self.init_ms.append(run.init_ms)
            self.bytes_gzip.append(run.bytes_gzip)
        self.versions += [] if run.version in self.versions else [run.version]
        self.notes += [f"{clip}: {run.notes}"] if run.notes else []

    def all(self) -> list[list[Judgement]]:
        return list(self.clips.values())

    def total(self) -> Summary:
        return summary(self.all(), fps=self.fps)


def plain(result: Result) -> dict[str, Any]:
    """The object that ``--json`` prints for an engine."""
    total = result.total()
    return {
        "found": share(total.found),
        "falseFrames": total.false,
        "errorMedian": pixels(total.error_median),
        "errorP90": pixels(total.error_p90),
        "jitter": pixels(total.jitter),
        "trackMs": pixels(total.track_ms),
        "searchMs": pixels(total.search_ms),
        "initMs": pixels(at(result.init_ms, 50)),
        "bytesGzip": None if not result.bytes_gzip else round(at(result.bytes_gzip, 50) or 0),
        "segments": {name: segment(result, name) for name in segments(result.all())},
    }


def segment(result: Result, name: str) -> dict[str, float | None]:
    part = summary(result.all(), fps=result.fps, chosen=of_segment(name))
    return {
        "found": share(part.found),
        "errorMedian": pixels(part.error_median),
        "errorP90": pixels(part.error_p90),
    }


def share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def pixels(value: float | None) -> float | None:
    """Also of milliseconds."""
    return None if value is None else round(value, 3)


def as_json(results: Mapping[str, Result]) -> dict[str, Any]:
    """By engine."""
    return {name: plain(result) for name, result in results.items()}
