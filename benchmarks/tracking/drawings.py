"""Pictures that nobody photographed: poster, logo, page of text, repeated motif, soft colours; BGR, by fixed seeds."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

SYLLABLES = "an be cor di el fa gri ho ist jo ka lum mo ner ot pra qui ros sen tu ul vor wix yel zan".split()
PAPER = (238, 244, 247)
INK = (38, 30, 28)


def words(dice: np.random.Generator, count: int) -> list[str]:
    """Words that look like a language and repeat now and then."""
    return ["".join(dice.choice(SYLLABLES, dice.integers(1, 4))) for _ in range(count)]


def page(seed: int) -> Image:
    """A page of running text with a heading, 850x1200; two seeds make pages that differ only in their letters."""
    dice = np.random.default_rng(seed)
    sheet = np.full((1200, 850, 3), PAPER, np.uint8)
    write(sheet, " ".join(words(dice, 3)).title(), (80, 130), 1.5, 3)
    y = 200
    while y < 1120:
        for _ in range(int(dice.integers(4, 9))):
            if y < 1120:
                write(sheet, line(dice, 690), (80, y), 0.62, 1)
            y += 29
        y += 22
    return sheet


def line(dice: np.random.Generator, width: int, scale: float = 0.62) -> str:
    """Words that fill at most ``width`` pixels."""
    text = ""
    for word in words(dice, 40):
        longer = f"{text} {word}".strip()
        if cv2.getTextSize(longer, cv2.FONT_HERSHEY_COMPLEX, scale, 1)[0][0] > width:
            break
        text = longer
    return text


def write(image: Image, text: str, at: tuple[int, int], scale: float, weight: int, ink: tuple[int, ...] = INK) -> None:
    """Letters with their base line at ``at``."""
    cv2.putText(image, text, at, cv2.FONT_HERSHEY_COMPLEX, scale, ink, weight, cv2.LINE_AA)


def logo() -> Image:
    """A flat mark of four colours on white, 700x700: few corners, long edges."""
    mark = np.full((700, 700, 3), 250, np.uint8)
    blue, orange, green = (150, 80, 20), (20, 120, 240), (90, 160, 40)
    cv2.circle(mark, (350, 285), 205, blue, -1, cv2.LINE_AA)
    polygon(mark, [(350, 110), (505, 390), (195, 390)], (250, 250, 250))
    polygon(mark, [(350, 190), (445, 365), (255, 365)], orange)
    cv2.ellipse(mark, (350, 285), (160, 160), 0, 20, 160, green, 26, cv2.LINE_AA)
    cv2.rectangle(mark, (90, 540), (610, 548), blue, -1)
    cv2.putText(mark, "NORDVIK", (88, 640), cv2.FONT_HERSHEY_DUPLEX, 3.0, blue, 9, cv2.LINE_AA)
    return mark


def polygon(image: Image, points: list[tuple[int, int]], colour: tuple[int, ...]) -> None:
    """Filled, with smooth edges."""
    cv2.fillPoly(image, [np.array(points, np.int32)], colour, cv2.LINE_AA)


def poster() -> Image:
    """A concert's bill, 800x1100: gradient, big shapes, letters of every size."""
    dice = np.random.default_rng(7)
    down = np.linspace(0, 1, 1100)[:, None, None]
    bill = ((1 - down) * (120, 40, 60) + down * (60, 150, 235)).repeat(800, 1).astype(np.uint8)
    for _ in range(46):
        x, y = int(dice.integers(0, 800)), int(dice.integers(250, 860))
        colour = tuple(int(part) for part in dice.integers(30, 255, 3))
        size = int(dice.integers(12, 90))
        if dice.random() < 0.45:
            cv2.circle(bill, (x, y), size, colour, -1 if dice.random() < 0.7 else 7, cv2.LINE_AA)
        else:
            turn = np.radians(dice.uniform(0, 360)) + np.radians([0, 130, 250])
            corners = np.stack([x + size * 1.3 * np.cos(turn), y + size * 1.3 * np.sin(turn)], 1)
            polygon(bill, [(int(a), int(b)) for a, b in corners], colour)
    write(bill, "LUMEN FEST", (60, 150), 3.3, 9, (240, 250, 250))
    write(bill, "three nights at the old harbour", (70, 215), 1.15, 2, (235, 235, 250))
    for row, name in enumerate(words(dice, 5)):
        write(bill, f"{row + 12} June   {name.title()} & the {words(dice, 1)[0]}s", (70, 905 + 40 * row), 0.95, 2)
    return bill


def motif() -> Image:
    """Wallpaper, 800x800: one motif a hundred times, told apart only by a line of letters at its foot."""
    tile = np.full((76, 76, 3), (205, 225, 230), np.uint8)
    cv2.circle(tile, (38, 38), 24, (120, 90, 40), -1, cv2.LINE_AA)
    polygon(tile, [(38, 12), (62, 60), (14, 60)], (60, 170, 220))
    cv2.line(tile, (4, 4), (72, 4), (70, 60, 160), 3)
    wall = np.full((800, 800, 3), PAPER, np.uint8)
    wall[:760, 20:780] = np.tile(tile, (10, 10, 1))
    write(wall, "Pattern 23 - Vorsenul & Moritz, hand printed", (26, 788), 0.86, 2)
    return wall


def soft() -> Image:
    """Water colours, 720x540: wide, weak edges and little contrast."""
    dice = np.random.default_rng(3)
    sheet = np.full((540, 720, 3), (190, 200, 205), np.float32)
    for _ in range(40):
        mask = np.zeros((540, 720), np.float32)
        x, y = int(dice.integers(0, 720)), int(dice.integers(0, 540))
        size = (int(dice.integers(20, 130)), int(dice.integers(20, 110)))
        cv2.ellipse(mask, (x, y), size, float(dice.uniform(0, 180)), 0, 360, 1.0, -1, cv2.LINE_AA)
        mask = cv2.GaussianBlur(mask, (0, 0), float(dice.uniform(1.5, 5)))[..., None]
        sheet += mask * dice.uniform(-34, 26, 3).astype(np.float32)
    return np.clip(sheet, 0, 255).astype(np.uint8)
