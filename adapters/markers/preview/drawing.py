"""Draws what a camera would see, with the video where the tracker finds the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from adapters.markers.camera import Sheet
from adapters.markers.preview.keying import keyed
from adapters.markers.preview.looking import MILLISECONDS, Look, look, round_trip, view_of
from adapters.markers.preview.overlay import Colour, Overlay, captioned, laid, outlined
from adapters.markers.preview.placement import Size
from adapters.markers.preview.reasons import Why, why
from adapters.tracking.core import Core
from application.ports import InputRejected
from application.preview import Drawn, PictureKind, Scene, Sighting

KINDS: dict[PictureKind, tuple[str, str, list[int]]] = {
    "jpeg": (".jpg", "image/jpeg", [cv2.IMWRITE_JPEG_QUALITY, 90]),
    "png": (".png", "image/png", []),
    "webp": (".webp", "image/webp", [cv2.IMWRITE_WEBP_QUALITY, 85]),
    "clip": (".webp", "image/webp", [cv2.IMWRITE_WEBP_QUALITY, 75]),
}
"""Ending, content type and quality."""


def draw_scene(scene: Scene, out: Path) -> Drawn:
    """Write the picture into the folder. Raises InputRejected."""
    sheet, target = Sheet(read(scene.picture)), Path(scene.target).read_bytes()
    core, view = started(target), view_of(scene.conditions)
    views = round_trip(view) if scene.kind == "clip" else [view]
    looks = [look(core, sheet, one, number) for number, one in enumerate(views)]
    lost = next((one for one in looks if not one.right), None)
    # The reason is looked for with a tracker of its own: this one goes on with what it knows.
    reason = why(started(target), sheet, lost) if lost else None
    overlay = overlay_of(scene, sheet) if scene.overlay else None
    frames = [shown(one, overlay, reason) for one in looks]
    ending, content_type, quality = KINDS[scene.kind]
    name = f"preview{ending}"
    (out / name).write_bytes(encoded(frames, ending, quality))
    return Drawn(name=name, content_type=content_type, sighting=sighting_of(looks, core.version, reason))


def read(path: str) -> Colour:
    """The pixels of a picture, in colour. Raises InputRejected."""
    pixels = cv2.imread(path, cv2.IMREAD_COLOR)
    if pixels is None:
        raise InputRejected("unreadable", "A picture of this marker cannot be read.")
    return np.asarray(pixels, np.uint8)


def started(target: bytes) -> Core:
    """A tracker that looks for this target and nothing else."""
    core = Core()
    core.load(target)
    return core


def overlay_of(scene: Scene, sheet: Sheet) -> Overlay:
    """The video's still, and how it lies on the picture."""
    return Overlay(keyed(read(scene.overlay), scene.settings), Size(*sheet.size), scene.settings, scene.fit)


def shown(seen: Look, overlay: Overlay | None, reason: Why | None) -> Colour:
    """The frame as a phone shows it, also where the tracker is wrong."""
    frame = seen.frame.image
    if seen.track is not None:
        matrix = seen.track.homography
        frame = laid(frame, overlay, matrix) if overlay else outlined(frame, matrix)
    return captioned(frame, f"Not found here. {reason.text}") if reason and not seen.right else frame


def encoded(frames: Sequence[Colour], ending: str, quality: list[int]) -> bytes:
    """One frame as a picture, several as an animation that goes on and on."""
    if len(frames) == 1:
        return cv2.imencode(ending, frames[0], quality)[1].tobytes()
    animation = cv2.Animation()
    animation.frames, animation.loop_count = list(frames), 0
    animation.durations = [MILLISECONDS] * len(frames)
    return cv2.imencodeanimation(ending, animation, quality)[1].tobytes()


def sighting_of(looks: Sequence[Look], version: int, reason: Why | None) -> Sighting:
    """The numbers of the first frame, and in how many it was found."""
    first, right = looks[0], [one.right for one in looks]
    height, width = first.frame.image.shape[:2]
    track, told = first.track, reason if reason and not first.right else None
    numbers = (
        {}
        if track is None
        else {
            "patches": track.patches,
            "agreeing": track.agreeing,
            "confidence": round(track.confidence, 4),
            "correlation": round(track.correlation, 4),
            "error": round(first.error, 3),
            "corners": tuple((round(float(x), 2), round(float(y), 2)) for x, y in track.corners),
        }
    )
    return Sighting(
        found=first.right,
        reason=told.code if told else "",
        text=told.text if told else "",
        width=width,
        height=height,
        frames=len(looks),
        found_frames=sum(right),
        core_version=version,
        **numbers,
    )
