"""From a picture and a video to a link: the requests, in order, each of them repeatable.

The same picture, video, project and slug lead to the same keys, so publishing again, or after a crash, finds what was
made before and goes on from there.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

import msgspec

from adapters.cli.client import Body, Client, Refused
from adapters.cli.once import key_of, once
from adapters.cli.projects import project_of
from adapters.cli.reading import sha256

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
    id: str
    position: int

    @property
    def path(self) -> str:
        """Where it is looked at."""
        return f"/{self.stage}s/{self.id}"


def publish(client: Client, wish: Wish, told: Told) -> Published:
    """Raises Refused, Unreachable, Rejected or TooLong."""
    project_id = project_of(client, wish.project)
    image = send(client, "image", wish.picture, project_id, told)
    video = send(client, "video", wish.video, project_id, told)
    works = [work(client, image, "image"), work(client, video, "video")]
    marker = request_marker(client, works, told)
    made = wait_for(client, [*works, work(client, marker, "marker")], told)
    link = publish_link(client, project_id, made["marker"], wish)
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


def send(client: Client, kind: str, file: Path, project_id: str, told: Told) -> Body:
    """Upload a picture or a video."""
    stage, size = f"{'picture' if kind == 'image' else kind} sent", file.stat().st_size or 1

    def upload(key: str) -> Body:
        fields = {"projectId": project_id}
        return client.upload(f"/{kind}s/upload", fields, file, key, lambda count: told(stage, min(0.99, count / size)))

    sent = once(upload, "media", kind, project_id, sha256(file), file.name)
    told(stage, 1.0)
    return sent


def request_marker(client: Client, works: list[Work], told: Told) -> Body:
    """Ask for the marker before its picture is ready, so that nothing waits for us."""
    ids = {f"{work.stage}Id": work.id for work in works}
    try:
        return once(lambda key: client.post("/markers/generate", ids, key), "marker", *ids.values())
    except Refused:
        for work in works:
            look(client, work, told)  # a picture or video that was rejected in the meantime is the better reason
        raise


def publish_link(client: Client, project_id: str, marker: Body, wish: Wish) -> Body:
    """The link; the server makes a slug when none is wished for."""
    body = {"markerId": marker["id"]} | ({"slug": wish.slug} if wish.slug else {})
    path = f"/projects/{project_id}/links"
    return once(lambda key: client.post(path, body, key), "link", project_id, marker["id"], wish.slug)


def work(client: Client, asked: Body, stage: str) -> Work:
    """What to look at; work that had failed is asked for again."""
    work = Work(stage, asked["id"], asked["position"])
    if asked["status"] != "failed":
        return work
    return Work(stage, asked["id"], client.post(f"{work.path}/retry", {}, key_of("retry", work.id))["position"])


def wait_for(client: Client, works: list[Work], told: Told) -> dict[str, Body]:
    """The resources once all are done, by stage. Raises Rejected as soon as one is not, TooLong when nothing moves."""
    made: dict[str, Body] = {}
    moved, pause = time.monotonic(), PAUSE_FIRST
    while len(made) < len(works):
        time.sleep(pause)
        pause = min(PAUSE_MOST, pause * 1.2)
        for work in (work for work in works if work.stage not in made):
            found = look(client, work, told)
            if found:
                made[work.stage] = found
                moved = time.monotonic()
        if time.monotonic() - moved > LONGEST:
            raise TooLong("The work goes on. Run the same command again to go on waiting: nothing is sent twice.")
    return made


def look(client: Client, work: Work, told: Told) -> Body | None:
    """The resource when its work is done, None while it goes on."""
    found = client.get(work.path, after=work.position)
    if found["status"] in REFUSED:
        reason = found["reason"]
        raise Rejected(work.stage, reason["code"], reason["detail"], final=found["status"] == "rejected")
    done = found["status"] in DONE
    told(work.stage, 1.0 if done else 0.0)
    return found if done else None
