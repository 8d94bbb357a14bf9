"""A picture drawn as a camera would see it from the front: on grey paper, turned, its place known."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from adapters.markers.arrays import Floats, Grey

PAPER = 128
MARGIN = 24
"""Pixels around the picture in its frame."""

LEAST_FRAME = 64
"""Side that the tracking core takes at least."""


class Drawn(NamedTuple):
    """A frame, and where the picture's corners TL TR BR BL are in it, pixels, the first covering 0..1."""

    frame: Grey
    corners: Floats


def drawn(grey: Grey, longest: int, degrees: float = 0.0) -> Drawn:
    """With a longer side of ``longest`` pixels, turned clockwise."""
    share = longest / max(grey.shape)
    near = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else grey
    height, width = near.shape
    own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * longest / max(near.shape)
    corners = own @ turn.T
    shift = MARGIN - corners.min(axis=0)
    across, down = np.maximum(LEAST_FRAME, np.ceil(np.ptp(corners, axis=0)).astype(int) + 2 * MARGIN).tolist()
    matrix = np.column_stack([turn, shift + turn @ [0.5, 0.5] - 0.5])
    frame = cv2.warpAffine(near, matrix, (across, down), flags=cv2.INTER_LINEAR, borderValue=PAPER)
    return Drawn(frame.astype(np.uint8, copy=False), corners + shift)
