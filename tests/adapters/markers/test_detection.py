"""The small maths of key points, against formulas and drawn pictures."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.detection import freak
from adapters.markers.detection.extrema import BLOB, blobs
from adapters.markers.detection.keypoints import detect
from adapters.markers.detection.orientation import oriented
from adapters.markers.detection.pruning import pruned
from adapters.markers.detection.pyramid import Pyramid, blurred, halved, pyramid
from adapters.markers.detection.quadratic import fit
from tests.adapters.markers.agreement import matched
from tests.adapters.markers.pictures import texture


def spot(x: float, y: float, sigma: float, side: int = 96, height: float = 90) -> np.ndarray:
    """A Gaussian spot on grey, brighter for a positive ``height``."""
    rows, columns = np.mgrid[0:side, 0:side]
    return np.rint(128 + height * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * sigma**2))).astype(np.uint8)


def test_one_pixel_is_blurred_to_the_binomial_weights():
    image = np.zeros((9, 9), np.uint8)
    image[4, 4] = 255
    out = np.empty((9, 9), np.float32)
    blurred(image, out)
    weights = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) * 255 / 256
    assert (out[2:7, 2:7] == weights.astype(np.float32)).all()
    assert out.sum() == pytest.approx(255)


def test_halving_means_four_pixels_and_drops_the_odd_ones():
    image = np.arange(35, dtype=np.float32).reshape(5, 7)
    assert halved(image).tolist() == [[4, 6, 8], [18, 20, 22]]


def test_octaves_end_when_a_side_is_under_eight_pixels():
    levels = pyramid(texture(70, 100))
    assert levels.octaves == 4
    assert [levels.image(3 * octave).shape for octave in range(4)] == [(70, 100), (35, 50), (17, 25), (8, 12)]
    assert pyramid(texture(7, 100)).octaves == 0


def test_the_summit_of_a_quadratic_is_found_exactly():
    summit, bend = np.array([0.3, -0.2, 0.1]), np.array([[-4, 1, 0.5], [1, -3, -0.25], [0.5, -0.25, -2]])
    steps = np.arange(-1.0, 2.0)
    s, y, x = np.meshgrid(steps, steps, steps, indexing="ij")
    place = np.stack([x, y, s], axis=-1) - summit
    cube = 10 + 0.5 * np.einsum("...i,ij,...j->...", place, bend, place)
    found = fit(cube[None])
    assert found.shift[0] == pytest.approx(summit)
    assert found.trace[0] == pytest.approx(-7)
    assert found.determinant[0] == pytest.approx(11)
    assert found.value[0] == pytest.approx(cube[1, 1, 1] + 2 * (10 - cube[1, 1, 1]))


def test_a_flat_neighbourhood_has_no_summit():
    found = fit(np.ones((1, 3, 3, 3)))
    assert not found.solved[0]
    assert found.shift[0].tolist() == [0, 0, 0]


@pytest.mark.parametrize("height", [90, -90])
def test_a_spot_is_found_where_it_was_drawn(height: float):
    found = blobs(pyramid(spot(43.3, 51.6, 3.0, height=height)))
    best = found[np.abs(found["score"]).argmax()]
    assert (best["x"], best["y"]) == pytest.approx((43.3, 51.6), abs=0.3)
    assert np.sign(best["score"]) == np.sign(height)


def test_a_larger_spot_has_a_larger_size():
    sizes = [max(blobs(pyramid(spot(48, 48, sigma))), key=lambda b: abs(b["score"]))["sigma"] for sigma in (2, 4, 8)]
    assert sizes == sorted(sizes)
    assert sizes[2] / sizes[0] == pytest.approx(4, rel=0.4)


def placed(detected: np.ndarray) -> np.ndarray:
    """Key points of one scale in the form that agreement is judged on."""
    names = ("x", "y", "sigma", "angle", "maximum")
    found = np.zeros(len(detected), [(name, "f4") for name in names] + [("scale", "i4")])
    for name in names:
        found[name] = detected[name]
    return found


def test_a_turned_picture_has_the_same_key_points_turned():
    side = 128
    grey = texture(side, side, seed=4)
    upright, expected, seen = (placed(detect(np.ascontiguousarray(np.rot90(grey, turns)))) for turns in (0, 0, 1))
    expected["x"], expected["y"] = upright["y"], side - 1 - upright["x"]
    expected["angle"] = np.mod(upright["angle"] - np.pi / 2, 2 * np.pi)
    inner = expected[(np.abs(expected["x"] - side / 2) < side / 3) & (np.abs(expected["y"] - side / 2) < side / 3)]
    assert len(upright) < 500
    assert len(inner) > 50
    assert (matched(inner, seen) >= 0).mean() > 0.95


def test_a_crowd_is_thinned_to_the_strongest_five_of_each_bucket():
    random = np.random.default_rng(2)
    crowd = np.zeros(3000, BLOB)
    crowd["x"], crowd["y"] = random.uniform(0, 400, 3000), random.uniform(0, 300, 3000)
    crowd["score"] = random.normal(size=3000)
    left = pruned(crowd, 400, 300)
    assert len(left) == 500
    inside = crowd[(crowd["x"] < 40) & (crowd["y"] < 30)]
    strongest = sorted(np.abs(inside["score"]), reverse=True)[:5]
    kept = left[(left["x"] < 40) & (left["y"] < 30)]
    assert [abs(score) for score in kept["score"]] == pytest.approx(strongest)
    assert len(pruned(crowd[:500], 400, 300)) == 500


@pytest.mark.parametrize("direction", [0.4, 1.1, 2.8, 4.0, 5.9])
def test_a_brightness_slope_gives_the_direction_it_comes_from(direction: float):
    rows, columns = np.mgrid[-48:48, -48:48]
    slope = np.rint(128 + 1.5 * (columns * np.cos(direction) + rows * np.sin(direction))).astype(np.uint8)
    blob = np.zeros(1, BLOB)
    blob["x"], blob["y"], blob["sigma"], blob["image"] = 48, 48, 1.2, 1
    index, angle = oriented(pyramid(slope), blob)
    assert index.tolist() == [0]
    assert np.cos(angle[0] - direction - np.pi) == pytest.approx(1, abs=0.002)


def test_receptors_lie_on_six_rings_of_six_and_in_the_centre():
    table = freak.receptors()
    assert table.shape == (37, 3)
    radius = np.hypot(table[:, 0], table[:, 1])
    assert np.allclose(radius[:36].reshape(6, 6), np.array([ring[0] for ring in freak.RINGS])[:, None], atol=1e-5)
    assert table[36].tolist() == pytest.approx([0, 0, 0.1])
    angle = np.rad2deg(np.arctan2(table[:36, 1], table[:36, 0])).reshape(6, 6)
    assert np.allclose(np.mod(np.diff(angle, axis=1), 360), 60, atol=1e-3)
    assert np.mod(angle[:, 0].round(3), 360).tolist() == [180, 90, 0, 270, 180, 90]
    assert len({tuple(row) for row in table[:, :2].tolist()}) == 37


def test_bits_compare_the_samples_pair_by_pair():
    """On a picture that only gets brighter to the right, the sample further left is the darker one."""
    columns = np.tile(np.linspace(0, 250, 320), (320, 1)).astype(np.float32)
    levels = Pyramid(np.tile(columns.ravel(), 3), np.arange(3) * 320 * 320, *(np.full(3, 320),) * 2)
    packed = freak.descriptors(levels, *(np.array([value], np.float32) for value in (160, 160, 6, 0)))
    assert packed.shape == (1, 96)
    assert not packed[0, 84:].any()
    assert packed[0, 83] <= 3
    bits = np.unpackbits(packed[0], bitorder="little")[:666]
    x = freak.receptors()[:, 0]
    first, second = np.triu_indices(37, 1)
    clear = np.abs(x[first] - x[second]) > 0.01
    assert (bits[clear] == (x[first] < x[second])[clear]).all()


def test_a_plain_picture_has_no_key_point():
    assert len(detect(np.full((120, 160), 77, np.uint8))) == 0
    assert len(detect(texture(9, 60))) == 0
