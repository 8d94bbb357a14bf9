"""What came out, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from benchmarks.tracking.metrics import Summary, at, of_kind, of_segment, segments, summary
from benchmarks.tracking.results import Result

Results = Mapping[str, Result]
GROUPS: dict[str, tuple[str, ...]] = {
    "planar": ("planar",),
    "distorted": ("distorted",),
    "hard": ("hard",),
    "all": ("planar", "distorted", "hard", "absent"),
}


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Numbers to the right, names to the left."""
    made = Table(title=title, title_justify="left", pad_edge=False)
    for index, column in enumerate(columns):
        made.add_column(column, justify="left" if not index else "right", no_wrap=True)
    for row in rows:
        made.add_row(*row)
    return made


ACCURACY = ("found %", "frames", "false", "in a row", "wild", "px med", "p90", "p99", "fit med", "fit p90", "jitter")


def accuracy(part: Summary) -> list[str]:
    found = None if part.found is None else 100 * part.found
    errors = (part.error_median, part.error_p90, part.error_p99, part.fit_median, part.fit_p90)
    counts = [str(part.visible), f"{part.false}/{part.absent}", str(part.false_run), str(part.wild)]
    return [number(found, 1), *counts, *(number(error, 2) for error in errors), number(part.jitter, 3)]


def overall(results: Results) -> Table:
    """Engines by kind of segment."""
    parts = (
        (f"{name} {group}", summary(result.all(), chosen=of_kind(*kinds)))
        for group, kinds in GROUPS.items()
        for name, result in results.items()
    )
    rows = ([name, *accuracy(part)] for name, part in parts if part.visible or part.absent)
    return table("Corners: engines by kind of segment", ("engine", *ACCURACY), rows)


def times(results: Results) -> Table:
    """What each engine costs."""
    columns = ("engine", "track ms", "p90", "search ms", "p90", "capture", "find ms", "frames", "missed", "lost")
    return table("Time", (*columns, "init ms", "kB gzip", "version"), (cost(*item) for item in results.items()))


def cost(name: str, result: Result) -> list[str]:
    total = result.total()
    took = (total.track_ms, total.track_p90, total.search_ms, total.search_p90, total.capture_ms)
    size = at(result.bytes_gzip, 50)
    return [
        name,
        *(number(value, 2) for value in took),
        number(total.find_ms, 0),
        number(total.find_frames, 0),
        str(total.missed),
        number(total.lost, 0),
        number(at(result.init_ms, 50), 0),
        number(None if size is None else size / 1000, 1),
        ", ".join(result.versions),
    ]


def by_segment(results: Results) -> Table:
    """Found and error of every engine, segment by segment."""
    columns = [f"{name}\n{what}" for name in results for what in ("found %", "px med", "p90", "jitter")]
    rows = ([f"{name} ({kind})", *across(results, name)] for name, kind in named(results).items())
    return table("Segments", ("segment", *columns), rows)


def across(results: Results, name: str) -> list[str]:
    cells: list[str] = []
    for result in results.values():
        part = summary(result.all(), chosen=of_segment(name))
        if part.found is None:
            cells += ["", f"{part.false} false", "", ""]
        else:
            errors = [beside(part.error_median, part.fit_median), beside(part.error_p90, part.fit_p90)]
            cells += [number(100 * part.found, 1), *errors, number(part.jitter, 3)]
    return cells


def beside(error: float | None, fit: float | None) -> str:
    """The error, and in brackets that to the nearest homography of a distorted picture."""
    return number(error, 2) + ("" if fit is None else f" ({number(fit, 2)})")


def named(results: Results) -> dict[str, str]:
    """The kind of each segment."""
    clips = [clip for result in results.values() for clip in result.all()]
    kinds = {frame.segment: frame.kind for clip in clips for frame in clip}
    return {name: kinds[name] for name in segments(clips)}


def by_picture(results: Results) -> Table:
    """Found and error of every engine, picture by picture; the deliberately impossible segments stand apart."""
    rows = (
        [f"{clip} {name}", number(held(result, clip), 1), *accuracy(summary([result.clips[clip]]))]
        for clip in dict.fromkeys(clip for result in results.values() for clip in result.clips)
        for name, result in results.items()
        if clip in result.clips
    )
    return table("Pictures", ("picture", "found % but hard", *ACCURACY), rows)


def held(result: Result, clip: str) -> float | None:
    """Per cent found outside the hard segments."""
    found = summary([result.clips[clip]], chosen=of_kind("planar", "distorted")).found
    return None if found is None else 100 * found


def matrix(result: Result) -> Table:
    """Per cent found by segment (rows) and picture (columns): where an engine fails."""
    names = [name for name, kind in named({result.name: result}).items() if kind != "absent"]
    rows = (
        [name, *(percent(summary([clip], chosen=of_segment(name))) for clip in result.clips.values())] for name in names
    )
    return table(f"{result.name}: found % by segment and picture", ("segment", *result.clips), rows)


def percent(part: Summary) -> str:
    text = number(None if part.found is None else 100 * part.found, 0)
    return f"{text} [red]!{part.wild}[/red]" if part.wild else text


def number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
