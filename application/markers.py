"""Handlers of the commands about markers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from application.commands import (
    ChangeMarkerSettings,
    DeleteMarker,
    FailMarker,
    FailMarkerAdvice,
    FailMarkerProof,
    MarkerReport,
    RecordMarkerAdvised,
    RecordMarkerGenerated,
    RecordMarkerProved,
    RejectMarker,
    RequestMarker,
    RequestMarkerGeneration,
)
from application.streams import Streams, expect
from domain import fitting, marker, settings
from domain.errors import Conflict, Invalid
from domain.event import Event
from domain.marker import (
    MarkerAdviceFailed,
    MarkerAdvised,
    MarkerFailed,
    MarkerGenerated,
    MarkerProofFailed,
    MarkerProved,
    MarkerRejected,
    MarkerRequested,
)
from domain.media import Media
from domain.values import MediaKind


def request_marker(streams: Streams, command: RequestMarker) -> list[Event]:
    """The picture may still be on its way. Raises NotFound, Invalid, or Conflict when the id is in use already."""
    image = usable(streams, command.image_id, "image", command.account_id)
    streams.project(image.project_id, command.account_id)
    if len(command.video_ids) > marker.MAX_VIDEOS:
        raise Invalid(f"A marker has at most {marker.MAX_VIDEOS} videos.", "too_many_videos")
    for id in command.video_ids:
        if usable(streams, id, "video", command.account_id).project_id != image.project_id:
            raise Invalid("The picture and its videos are of one project.", "other_project")
    settings.check(command.settings)
    if streams.events(command.marker_id):
        raise Conflict(f"The id {command.marker_id} is in use already.", "id_taken")
    requested = streams.stamp(command.marker_id, command).event(
        MarkerRequested,
        owner_id=command.account_id,
        project_id=image.project_id,
        image_id=image.id,
        video_ids=command.video_ids,
        settings=command.settings,
    )
    videos = marker.unknown_fits(command.settings, command.video_ids, {})
    return [requested, *fitting.ask(streams.stamp(command.marker_id, command, 1), videos)]


def usable(streams: Streams, id: UUID, kind: MediaKind, account_id: UUID) -> Media:
    """The account's media of this kind. Raises Invalid when it is of the other kind or was refused."""
    state = streams.media(id, account_id)
    if state.kind != kind:
        raise Invalid(f"{id} is no {kind}.", f"not_{'an' if kind == 'image' else 'a'}_{kind}")
    if state.status == "rejected" and state.reason is not None:
        raise Invalid(f"The {kind} was refused: {state.reason.detail}", f"{kind}_rejected")
    return state


def record_marker_generated(streams: Streams, command: RecordMarkerGenerated) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(
        streams,
        command,
        MarkerGenerated,
        width=command.width,
        height=command.height,
        dpi=command.dpi,
        keypoints=command.keypoints,
        points=command.points,
        score=command.score,
        engines=command.engines,
        refused=command.refused,
    )


def reject_marker(streams: Streams, command: RejectMarker) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, MarkerRejected, reason=command.reason)


def fail_marker(streams: Streams, command: FailMarker) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, MarkerFailed, reason=command.reason)


def settle(
    streams: Streams, command: RecordMarkerGenerated | RejectMarker | FailMarker, end: type[Event], **facts: Any
) -> list[Event]:
    """The end of the work, unless it is settled already."""
    if not marker.open_for(streams.marker(command.marker_id), command.job_id):
        return []
    return [streams.stamp(command.marker_id, command).event(end, job_id=command.job_id, **facts)]


def record_marker_proved(streams: Streams, command: RecordMarkerProved) -> list[Event]:
    """Nothing when this work is settled already, or the marker deleted."""
    return settle_further(streams, command, marker.PROVE, MarkerProved, score=command.score)


def fail_marker_proof(streams: Streams, command: FailMarkerProof) -> list[Event]:
    """Nothing when this work is settled already, or the marker deleted."""
    return settle_further(streams, command, marker.PROVE, MarkerProofFailed, reason=command.reason)


def record_marker_advised(streams: Streams, command: RecordMarkerAdvised) -> list[Event]:
    """Nothing when this work is settled already, or the marker deleted."""
    facts = {"proposals": command.proposals, "look_alikes": command.look_alikes}
    return settle_further(streams, command, marker.ADVISE, MarkerAdvised, **facts)


def fail_marker_advice(streams: Streams, command: FailMarkerAdvice) -> list[Event]:
    """Nothing when this work is settled already, or the marker deleted."""
    return settle_further(streams, command, marker.ADVISE, MarkerAdviceFailed, reason=command.reason)


def settle_further(streams: Streams, command: MarkerReport, kind: str, end: type[Event], **facts: Any) -> list[Event]:
    """The end of work that followed the generation, unless it is settled already."""
    if not marker.owes(streams.marker(command.marker_id), kind, command.job_id):
        return []
    return [streams.stamp(command.marker_id, command).event(end, job_id=command.job_id, **facts)]


def request_marker_generation(streams: Streams, command: RequestMarkerGeneration) -> list[Event]:
    """Raises Conflict unless the work had failed."""
    state = streams.marker(command.marker_id, command.account_id)
    expect(state, command)
    return marker.retry(state, streams.stamp(state.id, command))


def change_marker_settings(streams: Streams, command: ChangeMarkerSettings) -> list[Event]:
    """Takes effect at once; the tracking files do not change."""
    state = streams.marker(command.marker_id, command.account_id)
    expect(state, command)
    return marker.change_settings(state, streams.stamp(state.id, command), command.settings)


def delete_marker(streams: Streams, command: DeleteMarker) -> list[Event]:
    """Raises NotFound when it is deleted already."""
    state = streams.marker(command.marker_id, command.account_id)
    expect(state, command)
    return marker.delete(state, streams.stamp(state.id, command))
