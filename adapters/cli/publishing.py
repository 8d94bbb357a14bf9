"""From pictures with their videos to a link: the requests, in order, each of them repeatable.

The same pictures, videos, project and slug lead to the same keys, so publishing again, or after a crash, finds what was
made before and goes on from there.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec

from adapters.cli.client import Body, Client, Refused
from adapters.cli.once import once
from adapters.cli.projects import project_of
from adapters.cli.reading import sha256
from adapters.cli.works import Told, Work, look, tell, wait_for, work


class Pair(msgspec.Struct, frozen=True):
    """A picture and the video that plays on it."""

    picture: Path
    video: Path


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be published. ``project`` is a name or an id; without a slug the server makes one."""

    picture: Path
    video: Path
    project: str
    slug: str = ""
    further: tuple[Pair, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All that the link is to lead to."""
        return (Pair(self.picture, self.video), *self.further)


class Target(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One picture of the link; ``score`` is 0-100, ``reasons`` what keeps it from more, the weightiest first."""

    image_id: str
    video_id: str
    marker_id: str
    score: int
    reasons: tuple[str, ...]


class Published(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What came of it. The ids and the score are those of the first of ``targets``."""

    project_id: str
    image_id: str
    video_id: str
    marker_id: str
    link_id: str
    slug: str
    url: str
    score: int
    targets: tuple[Target, ...]


def publish(client: Client, wish: Wish, told: Told) -> Published:
    """Raises Refused, Unreachable, Rejected or TooLong."""
    project_id = project_of(client, wish.project)
    begun = [begin(client, number, pair, project_id, told) for number, pair in enumerate(wish.pairs, 1)]
    made = wait_for(client, [work for works in begun for work in works], told)
    targets = tuple(target(made, works) for works in begun)
    link = publish_link(client, project_id, [one.marker_id for one in targets], wish.slug)
    told("link", 1.0)
    first = targets[0]
    return Published(
        project_id=project_id,
        image_id=first.image_id,
        video_id=first.video_id,
        marker_id=first.marker_id,
        link_id=link["id"],
        slug=link["slug"],
        url=link["url"],
        score=first.score,
        targets=targets,
    )


def begin(client: Client, number: int, pair: Pair, project_id: str, told: Told) -> list[Work]:
    """Send a picture and its video and ask for the marker; the work on all three goes on by itself."""
    told = partial(tell, told, number)
    image = send(client, "image", pair.picture, project_id, told)
    video = send(client, "video", pair.video, project_id, told)
    works = [work(client, image, "image", number), work(client, video, "video", number)]
    return [*works, work(client, request_marker(client, works, told), "marker", number)]


def target(made: dict[str, Body], works: list[Work]) -> Target:
    """What came of one picture."""
    image, video, marker = (work.id for work in works)
    score = made[marker]["score"]
    return Target(image_id=image, video_id=video, marker_id=marker, score=score["score"], reasons=reasons(made[marker]))


def reasons(marker: Body) -> tuple[str, ...]:
    """Why the default engine refused the picture, if it did, then what is said of the score."""
    refused = marker.get("refused", {}).get("planar")
    told = [why["text"] for why in marker["score"].get("reasons", ())]
    return tuple([refused["detail"], *told] if refused else told)


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


def publish_link(client: Client, project_id: str, marker_ids: list[str], slug: str) -> Body:
    """The link; the server makes a slug when none is wished for."""
    markers = {"markerId": marker_ids[0]} if len(marker_ids) == 1 else {"markerIds": marker_ids}
    body = markers | ({"slug": slug} if slug else {})
    path = f"/projects/{project_id}/links"
    return once(lambda key: client.post(path, body, key), "link", project_id, *marker_ids, slug)
