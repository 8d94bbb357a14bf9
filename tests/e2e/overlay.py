"""Judges from a screenshot alone whether the clip lies on the picture, where, and which moment of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.material import SIDE, Image, astronaut, clip_frame

SHARES = np.linspace(0, 1, 26)
"""The clip's frames that a screenshot is compared with."""
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
    points, marks = features_of_the_still()
    seen_points, seen_marks = cv2.SIFT_create().detectAndCompute(screen, None)
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
    inside = standardised(cv2.warpPerspective(screen, np.linalg.inv(matrix), (SIDE, SIDE), flags=cv2.INTER_AREA))
    clip, picture = compared_with()
    likenesses = clip @ inside
    return Overlay(
        corners=cv2.perspectiveTransform(square, matrix)[0],
        likeness=float(likenesses.max()),
        share=float(SHARES[int(np.argmax(likenesses))]),
        picture=float(picture @ inside),
    )


@cache
def features_of_the_still() -> tuple[Sequence[cv2.KeyPoint], Image]:
    """SIFT's of the clip's first frame."""
    return cv2.SIFT_create().detectAndCompute(clip_frame(0.0), None)


@cache
def compared_with() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The clip's frames, a row for each of ``SHARES``, and the published picture."""
    picture = cv2.resize(astronaut(), (SIDE, SIDE))
    return np.stack([standardised(clip_frame(share)) for share in SHARES]), standardised(picture)


def standardised(image: Image) -> NDArray[np.float32]:
    """Softened pixels so that the product with those of another image is their correlation."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.5)[INSET:-INSET, INSET:-INSET].ravel().astype(np.float64)
    soft -= soft.mean()
    return (soft / np.linalg.norm(soft)).astype(np.float32)
