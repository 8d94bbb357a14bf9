"""From a place that points agree on to one that pixels agree on, to a fraction of a pixel."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np

from adapters.markers.fitting.arrays import Grey, Matrix, Points, Size
from adapters.markers.fitting.layout import grown, mapped, similarity_of, size_in_video, visible
from adapters.markers.fitting.likeness import Floats, laid

SIDE = 480
"""Longest side at which pixels are aligned."""
STEPS = 40
SETTLED = 1e-5
FARTHEST = 0.03
"""Diagonals by which the alignment may move the outline; what moves farther has lost the picture."""


class Place(msgspec.Struct, frozen=True):
    """A similarity from the picture to the frame. ``bend`` and ``doubt`` are shares of the picture's diagonal.

    ``bend`` is how far a freer alignment puts the outline elsewhere: stretched, or seen at a slant. ``doubt`` is how
    far off the place may be.
    """

    matrix: Matrix
    bend: float
    doubt: float


def refined(picture: Grey, frame: Grey, matrix: Matrix, bent: float) -> Place:
    """The similarity nearest to the affine map that correlates most (ECC: Evangelidis and Psarakis, 2008).

    ``bent`` is how far a homography of the points is from their similarity, as a share of the diagonal.
    """
    size, video = sides(picture), sides(frame)
    grid = visible(matrix, size, video)
    diagonal = size_in_video(matrix) * float(np.hypot(*size))
    found = aligned(picture, frame, matrix)
    if found is None or len(grid) < 3:
        return Place(matrix, bent, 1.0)
    similarity = similarity_of(grid, mapped(found, grid))
    moved = apart(similarity, matrix, grid) / diagonal
    bend = max(bent, apart(similarity, found, grid) / diagonal)
    return Place(similarity, bend, 1.0 if moved > FARTHEST else 0.25 * moved + bend)


def aligned(picture: Grey, frame: Grey, matrix: Matrix) -> Matrix | None:
    """The affine map from the picture to the frame at which both correlate most; None when none is near."""
    scale = min(1.0, SIDE / max(picture.shape), 1.25 * size_in_video(matrix))
    small, seen, mask = laid(picture, frame, matrix, side=max(32, round(scale * max(picture.shape))))
    step = np.eye(2, 3, dtype=np.float32)
    criteria = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, STEPS, SETTLED)
    try:
        _, step = cv2.findTransformECC(small, seen, step, cv2.MOTION_AFFINE, criteria, mask.astype(np.uint8), 3)
    except cv2.error:
        return None
    grow = grown(sides(small), sides(picture))
    return matrix @ grow @ np.vstack([step, (0, 0, 1)]) @ np.linalg.inv(grow)


def apart(one: Matrix, other: Matrix, points: Points) -> float:
    """The largest distance between where two maps take these points."""
    return float(np.linalg.norm(mapped(one, points) - mapped(other, points), axis=1).max())


def sides(grey: Grey | Floats) -> Size:
    """Width and height."""
    return grey.shape[1], grey.shape[0]
