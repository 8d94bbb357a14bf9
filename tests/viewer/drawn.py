"""Films that can be seen through, made for the tests, and what the screen shows of them on the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from tests.material import astronaut
from tests.viewer.camera_clip import FRONT, NOISE, Segment, View, corners_of, film

Image = NDArray[np.uint8]
PLACE = replace(FRONT, size=0.7)
SIDE = 480
GREEN, GREY, RED = (64, 177, 0), (170, 170, 170), (40, 40, 200)
"""Blue, green, red."""
UNCOVER = "document.querySelectorAll('.stage > :not(canvas, video)').forEach(e => { e.style.visibility = 'hidden'; })"


def a_disc(disc: tuple[int, ...], around: tuple[int, ...]) -> Image:
    """A disc with a red bar through it."""
    image = np.full((SIDE, SIDE, 3), around, np.uint8)
    cv2.circle(image, (SIDE // 2, SIDE // 2), SIDE // 4, disc, -1, cv2.LINE_AA)
    if disc != (255, 255, 255):
        cv2.rectangle(image, (SIDE // 4, SIDE // 2 - 20), (3 * SIDE // 4, SIDE // 2 + 20), RED, -1)
    return image


def chroma() -> Image:
    return a_disc(GREY, GREEN)


def stacked() -> Image:
    """Nobody sees what lies where the mask is black."""
    mask = a_disc((255, 255, 255), (0, 0, 0))
    mask[SIDE // 2 + 60 : SIDE // 2 + 80] //= 2
    return np.concatenate([a_disc(GREY, (255, 0, 255)), mask])


def fine() -> Image:
    """Lines of one pixel: what is drawn smaller without care becomes a pattern of its own."""
    image = np.zeros((720, 720, 3), np.uint8)
    image[:, ::2] = 255
    return image


def screen_of(page: Page) -> Image:
    """Without what lies over the camera's picture."""
    page.evaluate(
        "document.querySelectorAll('.stage > :not(canvas, video)').forEach(e => e.style.visibility = 'hidden')"
    )
    return np.asarray(cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR), np.uint8)


def upright(screen: Image, view: View = PLACE) -> Image:
    """What lies on the picture, 480x480."""
    square = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners_of(view, 1.0).astype(np.float32), square)
    return np.asarray(cv2.warpPerspective(screen, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA), np.uint8)


def seen(page: Page, there: Callable[[Image], bool], view: View = PLACE) -> Image:
    """What lies on the picture once it is as it should be, after the fade; fails with how it is else."""
    for _ in range(120):
        if there(upright(screen_of(page), view)):
            page.wait_for_timeout(400)
            return upright(screen_of(page), view)
        page.wait_for_timeout(250)
    pytest.fail("the film never lay on the picture")


def middle(image: Image) -> NDArray[np.float64]:
    """Of the disc's upper half: blue, green, red."""
    return image[SIDE // 2 - 80 : SIDE // 2 - 40, SIDE // 2 - 40 : SIDE // 2 + 40].reshape(-1, 3).astype(float).mean(0)


def has_disc(image: Image) -> bool:
    return bool(np.abs(middle(image) - GREY).max() < 30)


def evenly(*color: float) -> Callable[[Image], bool]:
    """Whether all of a film of one colour is in about this one; its edges are soft."""

    def check(image: Image) -> bool:
        inner = image[40:-40, 40:-40].astype(float)
        return bool(np.abs(inner.mean((0, 1)) - color).max() < 16 and inner.std((0, 1)).max() < 6)

    return check


def bare() -> Image:
    """The print as the camera sees it."""
    (frame,) = film(astronaut(), (Segment("here", 1, PLACE, PLACE),))
    return upright(frame.image)


def ring(inner: int, outer: int) -> NDArray[np.bool_]:
    """Around the disc's middle, pixels; without the bar."""
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    far = np.hypot(x, y)
    return (far >= inner) & (far < outer) & (np.abs(y) > 40)


def greenness(image: Image) -> NDArray[np.float64]:
    blue, green, red = image.astype(float).transpose(2, 0, 1)
    return green - np.maximum(blue, red)


def apart(one: Image, other: Image) -> NDArray[np.float64]:
    return np.abs(one.astype(float) - other.astype(float)).mean(2)


def assert_seen_through(image: Image) -> None:
    """The print around the disc is as it is without a film, and no key or matte colours the disc's edge."""
    around = ring(SIDE // 4 + 12, SIDE // 2 - 12)
    assert apart(image, bare())[around].mean() < 4 * NOISE
    edge = ring(SIDE // 4 - 10, SIDE // 4 + 10)
    tint = np.ptp(image.astype(float), axis=2) - np.ptp(bare().astype(float), axis=2)
    assert np.percentile(greenness(image)[edge] - np.maximum(0, greenness(bare())[edge]), 99) < 32
    assert np.percentile(tint[ring(SIDE // 4 - 10, SIDE // 4 - 2)], 90) < 40
