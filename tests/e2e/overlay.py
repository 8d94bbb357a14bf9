"""Judges from a screenshot alone whether the clip lies on the picture, where, and which moment of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.material import SIDE, Image, astronaut, clip_frame

STILL = clip_frame(0.0)
MATCHES = 25
INSET = 12
"""Pixels at the clip's edge that are not judged: the overlay's edge is soft."""


@dataclass(frozen=True)
class Overlay:
    corners: NDArray[np.float64]
    """TL TR BR BL of the clip in the screenshot, pixels."""
    likeness: float
    """Correlation of the pixels inside with the clip's most similar frame, -1..1."""
    share: float
    """How much of the clip was over in that frame."""
    picture: float
    """Correlation of the same pixels with the published picture."""


def find_overlay(png: bytes) -> Overlay | None:
    """Looks for the clip's still by SIFT; None where it is not to be seen."""
    screen = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    sift = cv2.SIFT_create()
    points, marks = sift.detectAndCompute(STILL, None)
    seen_points, seen_marks = sift.detectAndCompute(screen, None)
    if seen_marks is None:
        return None
    pairs = cv2.BFMatcher().knnMatch(marks, seen_marks, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < 0.75 * pair[1].distance]
    if len(good) < MATCHES:
        return None
    source = np.array([points[match.queryIdx].pt for match in good], np.float32)
    target = np.array([seen_points[match.trainIdx].pt for match in good], np.float32)
    matrix, inliers = cv2.findHomography(source, target, cv2.RANSAC, 4.0)
    if matrix is None or inliers.sum() < MATCHES:
        return None
    return judged(screen, matrix)


def judged(screen: Image, matrix: NDArray[np.float64]) -> Overlay:
    square = np.array([[[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]], np.float64)
    inside = cv2.warpPerspective(screen, np.linalg.inv(matrix), (SIDE, SIDE), flags=cv2.INTER_AREA)
    shares = np.linspace(0, 1, 26)
    likenesses = [likeness(inside, clip_frame(share)) for share in shares]
    return Overlay(
        corners=cv2.perspectiveTransform(square, matrix)[0],
        likeness=max(likenesses),
        share=float(shares[int(np.argmax(likenesses))]),
        picture=likeness(inside, cv2.resize(astronaut(), (SIDE, SIDE))),
    )


def likeness(one: Image, other: Image) -> float:
    a, b = (cv2.GaussianBlur(image, (0, 0), 1.5)[INSET:-INSET, INSET:-INSET].ravel() for image in (one, other))
    return float(np.corrcoef(a, b)[0, 1])
