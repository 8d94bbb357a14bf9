"""What a marker's previews are drawn from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID

import msgspec

from adapters.http.parts import Parts
from adapters.http.problems import Problem, files_missing
from adapters.http.reading import found, reading_one
from adapters.identity.tokens import Identity
from application.ports import ObjectStore
from domain.values import Rendition, VideoFit
from projections.library import get_media
from projections.markers import MarkerRow, get_marker

ENGINE = "planar"
"""The engine that looks for the picture: the one that phones use."""


class Files(msgspec.Struct, frozen=True):
    """Keys in the object store; ``overlay`` is empty where no video has a poster."""

    picture: str
    target: str
    overlay: str = ""


def owned_files(parts: Parts, caller: Identity, marker_id: UUID, after: int) -> tuple[MarkerRow, Files]:
    """The caller's marker and its files.

    Raises NotFound, and the problems ``marker_not_ready``, ``files_missing`` and ``not_trackable``.
    """
    with reading_one(parts, "markers", after) as conn:
        row = found(get_marker(conn, caller.account_id, marker_id), "marker", marker_id)
        image = get_media(conn, caller.account_id, row.image_id, "image")
        videos = [get_media(conn, caller.account_id, id, "video") for id in row.video_ids[:1]]
    if row.status != "generated":
        raise not_ready(row)
    if image is None:
        raise files_missing()
    if ENGINE not in row.engines:
        raise Problem(409, "not_trackable", "The default tracking engine has no files for this picture.")
    engine = row.engines[ENGINE]
    posters = [key_of(video.renditions, "poster") for video in videos if video]
    files = Files(key_of(image.renditions, "master"), engine.base + engine.files[0], "".join(posters))
    return row, files


def not_ready(row: MarkerRow) -> Problem:
    """Of a marker that has no files yet, or will never have any."""
    return Problem(409, "marker_not_ready", f"This marker is {row.status}: there is nothing to look for yet.")


def fit_of(row: MarkerRow) -> VideoFit | None:
    """Where the first video shows the picture."""
    search = row.fittings.get(row.video_ids[0]) if row.video_ids else None
    return search.fit if search else None


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
