"""The scales, against their definition worked out pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.layers import STEP, densities, layers
from tests.adapters.markers.pictures import texture


def mean(grey: np.ndarray, ratio: np.float32, row: int, column: int) -> int:
    def edge(index: int) -> int:
        return int(np.float32(index) * ratio + np.float32(0.5))

    box = grey[edge(row) : edge(row + 1), edge(column) : edge(column + 1)]
    return int(box.sum(dtype=int)) // box.size


def test_a_small_scale_holds_the_floor_of_the_means_of_its_boxes():
    grey = texture(61, 83)
    dpi = densities(83, 61, 72)
    for layer, resolution in zip(layers(grey, dpi), dpi, strict=True):
        ratio = np.float32(dpi[0] / resolution)
        expected = [[mean(grey, ratio, row, column) for column in range(layer.shape[1])] for row in range(len(layer))]
        assert (layer == expected).all()


def test_scales_are_a_cube_root_of_two_apart_down_to_28_pixels():
    dpi = densities(640, 480, 100)
    assert dpi[0] == 100
    assert round(480 * dpi[-1] / 100) == 28
    assert np.allclose(dpi[1:-1] / dpi[2:], STEP)
    assert 1 / 0.95 <= dpi[0] / dpi[1] <= STEP / 0.95


@pytest.mark.parametrize(("side", "scales"), [(28, 1), (29, 1), (30, 2), (36, 2), (40, 3)])
def test_a_picture_of_little_more_than_28_pixels_has_one_scale(side: int, scales: int):
    assert len(densities(side, side, 72)) == scales


def test_sums_beyond_32_bits_are_right():
    grey = np.full((4200, 4200), 255, np.uint8)
    *_, last = layers(grey, np.array([72, 0.48], np.float32))
    assert last.shape == (28, 28)
    assert (last == 255).all()
