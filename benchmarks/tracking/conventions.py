"""Where a pixel lies: two conventions for corners, and the way from one to the other.

"edges": the first pixel covers 0 .. 1, of the frame and of the picture; engines answer so. "opencv": the middle of a
pixel is whole, as ``warpPerspective`` draws by ``getPerspectiveTransform([[0, 0], [w, 0], [w, h], [0, h]], corners)``;
so a picture's "corners" lie half a pixel inside its first row and column and half a pixel beyond its last ones.
"""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.tracking.camera.pose import Floats


def to_opencv(corners: Floats, width: int, height: int) -> Floats:
    """Corners (4, 2) that count from edges, of a picture of this many pixels, as OpenCV counts: H(p + 0.5) - 0.5."""
    picture = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(picture, corners.astype(np.float32))
    if not np.isfinite(matrix).all():
        return corners - 0.5
    return cv2.perspectiveTransform((picture + 0.5)[None].astype(np.float64), matrix)[0] - 0.5


def in_convention(pixels: str, corners: Floats, picture: tuple[int, int]) -> Floats:
    """An engine's corners as the truth of a clip counts (its key ``pixels``); ``picture``: width and height."""
    return corners if pixels == "edges" else to_opencv(corners, *picture)
