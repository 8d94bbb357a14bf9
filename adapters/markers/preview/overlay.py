"""Draws the video's still where the tracker says that the picture is, as the viewer does on a phone."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.preview.placement import Matrix, Size, place
from domain.values import MarkerSettings, VideoFit

Colour = NDArray[np.uint8]
"""Rows x columns x (blue, green, red)."""
GREEN, WHITE, NIGHT = (120, 220, 60), (255, 255, 255), (22, 17, 14)
FINE = 4
"""Bits of a pixel's fraction in which outlines are drawn."""
LINE = 18
"""Height of a caption's letters, pixels of 640."""
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


class Overlay(NamedTuple):
    """A still of the video and how it lies on a picture of this size; ``fit`` is where the video shows the picture.

    A still that is seen through has its opacity as a fourth channel.
    """

    still: Colour
    picture: Size
    settings: MarkerSettings
    fit: VideoFit | None = None


def laid(frame: Colour, overlay: Overlay, homography: Matrix) -> Colour:
    """The frame with the still on it; ``homography`` leads from the picture's unit square to whole edges of pixels."""
    height, width = overlay.still.shape[:2]
    placed = place(overlay.picture, Size(width, height), overlay.settings, overlay.fit)
    matrix, (left, top, across, down) = placed.matrix, placed.crop
    to_frame = homography @ matrix
    corners = through(to_frame, SQUARE)
    still = _shrunk(overlay.still, corners)
    size = np.array([still.shape[1], still.shape[0]])
    # Pixel centres are whole for OpenCV, edges are for everything else here.
    centres = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]])
    shown = np.diag([1 / across, 1 / down, 1.0]) @ [[1, 0, -left], [0, 1, -top], [0, 0, 1]]
    whole = centres @ to_frame @ shown @ np.diag([*(1 / size), 1.0]) @ np.linalg.inv(centres)
    drawn = cv2.warpPerspective(still, whole, frame.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    mask = _mask(frame, corners)
    if placed.bounded:
        mask = mask * _mask(frame, through(homography, SQUARE))
    if drawn.shape[2] > 3:
        mask = mask * (np.asarray(drawn[..., 3], np.float64) / 255)
    return _mixed(frame, np.asarray(drawn[..., :3], np.uint8), mask * overlay.settings.opacity)


def outlined(frame: Colour, homography: Matrix) -> Colour:
    """The frame with the picture's outline, where there is no video to show."""
    drawn = frame.copy()
    cv2.polylines(drawn, [_fixed(through(homography, SQUARE))], True, GREEN, 2, cv2.LINE_AA, FINE)
    return drawn


def captioned(frame: Colour, text: str) -> Colour:
    """The frame with a sentence on a band below."""
    drawn = frame.copy()
    height = round(LINE * frame.shape[1] / 640)
    face = cv2.FontFace("sans")
    lines = _broken(text, face, height, frame.shape[1] - 2 * height)
    band = round(height * (1.5 * len(lines) + 0.7))
    drawn[-band:] = NIGHT
    for number, line in enumerate(lines):
        cv2.putText(
            drawn, line, (height, len(drawn) - band + round(height * (1.5 * number + 1.4))), WHITE, face, height
        )
    return drawn


def through(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The points (n x 2) as the matrix leads them."""
    found = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return found[:, :2] / found[:, 2:]


def _shrunk(still: Colour, corners: NDArray[np.float64]) -> Colour:
    """With about as many pixels as it is drawn with, so that drawing does not alias."""
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).max()
    share = longest / max(still.shape)
    if share >= 1:
        return still
    size = [max(1, round(side * share)) for side in still.shape[1::-1]]
    return np.asarray(cv2.resize(still, size, interpolation=cv2.INTER_AREA), np.uint8)


def _mask(frame: Colour, corners: NDArray[np.float64]) -> NDArray[np.float64]:
    mask = np.zeros(frame.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, _fixed(corners), 255, cv2.LINE_AA, FINE)
    return mask / 255.0


def _fixed(corners: NDArray[np.float64]) -> NDArray[np.int32]:
    bounded = (corners - 0.5).clip(-8_000, 8_000)
    return np.round(bounded * (1 << FINE)).astype(np.int32)


def _mixed(frame: Colour, drawn: Colour, alpha: NDArray[np.float64]) -> Colour:
    share = alpha[..., None]
    return np.round(frame * (1 - share) + drawn * share).astype(np.uint8)


def _broken(text: str, face: cv2.FontFace, size: int, width: int) -> list[str]:
    """The text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        _, _, across, _ = cv2.getTextSize((0, 0), longer, (0, 0), face, size)
        if across > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
