"""A picture that looks like itself when moved is reported where it is, or not at all."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.planar.compile import compile_planar
from adapters.tracking.core import Core, Track
from tests.adapters.markers.planar.test_repeats import boxes, tiled
from tests.adapters.markers.planar.test_turns import rosette
from tests.frames import clutter, laid

SIDE = 420


def wallpaper() -> np.ndarray:
    wall = tiled()
    wall[380:] = 235
    cv2.putText(wall, "Wallpaper number 23", (20, 408), cv2.FONT_HERSHEY_DUPLEX, 0.9, 40, 2, cv2.LINE_AA)
    return wall


@pytest.fixture(scope="module")
def core() -> Core:
    core = Core()
    core.load(compile_planar(wallpaper(), progress=lambda *_: None).data)
    return core


def filmed(
    scale: float, x: float, y: float, *, slant: float = 0.0, picture: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """A 640 x 480 frame with the wallpaper's, or another picture's, upper left corner at (x, y), and its corners."""
    shown = wallpaper() if picture is None else picture
    far, low, dip = scale * SIDE * (1 - slant), y + scale * SIDE, slant * 60
    corners = np.array([[x, y], [x + far, y + dip], [x + far, low - dip], [x, low]])
    small = cv2.GaussianBlur(shown, (0, 0), max(0.0, 0.5 / scale - 0.4) + 0.01)
    return laid(np.asarray(small, np.uint8), corners, clutter()), corners


def answer(core: Core, frame: np.ndarray) -> Track | None:
    core.forget()
    return core.process(frame, 0.0)


@pytest.mark.parametrize("place", [(1.0, 100, 30), (0.8, 240, 100), (0.6, 60, 190)])
def test_it_is_found_at_its_own_place(core: Core, place: tuple[float, float, float]):
    frame, corners = filmed(*place)
    seen = answer(core, frame)
    assert seen is not None
    assert np.abs(seen.corners - corners).max() < 2.5


def test_it_is_found_when_slanted(core: Core):
    frame, corners = filmed(0.95, 120, 40, slant=0.3)
    seen = answer(core, frame)
    assert seen is not None
    assert np.abs(seen.corners - corners).max() < 4


def test_a_hidden_part_does_not_move_it(core: Core):
    frame, corners = filmed(0.9, 130, 60)
    frame[60:440, 130:280] = np.random.default_rng(5).integers(0, 255, (380, 150))
    seen = answer(core, frame)
    assert seen is None or np.abs(seen.corners - corners).max() < 4


def test_where_only_what_repeats_is_seen_nothing_is_said(core: Core):
    frame, _ = filmed(2.6, -120, -100)
    assert answer(core, frame) is None


def test_it_is_followed_when_its_edges_have_left_the_view(core: Core):
    core.forget()
    for step in range(24):
        frame, corners = filmed(1.0 + 0.05 * step, 100 - 10 * step, 30 - 8 * step)
        seen = core.process(frame, step * 33.0)
        assert seen is not None, step
        assert np.abs(seen.corners - corners).max() < 3, step


@pytest.fixture(scope="module")
def cells() -> Core:
    core = Core()
    core.load(compile_planar(boxes(), progress=lambda *_: None).data)
    return core


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("place", [(0.95, 110, 30), (0.6, 60, 190)])
def test_a_sheet_of_boxes_is_found_as_it_lies(cells: Core, turn: int, place: tuple[float, float, float]):
    frame, corners = filmed(*place, picture=np.rot90(boxes(), turn))
    seen = answer(cells, frame)
    assert seen is not None
    assert np.abs(seen.corners - np.roll(corners, turn, axis=0)).max() < 2.5


def test_a_sheet_of_boxes_that_moves_by_a_box_is_not_taken_for_still(cells: Core):
    cells.forget()
    for step in range(6):
        frame, corners = filmed(0.9, 40 + 45 * step, 40, picture=boxes())
        seen = cells.process(frame, step * 33.0)
        assert seen is None or np.abs(seen.corners - corners).max() < 3, step


@pytest.mark.parametrize("turn", range(4))
def test_a_sign_tells_how_a_rosette_lies(turn: int):
    sheet = rosette(4)
    cv2.putText(sheet, "NORTH", (140, 30), cv2.FONT_HERSHEY_DUPLEX, 1.2, 0, 2, cv2.LINE_AA)
    core = Core()
    core.load(compile_planar(sheet, progress=lambda *_: None).data)
    frame, corners = filmed(0.9, 120, 40, picture=np.rot90(sheet, turn))
    seen = answer(core, frame)
    assert seen is not None
    assert np.linalg.norm(seen.corners - np.roll(corners, turn, axis=0), axis=1).max() < 20
