"""The video that is laid on the picture: a board of marks, by which a screenshot tells where its corners are drawn."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

Corners = NDArray[np.float64]
Image = NDArray[np.uint8]

SIDE, FPS, SECONDS = 480, 15, 4
MARKS = 4
"""In each direction."""
MARGIN, MARK, GAP = 36, 84, 24
"""Pixels; a mark is 6 cells wide with its black rim."""
LEAST = 5
"""Marks that must be seen: fewer say little of the corners far from them."""
CENTRE = 0.5
"""OpenCV counts from the middle of the first pixel, we from its edge."""


@cache
def detector() -> cv2.aruco.ArucoDetector:
    """Finds marks, and their corners to a fraction of a pixel."""
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    how.cornerRefinementWinSize = 4
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), how)


def board() -> Image:
    """One frame of the video."""
    image = np.full((SIDE, SIDE), 255, np.uint8)
    marks = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    for number in range(MARKS * MARKS):
        x, y = origin(number)
        image[y : y + MARK, x : x + MARK] = cv2.aruco.generateImageMarker(marks, number, MARK)
    return image


def origin(number: int) -> tuple[int, int]:
    """Where a mark begins."""
    row, column = divmod(number, MARKS)
    return MARGIN + column * (MARK + GAP), MARGIN + row * (MARK + GAP)


def write_board(path: Path) -> Path:
    """The video as H.264 in MP4, ready to be played from its first byte on."""
    raw = board().tobytes() * (FPS * SECONDS)
    given = f"-f rawvideo -pix_fmt gray -s {SIDE}x{SIDE} -r {FPS} -i -"
    made = "-c:v libx264 -preset fast -crf 18 -g 30 -pix_fmt yuv420p -movflags +faststart"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *f"{given} {made}".split(), "-y", str(path)]
    subprocess.run(command, input=raw, check=True)
    return path


def drawn(screen: Image) -> Corners | None:
    """The corners TL TR BR BL of the video on a grey screen, in pixels from its edge; None where it is not seen."""
    found, numbers, _ = detector().detectMarkers(screen)
    known = [] if numbers is None else [(int(n), at[0]) for n, at in zip(numbers.ravel(), found, strict=True)]
    pairs = [(mark_corners(number), at + CENTRE) for number, at in known if number < MARKS * MARKS]
    if len(pairs) < LEAST:
        return None
    source, target = (np.concatenate(side) for side in zip(*pairs, strict=True))
    matrix, _ = cv2.findHomography(source, target, cv2.RANSAC, 2.0)
    if matrix is None:
        return None
    whole = np.array([[[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]], np.float64)
    return cv2.perspectiveTransform(whole, matrix)[0]


def mark_corners(number: int) -> NDArray[np.float32]:
    """TL TR BR BL in the video, from its edge."""
    x, y = origin(number)
    return np.array([[x, y], [x + MARK, y], [x + MARK, y + MARK], [x, y + MARK]], np.float32)
