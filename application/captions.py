"""Handlers of the commands about captions of videos."""

from __future__ import annotations

from application.commands import AddCaptions, RemoveCaptions
from application.streams import Streams, expect
from domain import captions
from domain.captions import Captions
from domain.errors import Invalid
from domain.event import Event


def add_captions(streams: Streams, command: AddCaptions) -> list[Event]:
    """The video may still be processed. Raises NotFound or Invalid."""
    video = streams.media(command.media_id, command.account_id)
    expect(video, command)
    if video.kind != "video":
        raise Invalid(f"{video.id} is no video.", "not_a_video")
    if video.status == "rejected" and video.reason is not None:
        raise Invalid(f"The video was refused: {video.reason.detail}", "video_rejected")
    added = Captions(label=command.label, key=command.key, size=command.size)
    return captions.add(video.captions, streams.stamp(video.id, command), command.language, added)


def remove_captions(streams: Streams, command: RemoveCaptions) -> list[Event]:
    """Raises NotFound when there are none in this language."""
    video = streams.media(command.media_id, command.account_id)
    expect(video, command)
    return captions.remove(video.captions, streams.stamp(video.id, command), command.language)
