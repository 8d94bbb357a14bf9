from __future__ import annotations

import xml.etree.ElementTree as ET

import cv2
import numpy as np
import pytest

from adapters.markers.advice.heat import heat_png, heat_svg
from adapters.markers.advice.heat.density import colours, density
from tests.adapters.markers.advice.conftest import Known
from tests.adapters.markers.advice.drawn import grey, in_the_left_third, photograph

SVG = "{http://www.w3.org/2000/svg}"


def read(data: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def glow(picture: np.ndarray) -> float:
    """How much redder than blue it is on average: grey pixels are not."""
    return float(np.maximum(picture[:, :, 2].astype(float) - picture[:, :, 0], 0).mean())


def test_the_heat_map_glows_where_the_detail_is_and_only_there(known: Known) -> None:
    picture = in_the_left_third()
    drawn = read(heat_png(picture, known(picture)))
    assert glow(drawn[110:490, 30:270]) > 40
    assert glow(drawn[110:490, 450:850]) < 2


def test_a_good_picture_is_warm_all_over(known: Known) -> None:
    heat = density(known(photograph("coffee.png")), 12, 8)
    assert (heat > 0.1).mean() > 0.9
    assert heat.max() <= 1


def test_a_pale_picture_is_colder_than_the_same_with_contrast(known: Known) -> None:
    picture = photograph()
    pale = (128 + (picture - 128.0) * 0.12).astype(np.uint8)
    assert density(known(pale), 64, 64).mean() < 0.8 * density(known(picture), 64, 64).mean()


def test_the_heat_map_has_the_picture_s_shape_and_a_legend_below(known: Known) -> None:
    picture = photograph("chelsea.png")
    drawn = read(heat_png(picture, known(picture)))
    assert drawn.shape == (picture.shape[0] + 40, picture.shape[1], 3)
    legend = drawn[picture.shape[0] :]
    assert legend.max() > 200


def test_a_grey_picture_is_drawn_as_well(known: Known) -> None:
    picture = photograph("chelsea.png")
    of = known(picture)
    assert np.abs(read(heat_png(grey(picture), of)).astype(int) - read(heat_png(picture, of))).max() <= 2


@pytest.mark.parametrize("longest", [240, 1500])
def test_a_heat_map_is_never_large(longest: int, known: Known) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1000, 1500, 3), np.uint8)
    data = heat_png(noise, known(photograph()), longest)
    assert len(data) <= 1_000_000
    assert max(read(data).shape) <= longest


def test_colours_get_lighter_with_the_heat() -> None:
    bgr = colours(np.linspace(0, 1, 32)[:, None])
    lightness = cv2.cvtColor(bgr, cv2.COLOR_BGR2LAB)[:, 0, 0].astype(int)
    assert np.all(np.diff(lightness) > 0)


def test_the_svg_stands_alone_and_says_what_it_is(known: Known) -> None:
    picture = photograph()
    text = heat_svg(picture, known(picture))
    assert len(text) < 200_000
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None
    assert len(root.findall(f".//{SVG}circle")) == len(known(picture).points)
    assert {child.get("href", "")[:23] for child in root.iter(f"{SVG}image")} == {"data:image/jpeg;base64,"}
    assert "<script" not in text


def test_cells_of_the_svg_lie_where_the_detail_is(known: Known) -> None:
    picture = in_the_left_third()
    root = ET.fromstring(heat_svg(picture, known(picture)))
    cells = [cell for cell in root.findall(f"{SVG}rect") if float(cell.get("fill-opacity", 0)) > 0.4]
    inner = [cell for cell in cells if 40 < float(cell.get("y", 0)) < 280]
    assert len(inner) > 40
    assert max(float(cell.get("x", 0)) for cell in inner) < 240
