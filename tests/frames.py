"""What a camera of 640 x 480 pixels sees, drawn: pictures that lie before something."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
SIZE = (640, 480)


def clutter() -> Grey:
    """Something to lie before."""
    ground = np.random.default_rng(1).integers(40, 210, (60, 80), np.uint8)
    return np.asarray(cv2.resize(ground, SIZE, interpolation=cv2.INTER_CUBIC), np.uint8)


def laid(picture: Grey, corners: NDArray[np.float64], onto: Grey) -> Grey:
    """The picture with its corners at these places, edges whole, drawn into ``onto``."""
    down, across = picture.shape
    outline = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32)
    matrix = cv2.getPerspectiveTransform(outline - 0.5, (corners - 0.5).astype(np.float32))
    size = (onto.shape[1], onto.shape[0])
    cv2.warpPerspective(picture, matrix, size, onto, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT)
    return onto


def noisy(frame: Grey, seed: int) -> Grey:
    """As a sensor sees it."""
    noise = np.random.default_rng(seed).normal(0, 4, frame.shape)
    return np.clip(frame + noise, 0, 255).astype(np.uint8)
