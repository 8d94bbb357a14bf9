"""What a marker's previews are drawn from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec

from adapters.http.parts import Parts
from adapters.http.problems import Problem, files_missing
from adapters.http.reading import found, reading_one
from adapters.identity.tokens import Identity
from application.ports import ObjectStore
from domain.errors import NotFound
from domain.values import Rendition, VideoFit
from projections.markers import MarkerRow, get_marker
from projections.media import MediaRow, get_media

ENGINE = "planar"
"""The engine that looks for the picture: the one that phones use."""


class Files(msgspec.Struct, frozen=True):
    """Keys in the object store; ``overlay`` is empty where there is no video with a poster."""

    picture: str
    target: str
    overlay: str = ""


class Source(NamedTuple):
    """``fit`` is where the video of the overlay shows the picture; None where it does not or nobody knows."""

    row: MarkerRow
    files: Files
    fit: VideoFit | None


def owned_source(parts: Parts, caller: Identity, marker_id: UUID, after: int, video_id: UUID | None = None) -> Source:
    """The caller's marker with its files, and those of one of its videos: by default the first that can be played.

    Raises NotFound, and the problems ``marker_not_ready``, ``files_missing`` and ``not_trackable``.
    """
    with reading_one(parts, "markers", after, "library") as conn:
        row = found(get_marker(conn, caller.account_id, marker_id), "marker", marker_id)
        image = get_media(conn, caller.account_id, row.image_id, "image")
        videos = [get_media(conn, caller.account_id, id, "video") for id in row.video_ids]
    if row.status != "generated":
        raise not_ready(row)
    if image is None:
        raise files_missing()
    if ENGINE not in row.engines:
        raise Problem(409, "not_trackable", "The default tracking engine has no files for this picture.")
    engine = row.engines[ENGINE]
    video = chosen([video for video in videos if video], video_id)
    overlay = key_of(video.renditions, "poster") if video else ""
    search = row.fittings.get(video.id) if video else None
    files = Files(key_of(image.renditions, "master"), engine.base + engine.files[0], overlay)
    return Source(row, files, search.fit if search else None)


def not_ready(row: MarkerRow) -> Problem:
    """Of a marker that has no files yet, or will never have any."""
    return Problem(409, "marker_not_ready", f"This marker is {row.status}: there is nothing to look for yet.")


def chosen(videos: list[MediaRow], video_id: UUID | None) -> MediaRow | None:
    """The video of this id, else the first that viewers play. Raises NotFound when none has the id."""
    if video_id is None:
        return next((video for video in videos if video.status == "processed"), None)
    video = next((video for video in videos if video.id == video_id), None)
    if video is None:
        raise NotFound("The marker has no such video.", "video_not_found")
    return video


def key_of(renditions: tuple[Rendition, ...], role: str) -> str:
    """The key of the file with this role, empty when there is none."""
    return next((one.key for one in renditions if one.role == role), "")


def fetched(store: ObjectStore, files: Files, place: Path) -> dict[str, str]:
    """The files as paths in the folder, by name. Raises KeyError when one is gone."""
    paths = {name: str(place / name) if key else "" for name, key in msgspec.structs.asdict(files).items()}
    for name, key in msgspec.structs.asdict(files).items():
        if key:
            store.get_file(key, Path(paths[name]))
    return paths


def tag_of(*parts: object) -> str:
    """The same for the same things."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]
