"""Where a picture may lie in a frame, judged from matching points."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np

from adapters.markers.fitting.arrays import Grey, Matrix, Points, Size
from adapters.markers.fitting.layout import grown, mapped, size_in_video

SIDE = 640
"""Longest side at which points are looked for, pixels."""
MOST = 1500
CLOSER_SIDE, CLOSER_MOST = 1280, 8000
"""For a second look: in a scene full of strong points, those of a plain picture are not among the MOST strongest."""
RATIO = 0.8
"""A match counts when the next best is at least this much farther (Lowe, 2004)."""
CLOSE = 3.0
"""Pixels at SIDE within which a match agrees with a place."""
NEAR = 12.0
"""Pixels at SIDE within which a match may belong to the picture although it disagrees: seen at a slant, say."""
FEWEST = 12
MANY = 20
"""Matches that must agree on a homography, which has twice the freedom of a similarity."""
TRIES = 3000


class Marks(msgspec.Struct, frozen=True):
    """Points of an image, in its own pixels, with their descriptors, and how much it was shrunk to find them."""

    points: Points
    descriptors: np.ndarray
    scale: float


class Guess(msgspec.Struct, frozen=True):
    """A similarity from the picture to the frame, and the matches that agree with it.

    ``bent`` is the homography (3 x 3) of all matches near it, those that disagree included; None when there is none.
    """

    matrix: Matrix
    source: Points
    target: Points
    bent: Matrix | None


def marks(grey: Grey, *, closer: bool = False) -> Marks:
    """SIFT points of a picture or frame: ORB's are 2.5 times as far off (``python -m benchmarks.fitting.features``)."""
    small = shrunk(grey, CLOSER_SIDE if closer else SIDE)
    points, descriptors = cv2.SIFT.create(nfeatures=CLOSER_MOST if closer else MOST).detectAndCompute(small, None)
    if descriptors is None:
        descriptors = np.zeros((0, 128), np.float32)
    grow = grown(small.shape[::-1], grey.shape[::-1])
    places = mapped(grow[:2], np.array([point.pt for point in points], np.float64).reshape(-1, 2))
    return Marks(places, descriptors, 1 / float(grow[0, 0]))


def shrunk(grey: Grey, side: int) -> Grey:
    """The image with its longest side at most ``side``."""
    scale = min(1.0, side / max(grey.shape))
    if scale == 1.0:
        return grey
    size = [max(1, round(length * scale)) for length in reversed(grey.shape)]
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def guess(picture: Marks, frame: Marks) -> Guess | None:
    """The place that most matches agree on; None when too few do."""
    return agreed(*matches(picture, frame), frame.scale)


def agreed(source: Points, target: Points, scale: float) -> Guess | None:
    """The place that most of these pairs agree on; ``scale`` is how much the frame was shrunk."""
    if len(source) < FEWEST:
        return None
    cv2.setRNGSeed(1)
    matrix, agreeing = cv2.estimateAffinePartial2D(
        source, target, method=cv2.RANSAC, ransacReprojThreshold=CLOSE / scale, maxIters=TRIES, confidence=0.999
    )
    if matrix is None:
        return None
    inside = agreeing.ravel().astype(bool)
    if inside.sum() < FEWEST:
        return None
    matrix = np.asarray(matrix, np.float64)
    distance = np.linalg.norm(mapped(matrix, source) - target, axis=1)
    near = distance < NEAR / scale
    bent = cv2.findHomography(source[near], target[near], cv2.RANSAC, 1.5 / scale)[0]
    return Guess(matrix, source[inside], target[inside], None if bent is None else np.asarray(bent, np.float64))


def bent_by(found: Guess, picture: Size) -> float:
    """How far the homography puts nine of ten matches from where the similarity does, in diagonals of the picture."""
    if found.bent is None:
        return 0.0
    curved = cv2.perspectiveTransform(found.source[None], found.bent)[0]
    distances = np.linalg.norm(curved - mapped(found.matrix, found.source), axis=1)
    return float(np.quantile(distances, 0.9)) / (size_in_video(found.matrix) * float(np.hypot(*picture)))


def slanted(picture: Marks, frame: Marks) -> bool:
    """Whether the picture may be there, but seen at a slant."""
    source, target = matches(picture, frame)
    if len(source) < MANY:
        return False
    cv2.setRNGSeed(1)
    agreeing = cv2.findHomography(source, target, cv2.RANSAC, CLOSE / frame.scale)[1]
    return agreeing is not None and int(agreeing.sum()) >= MANY


def matches(picture: Marks, frame: Marks) -> tuple[Points, Points]:
    """Places in the picture and in the frame that look alike, each place of the frame once."""
    if len(picture.points) < 2 or len(frame.points) < 2:
        return np.zeros((0, 2)), np.zeros((0, 2))
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(frame.descriptors, picture.descriptors, k=2)
    good = [best for best, second in pairs if best.distance < RATIO * second.distance]
    source = picture.points[[match.trainIdx for match in good]].reshape(-1, 2)
    target = frame.points[[match.queryIdx for match in good]].reshape(-1, 2)
    return source, target
