"""The views that true rates are made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest

from benchmarks.score.conditions import EACH, ROUNDS, STRATA, conditions
from benchmarks.score.corpus.drawn import DRAWN
from benchmarks.score.filming import CAMERA, filmed, leaning
from benchmarks.score.truth import found, grey
from benchmarks.tracking.camera.pose import rotations
from benchmarks.tracking.camera.texture import Texture
from tests.adapters.markers.pictures import texture

PICTURE = Texture(cv2.cvtColor(texture(240, 320), cv2.COLOR_GRAY2BGR))
EASY = replace(conditions()[0], share=0.6, tilt=0.0, roll=0.0, x=0.5, y=0.5, light=1.0, noise=2.0)


def test_every_stratum_has_as_many_views_and_each_round_others():
    rounds = [conditions(seed) for seed in ROUNDS]
    for views in rounds:
        assert Counter(view.stratum for view in views) == dict.fromkeys(STRATA, EACH)
    assert len({view.seed for views in rounds for view in views}) == len(ROUNDS) * len(STRATA) * EACH
    assert conditions(ROUNDS[1]) == rounds[1]


def test_a_stratum_gets_harder_from_view_to_view():
    far = [view.share for view in conditions() if view.stratum == "far"]
    assert far == sorted(far, reverse=True)
    assert 0.1 < far[-1] < far[0] < 0.2


def test_a_frame_shows_the_picture_where_its_corners_are():
    frame = filmed(PICTURE, EASY)
    matrix, _ = cv2.findHomography(frame.corners - 0.5, np.array([[0, 0], [320, 0], [320, 240], [0, 240]]) - 0.5)
    seen = cv2.warpPerspective(grey(frame), np.asarray(matrix), (320, 240))
    assert np.corrcoef(seen.ravel(), texture(240, 320).ravel())[0, 1] > 0.8
    assert np.ptp(frame.corners[:, 0]) == pytest.approx(0.6 * CAMERA.width, rel=0.05)


def test_the_same_view_is_filmed_the_same():
    assert filmed(PICTURE, EASY).jpeg == filmed(PICTURE, EASY).jpeg


def test_a_cover_and_glare_hide_about_the_share_they_say():
    still = replace(EASY, noise=0.0, seed=1)
    bare, covered, dazzling = (
        grey(filmed(PICTURE, view)).astype(float)
        for view in (still, replace(still, covered=0.4), replace(still, glare=0.4))
    )
    inside = cv2.fillConvexPoly(np.zeros(bare.shape, np.uint8), filmed(PICTURE, still).corners.astype(np.int32), 1) > 0
    assert (np.abs(covered - bare)[inside] > 5).mean() == pytest.approx(0.4, abs=0.1)
    assert (dazzling[inside] > 250).mean() == pytest.approx(0.4, abs=0.2)
    assert (bare[inside] > 250).mean() < 0.02


def test_a_tilt_is_the_angle_of_the_picture_to_the_frame():
    for tilt, direction in ((0, 10), (40, 0), (60, 135), (70, 300)):
        yaw, pitch = leaning(tilt, direction)
        normal = rotations(np.array([[yaw, pitch, 20.0]]))[0][:, 2]
        assert np.degrees(np.arccos(normal[2])) == pytest.approx(tilt, abs=1e-6)


def test_found_is_within_a_tenth_of_the_diagonal():
    frame = filmed(PICTURE, EASY)
    diagonal = np.linalg.norm(frame.corners[2] - frame.corners[0])

    def moved(share: float) -> np.ndarray:
        return frame.corners + np.array([share * diagonal, 0])

    assert found(moved(0.09), frame)
    assert not found(moved(0.11), frame)
    assert not found(np.roll(frame.corners, 2, axis=0), frame)
    assert not found(None, frame)


def test_drawn_pictures_are_on_one_side_only():
    names = [name for made in DRAWN.values() for name, _ in made]
    assert len(names) == len(set(names))
    for made in DRAWN.values():
        for _, draw in made:
            assert draw().ndim == 3
