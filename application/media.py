"""Handlers of the commands about pictures and videos."""

from __future__ import annotations

from typing import Any

from application.commands import (
    DeleteMedia,
    FailMedia,
    RecordMediaProcessed,
    RejectMedia,
    RequestMediaProcessing,
    UploadMedia,
)
from application.streams import Streams, expect
from domain import media, text
from domain.errors import Conflict
from domain.event import Event
from domain.media import MediaFailed, MediaProcessed, MediaRejected, MediaUploaded


def upload_media(streams: Streams, command: UploadMedia) -> list[Event]:
    """Raises NotFound for a project that is not the account's, Conflict when the id is in use already, Invalid."""
    streams.project(command.project_id, command.account_id)
    if streams.events(command.media_id):
        raise Conflict(f"The id {command.media_id} is in use already.", "id_taken")
    text.check(command.filename)
    return [
        streams.stamp(command.media_id, command).event(
            MediaUploaded,
            owner_id=command.account_id,
            project_id=command.project_id,
            kind=command.kind,
            filename=command.filename,
            size=command.size,
            sha256=command.sha256,
            object_key=command.object_key,
            derived_from=command.derived_from,
        )
    ]


def record_media_processed(streams: Streams, command: RecordMediaProcessed) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(
        streams,
        command,
        MediaProcessed,
        width=command.width,
        height=command.height,
        format=command.format,
        renditions=command.renditions,
        duration=command.duration,
        fps=command.fps,
        has_audio=command.has_audio,
        warnings=command.warnings,
    )


def reject_media(streams: Streams, command: RejectMedia) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, MediaRejected, reason=command.reason)


def fail_media(streams: Streams, command: FailMedia) -> list[Event]:
    """Nothing when this work is settled already."""
    return settle(streams, command, MediaFailed, reason=command.reason)


def settle(
    streams: Streams, command: RecordMediaProcessed | RejectMedia | FailMedia, end: type[Event], **facts: Any
) -> list[Event]:
    """The end of the work, unless it is settled already."""
    if not media.open_for(streams.media(command.media_id), command.job_id):
        return []
    return [streams.stamp(command.media_id, command).event(end, job_id=command.job_id, **facts)]


def request_media_processing(streams: Streams, command: RequestMediaProcessing) -> list[Event]:
    """Raises Conflict unless the work had failed."""
    state = streams.media(command.media_id, command.account_id)
    expect(state, command)
    return media.retry(state, streams.stamp(state.id, command))


def delete_media(streams: Streams, command: DeleteMedia) -> list[Event]:
    """Raises NotFound when it is deleted already."""
    state = streams.media(command.media_id, command.account_id)
    expect(state, command)
    return media.delete(state, streams.stamp(state.id, command))
