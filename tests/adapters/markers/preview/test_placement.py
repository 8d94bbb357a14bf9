"""The same numbers as the viewer's own tests (``viewer/ar/placement.test.ts``)."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.preview.placement import Size, place
from domain.values import MarkerSettings, VideoFit

PICTURE, SAME, SQUARE = Size(1000, 500), Size(640, 320), Size(720, 720)


def ends(video: Size, **settings: object) -> np.ndarray:
    """Where the video's corners TL and BR lie on the picture, in its pixels."""
    matrix = place(PICTURE, video, MarkerSettings(**settings)).matrix
    return (matrix @ np.array([[0, 0, 1], [1, 1, 1]]).T)[:2].T * PICTURE


def test_a_video_of_the_same_shape_lies_exactly_on_the_picture():
    assert ends(SAME) == pytest.approx(np.array([[0, 0], PICTURE]))
    assert place(PICTURE, SAME, MarkerSettings()).crop == (0, 0, 1, 1)


def test_a_square_video_is_cropped_to_cover_a_wide_picture():
    assert place(PICTURE, SQUARE, MarkerSettings(fit="cover")).crop == (0, 0.25, 1, 0.5)
    assert ends(SQUARE, fit="cover") == pytest.approx(np.array([[0, 0], PICTURE]))


def test_a_square_video_is_shown_whole_with_contain():
    assert ends(SQUARE, fit="contain") == pytest.approx(np.array([[250, 0], [750, 500]]))
    assert place(PICTURE, SQUARE, MarkerSettings(fit="contain")).crop == (0, 0, 1, 1)


def test_auto_lays_a_video_on_the_picture_that_it_shows_and_shows_any_other_whole():
    fit = VideoFit(scale=2.0, offset_x=0.25, offset_y=0, rotation=0, crop=(0, 0, 0.5, 1), start=0, error=0)
    placed = place(PICTURE, SAME, MarkerSettings(fit="auto"), fit)
    assert placed.matrix @ [0, 0.5, 1] == pytest.approx([-0.25, 0.5, 1])
    assert placed.bounded
    assert not place(PICTURE, SAME, MarkerSettings(fit="auto", overflow=True), fit).bounded
    by_hand = place(PICTURE, SAME, MarkerSettings(fit="auto", scale=0.5), fit)
    assert (by_hand.bounded, by_hand.matrix[0, 0]) == (False, 0.5)
    assert np.ptp(ends(SQUARE, fit="auto")[:, 0]) == pytest.approx(500)


def test_it_scales_about_the_middle_and_moves_by_shares_of_the_picture():
    placed = ends(SAME, scale=2.0, offset_x=0.1, offset_y=-0.2)
    assert placed.mean(0) == pytest.approx([600, 150])
    assert np.ptp(placed, axis=0) == pytest.approx([2000, 1000])


def test_it_turns_clockwise_and_keeps_right_angles():
    matrix = place(Size(400, 400), Size(400, 400), MarkerSettings(rotation=90)).matrix
    assert matrix @ [0, 0, 1] == pytest.approx([1, 0, 1])
    matrix = place(PICTURE, SAME, MarkerSettings(rotation=30)).matrix[:2, :2] * np.array(PICTURE)[:, None]
    assert matrix[:, 0] @ matrix[:, 1] == pytest.approx(0, abs=1e-6)
