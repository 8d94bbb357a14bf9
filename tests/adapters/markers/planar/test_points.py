"""Squares to follow lie where their pixels tell a displacement, and all over the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.planar.points import APART, COUNTS, SIDE, points
from tests.adapters.markers.pictures import sign, texture


def page() -> np.ndarray:
    paper = np.full((512, 362), 250, np.uint8)
    for y in range(40, 490, 18):
        cv2.putText(paper, "Lines of words for readers", (20, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 30, 1, cv2.LINE_AA)
    return paper


def emblem() -> np.ndarray:
    paper = np.full((400, 400), 240, np.uint8)
    cv2.circle(paper, (200, 200), 150, 60, -1)
    cv2.rectangle(paper, (150, 150), (250, 260), 200, -1)
    return paper


def cells(chosen: np.ndarray, shape: tuple[int, ...], count: int) -> int:
    """How many of ``count`` x ``count`` cells have a point."""
    across = (chosen["x"] * count / shape[1]).astype(int)
    down = (chosen["y"] * count / shape[0]).astype(int)
    return len(set(zip(across.tolist(), down.tolist(), strict=True)))


@pytest.mark.parametrize("draw", [page, emblem, lambda: texture(300, 400)], ids=["page", "emblem", "texture"])
def test_every_square_lies_within_its_level(draw):
    grey = draw()
    chosen = points(grey)
    for level in range(len(COUNTS)):
        size = np.array([-(-side // 2**level) for side in grey.shape[::-1]])
        own = chosen[chosen["level"] == level]
        places = np.stack([own["x"], own["y"]], axis=1) / 2**level
        assert len(own) <= COUNTS[level]
        assert np.all(places - SIDE / 2 >= -0.5)
        assert np.all(places + SIDE / 2 <= size - 0.5)


def test_a_busy_picture_has_all_the_squares_of_the_fine_levels():
    counts = np.bincount(points(texture(512, 512))["level"])
    assert np.all(counts[:4] >= 0.9 * np.array(COUNTS[:4]))


@pytest.mark.parametrize("draw", [page, emblem], ids=["page", "emblem"])
def test_text_and_flat_drawings_have_squares(draw):
    counts = np.bincount(points(draw())["level"], minlength=4)
    assert np.all(counts[:4] >= (60, 40, 20, 10))


def test_detail_in_one_place_has_squares_enough_on_every_fine_level():
    assert np.all(np.bincount(points(sign())["level"])[:2] >= (40, 20))


def test_any_beginning_of_a_level_is_spread_over_the_picture():
    grey = texture(512, 512)
    chosen = points(grey)
    fine = chosen[chosen["level"] == 0]
    assert cells(fine[:16], grey.shape, 4) >= 12
    assert cells(fine[:64], grey.shape, 8) >= 44


def test_weights_fall_within_a_level():
    chosen = points(texture(300, 400))
    for level in range(len(COUNTS)):
        assert np.all(np.diff(chosen["weight"][chosen["level"] == level].astype(int)) <= 0)


def test_squares_keep_their_distance():
    chosen = points(page())
    fine = chosen[chosen["level"] == 0]
    distance = np.hypot(fine["x"][:, None] - fine["x"], fine["y"][:, None] - fine["y"])
    assert distance[~np.eye(len(fine), dtype=bool)].min() >= APART[0]


def test_nothing_is_followed_where_nothing_can_be_seen():
    across = np.tile(np.linspace(0, 255, 512), (384, 1)).astype(np.uint8)
    assert len(points(np.full((300, 400), 128, np.uint8))) == 0
    assert len(points(across)) == 0
