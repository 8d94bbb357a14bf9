"""From a picture and a video to a link: the requests, in order, each of them repeatable.

The same picture, video, project and slug lead to the same keys, so publishing again, or after a crash, finds what was
made before and goes on from there.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Protocol

import msgspec

from adapters.cli.client import Client
from adapters.cli.projects import project_of
from adapters.cli.reading import key_of, sha256

LONGEST = 900.0
"""Seconds without any change after which we stop waiting."""
PAUSE_FIRST, PAUSE_MOST = 0.15, 1.0
DONE, REFUSED = {"processed", "generated"}, {"rejected", "failed"}


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be published. ``project`` is a name or an id; without a slug the server makes one."""

    picture: Path
    video: Path
    project: str
    slug: str = ""


class Published(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What came of it."""

    project_id: str
    image_id: str
    video_id: str
    marker_id: str
    link_id: str
    slug: str
    url: str
    score: int


class Told(Protocol):
    """Is told how far a stage is: "picture sent", "video sent", "image", "video", "marker", "link"; 1 is its end."""

    def __call__(self, stage: str, share: float, /) -> None: ...


class Rejected(Exception):
    """The work ended without success. ``final`` says that the input is at fault."""

    def __init__(self, stage: str, code: str, detail: str, *, final: bool) -> None:
        super().__init__(detail)
        self.stage = stage
        self.code = code
        self.detail = detail
        self.final = final


class TooLong(Exception):
    """The work goes on, but nothing changed for LONGEST seconds."""


class Work(msgspec.Struct, frozen=True):
    """Something that workers are at."""

    stage: str
    path: str
    position: int


def publish(client: Client, wish: Wish, told: Told) -> Published:
    """Raises Refused, Unreachable, Rejected or TooLong."""
    fingerprint = (sha256(wish.picture), sha256(wish.video))
    project_id = project_of(client, wish.project)
    image = send(client, "image", wish.picture, project_id, told)
    video = send(client, "video", wish.video, project_id, told)
    ids = {"imageId": image["id"], "videoId": video["id"]}
    marker = client.post("/markers/generate", ids, key_of("marker", *ids.values()))
    works = [
        Work("image", f"/images/{image['id']}", image["position"]),
        Work("video", f"/videos/{video['id']}", video["position"]),
        Work("marker", f"/markers/{marker['id']}", marker["position"]),
    ]
    made = wait_for(client, works, told)
    body = {"markerId": marker["id"], "title": wish.picture.stem} | ({"slug": wish.slug} if wish.slug else {})
    link = client.post(f"/projects/{project_id}/links", body, key_of("link", project_id, *fingerprint, wish.slug))
    told("link", 1.0)
    return Published(
        project_id=project_id,
        image_id=image["id"],
        video_id=video["id"],
        marker_id=marker["id"],
        link_id=link["id"],
        slug=link["slug"],
        url=link["url"],
        score=made["marker"]["score"]["score"],
    )


def send(client: Client, kind: str, file: Path, project_id: str, told: Told) -> dict[str, Any]:
    """Upload a picture or a video."""
    stage, size = f"{'picture' if kind == 'image' else kind} sent", file.stat().st_size or 1
    key = key_of(kind, project_id, sha256(file), file.name)
    fields = {"projectId": project_id}
    sent = client.upload(f"/{kind}s/upload", fields, file, key, lambda count: told(stage, min(0.99, count / size)))
    told(stage, 1.0)
    return sent


def wait_for(client: Client, works: list[Work], told: Told) -> dict[str, dict[str, Any]]:
    """The resources once all are done, by stage. Raises Rejected as soon as one is not, TooLong when nothing moves."""
    made: dict[str, dict[str, Any]] = {}
    moved, pause = time.monotonic(), PAUSE_FIRST
    while len(made) < len(works):
        for work in (work for work in works if work.stage not in made):
            found = look(client, work, told)
            if found:
                made[work.stage] = found
                moved = time.monotonic()
        if time.monotonic() - moved > LONGEST:
            raise TooLong("The work goes on. Run the same command again to go on waiting: nothing is sent twice.")
        time.sleep(pause)
        pause = min(PAUSE_MOST, pause * 1.2)
    return made


def look(client: Client, work: Work, told: Told) -> dict[str, Any] | None:
    """The resource when its work is done, None while it goes on."""
    found = client.get(work.path, after=work.position)
    if found["status"] in REFUSED:
        reason = found["reason"]
        raise Rejected(work.stage, reason["code"], reason["detail"], final=found["status"] == "rejected")
    done = found["status"] in DONE
    told(work.stage, 1.0 if done else found.get("progress") or 0.0)
    return found if done else None
