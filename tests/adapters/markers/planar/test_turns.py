"""A picture that looks like itself when turned is known as such, and how it must be turned."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.planar.points import points
from adapters.markers.planar.telling import likes, masks
from adapters.markers.planar.turns import inverse, turns
from tests.adapters.markers.pictures import shipped, texture
from tests.adapters.markers.planar.test_repeats import boxes, text

SIDE = 400


def rosette(count: int, middle: tuple[float, float] = (SIDE / 2, SIDE / 2)) -> np.ndarray:
    """Petals of three sizes around ``middle``, each ``count`` times."""
    sheet = np.full((SIDE, SIDE), 235, np.uint8)
    for ring, (far, size) in enumerate([(60, 13), (110, 19), (155, 24)]):
        for k in range(count):
            angle = 2 * np.pi * (k / count + 0.07 * ring)
            petal = [(far - size, 0), (far, size / 2), (far + size, size / 4), (far, -size / 2)]
            turned = np.array(petal) @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
            corners = np.round(16 * (turned + middle)).astype(np.int32)
            cv2.fillPoly(sheet, [corners], 40 + 50 * ring, cv2.LINE_AA, 4)
    return sheet


def found(picture: np.ndarray, most: int = 16) -> np.ndarray:
    return turns(picture, points(picture), most)


def angles(maps: np.ndarray) -> list[int]:
    """Degrees, 0..359."""
    return sorted(round(np.degrees(np.arctan2(one[1, 0], one[0, 0]))) % 360 for one in maps)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_every_turn_of_a_rosette_is_found(count: int):
    assert {360 * k // count for k in range(1, count)} <= set(angles(found(rosette(count))))


def test_a_turn_keeps_the_middle_wherever_it_lies():
    middle = np.array([190.0, 215.0])
    for turn in found(rosette(5, (190, 215))):
        assert turn @ [*middle, 1] == pytest.approx(middle, abs=0.5)


def test_turns_and_ways_back_are_opposite_in_pairs():
    maps = found(rosette(5))
    assert len(maps) == 4
    for one, back in zip(maps, maps[::-1], strict=True):
        assert inverse(one) == pytest.approx(back, abs=1e-9)


def test_no_more_turns_are_told_than_there_is_room_for():
    assert angles(found(rosette(4), 2)) == [180]
    assert len(found(rosette(5), 2)) == 2


@pytest.mark.parametrize("draw", [text, lambda: texture(300, 400)], ids=["text", "texture"])
def test_text_and_textures_do_not_look_like_themselves_turned(draw):
    assert len(found(draw())) == 0


@pytest.mark.parametrize("name", ["astronaut.png", "coffee.png"])
def test_photographs_do_not_look_like_themselves_turned(name: str):
    grey = cv2.imread(str(shipped(name)), cv2.IMREAD_GRAYSCALE)
    assert len(found(np.asarray(grey, np.uint8))) == 0


def test_a_sign_that_breaks_the_symmetry_tells():
    sheet = rosette(4)
    cv2.putText(sheet, "N", (182, 30), cv2.FONT_HERSHEY_DUPLEX, 1.2, 0, 2, cv2.LINE_AA)
    squares = points(sheet)
    told = masks(sheet, likes(np.zeros((0, 2)), found(sheet)), squares)
    sign = (np.abs(squares["x"] - 194) < 12) & (np.abs(squares["y"] - 18) < 12) & (squares["level"] == 0)
    assert sign.any()
    assert (told[sign] > 0).all()
    assert (told[sign] == 0b111).any()
    petals = (np.hypot(squares["x"] - 200, squares["y"] - 200) < 150) & (squares["level"] == 0)
    assert np.mean(told[petals] == 0) > 0.9


def test_numbers_in_boxes_tell_how_the_sheet_lies():
    sheet = boxes()
    squares = points(sheet)
    turned = found(sheet)
    assert 180 in angles(turned)
    told = masks(sheet, likes(np.zeros((0, 2)), turned), squares)
    assert 0.1 < np.mean(told > 0) < 0.5
