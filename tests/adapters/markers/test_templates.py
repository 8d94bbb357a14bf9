"""The choice of templates, against the full search that it shortens."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.templates.candidates import crests, gradient
from adapters.markers.templates.choice import choose
from adapters.markers.templates.correlation import exact, rounded
from adapters.markers.templates.rules import NFT
from adapters.markers.templates.similarity import Windows
from tests.adapters.markers.pictures import texture

HALF, SIDE = NFT.half, NFT.side
REACH, NEAR, BLANK = 10, 4, 32


def similarities(grey: np.ndarray, row: int, column: int) -> tuple[np.ndarray, np.ndarray]:
    """Similarity to every window within reach, and its squared distance; the template itself is left out."""
    views = np.lib.stride_tricks.sliding_window_view(grey, (SIDE, SIDE))
    places = [
        (row + down, column + right)
        for down in range(-REACH, REACH + 1)
        for right in range(-REACH, REACH + 1)
        if (down or right)
        and HALF <= row + down < grey.shape[0] - HALF
        and HALF <= column + right < grey.shape[1] - HALF
    ]
    there = np.array(places)
    values = rounded(views[row - HALF, column - HALF], views[there[:, 0] - HALF, there[:, 1] - HALF])
    return values, ((there - (row, column)) ** 2).sum(axis=1)


def full_search(grey: np.ndarray) -> list[tuple[int, int]]:
    """The definition, word for word: all similarities of all crests, then greedily the least similar."""
    height, width = grey.shape
    values = np.ones(grey.shape, np.float32)
    inner: dict[tuple[int, int], tuple[np.float32, np.float32]] = {}
    for row, column in zip(*crests(grey, NFT.share), strict=True):
        if not (HALF <= row < height - HALF and HALF <= column < width - HALF):
            continue
        if grey[row - HALF : row + HALF + 1, column - HALF : column + HALF + 1].std() < 5:
            continue
        found, distance = similarities(grey, row, column)
        values[row, column] = found[distance > NEAR].max()
        inner[row, column] = found[distance <= NEAR].min(), found[distance <= NEAR].max()
    chosen: list[tuple[int, int]] = []
    while len(chosen) < NFT.limit(width, height) and values.min() < 0.9:
        row, column = (int(index) for index in np.unravel_index(values.argmin(), values.shape))
        value, (lowest, highest) = values[row, column], inner[row, column]
        deviation = grey[row - HALF : row + HALF + 1, column - HALF : column + HALF + 1].std()
        values[row, column] = 1
        if deviation < 8 or (lowest < np.float32(0.55) and lowest < value) or highest > np.float32(0.99):
            continue
        chosen.append((column, row))
        values[max(0, row - BLANK) : row + BLANK + 1, max(0, column - BLANK) : column + BLANK + 1] = 1
    return chosen


def test_the_short_cut_chooses_what_the_full_search_chooses():
    grey = texture(130, 170, seed=3)
    expected = full_search(grey)
    assert len(expected) >= 4
    assert [(int(point["x"]), int(point["y"])) for point in choose(grey)] == expected


def test_a_bright_picture_is_chosen_from_as_the_full_search_does():
    grey = (215 + texture(120, 150, seed=5) // 7).astype(np.uint8)
    assert [(int(point["x"]), int(point["y"])) for point in choose(grey)] == full_search(grey)


def test_similarity_of_both_ways_is_the_correlation_of_the_windows():
    grey = texture(80, 90)
    windows = Windows.of(grey, NFT)
    rows, columns = np.array([30, 40, HALF]), np.array([33, 45, HALF])
    both = windows.both_ways(rows, columns, windows.deviations(rows, columns), (2, -1))
    views = np.lib.stride_tricks.sliding_window_view(grey, (SIDE, SIDE)).astype(float)

    def correlation(row: int, column: int, down: int, right: int) -> float:
        one, other = views[row - HALF, column - HALF], views[row + down - HALF, column + right - HALF]
        return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])

    expected = [[correlation(30, 33, *way), correlation(40, 45, *way)] for way in ((2, -1), (-2, 1))]
    assert np.allclose(both[:, :2], expected, atol=1e-6)
    assert np.isnan(both[:, 2]).all()


def test_the_slack_covers_what_rounding_does():
    grey = (200 + texture(100, 100, seed=2) // 6).astype(np.uint8)
    windows = Windows.of(grey, NFT)
    row, column = np.array([50]), np.array([50])
    deviation = windows.deviations(row, column)
    exact = windows.both_ways(row, column, deviation, (1, 2))[0, 0]
    seen = rounded(windows.views[50 - HALF, 50 - HALF], windows.views[51 - HALF, 52 - HALF][None])[0]
    assert 0 < abs(exact - seen) <= windows.slack(row, column, deviation)[0]


def test_the_exact_similarity_is_the_correlation_and_the_same_both_ways():
    views = np.lib.stride_tricks.sliding_window_view(texture(40, 40), (13, 13))
    one, other = views[3, 4], views[9, 20]
    expected = np.corrcoef(one.ravel(), other.ravel())[0, 1]
    assert exact(one, other[None])[0] == exact(other, one[None])[0] == pytest.approx(expected)
    assert exact(one, np.full((1, 13, 13), 7, np.uint8))[0] == -1


def test_the_gradient_of_a_ramp_is_its_slope():
    grey = np.tile(np.arange(0, 200, 4, dtype=np.uint8), (20, 1))
    inner = gradient(grey)[1:-1, 1:-1]
    assert np.allclose(inner, 3 * 8 / 768 / np.sqrt(2))


def test_crests_are_about_the_strongest_two_percent():
    grey = texture(200, 200)
    rows, columns = crests(grey, NFT.share)
    assert NFT.share <= len(rows) / grey.size <= 2 * NFT.share
    assert (np.diff(rows * 200 + columns) > 0).all()


def test_a_plain_picture_has_no_template():
    assert len(choose(np.full((200, 200), 90, np.uint8))) == 0


def test_a_picture_smaller_than_a_template_has_none():
    assert len(choose(texture(SIDE - 1, 300))) == 0
