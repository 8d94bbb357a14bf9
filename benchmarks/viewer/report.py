"""Limits, and the table."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from benchmarks.viewer.visit import Measured

OURS = "argument"
LIMITED_LINE = "4g"

ROWS: tuple[tuple[str, str, float, int, float | None], ...] = (
    ("first screen, gzip kB", "bytes_first", 1e-3, 1, 30.0),
    ("until it plays, gzip kB", "bytes_playing", 1e-3, 0, None),
    ("requests until it plays", "requests", 1, 0, None),
    ("button after opening, s", "button", 1, 2, 1.0),
    ("camera after the tap, s", "camera", 1, 2, 1.5),
    ("video after the picture, s", "find", 1, 2, 0.5),
    ("video after opening, s", "whole", 1, 2, None),
    ("main thread script a frame, ms", "script_ms", 1, 2, 8.0),
    ("of it on the processor, ms", "processor_ms", 1, 2, None),
    ("camera frames shown a second", "shown_fps", 1, 1, None),
    ("corners on the screen, median px", "median", 1, 2, 1.5),
    ("corners on the screen, p90 px", "p90", 1, 2, None),
    ("loads until it worked", "loads", 1, 0, None),
)
"""What it is called, the field, its unit, digits and our limit. Limits of time are for the line LIMITED_LINE."""

UNTIMED = {"bytes_first", "script_ms", "median"}


def table(title: str, by: Mapping[str, Measured]) -> Table:
    """A column a page, and how many times as much as ours the peers have."""
    whole = Table(title=title, title_justify="left")
    whole.add_column("")
    for name in by:
        whole.add_column(name, justify="right")
    for name in by:
        if name != OURS:
            whole.add_column(f"{name} / ours", justify="right")
    whole.add_column("limit", justify="right")
    timed = title.startswith(f"{LIMITED_LINE}:")
    for label, field, unit, digits, limit in ROWS:
        values = {name: value(one, field, unit) for name, one in by.items()}
        ours = values.get(OURS)
        others = [ratio(values[name], ours) for name in by if name != OURS]
        bound = limit if timed or field in UNTIMED else None
        whole.add_row(label, *(number(one, digits) for one in values.values()), *others, judged(ours, bound))
    return whole


def value(measured: Measured, field: str, unit: float) -> float | None:
    found = getattr(measured, field)
    return None if found is None else found * unit


def number(found: float | None, digits: int) -> str:
    return "-" if found is None else f"{found:.{digits}f}"


def ratio(theirs: float | None, ours: float | None) -> str:
    return "-" if theirs is None or not ours else f"{theirs / ours:.1f}"


def judged(found: float | None, limit: float | None) -> str:
    if limit is None:
        return ""
    return f"{limit:g} {'pass' if found is not None and found <= limit else 'MISS'}"


def missed(found: Mapping[str, Mapping[str, Measured]]) -> list[str]:
    """Our limits that do not hold."""
    return [
        f"{line}: {label} is {number(had, digits)}, the limit is {limit:g}"
        for line, by in found.items()
        for label, field, unit, digits, limit in ROWS
        if limit is not None and (line == LIMITED_LINE or field in UNTIMED)
        if (had := value(by[OURS], field, unit)) is None or had > limit
    ]
