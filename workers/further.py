"""What all work that follows a marker's generation shares: it never holds that up and costs the marker nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic
from typing import TypedDict
from uuid import UUID

from application.argument import ARgument
from application.ports import Progress
from domain.marker import Marker, owes
from workers.bench import Bench

LOOK = 0.5
"""Seconds between two looks whether the work is still wanted."""


class Unwanted(Exception):
    """The marker was deleted, or somebody else has done the work."""


class About(TypedDict):
    """What all reports on a job name. The job's id is the command's, so that it is settled once."""

    command_id: UUID
    at: datetime
    marker_id: UUID
    job_id: UUID


def about(marker: Marker, kind: str) -> About:
    """For a report on this kind of further work."""
    job_id = marker.owed[kind]
    return {"command_id": job_id, "at": datetime.now(UTC), "marker_id": marker.id, "job_id": job_id}


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
