"""What is written reads back the same; what no viewer could read is refused."""

from __future__ import annotations

import struct

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.markers.formats import BadFile, fset, fset3, iset
from tests.adapters.markers.pictures import texture

READERS = {"iset": iset.read, "fset": fset.read, "fset3": fset3.read}
singles = st.floats(width=32, allow_nan=False)
counts = st.integers(0, 5)


def records(dtype: np.dtype, count: int, seed: int) -> np.ndarray:
    """Any bytes are some record, but those of NaN may change on their way through a float."""
    raw = np.random.default_rng(seed).integers(0, 64, count * dtype.itemsize, np.uint8)
    return np.frombuffer(raw.tobytes(), dtype)


@given(st.lists(st.tuples(singles, singles, counts), min_size=1, max_size=6), st.integers(0, 1000))
def test_tracking_points_read_back(scales: list[tuple[float, float, int]], seed: int):
    written = [
        fset.TrackingScale(index, highest, lowest, records(fset.POINT, count, seed))
        for index, (highest, lowest, count) in enumerate(scales)
    ]
    data = fset.write(written)
    read = fset.read(data)
    assert len(data) == 4 + 16 * len(scales) + 20 * sum(count for _, _, count in scales)
    assert [(s.scale, s.max_dpi, s.min_dpi) for s in read] == [(s.scale, s.max_dpi, s.min_dpi) for s in written]
    assert all((a.points == b.points).all() for a, b in zip(read, written, strict=True))


@given(
    st.integers(1, 9), st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=1), st.integers(0, 99)
)
def test_key_points_read_back(count: int, sizes: list[tuple[int, int]], seed: int):
    written = fset3.Keypoints(records(fset3.KEYPOINT, count, seed), tuple(sizes))
    data = fset3.write(written)
    read = fset3.read(data)
    assert len(data) == 4 + 132 * count + 4 + 8 + 12 * len(sizes)
    assert read.sizes == written.sizes
    assert (read.points == written.points).all()


@given(st.integers(1, 65_535), st.lists(st.floats(0.5, 1000, width=32), max_size=20))
def test_image_sets_read_back(dpi: int, smaller: list[float]):
    grey = texture(30, 40)
    resolutions = np.array([dpi, *smaller], np.float32)
    read = iset.read(iset.write(iset.ImageSet(iset.encode(grey, dpi), resolutions)))
    assert (read.dpi == resolutions).all()
    assert read.jpeg == iset.encode(grey, dpi)


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_other_bytes_are_refused_or_read_as_they_are(kind: str, data: bytes):
    writers = {"iset": iset.write, "fset": fset.write, "fset3": fset3.write}
    try:
        read = READERS[kind](data)
    except BadFile:
        return
    assert writers[kind](read) == data


def test_a_file_that_is_cut_anywhere_is_refused():
    files = {
        "iset": iset.write(iset.ImageSet(iset.encode(texture(30, 40), 72), np.array([72, 36], np.float32))),
        "fset": fset.write([fset.TrackingScale(0, 144, 36, records(fset.POINT, 3, 1))]),
        "fset3": fset3.write(fset3.Keypoints(records(fset3.KEYPOINT, 2, 1), ((40, 30),))),
    }
    for kind, data in files.items():
        READERS[kind](data)
        for end in range(0, len(data), 7):
            with pytest.raises(BadFile):
                READERS[kind](data[:end])


def test_the_picture_of_an_image_set_is_a_grey_jpeg_with_its_density():
    grey = texture(60, 80)
    jpeg = iset.encode(grey, 300)
    assert jpeg[:4] == b"\xff\xd8\xff\xe0"
    assert jpeg[6:18] == b"JFIF\0\x01\x01\x01" + struct.pack(">HH", 300, 300)
    seen = iset.picture(iset.ImageSet(jpeg, np.array([300], np.float32)))
    assert seen.shape == grey.shape
    assert np.abs(seen.astype(int) - grey).mean() < 8


def test_a_colour_picture_in_an_image_set_is_refused():
    colour = np.dstack([texture(40, 40, seed) for seed in range(3)])
    jpeg = cv2.imencode(".jpg", colour)[1].tobytes()
    with pytest.raises(BadFile, match="grey"):
        iset.picture(iset.ImageSet(jpeg, np.array([72], np.float32)))


def test_features_without_a_point_are_refused_as_a_viewer_would():
    with pytest.raises(BadFile):
        fset3.read(fset3.write(fset3.Keypoints(records(fset3.KEYPOINT, 0, 1), ((40, 30),))))
