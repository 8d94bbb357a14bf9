"""Drawn pictures, bad ones above all: plain, soft, repeating, text; each side has kinds of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np

from benchmarks.pattern import drawn as sheets
from benchmarks.score.corpus.pictures import Image, Side
from benchmarks.tracking import drawings

WIDTH, HEIGHT = 800, 600
DOWN, ACROSS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)


def coloured(levels: np.ndarray) -> Image:
    """Grey levels as BGR."""
    return np.asarray(cv2.cvtColor(np.clip(np.rint(levels), 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR), np.uint8)


def plain() -> Image:
    return coloured(np.full((HEIGHT, WIDTH), 140.0))


def slope() -> Image:
    return coloured(40 + 180 * ACROSS / WIDTH)


def glow() -> Image:
    return coloured(240 * np.exp(-((ACROSS - 300) ** 2 + (DOWN - 250) ** 2) / 40_000))


def stripes() -> Image:
    return coloured(60 + 140 * (ACROSS // 40 % 2))


def chequers() -> Image:
    return coloured(30 + 200 * ((ACROSS // 50 + DOWN // 50) % 2))


def waves() -> Image:
    return coloured(128 + 90 * np.sin(ACROSS / 17) * np.sin(DOWN / 23))


def dots() -> Image:
    sheet = plain()
    for x in range(30, WIDTH, 60):
        for y in range(30, HEIGHT, 60):
            cv2.circle(sheet, (x, y), 16, (30, 60, 200), -1, cv2.LINE_AA)
    return sheet


def clouds(size: float, seed: int) -> Image:
    """Noise without any detail finer than ``size`` pixels."""
    noise = np.random.default_rng(seed).normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), size))
    return coloured(128 + 45 * soft / soft.std())


def tiles(cell: int, seed: int) -> Image:
    """One small drawing, repeated."""
    one = np.random.default_rng(seed).integers(0, 255, (6, 6, 3)).astype(np.uint8)
    one = cv2.resize(one, (cell, cell), interpolation=cv2.INTER_CUBIC)
    return np.tile(one, (HEIGHT // cell + 1, WIDTH // cell + 1, 1))[:HEIGHT, :WIDTH]


def sheet(kind: Callable[[np.random.Generator], np.ndarray], seed: int) -> Image:
    return coloured(kind(np.random.default_rng(seed)))


def corner(seed: int) -> Image:
    """Details in one corner of an empty sheet."""
    made = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    made[40:240, 50:330] = cv2.resize(tiles(800, seed)[:600], (280, 200)) // 2 + clouds(3, seed)[:200, :280] // 2
    return made


def word(text: str, thick: int) -> Image:
    """One large word."""
    made = np.full((HEIGHT // 2, WIDTH, 3), (210, 225, 240), np.uint8)
    cv2.putText(made, text, (40, 200), cv2.FONT_HERSHEY_DUPLEX, 5, (60, 30, 120), thick, cv2.LINE_AA)
    return made


def dimmed(seed: int) -> Image:
    """A drawn sheet with almost no contrast."""
    return np.asarray(sheet(sheets.logo, seed) // 16 + 110, np.uint8)


DRAWN: dict[Side, list[tuple[str, Callable[[], Image]]]] = {
    "fit": [
        ("plain", plain),
        ("slope", slope),
        ("stripes", stripes),
        ("chequers", chequers),
        ("clouds-12", partial(clouds, 12, 1)),
        ("clouds-5", partial(clouds, 5, 2)),
        ("tiles-100", partial(tiles, 100, 3)),
        ("emblems-4", partial(sheet, sheets.logo, 4)),
        ("emblems-5", partial(sheet, sheets.logo, 5)),
        ("letters-6", partial(sheet, sheets.page, 6)),
        ("corner-7", partial(corner, 7)),
        ("word", partial(word, "ALMOND", 9)),
        ("dimmed-8", partial(dimmed, 8)),
    ],
    "held": [
        ("glow", glow),
        ("dots", dots),
        ("waves", waves),
        ("clouds-8", partial(clouds, 8, 11)),
        ("poster", drawings.poster),
        ("logo", drawings.logo),
        ("page-11", partial(drawings.page, 11)),
        ("motif", drawings.motif),
        ("soft", drawings.soft),
    ],
}
"""Name and drawing, by side."""
