"""What all work that follows a marker's generation shares: it never holds that up and costs the marker nothing."""

from __future__ import annotations

from time import monotonic

from application.argument import ARgument
from application.ports import Progress
from domain.marker import Marker, owes
from workers.bench import Bench
from workers.reports import AboutMarker, about_marker

LOOK = 0.5
"""Seconds between two looks whether the work is still wanted."""


class Unwanted(Exception):
    """The marker was deleted, or somebody else has done the work."""


def about(marker: Marker, kind: str) -> AboutMarker:
    """For a report on this kind of further work."""
    return about_marker(marker.id, marker.owed[kind])


def wanted(bench: Bench, marker: Marker, kind: str, progress: Progress) -> Progress:
    """Reports progress as long as the work is owed, and raises Unwanted then, which ends the tool that reports."""
    looked = monotonic()

    def report(step: str, share: float) -> None:
        nonlocal looked
        if monotonic() - looked >= LOOK:
            looked = monotonic()
            if not owes(bench.app.streams().marker(marker.id), kind, marker.owed[kind]):
                raise Unwanted
        progress(step, share)

    return report


def master_of(app: ARgument, marker: Marker) -> str:
    """The key of the picture that the marker was compiled from; it is there as long as events are, deleted or not."""
    image = app.streams().media(marker.image_id)
    return next(rendition.key for rendition in image.renditions if rendition.role == "master")
