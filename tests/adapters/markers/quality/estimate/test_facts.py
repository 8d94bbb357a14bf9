"""What is known of a picture when it is compiled, and the rates that follow."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.formats.fset import POINT, TrackingScale
from adapters.markers.formats.fset3 import KEYPOINT
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate import UNSEEN, estimate, planar_rate
from adapters.markers.quality.estimate.nft import CLEAR, clear, contrast, nft_facts
from adapters.markers.quality.estimate.planar import planar_facts
from adapters.markers.scales import Scale
from tests.adapters.markers.pictures import texture

RANDOM = np.random.default_rng(3)


def scale(count: int, templates: int = 0, side: int = 300, *, alike: bool = False) -> Scale:
    keypoints = np.zeros(count, KEYPOINT)
    keypoints["x"], keypoints["y"] = RANDOM.uniform(0, side, (2, count))
    rows = 1 if alike else count
    keypoints["descriptor"][:, :84] = RANDOM.integers(0, 256, (rows, 84))
    return Scale((side, side), TrackingScale(0, 144, 36, np.zeros(templates, POINT)), keypoints)


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return texture(240, 320)


@pytest.fixture(scope="module")
def target(picture: np.ndarray) -> bytes:
    return compile_planar(picture, progress=lambda *_: None).data


def test_key_points_that_are_alike_are_not_clear():
    assert clear(scale(80)) == 80
    assert clear(scale(80, alike=True)) < 40
    assert clear(scale(0)) == 0


def test_a_key_point_may_be_like_its_neighbour():
    one = scale(2)
    one.keypoints["x"], one.keypoints["y"] = [100, 102], [100, 101]
    one.keypoints["descriptor"][1] = one.keypoints["descriptor"][0]
    assert clear(one) == 2
    one.keypoints["x"][1] = 200
    assert clear(one) == 0


def test_descriptors_count_as_unlike_from_a_fifth_of_their_bits_on():
    one = scale(2)
    one.keypoints["x"] = [10, 200]
    one.keypoints["descriptor"][:] = 0
    for bits, expected in ((CLEAR - 1, 0), (CLEAR, 2)):
        flags = np.zeros(84 * 8, np.uint8)
        flags[:bits] = 1
        one.keypoints["descriptor"][1, :84] = np.packbits(flags)
        assert clear(one) == expected


def test_contrast_is_the_same_at_any_size_and_falls_with_the_light():
    fine = texture(640, 640)
    assert contrast(fine) == pytest.approx(contrast(np.repeat(np.repeat(fine, 2, 0), 2, 1)), abs=0.02)
    assert contrast(fine // 4) < contrast(fine) - 0.5
    assert contrast(np.full((50, 900), 90, np.uint8)) < 0.001


def test_only_what_a_frame_can_show_counts_for_nft(picture: np.ndarray):
    near = [scale(300, 50)]
    assert nft_facts(picture, [scale(300, 900, side=2000), *near]) == nft_facts(picture, near)


def test_more_features_are_never_worse_for_nft(picture: np.ndarray):
    rates = [estimate({"nft": nft_facts(picture, [scale(count, count // 4)])})["nft"] for count in (0, 20, 80, 320)]
    assert rates == sorted(rates)
    assert rates[0] < 0.1


def test_a_rich_picture_is_rated_high_by_the_planar_engine_and_always_the_same(picture: np.ndarray, target: bytes):
    rate = planar_rate(picture, target)
    assert rate > 0.7
    assert planar_rate(picture, target) == rate


def test_a_target_of_another_picture_is_not_found(target: bytes):
    other = texture(240, 320, seed=9)
    assert planar_facts(other, target) == UNSEEN
    assert planar_rate(other, target) < 0.3


def test_only_engines_with_facts_have_rates(picture: np.ndarray):
    facts = nft_facts(picture, [scale(300, 50)])
    assert estimate({}) == {}
    assert set(estimate({"nft": facts})) == {"nft"}
    assert set(estimate({"planar": UNSEEN, "nft": facts})) == {"planar", "nft"}


def test_nft_is_expected_to_miss_what_the_planar_engine_misses(picture: np.ndarray):
    facts = nft_facts(picture, [scale(300, 50)])
    seen = {"found": 1.0, "sure": 0.9}
    assert estimate({"planar": UNSEEN, "nft": facts})["nft"] < estimate({"planar": seen, "nft": facts})["nft"]
