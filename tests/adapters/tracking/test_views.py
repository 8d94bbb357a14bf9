from __future__ import annotations

import numpy as np

from adapters.markers.planar.compile import compile_planar
from adapters.tracking.views import found_share
from tests.adapters.markers.pictures import texture


def test_a_rich_picture_is_found_in_most_views_and_always_in_the_same(picture: np.ndarray, target: bytes):
    share = found_share(picture, target)
    assert 0.8 < share <= 1
    assert found_share(picture, target) == share


def test_another_picture_is_not_found(target: bytes):
    assert found_share(texture(240, 320, seed=9), target) == 0


def test_a_picture_that_repeats_itself_is_found_less():
    tiles = np.tile(texture(40, 40), (6, 8))
    assert found_share(tiles, compile_planar(tiles, progress=lambda *_: None).data) < 0.6
