"""The same numbers as the viewer's own tests (``viewer/ar/placement.test.ts``)."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.preview.placement import Size, place
from domain.values import MarkerSettings

PICTURE, SAME, SQUARE = Size(1000, 500), Size(640, 320), Size(720, 720)


def ends(video: Size, **settings: object) -> np.ndarray:
    """Where the video's corners TL and BR lie on the picture, in its pixels."""
    matrix = place(PICTURE, video, MarkerSettings(**settings)).matrix
    return (matrix @ np.array([[0, 0, 1], [1, 1, 1]]).T)[:2].T * PICTURE


def test_a_video_of_the_same_shape_lies_exactly_on_the_picture():
    assert ends(SAME) == pytest.approx(np.array([[0, 0], PICTURE]))
    assert place(PICTURE, SAME, MarkerSettings()).crop == (0, 0, 1, 1)


def test_a_square_video_is_cropped_to_cover_a_wide_picture():
    assert place(PICTURE, SQUARE, MarkerSettings()).crop == (0, 0.25, 1, 0.5)
    assert ends(SQUARE) == pytest.approx(np.array([[0, 0], PICTURE]))


def test_a_square_video_is_shown_whole_with_contain():
    assert ends(SQUARE, fit="contain") == pytest.approx(np.array([[250, 0], [750, 500]]))
    assert place(PICTURE, SQUARE, MarkerSettings(fit="contain")).crop == (0, 0, 1, 1)


def test_auto_covers_only_when_the_shapes_are_nearly_the_same():
    assert np.ptp(ends(Size(640, 300), fit="auto")[:, 1]) == pytest.approx(500)
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
