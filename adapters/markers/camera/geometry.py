"""Where a flat picture lies in the frame of a pinhole camera. All places count from edges: the first pixel covers 0..1.

A picture at share 1 seen from the front has the focal length as its distance, in pixels of the frame, so that distances
need no other unit.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from adapters.markers.camera.view import View

Floats = NDArray[np.float64]
Size = tuple[int, int]
"""Width and height, pixels."""

WIDTH, HEIGHT = 640, 480
FIELD_OF_VIEW = 65.0
"""Degrees along the frame's longer side: a phone's main camera, 26-28 mm in terms of 35 mm film, filming."""

MARGIN = 0.1
"""The least distance of a point before the camera, in distances of the picture's middle."""


def focal(frame: Size) -> float:
    """The focal length in pixels."""
    return max(frame) / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))


def filling(picture: Size, frame: Size) -> float:
    """Frame pixels for a pixel of the picture at share 1."""
    return max(frame) / max(picture)


def distance(view: View, picture: Size, width: float, frame: Size = (WIDTH, HEIGHT)) -> float:
    """From the camera to the middle of a picture (pixels) that is printed ``width`` wide, in the unit of ``width``."""
    return width * focal(frame) / (view.share * filling(picture, frame) * picture[0])


def rotation(view: View) -> Floats:
    """Turns the picture in its plane, then away from the camera."""
    axis = math.radians(view.tilt_direction)
    across = np.array([[math.cos(axis), -math.sin(axis), 0], [math.sin(axis), math.cos(axis), 0], [0, 0, 1]])
    tilt, roll = math.radians(view.tilt), math.radians(view.roll)
    away = np.array([[1, 0, 0], [0, math.cos(tilt), -math.sin(tilt)], [0, math.sin(tilt), math.cos(tilt)]])
    turned = np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    return across @ away @ across.T @ turned


def homography(view: View, picture: Size, frame: Size = (WIDTH, HEIGHT)) -> Floats:
    """From pixels of the picture to pixels of the frame (3 x 3).

    Raises ValueError when a part of the picture would lie beside or behind the camera.
    """
    length, scale = focal(frame), view.share * filling(picture, frame)
    centred = np.array([[scale, 0, -scale * picture[0] / 2], [0, scale, -scale * picture[1] / 2], [0, 0, 1]])
    middle = [(view.x - 0.5) * frame[0], (view.y - 0.5) * frame[1], length]
    placed = np.column_stack([rotation(view)[:, :2], middle]) @ centred
    lens = np.array([[length, 0, frame[0] / 2], [0, length, frame[1] / 2], [0, 0, 1]])
    if (outline(picture) @ placed[2, :2] + placed[2, 2]).min() < MARGIN * length:
        raise ValueError(f"share {view.share:g} at a tilt of {view.tilt:g} degrees reaches behind the camera")
    return lens @ placed


def outline(picture: Size) -> Floats:
    """The corners TL TR BR BL (4 x 2) of a picture in its own pixels."""
    width, height = picture
    return np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])


def seen(matrix: Floats, points: Floats) -> Floats:
    """Where a homography leads points (n x 2)."""
    ends = points @ matrix[:, :2].T + matrix[:, 2]
    return ends[:, :2] / ends[:, 2:]


def corners_of(view: View, picture: Size, frame: Size = (WIDTH, HEIGHT)) -> Floats:
    """Where the picture's corners TL TR BR BL (4 x 2) are. Raises ValueError as :func:`homography` does."""
    return seen(homography(view, picture, frame), outline(picture))
