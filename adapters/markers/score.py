"""A first estimate of how often a camera will find a picture, from what its compilation has at hand anyway.

For the nft engine the expected detection rate is 1 / (1 + exp(-x)) with x = -8.03 + 0.965 ln(1 + k)
+ 0.542 ln(1 + t), where

- k counts the key points of the scales up to 320 px, at most 16 in each of 8 x 8 cells, so that a crowd in one corner
  counts little: how many places can be recognised from afar, and how well they cover the picture;
- t counts the templates of the scales up to 640 px, the width of a viewer's frame: they are unlike their surroundings,
  which a repeating pattern and text are not, however many key points they have.

The numbers are a logistic fit to 170 photographs, drawings and test charts of at most 960 px, each in the same 30
simulated 640 x 480 camera views (covering 25-100 % of the width, tilted 0-63 degrees, with glare, blur, noise and
JPEG), found when 15 or more matches agreed on a homography. On sources left out of the fit: rank correlation 0.82,
mean error of the rate 0.12. Simulated views are not reality, hence an estimate.

A picture that is nothing for nft is rated by the planar tracker itself: the share of simulated views in which it finds
the picture (``adapters/tracking/views.py``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey, Ints
from adapters.markers.scales import Scale

AFAR, FRAME = 320, 640
"""The longest side, in pixels, of the scales whose key points, and whose templates, are counted."""

CELLS = 8
MOST_PER_CELL = 16
CONSTANT, KEYPOINTS, TEMPLATES = -8.03, 0.965, 0.542


def rate(found: Sequence[Scale]) -> float:
    """The expected rate of a compiled picture, 0-1."""
    afar = [_cells(scale.keypoints, scale.size) for scale in found if max(scale.size) <= AFAR]
    spread = np.minimum(np.sum(afar, axis=0), MOST_PER_CELL).sum() if afar else 0
    templates = sum(len(scale.tracking.points) for scale in found if max(scale.size) <= FRAME)
    return expected(int(spread), templates)


def rate_by_views(grey: Grey, target: bytes) -> float:
    """The expected rate of a planar target (the file's bytes) and its picture, 0-1."""
    from adapters.tracking.views import found_share

    return found_share(grey, target)


def expected(keypoints: int, templates: int) -> float:
    """The formula above."""
    return 1 / (1 + math.exp(-(CONSTANT + KEYPOINTS * math.log1p(keypoints) + TEMPLATES * math.log1p(templates))))


def _cells(points: NDArray[np.void], size: tuple[int, int]) -> Ints:
    """How many points lie in each cell of the picture."""
    across, down = (
        np.clip(points[axis] * CELLS / side, 0, CELLS - 1).astype(np.intp)
        for axis, side in zip("xy", size, strict=True)
    )
    return np.bincount(down * CELLS + across, minlength=CELLS**2)
