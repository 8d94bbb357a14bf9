"""The sample's picture is easy to find, and its film begins and ends with it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from adapters.imaging.artwork.film import FILM_SCALE, draw, frames, still
from adapters.imaging.artwork.motion import STILL, circling, crossing, drift, hop, leap, pulse, sway
from adapters.imaging.artwork.piece import Piece
from adapters.imaging.artwork.scene import scene

SCALE = 0.5


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    return scene(SCALE)


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / max(np.mean((one.astype(float) - other) ** 2), 1e-9)))


def test_the_picture_is_the_same_every_time(pieces: list[Piece]):
    assert still(pieces).tobytes() == still(scene(SCALE)).tobytes()


def test_corners_are_many_everywhere_and_hardly_two_are_alike(pieces: list[Piece]):
    grey = np.asarray(still(pieces).convert("L"))
    cells = np.zeros((6, 8), int)
    for point in cv2.FastFeatureDetector.create(30).detect(grey):
        cells[int(point.pt[1] * 6 / grey.shape[0]), int(point.pt[0] * 8 / grey.shape[1])] += 1
    assert cells.min() >= 30
    points, descriptors = cv2.ORB.create(1000).detectAndCompute(grey, None)
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(descriptors, descriptors, k=3)
    far = [
        next((m.distance for m in near[1:] if np.hypot(*np.subtract(at.pt, points[m.trainIdx].pt)) > 8), 256)
        for at, near in zip(points, pairs, strict=True)
    ]
    assert np.median(far) >= 50  # of 256 bits; a repeated pattern is near 0


def test_the_film_leaves_the_picture_and_comes_back(pieces: list[Piece]):
    picture = still(pieces)
    size = (round(1200 * SCALE * FILM_SCALE), round(900 * SCALE * FILM_SCALE))
    expected = np.asarray(picture.resize(size, Image.Resampling.LANCZOS))
    first, middle, last = (np.asarray(frame) for frame in frames(pieces, 3))
    _, second, third = (np.asarray(frame) for frame in islice(frames(pieces, 192), 3))
    assert psnr(first, expected) >= 26
    assert np.array_equal(first, last)
    assert psnr(middle, expected) < 20
    assert psnr(second, first) > psnr(third, first) > psnr(middle, first)


@pytest.mark.parametrize("motion", [sway(9), drift(20, 5, 2, 1.0, 4), circling(30, 20, 1, 5), pulse(0.3), hop(30, 0.1)])
def test_what_moves_starts_and_ends_where_the_picture_has_it(motion):
    assert motion(0) == pytest.approx(STILL, abs=1e-9)
    assert motion(1) == pytest.approx(STILL, abs=1e-9)
    assert any(motion(i / 50) != pytest.approx(STILL, abs=0.01) for i in range(50))


@pytest.mark.parametrize("motion", [leap(100, 50, 0.2, 0.2), crossing(400, -30, 0.3, 0.4)])
def test_who_only_passes_by_is_not_in_the_picture(motion):
    assert motion(0).grow == motion(1).grow == 0
    assert max(motion(i / 50).grow for i in range(50)) == 1


def test_drawing_writes_the_picture_and_its_frames(tmp_path: Path):
    shares: list[float] = []
    draw(tmp_path, lambda step, share: shares.append(share), fps=1)
    with Image.open(tmp_path / "sample.png") as picture:
        assert picture.size == (1200, 900)
    assert [path.name for path in sorted((tmp_path / "frames").iterdir())] == [f"{i:04}.jpg" for i in range(8)]
    with Image.open(tmp_path / "frames" / "0003.jpg") as frame:
        assert frame.size == (960, 720)
    assert shares == sorted(shares)
    assert shares[-1] == 1
