"""Every command of the system, in the imperative. ``TARGET`` names the field that holds the id of its stream.

A command carries its own id, its time and whoever gives it, so that handling it is a pure function of the streams.
The same command twice is one success.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, cast
from uuid import UUID

import msgspec

from domain.quality import LookAlike, Proposal, Score
from domain.values import Ending, EngineFiles, MarkerSettings, MediaKind, Rendition, VideoFit


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What all commands share."""

    TARGET: ClassVar[str] = ""

    command_id: UUID
    at: datetime

    @property
    def target(self) -> UUID:
        """The id of the stream that the command is about."""
        return cast("UUID", getattr(self, self.TARGET))


class OwnerCommand(Command, frozen=True, kw_only=True):
    """Given by an account; ``expected_version`` is refused with VersionConflict when it is not the current one."""

    account_id: UUID
    expected_version: int | None = None


class ProjectCommand(OwnerCommand, frozen=True, kw_only=True):
    """About a project."""

    TARGET: ClassVar[str] = "project_id"
    project_id: UUID


class CreateProject(ProjectCommand, frozen=True, kw_only=True):
    """Open a project."""

    name: str
    description: str = ""
    tags: tuple[str, ...] = ()
    public: bool = False


class EditProject(ProjectCommand, frozen=True, kw_only=True):
    """Set all fields of a project; None leaves one as it is."""

    name: str | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None
    public: bool | None = None


class DeleteProject(ProjectCommand, frozen=True, kw_only=True):
    """Hide a project and stop its links."""


class RestoreProject(ProjectCommand, frozen=True, kw_only=True):
    """Bring a deleted project back."""


class MediaCommand(OwnerCommand, frozen=True, kw_only=True):
    """About a picture or a video."""

    TARGET: ClassVar[str] = "media_id"
    media_id: UUID


class UploadMedia(MediaCommand, frozen=True, kw_only=True):
    """Take in an original that lies in the object store already. ``size`` is bytes.

    ``derived_from`` is the picture that it is a changed version of.
    """

    project_id: UUID
    kind: MediaKind
    filename: str
    size: int
    sha256: str
    object_key: str
    derived_from: UUID | None = None


class RequestMediaProcessing(MediaCommand, frozen=True, kw_only=True):
    """Ask again for work that failed."""


class DeleteMedia(MediaCommand, frozen=True, kw_only=True):
    """Take a picture or video away."""


class AddCaptions(MediaCommand, frozen=True, kw_only=True):
    """Show this text with a video. The WebVTT file lies in the object store already; ``size`` is its bytes."""

    language: str
    label: str
    key: str
    size: int


class RemoveCaptions(MediaCommand, frozen=True, kw_only=True):
    """Take the captions in one language away."""

    language: str


class MediaReport(Command, frozen=True, kw_only=True):
    """From a worker: how the work ``job_id`` on the media ended."""

    TARGET: ClassVar[str] = "media_id"
    media_id: UUID
    job_id: UUID


class RecordMediaProcessed(MediaReport, frozen=True, kw_only=True):
    """The renditions are stored."""

    width: int
    height: int
    format: str
    renditions: tuple[Rendition, ...]
    duration: float = 0.0
    fps: float = 0.0
    has_audio: bool = False
    warnings: tuple[str, ...] = ()


class RejectMedia(MediaReport, frozen=True, kw_only=True):
    """The upload cannot be used."""

    reason: Ending


class FailMedia(MediaReport, frozen=True, kw_only=True):
    """The tries are exhausted."""

    reason: Ending


class MarkerCommand(OwnerCommand, frozen=True, kw_only=True):
    """About a marker."""

    TARGET: ClassVar[str] = "marker_id"
    marker_id: UUID


class RequestMarker(MarkerCommand, frozen=True, kw_only=True):
    """Make a marker of a picture, with the videos that play on it."""

    image_id: UUID
    video_ids: tuple[UUID, ...] = ()
    settings: MarkerSettings = MarkerSettings()


class RequestMarkerGeneration(MarkerCommand, frozen=True, kw_only=True):
    """Ask again for work that failed."""


class ChangeMarkerSettings(MarkerCommand, frozen=True, kw_only=True):
    """Lay the video otherwise on the picture."""

    settings: MarkerSettings


class DeleteMarker(MarkerCommand, frozen=True, kw_only=True):
    """Take a marker away."""


class MarkerReport(Command, frozen=True, kw_only=True):
    """From a worker: how the work ``job_id`` on the marker ended."""

    TARGET: ClassVar[str] = "marker_id"
    marker_id: UUID
    job_id: UUID


class RecordMarkerGenerated(MarkerReport, frozen=True, kw_only=True):
    """The files that engines load are stored; ``refused`` says why an engine has none."""

    width: int
    height: int
    dpi: int
    keypoints: int
    points: int
    score: Score
    engines: dict[str, EngineFiles]
    refused: dict[str, Ending] = {}


class RejectMarker(MarkerReport, frozen=True, kw_only=True):
    """The picture cannot be a marker."""

    reason: Ending


class FailMarker(MarkerReport, frozen=True, kw_only=True):
    """The tries are exhausted."""

    reason: Ending


class RecordMarkerProved(MarkerReport, frozen=True, kw_only=True):
    """The tracker has looked for the picture."""

    score: Score


class FailMarkerProof(MarkerReport, frozen=True, kw_only=True):
    """The tries are exhausted; the estimate stays."""

    reason: Ending


class RecordMarkerAdvised(MarkerReport, frozen=True, kw_only=True):
    """What would make the picture better, and which of the owner's markers look like it."""

    proposals: tuple[Proposal, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()


class FailMarkerAdvice(MarkerReport, frozen=True, kw_only=True):
    """The tries are exhausted; there is no advice."""

    reason: Ending


class RecordMarkerFitted(MarkerReport, frozen=True, kw_only=True):
    """The video of this work shows the picture."""

    fit: VideoFit


class RefuseMarkerFit(MarkerReport, frozen=True, kw_only=True):
    """The video of this work does not show the picture, or not surely."""

    reason: Ending


class FailMarkerFit(MarkerReport, frozen=True, kw_only=True):
    """The tries are exhausted; the video is shown whole."""

    reason: Ending


class LinkCommand(OwnerCommand, frozen=True, kw_only=True):
    """About a link."""

    TARGET: ClassVar[str] = "link_id"
    link_id: UUID


class PublishLink(LinkCommand, frozen=True, kw_only=True):
    """Give a marker, or several, an address."""

    project_id: UUID
    marker_ids: tuple[UUID, ...]
    slug: str
    title: str = ""


class ChangeLink(LinkCommand, frozen=True, kw_only=True):
    """Rename, retarget, pause or resume a link: all of it or none. None leaves a field as it is."""

    slug: str | None = None
    marker_ids: tuple[UUID, ...] | None = None
    active: bool | None = None


class DeleteLink(LinkCommand, frozen=True, kw_only=True):
    """Take a link away and release its slug."""
