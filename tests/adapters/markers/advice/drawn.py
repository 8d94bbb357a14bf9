"""Pictures that are bad in one way each, and good ones to compare with. All are BGR."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.adapters.markers.pictures import shipped

Colour = NDArray[np.uint8]
GOOD = ("astronaut.png", "camera.png", "chelsea.png", "coffee.png", "retina.jpg")


def photograph(name: str = "astronaut.png") -> Colour:
    read = cv2.imread(str(shipped(name)), cv2.IMREAD_COLOR)
    assert read is not None
    return sized(read.astype(np.uint8), 640)


def grey(picture: Colour) -> Colour:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8)


def sized(picture: Colour, longest: int) -> Colour:
    share = longest / max(picture.shape[:2])
    if share >= 1:
        return picture
    return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8)


def stretched(picture: Colour, width: int, height: int) -> Colour:
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)


def on_paper(width: int, height: int, left: int, top: int, picture: Colour) -> Colour:
    sheet = np.full((height, width, 3), 245, np.uint8)
    sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return sheet


def in_the_left_third() -> Colour:
    return on_paper(900, 600, 20, 100, stretched(photograph(), 260, 400))


def in_the_middle() -> Colour:
    return on_paper(1000, 750, 340, 250, stretched(photograph(), 320, 240))


def tiles() -> Colour:
    return np.tile(stretched(photograph("coffee.png")[100:300, 200:400], 100, 100), (6, 8, 1))


def dark() -> Colour:
    return (photograph() * 0.12).astype(np.uint8)


def pale() -> Colour:
    return (128 + (photograph() - 128.0) * 0.12).astype(np.uint8)


def thin() -> Colour:
    return stretched(photograph()[200:260], 1200, 140)


def symmetric() -> Colour:
    """Turned by 180 degrees it is itself, as a playing card."""
    card = stretched(photograph(), 600, 400)
    card[200:] = card[:200][::-1, ::-1]
    return card


def small() -> Colour:
    return sized(photograph(), 120)


def few_shapes() -> Colour:
    sheet = np.full((500, 700, 3), 240, np.uint8)
    cv2.rectangle(sheet, (250, 150), (450, 350), (30, 30, 30), -1)
    cv2.circle(sheet, (500, 120), 50, (90, 90, 90), -1, cv2.LINE_AA)
    cv2.line(sheet, (50, 50), (200, 400), (0, 0, 0), 6, cv2.LINE_AA)
    return sheet


def page(seed: int) -> Colour:
    """Lines of letters in no language."""
    random, sheet = np.random.default_rng(seed), np.full((600, 800, 3), 255, np.uint8)
    letters = list("etaoinshrdlucmfwypvbgk   ")
    for base in range(50, 580, 30):
        line = "".join(random.choice(letters, 56))
        cv2.putText(sheet, line, (30, base), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 1, cv2.LINE_AA)
    return sheet


BAD = {
    "repeating": tiles,
    "symmetric": symmetric,
    "too_dark": dark,
    "low_contrast": pale,
    "few_details": few_shapes,
    "too_small": small,
    "one_sided": in_the_left_third,
    "empty_margins": in_the_middle,
    "too_thin": thin,
    "text_for_nft": lambda: page(1),
}
"""By the reason that is to be told."""
