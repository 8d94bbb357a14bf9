"""Videos in which a picture lies at a known place from a known moment on, then comes to life."""

from __future__ import annotations

import subprocess
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.fitting.arrays import Matrix, Size
from adapters.video.binaries import ffmpeg
from benchmarks.tracking import drawings
from benchmarks.tracking import pictures as known

Image = NDArray[np.uint8]
FPS = 24
STILL = 0.3
"""Seconds from its appearance during which the picture does not move yet."""
WIDE, TALL, SQUARE = (1280, 720), (720, 1280), (720, 720)


def picture(name: str) -> Image:
    """BGR: one of the tracking benchmark's, or one that repeats itself."""
    return OWN[name]() if name in OWN else known.picture(name)


@cache
def tiles() -> Image:
    """One motif of a photograph, six by four times."""
    motif = cv2.resize(known.picture("coffee")[100:250, 200:350], (100, 100), interpolation=cv2.INTER_AREA)
    return np.tile(np.asarray(motif, np.uint8), (4, 6, 1))


@cache
def checks() -> Image:
    """A chessboard of eight by eight."""
    board = np.kron(np.indices((8, 8)).sum(axis=0) % 2, np.ones((64, 64)))
    return np.repeat((40 + 180 * board).astype(np.uint8)[..., None], 3, axis=2)


OWN = {"tiles": tiles, "checks": checks, "other page": cache(lambda: drawings.page(12))}


class Pair(NamedTuple):
    """A video to be made. The picture just fits into it at ``size`` 1, turned clockwise by degrees.

    ``x`` and ``y`` are where its middle lies, as shares of the frame. ``tilt`` is the perspective's strength, 0 for
    none; ``stretch`` the factor of the width. ``before`` seconds show something else; ``fade`` seconds come out of
    black. ``quality`` is x264's CRF.
    """

    picture: str
    frame: Size = WIDE
    size: float = 1.0
    turn: float = 0.0
    x: float = 0.5
    y: float = 0.5
    behind: str = "black"
    grade: str = "none"
    before: float = 0.0
    fade: float = 0.0
    seconds: float = 2.0
    quality: int = 23
    mirrored: bool = False
    tilt: float = 0.0
    stretch: float = 1.0
    blur: float = 0.0

    @property
    def matrix(self) -> Matrix:
        """From pixels of the picture to pixels of the frame, the middles of pixels at whole numbers."""
        height, width = picture(self.picture).shape[:2]
        scale = self.size * min(self.frame[0] / width, self.frame[1] / height)
        turn = np.deg2rad(self.turn)
        turned = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        middle = np.array([self.x * self.frame[0], self.y * self.frame[1]]) - 0.5
        return np.hstack([turned, (middle - turned @ ((width - 1) / 2, (height - 1) / 2))[:, None]])


def write(pair: Pair, path: Path) -> Path:
    """The video as H.264 in MP4."""
    width, height = pair.frame
    raw = f"-f rawvideo -pix_fmt bgr24 -s {width}x{height} -r {FPS} -i -"
    coded = f"-pix_fmt yuv420p -c:v libx264 -preset veryfast -crf {pair.quality} -g {2 * FPS} -threads 1 -y"
    command = [ffmpeg(), "-v", "error", *raw.split(), *coded.split(), str(path)]
    frames = b"".join(frame(pair, number / FPS).tobytes() for number in range(round(pair.seconds * FPS)))
    subprocess.run(command, input=frames, check=True)
    return path


def frame(pair: Pair, time: float) -> Image:
    """What the video shows at this time."""
    if time < pair.before:
        return covered("coffee" if pair.picture != "coffee" else "rocket", pair.frame)
    coloured = filmed(pair, max(0.0, time - pair.before - STILL))
    lit = min(1.0, (time - pair.before) / pair.fade) if pair.fade else 1.0
    return np.clip(coloured * lit, 0, 255).astype(np.uint8)


