"""A picture that looks like itself when moved is known as such, and by which movements."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.planar.points import SIDE, points
from adapters.markers.planar.repeats import is_wallpaper, repeats
from adapters.markers.planar.telling import differs, likes, masks
from tests.adapters.markers.pictures import shipped, texture
from tests.adapters.markers.planar.test_points import emblem


def tiled(across: float = 40.0, down: float = 52.0) -> np.ndarray:
    """A triangle and a disc, again and again, ``across`` x ``down`` pixels apart."""
    wall = np.full((420, 420), 220, np.uint8)
    for row in range(-1, 9):
        for column in range(-1, 12):
            x, y = 20 + column * across, 20 + row * down
            corners = np.array([[x, y - 12], [x + 12, y + 10], [x - 12, y + 10]])
            cv2.circle(wall, (round(16 * x), round(16 * (y + 22))), 16 * 5, 150, -1, cv2.LINE_AA, 4)
            cv2.fillPoly(wall, [np.round(16 * corners).astype(np.int32)], 40, cv2.LINE_AA, 4)
    return wall


def boxes(seed: int = 1) -> np.ndarray:
    """Eight by eight cells with discs, every third with a number in its place: 440 pixels square."""
    sheet, random = np.full((440, 440), 235, np.uint8), np.random.default_rng(seed)
    for row in range(8):
        for column in range(8):
            x, y = 20 + 50 * column, 20 + 50 * row
            cv2.rectangle(sheet, (x, y), (x + 50, y + 50), 120, 2)
            if random.random() < 1 / 3:
                number = str(random.integers(10, 99))
                cv2.putText(sheet, number, (x + 8, y + 35), cv2.FONT_HERSHEY_DUPLEX, 0.9, 30, 2, cv2.LINE_AA)
            else:
                cv2.circle(sheet, (x + 25, y + 25), 14, 60, -1, cv2.LINE_AA)
    return sheet


def text() -> np.ndarray:
    paper, random = np.full((512, 362), 250, np.uint8), np.random.default_rng(2)
    for y in range(40, 490, 18):
        words = " ".join("".join(random.choice(list("abcdefgilmnorstu"), 5)) for _ in range(5))
        cv2.putText(paper, words, (20, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 30, 1, cv2.LINE_AA)
    return paper


def found(picture: np.ndarray) -> np.ndarray:
    return repeats(picture, points(picture))


@pytest.mark.parametrize(("across", "down"), [(40, 52), (37.5, 41.25)])
def test_both_movements_of_a_wallpaper_are_found(across: float, down: float):
    moves = found(tiled(across, down))
    assert moves == pytest.approx(np.array([[across, 0], [0, down]]), abs=0.2)


def test_a_frieze_has_one_movement():
    frieze = np.full((300, 420), 220, np.uint8)
    frieze[100:200] = tiled()[:100]
    cv2.putText(frieze, "A frieze, once", (40, 60), cv2.FONT_HERSHEY_DUPLEX, 1.2, 30, 2, cv2.LINE_AA)
    cv2.putText(frieze, "and what is said of it", (30, 270), cv2.FONT_HERSHEY_DUPLEX, 0.9, 30, 2, cv2.LINE_AA)
    assert np.abs(found(frieze)[0]) == pytest.approx([40, 0], abs=0.3)


@pytest.mark.parametrize("draw", [text, emblem, lambda: texture(300, 400)], ids=["text", "emblem", "texture"])
def test_text_emblems_and_textures_do_not_repeat_themselves(draw):
    assert len(found(draw())) == 0


@pytest.mark.parametrize("name", ["astronaut.png", "coffee.png", "brick.png"])
def test_photographs_do_not_repeat_themselves(name: str):
    grey = cv2.imread(str(shipped(name)), cv2.IMREAD_GRAYSCALE)
    assert len(found(np.asarray(grey, np.uint8))) == 0


def test_cells_are_not_yet_a_wallpaper():
    assert is_wallpaper(tiled(), points(tiled()), found(tiled()))
    cells = boxes()
    assert len(found(cells)) == 2
    assert not is_wallpaper(cells, points(cells), found(cells))


def test_steps_are_opposite_in_pairs():
    eight = likes(np.array([[40.0, 0], [0, 52.0]]))
    assert len(eight) == 8
    assert np.array_equal(eight[:, :, :2], np.tile(np.eye(2), (8, 1, 1)))
    assert np.array_equal(eight[:, :, 2], -eight[::-1, :, 2])
    assert len(likes(np.array([[40.0, 0]]))) == 2
    assert len(likes(np.zeros((0, 2)))) == 0


def test_only_the_edge_differs_a_step_back():
    wall = tiled()
    squares = points(wall)
    fine = squares[squares["level"] == 0]
    back = differs(wall, likes(np.array([[40.0, 0]]))[0])
    unlike = back[(fine["y"] - SIDE / 2).astype(int), (fine["x"] - SIDE / 2).astype(int)]
    assert unlike[fine["x"] < 40].all()
    assert not unlike[fine["x"] > 60].any()
    mostly_in_it = slice(41 - SIDE // 2, 40)
    assert not back[:, mostly_in_it].any()


def test_what_there_is_once_tells_in_every_direction():
    wall = tiled()
    cv2.putText(wall, "once", (180, 230), cv2.FONT_HERSHEY_DUPLEX, 1.0, 0, 2, cv2.LINE_AA)
    squares = points(wall)
    told = masks(wall, likes(found(wall)), squares)
    inside = (np.abs(squares["x"] - 210) < 25) & (np.abs(squares["y"] - 220) < 8) & (squares["level"] == 0)
    plain = (np.abs(squares["x"] - 210) < 25) & (np.abs(squares["y"] - 330) < 30) & (squares["level"] == 0)
    assert inside.any()
    assert (np.bitwise_count(told[inside]) >= 7).all()
    assert plain.any()
    assert not told[plain].any()
