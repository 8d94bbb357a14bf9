"""One frame of a picture under one condition, by the synthetic camera of ``benchmarks.tracking``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.score.conditions import FULL, Condition
from benchmarks.tracking.camera import backdrops, covers
from benchmarks.tracking.camera.drawing import draw, laid
from benchmarks.tracking.camera.effects import Look, developed
from benchmarks.tracking.camera.optics import Camera, project
from benchmarks.tracking.camera.pose import Floats, Move, View
from benchmarks.tracking.camera.texture import Texture

Image = NDArray[Any]
CAMERA = Camera()
FRAME = np.array([CAMERA.width, CAMERA.height])
BACKDROPS = ("text", "shapes", "blank")
"""Drawn ones: no photograph of the corpus may lie beside the picture."""

VARIANTS = 5
MARGIN = 0.96
"""Of the frame that a picture which fits may fill."""

EDGE_ON = 90.0
"""Degrees; the more a picture is tilted, the nearer to the middle it lies, lest it be seen from its edge."""

FITTING = 3
"""Rounds in which its size is found: perspective changes with it."""

BLINDING = 400.0
"""Grey levels that a reflection adds at its middle."""

BLIND_AT = 1.1
"""Times its reach within which nothing of the picture is left."""


@dataclass(frozen=True)
class Filmed:
    """A JPEG of 640 x 480, and the picture's corners TL TR BR BL in its pixels, the first covering 0..1."""

    jpeg: bytes
    corners: Floats


def filmed(picture: Texture, view: Condition) -> Filmed:
    """Always the same for the same picture and condition."""
    dice = np.random.default_rng([view.seed, 7])
    place = placed(picture, view)
    move = Move(place, place, 0.0, 1.0)
    frame = backdrop(view, move)
    for texture in (picture, cover(picture, view, dice)):
        if texture:
            laid(*draw(CAMERA, move, 0.0, texture), frame)
    blurred = unsharp(cv2.cvtColor(frame, cv2.COLOR_BGRA2BGR).astype(np.float32), view, dice)
    look = Look(gain=view.light, glare=BLINDING * bool(view.glare), noise=view.noise)
    corners = project(CAMERA, move, 0.0, picture.outline())
    spot, reach = reflection(picture, move, corners, view, dice)
    image = developed(blurred, look, 0.0, spot, reach, dice)
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, view.quality])
    return Filmed(packed.tobytes(), corners)


def placed(picture: Texture, view: Condition) -> View:
    """Where the picture lies: wholly in the frame, unless it is to fill it."""
    yaw, pitch = leaning(view.tilt, view.direction)
    upright = picture.aspect > 1
    longer = min(view.share, FULL) / (picture.aspect if upright else 1)
    place = View(0.5, 0.5, longer, yaw, pitch, view.roll + 90 * upright)
    for _ in range(FITTING):
        ratio = float((FRAME * MARGIN / extent(picture, place)[1]).min())
        place = replace(place, size=place.size * (ratio if view.share >= FULL else min(1.0, ratio)))
    if view.share >= FULL:
        return replace(place, size=place.size * view.share)
    low, size = extent(picture, place)
    free = np.maximum(FRAME - size, 0)
    corner = free / 2 + ([view.x, view.y] - np.array(0.5)) * free * (1 - view.tilt / EDGE_ON)
    x, y = (corner - low) / FRAME + 0.5
    return replace(place, x=float(x), y=float(y))


def extent(picture: Texture, place: View) -> tuple[Floats, Floats]:
    """The left upper corner of what holds the picture, and its size, pixels."""
    corners = project(CAMERA, Move(place, place, 0.0, 1.0), 0.0, picture.outline())
    return corners.min(0), corners.max(0) - corners.min(0)


def leaning(tilt: float, direction: float) -> tuple[float, float]:
    """Yaw and pitch in degrees that tilt a plane by ``tilt`` towards ``direction``."""
    angle, along = np.radians(tilt), np.radians(direction)
    normal = np.array([np.sin(angle) * np.cos(along), np.sin(angle) * np.sin(along), np.cos(angle)])
    return float(np.degrees(np.arcsin(normal[0]))), float(np.degrees(np.arctan2(-normal[1], normal[2])))


def backdrop(view: Condition, move: Move) -> Image:
    """What lies behind, BGRA."""
    kind, variant = BACKDROPS[view.seed % len(BACKDROPS)], view.seed // len(BACKDROPS) % VARIANTS
    return backdrops.behind(CAMERA, backdrops.backdrop(kind, variant), move.at(np.array([0.0]))[0])


def cover(picture: Texture, view: Condition, dice: np.random.Generator) -> Texture | None:
    """A hand or a card over the picture."""
    if not view.covered:
        return None
    if view.seed % 2:
        return covers.hand(view.covered, picture.aspect, dice)
    shade = np.full((40, 40, 3), dice.integers(40, 220, 3), np.uint8)
    made = covers.card(view.covered, picture.aspect, shade)
    return made.moved_to(float(dice.uniform(-1, 1)) * (0.5 - made.span / 2), 0.0)


def unsharp(frame: Image, view: Condition, dice: np.random.Generator) -> Image:
    """Through a lens, and with a hand that moves while the shutter is open."""
    blurred = cv2.GaussianBlur(frame, (0, 0), view.blur)
    if not view.motion:
        return blurred
    side = 2 * int(np.ceil(view.motion / 2)) + 3
    kernel = np.zeros((side, side), np.float32)
    angle, middle = dice.uniform(0, np.pi), side // 2
    reach = np.array([np.cos(angle), np.sin(angle)]) * view.motion / 2
    ends = [(int(x), int(y)) for x, y in np.rint([(middle - reach) * 16, (middle + reach) * 16])]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA, 4)
    return cv2.filter2D(blurred, -1, kernel / kernel.sum())


def reflection(
    picture: Texture, move: Move, corners: Floats, view: Condition, dice: np.random.Generator
) -> tuple[tuple[float, float], float]:
    """Where glare lies on the picture, and how wide it is that it blinds the wanted share."""
    at = dice.uniform(-0.3, 0.3, 2) * (1, picture.aspect)
    x, y = project(CAMERA, move, 0.0, at[None])[0]
    area = cv2.contourArea(corners.astype(np.float32))
    return (float(x), float(y)), max(1.0, float(np.sqrt(view.glare * area / np.pi)) / BLIND_AT)
