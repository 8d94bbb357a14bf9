"""Settings mean what the viewer makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.fitting.layout import (
    corners,
    fit_of,
    grown,
    inverse,
    mapped,
    matrix_of,
    similarity_of,
    visible,
)
from adapters.markers.preview.placement import Size, place
from domain.values import MarkerSettings

PICTURE, FILM = (600, 400), (1280, 720)


def similarity(scale: float, degrees: float, x: float, y: float) -> np.ndarray:
    turn = np.deg2rad(degrees)
    turned = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return np.hstack([turned, [[x], [y]]])


@pytest.mark.parametrize("pose", [(1.0, 0, 0, 0), (0.7, 30, 300, 40), (2.1, 200, 900, 600), (0.5, -91, 200, 500)])
def test_settings_and_the_similarity_say_the_same(pose: tuple[float, float, float, float]):
    matrix = similarity(*pose)
    fit = fit_of(matrix, PICTURE, FILM, start=0, error=0)
    assert 0 <= fit.rotation < 360
    back = matrix_of(fit, PICTURE, FILM)
    assert mapped(back, corners(PICTURE)) == pytest.approx(mapped(matrix, corners(PICTURE)), abs=0.02)


def test_a_video_that_is_the_picture_lies_on_it_as_with_contain():
    fit = fit_of(similarity_of(corners((640, 360)), corners(FILM)), (640, 360), FILM, start=0, error=0)
    assert (fit.scale, fit.offset_x, fit.offset_y, fit.rotation) == (1, 0, 0, 0)
    assert fit.crop == (0, 0, 1, 1)


def test_what_the_video_has_around_the_picture_is_cropped():
    matrix = similarity(0.8, 0, 400 - 0.5, 200 - 0.5)  # 480 x 320 pixels from (400, 200)
    matrix[:, 2] += 0.4
    fit = fit_of(matrix, PICTURE, FILM, start=0, error=0)
    assert fit.crop == pytest.approx((400 / 1280, 200 / 720, 480 / 1280, 320 / 720), abs=1e-3)
    assert fit.scale == pytest.approx(1280 / 480, abs=1e-3)


def test_the_viewer_puts_the_video_where_the_search_found_it():
    matrix = similarity(0.6, 25, 500, 120)
    fit = fit_of(matrix, PICTURE, FILM, start=0, error=0)
    placed = place(Size(*PICTURE), Size(*FILM), MarkerSettings(), fit).matrix
    points = visible(matrix, PICTURE, FILM)
    shares = (mapped(matrix, points) + 0.5) / FILM
    laid = np.hstack([shares, np.ones((len(shares), 1))]) @ placed.T
    assert laid[:, :2] / laid[:, 2:] * PICTURE - 0.5 == pytest.approx(points, abs=0.02)


def test_only_what_is_in_the_video_is_visible():
    assert len(visible(similarity(1, 0, 0, 0), PICTURE, FILM, 10)) == 100
    assert len(visible(similarity(1, 0, -300, 0), PICTURE, FILM, 10)) == 50
    assert len(visible(similarity(1, 0, 2000, 0), PICTURE, FILM, 10)) == 0


def test_the_nearest_similarity_ignores_a_stretch_evenly():
    source = corners((100, 100))
    found = similarity_of(source, source * (1.1, 0.9))
    assert found[:, :2] == pytest.approx(np.eye(2), abs=1e-9)


def test_sizes_meet_at_the_outlines():
    assert mapped(grown((50, 25), (200, 100))[:2], corners((50, 25))) == pytest.approx(corners((200, 100)))
    matrix = similarity(0.3, 70, 5, 6)
    assert mapped(inverse(matrix), mapped(matrix, corners(FILM))) == pytest.approx(corners(FILM))
