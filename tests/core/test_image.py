from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.core.parts import BORDER, Parts
from tests.material import astronaut

SIZES = [(640, 480), (641, 479), (83, 61), (1280, 64), (101, 37)]
"""Width, height."""


def noise(width: int, height: int, *channels: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (height, width, *channels), np.uint8)


def grey(width: int = 640, height: int = 480) -> np.ndarray:
    return cv2.resize(cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY), (width, height))


def bordered(image: np.ndarray) -> np.ndarray:
    return cv2.copyMakeBorder(image, *[BORDER] * 4, cv2.BORDER_REPLICATE)


@pytest.mark.parametrize("size", SIZES)
def test_grey_is_the_rounded_luma_of_bt601(parts: Parts, size: tuple[int, int]):
    frame = noise(*size, 4)
    parts.build(frame)
    exact = frame[..., :3] @ np.array([0.299, 0.587, 0.114])
    luma = (frame[..., :3] @ np.array([77, 150, 29]) + 128) >> 8
    made = parts.level(0)[BORDER:-BORDER, BORDER:-BORDER]
    np.testing.assert_array_equal(made, luma)
    assert np.abs(made - exact).max() < 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("draw", [noise, grey])
def test_levels_and_their_borders_are_those_of_opencv(parts: Parts, size: tuple[int, int], draw):
    expected = draw(*size)
    levels = parts.build(expected)
    for level in range(levels):
        np.testing.assert_array_equal(parts.level(level), bordered(expected))
        expected = cv2.pyrDown(expected, borderType=cv2.BORDER_REPLICATE)


@pytest.mark.parametrize("size", SIZES)
def test_a_pyramid_ends_after_five_levels_or_before_a_side_of_eight_pixels(parts: Parts, size: tuple[int, int]):
    levels = parts.build(noise(*size))
    smallest = min(parts.level(levels - 1).shape) - 2 * BORDER
    assert levels == 5 or (smallest + 1) // 2 < 8
    assert smallest >= 8


@pytest.mark.parametrize("size", SIZES)
def test_blur_is_that_of_opencv(parts: Parts, size: tuple[int, int]):
    frame = noise(*size)
    parts.build(frame)
    blurred = cv2.GaussianBlur(frame, (5, 5), 0, borderType=cv2.BORDER_REPLICATE)
    np.testing.assert_array_equal(parts.smooth(0), bordered(blurred))


def test_a_frame_of_another_size_leaves_nothing_of_the_one_before(parts: Parts):
    parts.build(np.full((480, 640), 255, np.uint8))
    parts.build(np.zeros((61, 83), np.uint8))
    assert not any(parts.level(level).any() for level in range(3))


@pytest.mark.parametrize(("width", "height"), [(7, 64), (64, 7), (1281, 64), (1280, 961)])
def test_sides_out_of_range_are_refused(parts: Parts, width: int, height: int):
    assert parts.core.call("workbench_build", width, height, 0) == -1


def mean(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return ((first.astype(int) + second + 1) // 2).astype(np.uint8)


@pytest.mark.parametrize("size", SIZES)
def test_softening_is_a_mean_of_every_second_neighbour_rounded_up(parts: Parts, size: tuple[int, int]):
    parts.build(noise(*size))
    blurred = parts.smooth(0)
    down = mean(mean(blurred[:-4], blurred[4:]), blurred[2:-2])
    expected = mean(mean(down[:, :-4], down[:, 4:]), down[:, 2:-2])
    near = slice(BORDER - 16, 16 - BORDER)
    np.testing.assert_array_equal(parts.soft(0)[near, near], expected[14:-14, 14:-14])