@lru_cache(maxsize=1)
def filmed(pair: Pair, alive: float) -> NDArray[np.float64]:
    """The scene in its colours when the picture has been alive for so many seconds."""
    laid = on_backdrop(pair, lively(picture(pair.picture), alive))
    if pair.blur:
        laid = np.asarray(cv2.GaussianBlur(laid, (0, 0), pair.blur), np.uint8)
    return graded(laid, pair.grade)


def on_backdrop(pair: Pair, shown: Image) -> Image:
    """The picture in its place, drawn twice as large and made smaller, so that no detail is lost or doubled."""
    shown = np.ascontiguousarray(shown[:, ::-1]) if pair.mirrored else shown
    large = tuple(2 * side for side in pair.frame)
    grow = np.array([(2, 0, 0.5), (0, 2, 0.5), (0, 0, 1)])
    matrix = grow @ np.vstack([pair.matrix, (0, 0, 1)]) @ bending(pair, shown)
    while abs(np.linalg.det(matrix[:2, :2])) < 0.3:
        half = (max(1, shown.shape[1] // 2), max(1, shown.shape[0] // 2))
        x, y = shown.shape[1] / half[0], shown.shape[0] / half[1]
        shown = np.asarray(cv2.resize(shown, half, interpolation=cv2.INTER_AREA), np.uint8)
        matrix = matrix @ np.array([(x, 0, 0.5 * x - 0.5), (0, y, 0.5 * y - 0.5), (0, 0, 1)])
    ground = np.zeros((*large[::-1], 3), np.uint8) if pair.behind == "black" else covered(pair.behind, large)
    mask = cv2.warpPerspective(np.full(shown.shape[:2], 255, np.uint8), matrix, large)
    laid = cv2.warpPerspective(shown, matrix, large, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    mixed = np.where(mask[..., None] > 127, laid, ground)
    return np.asarray(cv2.resize(mixed, pair.frame, interpolation=cv2.INTER_AREA), np.uint8)


def bending(pair: Pair, shown: Image) -> Matrix:
    """What is no similarity: a stretch and a tilt about the picture's middle, 3 x 3."""
    middle = np.array([(1, 0, shown.shape[1] / 2), (0, 1, shown.shape[0] / 2), (0, 0, 1)], np.float64)
    bent = np.array([(pair.stretch, 0, 0), (0, 1, 0), (pair.tilt / shown.shape[1], 0, 1)], np.float64)
    return middle @ bent @ np.linalg.inv(middle)


def lively(still: Image, time: float) -> Image:
    """The picture with something moving in it."""
    if time <= 0:
        return still
    moved = still.copy()
    height, width = still.shape[:2]
    place = (int(width * (0.2 + 0.3 * time)), int(height * (0.5 + 0.2 * np.sin(5 * time))))
    cv2.circle(moved, place, width // 7, (40, 200, 240), -1, cv2.LINE_AA)
    return np.asarray(moved, np.uint8)


@lru_cache(maxsize=4)
def covered(name: str, size: Size) -> Image:
    """A picture, as large as it must be to fill this size, and cut."""
    image = picture(name)
    scale = max(size[0] / image.shape[1], size[1] / image.shape[0])
    grown = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    top, left = (grown.shape[0] - size[1]) // 2, (grown.shape[1] - size[0]) // 2
    return np.asarray(grown[max(0, top) :, max(0, left) :][: size[1], : size[0]], np.uint8)


def graded(image: Image, grade: str) -> NDArray[np.float64]:
    """Colours as cameras and editors change them."""
    light = image / 255.0
    match grade:
        case "warm":
            light = light * (0.75, 0.95, 1.1)
        case "flat":
            light = 0.25 + 0.5 * light
        case "dark":
            light = 0.7 * light**1.8
        case "hard":
            light = 0.5 + 0.5 * np.tanh(3.5 * (light - 0.5)) / np.tanh(1.75)
        case "grey":
            light = np.repeat(light @ np.array((0.11, 0.59, 0.3))[:, None], 3, axis=2)
    return 255.0 * light
