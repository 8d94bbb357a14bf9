"""A picture becomes a file that MindAR loads, or is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adapters.markers.formats import mind
from adapters.markers.mind.levels import level_scales, resized
from adapters.markers.mind.marker import compile_mind
from adapters.markers.picture import Picture
from application.ports import InputRejected
from tests.adapters.markers.pictures import soft, texture


def compiled(grey: np.ndarray, out: Path):
    return compile_mind(Picture(np.ascontiguousarray(grey), 72), out, lambda *_: None)


def refusal(grey: np.ndarray, out: Path) -> str:
    with pytest.raises(InputRejected) as refused:
        compiled(grey, out)
    assert refused.value.detail.endswith(".")
    assert not out.exists()
    return refused.value.code


def slope(height: int, width: int) -> np.ndarray:
    return np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1))


def almost_plain() -> np.ndarray:
    """Flat but for one small patch."""
    grey = np.full((300, 300), 200, np.uint8)
    grey[140:180, 150:] = 190
    return grey


def test_the_answer_says_what_is_in_the_file(tmp_path: Path):
    told: list[tuple[str, float]] = []
    answer = compile_mind(Picture(texture(200, 300), 72), tmp_path, lambda *said: told.append(said))
    (target,) = mind.read((tmp_path / "target.mind").read_bytes())
    assert [(made.role, made.name) for made in answer.files] == [("mind", "target.mind")]
    assert answer.keypoints == sum(len(lv.maxima_points) + len(lv.minima_points) for lv in target.matching_data)
    assert answer.points == sum(len(image.points) for image in target.tracking_data)
    assert (target.target_image.width, target.target_image.height) == (300, 200)
    assert answer.rate is not None
    assert 0 <= answer.rate() <= 1
    shares = [share for _, share in told]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    "grey", [np.full((400, 300), 255, np.uint8), slope(300, 300), slope(300, 300).T, slope(120, 1900), almost_plain()]
)
def test_a_picture_without_detail_is_refused(grey: np.ndarray, tmp_path: Path):
    assert refusal(grey, tmp_path / "out") == "no_features"


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 5000), (5000, 1), (99, 400), (100, 1601), (1601, 100)])
def test_a_picture_too_small_or_too_narrow_is_refused(height: int, width: int, tmp_path: Path):
    assert refusal(texture(60, 60)[:1, :1].repeat(height, 0).repeat(width, 1), tmp_path / "out") == "too_small"


@pytest.mark.parametrize(
    ("height", "width"), [(100, 100), (101, 103), (105, 1600), (1300, 107), (255, 257), (129, 640)]
)
def test_small_and_narrow_pictures_end_well(height: int, width: int, tmp_path: Path):
    compiled(texture(height, width), tmp_path)
    (target,) = mind.read((tmp_path / "target.mind").read_bytes())
    assert [min(image.width, image.height) for image in target.tracking_data] == [256, 128]
    assert target.matching_data[0].width == width


def test_a_level_without_a_single_point_is_still_a_level(tmp_path: Path):
    compiled(soft(), tmp_path)
    (target,) = mind.read((tmp_path / "target.mind").read_bytes())
    first = target.matching_data[0]
    assert (first.maxima_points, first.minima_points) == ([], [])
    assert first.maxima_points_cluster.root_node.point_indexes == []


def test_levels_are_a_cube_root_of_two_apart_down_to_100_pixels():
    scales = np.array(level_scales((400, 600)))
    assert scales[0] == 1
    assert scales[-1] == 0.25
    assert np.allclose(scales[1:-1] / scales[2:], 2 ** (1 / 3))
    assert level_scales((100, 300)) == [1, 1]


def test_a_level_holds_the_floor_of_the_means_of_its_boxes():
    grey = texture(61, 83)
    (half,) = resized(grey, [0.5])
    boxes = [[grey[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].astype(int) for c in range(41)] for r in range(30)]
    assert [[box.sum() // 4 for box in row] for row in boxes] == half[:30, :41].tolist()


def test_a_picture_that_grows_has_no_gaps():
    (grown,) = resized(texture(150, 200), [256 / 150])
    assert grown.shape == (256, 341)
    assert abs(grown.mean() - texture(150, 200).mean()) < 1
    assert np.abs(np.diff(grown.astype(int), axis=0)).mean() < 30
