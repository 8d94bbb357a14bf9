"""A picture becomes one small file, always the same, or is refused with a reason."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from adapters.markers.planar.compile import PlanarTarget, compile_planar
from adapters.markers.planar.writing import FEATURE_BYTES, LARGEST, POINT_BYTES, VIEW_BYTES
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected
from tests.adapters.markers.pictures import shipped, texture

DOCUMENT = Path(__file__).parents[4] / "docs" / "tracking" / "target-file.md"
ROW = re.compile(r"^\| (\d+) \| (4s|u16|u32|i16|f32) \|", re.MULTILINE)
CODES = {"4s": "4s", "u16": "H", "u32": "I", "i16": "h", "f32": "f"}


def compiled(grey: np.ndarray, **how: float) -> PlanarTarget:
    return compile_planar(grey, progress=lambda *_: None, **how)


def refusal(grey: np.ndarray) -> str:
    with pytest.raises(InputRejected) as refused:
        compiled(grey)
    assert refused.value.detail.endswith(".")
    return refused.value.code


@pytest.fixture(scope="module")
def made(busy: np.ndarray) -> PlanarTarget:
    return compiled(busy, print_width_mm=210)


def test_the_file_holds_what_the_answer_says(bench: Workbench, made: PlanarTarget):
    read = bench.read(made.data)
    assert not isinstance(read, int)
    assert (read["features"], read["points"], read["views"]) == (made.keypoints, made.points, made.views)
    assert (read["width"], read["height"]) == made.template == (400, 300)
    assert read["print_width"] == 210
    assert made.keypoints > 500
    assert made.points > 250


def test_the_decoded_template_is_the_picture(bench: Workbench, made: PlanarTarget, busy: np.ndarray):
    read = bench.read(made.data)
    assert not isinstance(read, int)
    grey = bench.decode(bytes(read["image"][: read["image_bytes"]]), busy.shape)
    assert np.sqrt(np.mean((grey.astype(float) - busy) ** 2)) < 12


def test_the_same_picture_makes_the_same_bytes(busy: np.ndarray, made: PlanarTarget):
    assert compiled(busy, print_width_mm=210).data == made.data


@pytest.mark.parametrize("size", [(512, 512), (1200, 1600), (90, 120), (70, 1000), (2000, 260)])
def test_no_file_is_larger_than_a_phone_takes(bench: Workbench, size: tuple[int, int]):
    target = compiled(texture(*size))
    assert len(target.data) <= LARGEST
    assert not isinstance(bench.read(target.data), int)


def test_progress_is_told(busy: np.ndarray):
    told: list[tuple[str, float]] = []
    compile_planar(busy, progress=lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def gradient() -> np.ndarray:
    return np.tile(np.linspace(0, 255, 640), (480, 1)).astype(np.uint8)


def cloud() -> np.ndarray:
    coarse = np.random.default_rng(2).integers(90, 160, (3, 4), np.uint8)
    return cv2.resize(coarse, (640, 480), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


@pytest.mark.parametrize(
    "draw", [lambda: np.full((480, 640), 128, np.uint8), gradient, cloud], ids=["plain", "gradient", "cloud"]
)
def test_a_picture_without_detail_is_refused(draw: Callable[[], np.ndarray]):
    assert refusal(draw()) == "no_features"


@pytest.mark.parametrize("size", [(20, 30), (31, 400), (47, 47), (2000, 120)])
def test_a_picture_that_is_too_small_or_too_narrow_is_refused(size: tuple[int, int]):
    assert refusal(texture(*size)) == "too_small"


def dots(title: str) -> np.ndarray:
    paper = np.full((420, 560), 235, np.uint8)
    for y, x in np.ndindex(10, 14):
        cv2.circle(paper, (20 + 40 * x, 20 + 40 * y), 9, 90, -1, cv2.LINE_AA)
    if title:
        paper[380:] = 235
        cv2.putText(paper, title, (20, 408), cv2.FONT_HERSHEY_DUPLEX, 0.9, 40, 2, cv2.LINE_AA)
    return paper


def test_a_pattern_that_is_the_same_upside_down_is_refused_unless_something_else_is_on_it():
    assert refusal(dots("")) == "symmetric"
    assert compiled(dots("Wallpaper number 23")).points > 100


@pytest.mark.parametrize("name", ["astronaut.png", "coffee.png", "chelsea.png", "camera.png"])
def test_photographs_have_features_and_squares_enough(name: str):
    grey = cv2.imread(str(shipped(name)), cv2.IMREAD_GRAYSCALE)
    target = compiled(np.asarray(grey, np.uint8))
    assert target.keypoints > 600
    assert target.points > 300


def test_the_document_tells_the_header_byte_by_byte(made: PlanarTarget):
    rows = [(int(at), CODES[code]) for at, code in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))]
    layout = struct.Struct("<" + "".join(code for _, code in rows))
    ends = np.cumsum([0] + [struct.calcsize("<" + code) for _, code in rows])
    assert [at for at, _ in rows] == ends[:-1].tolist()
    kind, version, _, size, _, *picture, print_width, _, _, views, features, points, image, _, _, _, _ = layout.unpack(
        made.data[: layout.size]
    )
    assert (kind, version, size, picture, print_width) == (b"ARPT", 1, len(made.data), [400, 300], 210)
    rest = views * VIEW_BYTES + features * FEATURE_BYTES + points * POINT_BYTES + image
    assert layout.size + rest == size


def test_the_document_tells_the_size_of_each_part():
    sizes = dict(
        re.findall(r"^\| (views|features|points) \| (\d+) bytes", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert sizes == {"views": str(VIEW_BYTES), "features": str(FEATURE_BYTES), "points": str(POINT_BYTES)}


def test_the_bytes_of_a_drawn_picture_stay_what_they_were():
    data = compiled(texture(240, 320)).data
    assert hashlib.sha256(data).hexdigest()[:16] == "1f9d80293f8a3a1d"
