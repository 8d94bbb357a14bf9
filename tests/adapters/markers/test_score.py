"""The estimated score: more detail, better spread, is never worse."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from adapters.markers.formats.fset import POINT, TrackingScale
from adapters.markers.formats.fset3 import KEYPOINT
from adapters.markers.scales import Scale
from adapters.markers.score import expected, rate

counts = st.integers(0, 2000)


def scale(x: np.ndarray, y: np.ndarray, templates: int = 0, side: int = 300) -> Scale:
    keypoints = np.zeros(len(x), KEYPOINT)
    keypoints["x"], keypoints["y"] = x, y
    return Scale((side, side), TrackingScale(0, 144, 36, np.zeros(templates, POINT)), keypoints)


@given(counts, counts, st.integers(0, 50), st.integers(0, 50))
def test_more_points_are_never_worse(keypoints: int, templates: int, more: int, yet: int):
    assert expected(keypoints + more, templates + yet) >= expected(keypoints, templates)


def test_a_crowd_in_a_corner_counts_little():
    random = np.random.default_rng(1)
    spread, crowd = random.uniform(0, 300, (2, 600)), random.uniform(0, 30, (2, 600))
    assert rate([scale(*crowd, 50)]) < rate([scale(*spread, 50)]) - 0.2


def test_only_what_a_frame_can_show_counts():
    random = np.random.default_rng(1)
    near = [scale(*random.uniform(0, 300, (2, 600)), 50)]
    large = scale(*random.uniform(0, 2000, (2, 600)), 900, side=2000)
    assert rate([large, *near]) == rate(near)
    assert rate([large]) < 0.05
