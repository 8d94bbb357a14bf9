"""Stills that are seen through."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.preview.keying import keyed
from adapters.markers.preview.overlay import Overlay, laid
from adapters.markers.preview.placement import Size
from domain.values import ChromaKey, MarkerSettings

SIDE = 80
SCREEN = (64, 177, 0)
"""The studio's green #00b140 as blue, green, red."""
STUDIO = MarkerSettings(alpha="chroma", chroma_key=ChromaKey(color="#00b140"))


def half(left: object, right: object) -> np.ndarray:
    """Two colours side by side."""
    still = np.zeros((SIDE, SIDE, 3), np.uint8)
    still[:, : SIDE // 2], still[:, SIDE // 2 :] = left, right
    return still


def test_a_still_that_is_not_seen_through_stays_as_it_is():
    still = half(SCREEN, (255, 255, 255))
    assert keyed(still, MarkerSettings()) is still


@pytest.mark.parametrize("other", [(255, 255, 255), (0, 0, 0), (40, 60, 220), (0, 208, 255), (128, 128, 128)])
def test_the_keys_colour_is_seen_through_and_any_other_stays(other: tuple[int, int, int]):
    made = keyed(half(SCREEN, other), STUDIO)
    assert (made[0, 0, 3], made[0, -1, 3]) == (0, 255)
    assert np.abs(made[0, -1, :3].astype(int) - other).max() <= 2


def test_what_the_screen_throws_on_the_rest_is_taken_out():
    tinted = np.full((2, 2, 3), (150, 190, 150), np.uint8)
    whole, none = (
        keyed(tinted, MarkerSettings(alpha="chroma", chroma_key=ChromaKey(color="#00b140", spill=spill)))[0, 0, :3]
        for spill in (1.0, 0.0)
    )
    assert np.ptp(none.astype(int)) == pytest.approx(40, abs=2)
    assert np.ptp(whole.astype(int)) < 25


def test_a_grey_key_takes_away_greys_without_a_fault():
    settings = MarkerSettings(alpha="chroma", chroma_key=ChromaKey(color="#808080"))
    grey = keyed(half((128, 128, 128), (0, 0, 255)), settings)
    assert (grey[0, 0, 3], grey[0, -1, 3]) == (0, 255)


def test_a_stacked_still_is_its_upper_half_where_the_lower_one_is_white():
    stacked = np.vstack([half((10, 20, 200), (200, 20, 10)), half((255, 255, 255), (0, 0, 0))])
    made = keyed(stacked, MarkerSettings(alpha="stacked"))
    assert made.shape == (SIDE, SIDE, 4)
    assert made[0, 0].tolist() == [10, 20, 200, 255]
    assert made[0, -1, 3] == 0


def test_the_frame_is_seen_where_the_still_is_not():
    frame = np.asarray(cv2.GaussianBlur(np.full((SIDE, SIDE, 3), (90, 80, 70), np.uint8), (3, 3), 0), np.uint8)
    still = keyed(half(SCREEN, (255, 255, 255)), STUDIO)
    drawn = laid(frame, Overlay(still, Size(SIDE, SIDE), STUDIO), np.diag([SIDE, SIDE, 1.0]))
    assert drawn[SIDE // 2, SIDE // 4].tolist() == [90, 80, 70]
    assert drawn[SIDE // 2, 3 * SIDE // 4].tolist() == [255, 255, 255]
