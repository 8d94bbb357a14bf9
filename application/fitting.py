"""Handlers of the reports on pictures that were looked for in videos."""

from __future__ import annotations

from typing import Any

from application.commands import FailMarkerFit, MarkerReport, RecordMarkerFitted, RefuseMarkerFit
from application.streams import Streams
from domain import fitting
from domain.event import Event
from domain.fitting import FittingFailed, FittingFound, FittingRefused


def record_marker_fitted(streams: Streams, command: RecordMarkerFitted) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, FittingFound, fit=command.fit)


def refuse_marker_fit(streams: Streams, command: RefuseMarkerFit) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, FittingRefused, reason=command.reason)


def fail_marker_fit(streams: Streams, command: FailMarkerFit) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, FittingFailed, reason=command.reason)


def settle(streams: Streams, command: MarkerReport, end: type[Event], **facts: Any) -> list[Event]:
    """The end of the search, unless it is settled already or the marker is gone."""
    marker = streams.marker(command.marker_id)
    video = fitting.video_of(marker.fittings, command.job_id)
    if video is None or marker.status == "deleted":
        return []
    stamp = streams.stamp(command.marker_id, command)
    return [stamp.event(end, job_id=command.job_id, video_id=video, **facts)]
