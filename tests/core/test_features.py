from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.adapters.markers.pictures import texture
from tests.core.parts import BORDER, Parts
from tests.core.test_image import grey

TURNS = 64
EDGE, THRESHOLD = 6, 3
CELL = 32
"""As in viewer/core/features/corners.c."""


def turned(frame: np.ndarray, degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """The frame turned clockwise on the screen about its middle, and the 2x3 matrix that did it."""
    height, width = frame.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1)
    return cv2.warpAffine(frame, matrix, (width, height), flags=cv2.INTER_CUBIC), matrix


def places(features: np.ndarray) -> np.ndarray:
    return np.stack([features["x"], features["y"]], 1).astype(float)


def same(first: np.ndarray, second: np.ndarray, matrix: np.ndarray, within: float = 1) -> np.ndarray:
    """Pairs of rows that show one place, where ``matrix`` leads from the first frame to the second."""
    moved = places(first) @ matrix[:, :2].T + matrix[:, 2]
    apart = np.linalg.norm(moved[:, None] - places(second)[None], axis=2)
    apart[first["bright"][:, None] != second["bright"][None]] = np.inf
    nearest = apart.argmin(1)
    kept = np.nonzero(apart[np.arange(len(first)), nearest] <= within)[0]
    return np.stack([kept, nearest[kept]], 1)


