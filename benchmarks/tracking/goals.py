"""What the project's own engine is held to, beside what was measured. Hard segments are made to be missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.table import Table

from benchmarks.tracking.metrics import Chosen, Summary, of_kind, of_segment, summary
from benchmarks.tracking.results import Result

OWN = "planar"
FAIR = of_kind("planar", "distorted")
PICTURES = ("page", "logo")
CONDITIONS = ("occluded", "far20", "tilt60", "dark")
RACES = ("half", "far12", "tilt70", "fast")


class Goal(NamedTuple):
    """``sign``: whether the number must be at most (<=) or at least (>=) the limit."""

    name: str
    measured: float | None
    sign: str
    limit: float

    @property
    def met(self) -> bool | None:
        """None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured <= self.limit if self.sign == "<=" else self.measured >= self.limit


def goals(results: Mapping[str, Result]) -> list[Goal]:
    """All that these runs can say; those of other engines only where others ran."""
    own = results[OWN]
    others = {name: result for name, result in results.items() if not name.startswith(OWN)}
    return [*exact(own), *honest(own), *seen(own), *(beaten(own, others) if others else ()), *quick(own)]


def part(result: Result, chosen: Chosen) -> Summary:
    return summary(result.all(), chosen=chosen)


def percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def exact(own: Result) -> Iterator[Goal]:
    flat = part(own, of_kind("planar"))
    yield Goal("planar segments: corner error, median px", flat.error_median, "<=", 0.3)
    yield Goal("planar segments: corner error, p90 px", flat.error_p90, "<=", 0.8)
    yield Goal("planar segments: jitter, px", flat.jitter, "<=", 0.05)
    yield Goal("distorted segments: off the best homography, median px", part(own, FAIR).fit_median, "<=", 0.5)


def honest(own: Result) -> Iterator[Goal]:
    total = own.total()
    yield Goal("false frames, % of absent ones", 100 * total.false / total.absent if total.absent else None, "<=", 0.1)
    yield Goal("false frames in a row", total.false_run, "<=", 1)
    yield Goal("answers more than 20 px off", total.wild, "<=", 0)


def seen(own: Result) -> Iterator[Goal]:
    yield Goal("found outside hard segments, %", percent(part(own, FAIR).found), ">=", 97)
    for name in PICTURES:
        if name in own.clips:
            yield Goal(f"{name}: found, %", percent(summary([own.clips[name]], chosen=FAIR).found), ">=", 97)
    for name in CONDITIONS:
        yield Goal(f"{name}: found, %", percent(part(own, of_segment(name)).found), ">=", 95)


def beaten(own: Result, others: Mapping[str, Result]) -> Iterator[Goal]:
    """Against the best of the others: each clip, all of them, and the segments that nobody masters."""
    for clip, frames in own.clips.items():
        best = max((summary([result.clips[clip]]).found or 0 for result in others.values()), default=0)
        yield Goal(f"{clip}: found, % (the best other - 1)", percent(summary([frames]).found), ">=", 100 * best - 1)
    best = max(result.total().found or 0 for result in others.values())
    yield Goal("found on all clips, % (the best other)", percent(own.total().found), ">=", 100 * best)
    for name in RACES:
        best = max(part(result, of_segment(name)).found or 0 for result in others.values())
        yield Goal(f"{name}: found, % (the best other)", percent(part(own, of_segment(name)).found), ">=", 100 * best)


def quick(own: Result) -> Iterator[Goal]:
    total = own.total()
    yield Goal("track, median ms", total.track_ms, "<=", 1.5)
    yield Goal("search, median ms", total.search_ms, "<=", 4.0)


def table(results: Mapping[str, Result]) -> Table:
    """A row for each goal."""
    made = Table(title=f"What {OWN} is held to", title_justify="left", pad_edge=False)
    for column in ("goal", "measured", "limit", ""):
        made.add_column(column, justify="left" if column == "goal" else "right")
    marks = {True: "met", False: "[red]missed[/red]", None: "-"}
    for goal in goals(results):
        measured = "-" if goal.measured is None else f"{goal.measured:.4g}"
        made.add_row(goal.name, measured, f"{goal.sign} {goal.limit:.4g}", marks[goal.met])
    return made
