"""A synthetic camera: films a picture with known corners, for measuring and for Chromium's fake camera.

Coordinates are pixels with the frame's edge at 0 (the centre of the first pixel is 0.5), x right, y down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
Corners = NDArray[np.float64]

WIDTH, HEIGHT = 640, 480
FOCAL = 609.0
NOISE = 3.0
"""Standard deviation of the sensor's noise, grey levels."""


@dataclass(frozen=True)
class View:
    """Where the picture lies: centre as shares of the frame, size 1 = just fits into it, degrees, brightness."""

    x: float = 0.5
    y: float = 0.5
    size: float = 0.85
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    light: float = 1.0

    def towards(self, other: View, share: float) -> View:
        ease = share * share * (3 - 2 * share)
        steps = {name: a + (getattr(other, name) - a) * ease for name, a in vars(self).items()}
        return View(**steps)


@dataclass(frozen=True)
class Segment:
    """``frames`` frames in which the picture moves from one view to the next; without views it is absent."""

    name: str
    frames: int
    start: View | None = None
    end: View | None = None


@dataclass(frozen=True)
class Frame:
    image: Image
    segment: str
    corners: Corners | None
    """TL TR BR BL, or None where no part of the picture is in the frame."""
    share: float
    """How much of the picture's area is in the frame, 0..1."""


FRONT = View()
TURNED = replace(FRONT, size=0.8, roll=35)
TILTED = replace(FRONT, size=0.95, yaw=40, pitch=-12)
FAR = replace(FRONT, size=0.5, yaw=-20)

MEASURING: tuple[Segment, ...] = (
    Segment("absent", 6),
    Segment("front", 20, FRONT, replace(FRONT, x=0.46, y=0.53)),
    Segment("roll", 20, replace(FRONT, x=0.46, y=0.53), TURNED),
    Segment("back", 12, TURNED, replace(FRONT, size=0.7)),
    Segment("tilt", 24, replace(FRONT, size=0.7), TILTED),
    Segment("near", 20, TILTED, replace(FRONT, size=1.3, pitch=8)),
    Segment("leave", 12, replace(FRONT, size=1.2), replace(FRONT, size=1.2, x=1.5)),
    Segment("absent", 10),
    Segment("return", 18, replace(FRONT, size=0.9, x=0.1), FAR),
    Segment("dark", 14, replace(FAR, light=0.45), replace(FRONT, light=0.45)),
)
"""Perspective, motion, noise, partly gone and back, and frames without the picture."""

SWAYED = (replace(FRONT, size=0.95, yaw=14, roll=-4), replace(FRONT, size=0.9, yaw=-12, pitch=10, roll=5))
WATCHING: tuple[Segment, ...] = (
    Segment("absent", 12),
    Segment("front", 60, FRONT, SWAYED[0]),
    Segment("sway", 60, SWAYED[0], SWAYED[1]),
    Segment("settle", 60, SWAYED[1], FRONT),
)
"""What a visitor does: comes to the picture and stays with it."""


def film(picture: Image, story: Sequence[Segment], *, seed: int = 1) -> Iterator[Frame]:
    """Frames of a picture (BGR) as the story tells."""
    random = np.random.default_rng(seed)
    scene = _clutter(random)
    levels = _pyramid(picture)
    for segment in story:
        for i in range(segment.frames):
            view = None
            if segment.start and segment.end:
                view = segment.start.towards(segment.end, i / max(1, segment.frames - 1))
            yield _shoot(levels, scene, view, segment.name, random)


def write_sequence(frames: Iterator[Frame], folder: Path, *, fps: int = 15) -> list[dict[str, Any]]:
    """``frames/NNNNNN.jpg`` and ``truth.json``, as ``?source=seq`` reads them; returns the truth of each frame."""
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    truth = []
    for i, frame in enumerate(frames):
        cv2.imwrite(str(folder / "frames" / f"{i:06}.jpg"), frame.image, [cv2.IMWRITE_JPEG_QUALITY, 92])
        corners = None if frame.corners is None else frame.corners.round(3).tolist()
        visible = frame.corners is not None
        truth.append({"visible": visible, "segment": frame.segment, "corners": corners, "share": round(frame.share, 3)})
    clip = {"width": WIDTH, "height": HEIGHT, "fps": fps, "frames": truth}
    (folder / "truth.json").write_text(json.dumps(clip))
    return truth


