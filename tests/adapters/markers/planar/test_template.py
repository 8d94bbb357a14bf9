"""The template is the whole picture, exactly averaged, in as many bytes as it may take."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import pytest

from adapters.markers.planar.template import coded, shrunk
from adapters.tracking.workbench import Workbench
from tests.adapters.markers.pictures import texture


def shares(side: int, count: int, at: int) -> list[Fraction]:
    """How much of each of ``side`` pixels belongs to the share ``at`` of ``count``."""
    begin, end = Fraction(at * side, count), Fraction((at + 1) * side, count)
    return [max(Fraction(0), min(end, i + 1) - max(begin, i)) for i in range(side)]


def mean(grey: np.ndarray, size: tuple[int, ...], y: int, x: int) -> Fraction:
    """The mean grey of the pixel's share of the picture, by definition."""
    rows, columns = shares(grey.shape[0], size[0], y), shares(grey.shape[1], size[1], x)
    total = sum(int(value) * rows[i] * columns[j] for (i, j), value in np.ndenumerate(grey))
    return total / sum(rows) / sum(columns)


def test_a_pixel_is_the_mean_of_its_share_of_the_picture():
    grey = np.random.default_rng(3).integers(0, 256, (23, 31), np.uint8)
    small = shrunk(grey, 12)
    assert small.shape == (9, 12)
    for y, x in [(0, 0), (4, 7), (8, 11), (3, 0)]:
        assert small[y, x] == int(mean(grey, small.shape, y, x) + Fraction(1, 2))


@pytest.mark.parametrize("size", [(700, 1100), (1024, 512), (2100, 900)])
def test_the_means_are_those_of_opencv_but_for_rounding(size: tuple[int, int]):
    grey = texture(*size)
    small = shrunk(grey)
    theirs = cv2.resize(grey, small.shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - theirs).max() <= 1


def test_a_small_picture_keeps_its_pixels():
    grey = texture(200, 512)
    assert shrunk(grey) is grey


def test_white_stays_white():
    assert shrunk(np.full((3000, 2001), 255, np.uint8)).min() == 255


@pytest.mark.parametrize("most", [4_000, 12_000, 24_000])
def test_the_bytes_are_spent_but_not_more(bench: Workbench, most: int):
    template = coded(bench, texture(384, 512), most)
    assert 0.97 * most < len(template.image) <= most


def test_more_bytes_bring_the_pixels_nearer(bench: Workbench, busy: np.ndarray):
    errors = [np.mean((coded(bench, busy, most).grey.astype(float) - busy) ** 2) for most in (6_000, 12_000, 24_000)]
    assert errors[0] > 1.3 * errors[1] > 1.3 * 1.3 * errors[2]


def test_jpeg_of_as_many_bytes_is_farther_from_the_picture(bench: Workbench, busy: np.ndarray):
    ours = coded(bench, busy, 16_000)
    options = [[cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1] for quality in range(95, 1, -1)]
    files = (cv2.imencode(".jpg", busy, each)[1] for each in options)
    theirs = cv2.imdecode(next(file for file in files if len(file) <= len(ours.image)), cv2.IMREAD_GRAYSCALE)
    error, other = (np.mean((each.astype(float) - busy) ** 2) for each in (ours.grey, theirs))
    assert error < 0.7 * other


def test_a_plain_picture_takes_few_bytes(bench: Workbench):
    template = coded(bench, np.full((384, 512), 90, np.uint8), 24_000)
    assert len(template.image) < 200
    assert np.abs(template.grey.astype(int) - 90).max() <= 1
