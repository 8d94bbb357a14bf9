"""Tells a story in commands: what an owner and the workers do, each step a second after the one before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from application import commands
from application.argument import ARgument
from application.commands import Command
from domain.event import Event
from domain.marker import ADVISE, PROVE
from domain.quality import Limit, LookAlike, Proposal, Reason, Score, proved, scored
from domain.values import Ending, EngineFiles, Rendition, VideoFit

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
RENDITIONS = (
    Rendition(role="master", key="masters/a.png", content_type="image/png", size=5000, width=640, height=480),
    Rendition(role="display", key="public/a.webp", content_type="image/webp", size=700, width=640, height=480),
)
CLIP = (Rendition(role="720p", key="public/b.mp4", content_type="video/mp4", size=9000, width=640, height=480),)
SCORE = scored(
    0.8123,
    "counts",
    compatibility={"planar": 81, "nft": 64},
    reasons=[Reason(code="one_sided", text="Its details lie in the left third only.")],
)
PROVED = proved(SCORE, 0.66, [Limit(condition="tilt", text="Found up to 50 degrees.")], "views")
CROP = Proposal(
    kind="crop",
    parameters={"left": 0.0, "top": 0.1, "right": 1.0, "bottom": 0.9},
    before=81,
    after=88,
    text="Cut off the plain edges.",
)
ENGINES = {
    "nft": EngineFiles(base="public/nft/c/target", files=(".iset", ".fset", ".fset3")),
    "planar": EngineFiles(base="public/planar/d/target", files=(".planar",)),
}
NO_FEATURES = Ending(code="no_features", detail="The picture has no features.")
PLANAR_ONLY = {"engines": {"planar": ENGINES["planar"]}, "refused": {"nft": NO_FEATURES}}
NOT_IN_VIDEO = Ending(code="not_in_video", detail="The video does not show the picture.")
FOUND = VideoFit(
    scale=1.6, offset_x=0.1, offset_y=-0.05, rotation=90.0, crop=(0.1, 0.2, 0.5, 0.6), start=0.75, error=0.0002
)
BROKEN = Ending(code="failed", detail="The work failed several times.")


class Story:
    """One owner's. Methods return the id of the thing that they are about; ``position`` is that of the last command."""

    def __init__(self, app: ARgument, account_id: UUID | None = None) -> None:
        self.app = app
        self.account_id = account_id or uuid4()
        self.now = BEGINNING
        self.position = 0

    def give(self, cls: type[Command], **fields: Any) -> None:
        """Gives the command; its id, time and account are the story's unless they are named."""
        self.now += timedelta(seconds=1)
        given = {"command_id": uuid4(), "at": self.now, **fields}
        if "account_id" in cls.__struct_fields__:
            given.setdefault("account_id", self.account_id)
        self.position = self.app.execute(cls(**given))

    def project(self, name: str = "Posters", **fields: Any) -> UUID:
        id = uuid4()
        self.give(commands.CreateProject, project_id=id, name=name, **fields)
        return id

    def upload(self, project_id: UUID, kind: str = "image", **fields: Any) -> UUID:
        id = uuid4()
        facts = {"filename": f"a.{kind}", "size": 1000, "sha256": "", "object_key": f"originals/{id}", **fields}
        self.give(commands.UploadMedia, media_id=id, project_id=project_id, kind=kind, **facts)
        return id

    def process(self, media_id: UUID, **fields: Any) -> UUID:
        media = self.app.streams().media(media_id)
        moving = {"renditions": CLIP, "format": "mp4", "duration": 3.0, "fps": 25.0, "has_audio": True}
        facts = moving if media.kind == "video" else {"renditions": RENDITIONS, "format": "jpeg"}
        made = {"width": 640, "height": 480, **facts, **fields}
        self.give(commands.RecordMediaProcessed, **self._media(media_id), **made)
        return media_id

    def reject(self, media_id: UUID, reason: Ending = NO_FEATURES) -> UUID:
        self.give(commands.RejectMedia, **self._media(media_id), reason=reason)
        return media_id

    def fail(self, media_id: UUID, reason: Ending = BROKEN) -> UUID:
        self.give(commands.FailMedia, **self._media(media_id), reason=reason)
        return media_id

    def caption(self, video_id: UUID, language: str = "en", label: str = "English", size: int = 300) -> UUID:
        named = {"language": language, "label": label, "key": f"public/captions/{language}-{size}.vtt", "size": size}
        self.give(commands.AddCaptions, media_id=video_id, **named)
        return video_id

    def marker(self, image_id: UUID, *video_ids: UUID, **fields: Any) -> UUID:
        id = uuid4()
        self.give(commands.RequestMarker, marker_id=id, image_id=image_id, video_ids=video_ids, **fields)
        return id

    def generate(self, marker_id: UUID, **fields: Any) -> UUID:
        facts = {"width": 640, "height": 480, "dpi": 72, "keypoints": 500, "points": 90, "score": SCORE}
        made = {**facts, "engines": ENGINES, **fields}
        self.give(commands.RecordMarkerGenerated, **self._marker(marker_id), **made)
        return marker_id

    def prove(self, marker_id: UUID, score: Score = PROVED) -> UUID:
        self.give(commands.RecordMarkerProved, **self._further(marker_id, PROVE), score=score)
        return marker_id

    def fail_proof(self, marker_id: UUID, reason: Ending = BROKEN) -> UUID:
        self.give(commands.FailMarkerProof, **self._further(marker_id, PROVE), reason=reason)
        return marker_id

    def advise(self, marker_id: UUID, **advice: Any) -> UUID:
        self.give(commands.RecordMarkerAdvised, **self._further(marker_id, ADVISE), **advice)
        return marker_id

    def fail_advice(self, marker_id: UUID, reason: Ending = BROKEN) -> UUID:
        self.give(commands.FailMarkerAdvice, **self._further(marker_id, ADVISE), reason=reason)
        return marker_id

    def fit(self, marker_id: UUID, video_id: UUID, fit: VideoFit = FOUND) -> UUID:
        self.give(commands.RecordMarkerFitted, **self._fitting(marker_id, video_id), fit=fit)
        return marker_id

    def refuse_fit(self, marker_id: UUID, video_id: UUID, reason: Ending = NOT_IN_VIDEO) -> UUID:
        self.give(commands.RefuseMarkerFit, **self._fitting(marker_id, video_id), reason=reason)
        return marker_id

    def fail_fit(self, marker_id: UUID, video_id: UUID, reason: Ending = BROKEN) -> UUID:
        self.give(commands.FailMarkerFit, **self._fitting(marker_id, video_id), reason=reason)
        return marker_id

    def reject_marker(self, marker_id: UUID, reason: Ending = NO_FEATURES) -> UUID:
        self.give(commands.RejectMarker, **self._marker(marker_id), reason=reason)
        return marker_id

    def fail_marker(self, marker_id: UUID, reason: Ending = BROKEN) -> UUID:
        self.give(commands.FailMarker, **self._marker(marker_id), reason=reason)
        return marker_id

    def link(self, project_id: UUID, marker_id: UUID, slug: str = "", *further: UUID, **fields: Any) -> UUID:
        id = uuid4()
        facts = {"slug": slug or f"link-{id.hex[:8]}", "marker_ids": (marker_id, *further), **fields}
        self.give(commands.PublishLink, link_id=id, project_id=project_id, **facts)
        return id

    def _media(self, id: UUID) -> dict[str, UUID]:
        job_id = self.app.streams().media(id).job_id
        return {"command_id": job_id, "job_id": job_id, "media_id": id}

    def _marker(self, id: UUID) -> dict[str, UUID]:
        job_id = self.app.streams().marker(id).job_id
        return {"command_id": job_id, "job_id": job_id, "marker_id": id}

    def _further(self, id: UUID, kind: str) -> dict[str, UUID]:
        job_id = self.app.streams().marker(id).owed[kind]
        return {"command_id": job_id, "job_id": job_id, "marker_id": id}

    def _fitting(self, id: UUID, video_id: UUID) -> dict[str, UUID]:
        job_id = self.app.streams().marker(id).fittings[video_id].job_id
        return {"command_id": job_id, "job_id": job_id, "marker_id": id}


