"""How often a camera will find a picture: the tracker itself looks at simulated views of it.

The views are 640 x 480 frames that show the picture at 25-100 % of their width, tilted 0-60 degrees to any side and
turned, blurred, dimmed or lit from one side, with noise and after JPEG, before a grey wall. They are the same for every
picture. Simulated views are not reality: what is found here is an estimate.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.core import Core

WIDTH, HEIGHT = 640, 480
VIEWS = 32
LENS = 600.0
"""Focal length in pixels: about 56 degrees across, a phone's main lens."""

SHARES = (0.25, 1.0)
TILT, TURN = np.radians(60), np.radians(30)
NEAR = 0.05
"""A corner within this share of the picture's longest side in the frame is found; a tracker is exact or wrong."""

Grey = NDArray[np.uint8]
Floats = NDArray[np.float64]


def found_share(grey: Grey, target: bytes) -> float:
    """The share of the views in which the picture (grey, height x width) is found where it is, 0-1."""
    core = Core()
    core.load(target)
    dice = np.random.default_rng(1)
    seen = 0
    for number in range(VIEWS):
        corners = placed(grey.shape[1] / grey.shape[0], number / (VIEWS - 1), dice)
        frame = photographed(shrunk(grey, longest(corners)), corners, dice)
        core.forget()
        track = core.process(frame, number * 1000.0)
        seen += track is not None and near(track.corners, corners)
    return seen / VIEWS


def shrunk(picture: Grey, side: float) -> Grey:
    """With a longest side of as many pixels as it is drawn with, so that drawing does not alias."""
    share = side / max(picture.shape)
    if share >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def placed(ratio: float, far: float, dice: np.random.Generator) -> Floats:
    """Where the corners (TL TR BR BL, edges whole) of a picture of this width to height are in a frame."""
    share = SHARES[1] + (SHARES[0] - SHARES[1]) * far
    axis, tilt, turn = dice.uniform(0, 2 * np.pi), dice.uniform(0, TILT), dice.uniform(-TURN, TURN)
    rotation = cv2.Rodrigues(tilt * np.array([np.cos(axis), np.sin(axis), 0]))[0]
    rotation = rotation @ cv2.Rodrigues(np.array([0, 0, turn]))[0]
    size = np.array([1.0, 1 / ratio]) * min(1.0, ratio * HEIGHT / WIDTH)
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    distance = LENS / (share * WIDTH)
    space = np.column_stack([flat, np.zeros(4)]) @ rotation.T + [0, 0, distance]
    return space[:, :2] / space[:, 2:] * LENS + [WIDTH / 2, HEIGHT / 2]


def photographed(picture: Grey, corners: Floats, dice: np.random.Generator) -> Grey:
    """A camera's frame of the picture."""
    height, width = picture.shape
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(whole - 0.5, (corners - 0.5).astype(np.float32))
    wall = dice.integers(60, 200)
    flat = cv2.warpPerspective(picture, matrix, (WIDTH, HEIGHT), borderValue=int(wall))
    light = np.linspace(dice.uniform(0.5, 1.2), dice.uniform(0.5, 1.2), WIDTH)
    lit = flat * light + dice.normal(0, dice.uniform(1, 6), flat.shape)
    blurred = cv2.GaussianBlur(lit.astype(np.float32), (0, 0), dice.uniform(0.4, 1.6))
    _, packed = cv2.imencode(".jpg", blurred.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def near(found: Floats, corners: Floats) -> bool:
    """Whether every corner lies where it should."""
    return bool(np.linalg.norm(found - corners, axis=1).max() <= NEAR * longest(corners))


def longest(corners: Floats) -> float:
    """The longest side, pixels."""
    return float(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).max())