def different_bits(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.unpackbits(first["bits"] ^ second["bits"], axis=1).sum(1)


def between_turns(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """From the first to the second, -32 .. 31."""
    half = TURNS // 2
    return (second["turn"].astype(int) - first["turn"] + half) % TURNS - half


def centroid_turn(blurred: np.ndarray, x: int, y: int) -> float:
    """Orientation by the definition, in floating point."""
    down, across = np.mgrid[-15:16, -15:16]
    weights = np.exp(-(across**2 + down**2) / (2 * 5**2))
    patch = blurred[y - 15 : y + 16, x - 15 : x + 16] * weights
    return np.arctan2((patch * down).sum(), (patch * across).sum()) / (2 * np.pi) * TURNS


@pytest.mark.parametrize("threshold", [1, 5, 20])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_corners_are_those_of_fast_in_opencv(parts: Parts, level: int, threshold: int):
    parts.build(grey())
    blurred = parts.smooth(level)[BORDER:-BORDER, BORDER:-BORDER].copy()
    detector = cv2.FastFeatureDetector.create(threshold - 1, nonmaxSuppression=False)
    expected = np.zeros(blurred.shape, bool)
    for point in detector.detect(blurred):
        expected[int(point.pt[1]), int(point.pt[0])] = True
    np.testing.assert_array_equal(parts.scores(level, threshold) > 0, expected)


def test_a_score_is_the_threshold_up_to_which_opencv_sees_the_corner(parts: Parts):
    parts.build(grey())
    blurred = parts.smooth(0)[BORDER:-BORDER, BORDER:-BORDER].copy()
    scores = parts.scores(0, THRESHOLD)
    seen = cv2.FastFeatureDetector.create(THRESHOLD - 1, nonmaxSuppression=True).detect(blurred)
    assert len(seen) > 500
    for point in seen:
        assert scores[int(point.pt[1]), int(point.pt[0])] == point.response + 1


@pytest.mark.parametrize("draw", [grey, lambda: texture(480, 640)])
def test_features_are_corners_that_no_neighbour_exceeds(parts: Parts, draw):
    found = parts.extract(draw(), levels=1)
    scores = parts.scores(0, THRESHOLD)[EDGE:-EDGE, EDGE:-EDGE]
    around = cv2.dilate(scores, np.ones((3, 3), np.uint8))
    for feature in found:
        at = int(feature["y"]) - EDGE, int(feature["x"]) - EDGE
        assert feature["score"] == scores[at] == around[at] >= THRESHOLD


def test_every_cell_that_has_corners_gets_one_however_strong_they_are_elsewhere(parts: Parts):
    frame = texture(480, 640)
    frame[:, 320:] = 40 + frame[:, 320:] * 0.2
    found = parts.extract(frame, levels=1)
    taken = {(int(feature["x"]) // CELL, int(feature["y"]) // CELL) for feature in found}
    assert taken == {(x, y) for x in range(640 // CELL) for y in range(480 // CELL)}


def test_levels_share_the_limit_by_their_area(parts: Parts):
    found = parts.extract(texture(480, 640), limit=840)
    assert np.bincount(found["level"]).tolist() == [640, 160, 40]
    assert not (places(found) % (1 << found["level"].astype(int))[:, None]).any()


@pytest.mark.parametrize("limit", [0, 1, 50, 1024])
def test_there_are_never_more_features_than_asked_for(parts: Parts, limit: int):
    assert len(parts.extract(texture(480, 640), limit=limit)) == limit


@pytest.mark.parametrize(("width", "height"), [(8, 8), (12, 64), (64, 13), (40, 40)])
def test_small_and_plain_frames_are_no_trouble(parts: Parts, width: int, height: int):
    assert len(parts.extract(np.full((height, width), 200, np.uint8))) == 0
    found = parts.extract(texture(height, width))
    assert ((found["x"] < width) & (found["y"] < height)).all()


def test_orientation_is_that_of_the_weighted_centroid(parts: Parts):
    found = parts.extract(grey(), levels=1)
    blurred = parts.smooth(0).astype(float)
    exact = np.array([centroid_turn(blurred, int(one["x"]) + BORDER, int(one["y"]) + BORDER) for one in found])
    off = np.abs((found["turn"] - exact + TURNS / 2) % TURNS - TURNS / 2)
    assert np.median(off) < 0.5
    assert np.quantile(off, 0.98) <= 1


def test_bright_tells_light_spots_from_dark_ones(parts: Parts):
    frame = np.full((96, 96), 128, np.uint8)
    frame[30:33, 30:33], frame[62:65, 62:65] = 255, 0
    found = parts.extract(frame, levels=1)
    assert {(int(feature["x"]), int(feature["bright"])) for feature in found} == {(31, 1), (63, 0)}


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_quarter_turn_changes_orientation_by_a_quarter_and_few_bits(parts: Parts, degrees: int):
    frame = grey(480, 480)
    whole, matrix = turned(frame, degrees)
    first, second = parts.extract(frame, levels=1), parts.extract(whole, levels=1)
    pairs = same(first, second, matrix, within=0.5)
    assert len(pairs) > 0.8 * len(first)
    before, after = first[pairs[:, 0]], second[pairs[:, 1]]
    off = np.abs((between_turns(before, after) - degrees * TURNS // 360 + 32) % TURNS - 32)
    assert np.quantile(off, 0.95) <= 1
    assert np.median(different_bits(before, after)) <= 8


@pytest.mark.parametrize("degrees", [17, 45, 130])
def test_descriptors_withstand_any_turn(parts: Parts, degrees: int):
    frame = grey(480, 480)
    whole, matrix = turned(frame, degrees)
    first, second = parts.extract(frame, levels=1), parts.extract(whole, levels=1)
    pairs = same(first, second, matrix)
    assert len(pairs) > 200
    before, after = first[pairs[:, 0]], second[pairs[:, 1]]
    off = np.abs((between_turns(before, after) - degrees * TURNS / 360 + 32) % TURNS - 32)
    assert np.median(off) <= 1
    assert np.median(different_bits(before, after)) < 40
    others = different_bits(before, np.roll(after, 1))
    assert np.median(others) > 100


@pytest.mark.parametrize("draw", [grey, lambda: texture(480, 640), lambda: texture(61, 83), lambda: grey(1280, 64)])
def test_both_builds_find_the_same_bytes(builds: dict[str, Parts], draw):
    frame = draw()
    first, second = (parts.extract(frame, limit=1024) for parts in builds.values())
    assert len(first) > 0
    assert first.tobytes() == second.tobytes()


def test_features_depend_on_nothing_but_the_frame(parts: Parts):
    frame = grey()
    before = parts.extract(frame)
    parts.extract(texture(480, 640))
    assert parts.extract(frame).tobytes() == before.tobytes()