def published(story: Story) -> dict[str, UUID]:
    """A whole experience: its project, image, video, marker and link."""
    project = story.project(tags=("print",), description="For the wall")
    image, video = story.upload(project), story.upload(project, "video")
    marker = story.marker(image, video)
    story.process(image)
    story.process(video)
    story.generate(marker)
    link = story.link(project, marker, title="A poster")
    return {"project": project, "image": image, "video": video, "marker": marker, "link": link}


def everything(story: Story) -> None:
    """Every kind of event at least once."""
    ids = published(story)
    story.give(commands.EditProject, project_id=ids["project"], name="Walls", public=True)
    for retried in (story.upload(ids["project"]), story.upload(ids["project"], "video")):
        story.fail(retried)
        story.give(commands.RequestMediaProcessing, media_id=retried)
        story.process(retried)
    story.reject(story.upload(ids["project"]))
    story.give(commands.DeleteMedia, media_id=story.upload(ids["project"]))
    story.give(commands.RemoveCaptions, media_id=story.caption(story.caption(ids["video"]), "ru"), language="en")
    again = story.fail_marker(story.marker(ids["image"]))
    story.give(commands.RequestMarkerGeneration, marker_id=again)
    story.generate(again)
    story.prove(again)
    story.advise(again, proposals=(CROP,), look_alikes=(LookAlike(marker_id=ids["marker"], likeness=0.9),))
    story.fail_proof(ids["marker"])
    story.fail_advice(ids["marker"])
    story.give(commands.RequestMarkerGeneration, marker_id=ids["marker"])
    story.reject_marker(story.marker(ids["image"]))
    settings = story.app.streams().marker(again).settings
    story.give(commands.ChangeMarkerSettings, marker_id=again, settings=type(settings)(scale=2.0))
    videos = [story.upload(ids["project"], "video") for _ in range(3)]
    fitted = story.marker(ids["image"], *videos)
    for settle, video in zip((story.fit, story.refuse_fit, story.fail_fit), videos, strict=True):
        settle(fitted, video)
    story.give(commands.ChangeLink, link_id=ids["link"], marker_ids=(again, ids["marker"]))
    story.give(commands.ChangeLink, link_id=ids["link"], slug=f"renamed-{ids['link'].hex[:8]}")
    story.give(commands.ChangeLink, link_id=ids["link"], active=False)
    story.give(commands.ChangeLink, link_id=ids["link"], active=True)
    story.give(commands.DeleteLink, link_id=story.link(ids["project"], again))
    story.give(commands.DeleteMarker, marker_id=ids["marker"])
    story.give(commands.DeleteProject, project_id=ids["project"])
    story.give(commands.RestoreProject, project_id=ids["project"])


def happened(story: Story, cls: type[Command], **fields: Any) -> list[Event]:
    """What the command leads to: the events that were recorded when it was given."""
    before = story.app.position()
    story.give(cls, **fields)
    found = story.app.recorder.select_notifications(before, 100, inclusive_of_start=False)
    return [cast("Event", story.app.mapper.to_domain_event(notification)) for notification in found]


def topics(events: list[Event]) -> list[str]:
    """What happened, in short."""
    return [event.TOPIC for event in events]