def write_camera(frames: Iterator[Frame], path: Path, *, fps: int = 15) -> None:
    """A .y4m for Chromium's fake camera, which honours its frame rate (an .mjpeg would always play at 30)."""
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{fps}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in frames:
            out.write(b"FRAME\n" + cv2.cvtColor(frame.image, cv2.COLOR_BGR2YUV_I420).tobytes())


def corners_of(view: View, aspect: float) -> Corners:
    """The picture's corners TL TR BR BL; ``aspect`` is its height over its width."""
    yaw, pitch, roll = np.radians([view.yaw, view.pitch, view.roll])
    turn_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    turn_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    depth = FOCAL / (view.size * min(WIDTH, HEIGHT / aspect))
    plane = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]) * (1, aspect)
    points = np.c_[plane, np.zeros(4)] @ (turn_z @ turn_y @ turn_x).T
    points[:, 2] += depth
    shift = np.array([view.x - 0.5, view.y - 0.5]) * (WIDTH, HEIGHT) * depth / FOCAL
    return (points[:, :2] + shift) / points[:, 2:] * FOCAL + (WIDTH / 2, HEIGHT / 2)


def _shoot(levels: list[Image], scene: Image, view: View | None, name: str, random: np.random.Generator) -> Frame:
    corners = share = None
    frame = scene.astype(np.float32)
    if view:
        height, width = levels[0].shape[:2]
        corners = corners_of(view, height / width)
        share = _share_in_frame(corners)
        frame = _lay(levels, frame, corners) * view.light
    if not share:
        corners = None
    frame += random.normal(0, NOISE, frame.shape)
    return Frame(np.clip(frame, 0, 255).astype(np.uint8), name, corners, share or 0.0)


def _lay(levels: list[Image], frame: Image, corners: Corners) -> Image:
    side = np.linalg.norm(corners[1] - corners[0])
    level = next((image for image in reversed(levels) if image.shape[1] >= side), levels[0])
    height, width = level.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    # OpenCV counts from pixel centres, the corners count from pixel edges.
    matrix = cv2.getPerspectiveTransform((source - 0.5).astype(np.float32), (corners - 0.5).astype(np.float32))
    warped = cv2.warpPerspective(level.astype(np.float32), matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    ones = np.ones((height, width), np.float32)
    mask = cv2.warpPerspective(ones, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)[..., None]
    return warped * mask + frame * (1 - mask)


def _share_in_frame(corners: Corners) -> float:
    frame = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    inside, _ = cv2.intersectConvexConvex(corners.astype(np.float32), frame)
    return float(inside / cv2.contourArea(corners.astype(np.float32)))


def _pyramid(picture: Image) -> list[Image]:
    levels = [picture]
    while min(levels[-1].shape[:2]) > 64:
        height, width = levels[-1].shape[:2]
        levels.append(cv2.resize(levels[-1], (width * 3 // 4, height * 3 // 4), interpolation=cv2.INTER_AREA))
    return levels


def _clutter(random: np.random.Generator) -> Image:
    """A table with things on it: soft patches, edges and dots that have nothing of the picture."""
    scene = np.full((HEIGHT, WIDTH, 3), (120, 130, 140), np.uint8)
    for _ in range(90):
        x, y = int(random.integers(WIDTH)), int(random.integers(HEIGHT))
        colour = tuple(int(c) for c in random.integers(40, 220, 3))
        if random.random() < 0.5:
            cv2.circle(scene, (x, y), int(random.integers(5, 60)), colour, -1, cv2.LINE_AA)
        else:
            far = (x + int(random.integers(-90, 90)), y + int(random.integers(-90, 90)))
            cv2.line(scene, (x, y), far, colour, int(random.integers(2, 14)), cv2.LINE_AA)
    return cv2.GaussianBlur(scene, (0, 0), 1.2)
