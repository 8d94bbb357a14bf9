"""What all work that follows a marker's generation shares: it never holds that up and costs the marker nothing."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from application.ports import Progress
from domain.marker import Marker, owes
from workers.bench import Bench
from workers.progress import reporter
from workers.reports import AboutMarker, about_marker

LOOK = 0.5
"""Seconds between two looks whether the work is still wanted."""


class Unwanted(Exception):
    """The marker was deleted, or somebody else has done the work."""


def about(marker: Marker, kind: str) -> AboutMarker:
    """For a report on this kind of further work."""
    return about_marker(marker.id, marker.owed[kind])


def wanted(bench: Bench, marker: Marker, still: Callable[[], bool]) -> Progress:
    """Tells of progress as long as ``still``, and raises Unwanted then, which ends the tool that reports."""
    told = reporter(bench.live, marker.project_id, marker.id)
    looked = monotonic()

    def report(step: str, share: float) -> None:
        nonlocal looked
        if monotonic() - looked >= LOOK:
            looked = monotonic()
            if not still():
                raise Unwanted
        told(step, share)

    return report


def owing(bench: Bench, marker: Marker, kind: str) -> Progress:
    """For the tool that does this kind of further work: wanted as long as it is owed."""
    return wanted(bench, marker, lambda: owes(bench.app.streams().marker(marker.id), kind, marker.owed[kind]))
