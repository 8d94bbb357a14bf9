"""What all reports on a job name. The job's id is the command's, so that it is settled once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypedDict
from uuid import UUID


class About(TypedDict):
    """Which job it was, and when it ended."""

    command_id: UUID
    at: datetime
    job_id: UUID


class AboutMedia(About):
    """Of work on a picture or video."""

    media_id: UUID


class AboutMarker(About):
    """Of work on a marker."""

    marker_id: UUID


def about_media(media_id: UUID, job_id: UUID) -> AboutMedia:
    """For a report that is made now."""
    return {"command_id": job_id, "at": datetime.now(UTC), "job_id": job_id, "media_id": media_id}


def about_marker(marker_id: UUID, job_id: UUID) -> AboutMarker:
    """For a report that is made now."""
    return {"command_id": job_id, "at": datetime.now(UTC), "job_id": job_id, "marker_id": marker_id}
