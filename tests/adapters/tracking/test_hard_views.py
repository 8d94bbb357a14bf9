"""Views that mislead: a picture of which little is seen, or all in one place, a bent sheet, soft shapes in the dark."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from adapters.markers.planar.compile import compile_planar
from adapters.tracking.core import Core, Track
from tests.adapters.markers.pictures import sign, texture
from tests.frames import Grey, clutter, laid, noisy

Floats = NDArray[np.float64]
WIDTH, HEIGHT = 320, 240
OUTLINE = np.array([[0.0, 0.0], [WIDTH, 0.0], [WIDTH, HEIGHT], [0.0, HEIGHT]])
FAR_OFF = 20.0
"""Pixels of mean corner distance."""


def night() -> Grey:
    """A plain sky over detail at the left, at the foot, and a mast in the middle."""
    picture, detail = np.repeat(np.linspace(30, 140, HEIGHT)[:, None], WIDTH, axis=1), texture(HEIGHT, WIDTH)
    for part in (np.s_[:, :40], np.s_[200:, :], np.s_[60:200, 140:170]):
        picture[part] = detail[part]
    return picture.astype(np.uint8)


def core_for(picture: Grey) -> Core:
    core = Core()
    core.load(compile_planar(picture, progress=lambda *_: None).data)
    return core


def off(track: Track | None, corners: Floats) -> float | None:
    return None if track is None else float(np.linalg.norm(track.corners - corners, axis=1).mean())


@pytest.mark.parametrize(("step", "forgets", "least"), [(3, True, 40), (9, False, 18), (17, False, 10)])
def test_a_picture_that_comes_into_view_is_never_said_to_be_far_from_where_it_is(step: int, forgets: bool, least: int):
    core, found = core_for(night()), list[float]()
    for frame, left in enumerate(range(-395, -100, step)):
        corners = np.array([[left, 100], [left + 380, 80], [left + 390, 360], [left + 10, 340]], float)
        view = laid(night(), corners, clutter())
        if forgets:
            core.forget()
        if (far := off(core.process(noisy(view, frame), 33.0 * frame), corners)) is not None:
            found.append(far)
    assert len(found) >= least
    assert max(found) < FAR_OFF


def bent(columns: Floats, rows: Floats, *, bend: float = 0.6, yaw: float = -0.5) -> Floats:
    """Where places of a sheet that is rolled by ``bend`` radians are seen from the side, pixels."""
    angle = (columns / WIDTH - 0.5) * bend
    x, z = np.sin(angle) / bend, (1 - np.cos(angle)) / bend
    y = (rows / HEIGHT - 0.5) * HEIGHT / WIDTH
    away = 1.5 + x * np.sin(yaw) + z * np.cos(yaw)
    return np.stack([320 + 640 * (x * np.cos(yaw) - z * np.sin(yaw)) / away, 240 + 640 * y / away], axis=-1)


def rolled(picture: Grey, strips: int = 40) -> Grey:
    """The bent sheet, strip by strip."""
    frame, edges = clutter(), np.linspace(0, WIDTH, strips + 1)
    for left, right in pairwise(edges):
        flat = np.array([[left, 0], [right, 0], [right, HEIGHT], [left, HEIGHT]])
        seen = bent(flat[:, 0], flat[:, 1])
        matrix = cv2.getPerspectiveTransform((flat - 0.5).astype(np.float32), (seen - 0.5).astype(np.float32))
        strip = cv2.warpPerspective(picture, matrix, (640, 480), borderMode=cv2.BORDER_REPLICATE)
        mask = cv2.fillConvexPoly(np.zeros((480, 640), np.uint8), np.round(seen * 16).astype(np.int32), 1, shift=4)
        frame[mask > 0] = strip[mask > 0]
    return frame


def test_a_sheet_that_is_rolled_by_34_degrees_is_shown_flat_where_it_fits_best():
    picture = texture(HEIGHT, WIDTH)
    columns, rows = np.meshgrid(np.linspace(0, WIDTH, 21), np.linspace(0, HEIGHT, 21))
    places, seen = np.stack([columns, rows], axis=-1).reshape(-1, 2), bent(columns, rows).reshape(-1, 2)
    best, _ = cv2.findHomography(places, seen)
    corners = cv2.perspectiveTransform(OUTLINE[None], best)[0]
    core, frame = core_for(picture), rolled(picture)
    tracks = [core.process(noisy(frame, step), 33.0 * step) for step in range(6)]
    assert [far is not None and far < 3 for far in (off(track, corners) for track in tracks)] == [True] * 6


def soft() -> Grey:
    """Shapes without an edge, of little contrast."""
    shapes = cv2.GaussianBlur(texture(HEIGHT, WIDTH).astype(np.float64), (0, 0), 5)
    return (150 + 15 * (shapes - shapes.mean()) / shapes.std()).astype(np.uint8)


def test_soft_shapes_are_found_in_the_dark():
    corners = np.array([[150.0, 100.0], [470.0, 130.0], [450.0, 360.0], [170.0, 340.0]])
    view = laid(soft(), corners, clutter())
    far = off(core_for(soft()).process(noisy((view * 0.3).astype(np.uint8), 1), 0.0), corners)
    assert far is not None
    assert far < 2


@pytest.mark.parametrize("across", [440, 380])
def test_a_sign_in_one_place_holds_the_whole_picture(across: int):
    core, down = core_for(sign()), 300 / 480 * across
    corners = np.array([[100.0, 90.0], [100 + across, 70.0], [90 + across, 100 + down], [110.0, 80 + down]])
    tracks = [core.process(noisy(laid(sign(), corners, clutter()), seed), 33.0 * seed) for seed in range(6)]
    assert [far is not None and far < 3 for far in (off(track, corners) for track in tracks)] == [True] * 6


def bars() -> Grey:
    """Upright bars of a barcode, with its digits below."""
    dice, picture, left = np.random.default_rng(1), np.full((300, 480), 245, np.uint8), 40
    while left < 430:
        wide, gap = dice.integers(2, 9, 2).tolist()
        cv2.rectangle(picture, (left, 40), (left + wide, 220), 15, -1)
        left += wide + gap
    cv2.putText(picture, "4 006381 333931", (60, 265), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 20, 2, cv2.LINE_AA)
    return picture


def test_few_answers_are_far_off_where_blur_hides_the_ends_of_bars():
    core, outline, far = core_for(bars()), np.array([[-1, -0.625], [1, -0.625], [1, 0.625], [-1, 0.625]]), list[bool]()
    for seed in range(150):
        dice = np.random.default_rng([9, seed])
        corners = outline * dice.uniform(110, 210) + dice.uniform(-40, 40, (4, 2)) + (320, 240)
        view = cv2.GaussianBlur(laid(bars(), corners, clutter()), (0, 0), dice.uniform(0.6, 2.8))
        core.forget()
        error = off(core.process(noisy(view.astype(np.uint8), seed), 0.0), corners)
        far += [] if error is None else [error > FAR_OFF]
    assert far
    assert np.mean(far) < 0.2
