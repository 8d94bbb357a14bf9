"""Pages of letters and logos, drawn."""

from __future__ import annotations

import string

import cv2
import numpy as np

from benchmarks.pattern.views import Grey

WIDTH, HEIGHT = 800, 600
LETTERS = np.array(list("eeettaaoinshrdlucmfwypvbgkjqxz,.T0123    "))


def page(random: np.random.Generator) -> Grey:
    """Lines of letters of one size, with a heading now and then."""
    sheet = np.full((HEIGHT, WIDTH), 255, np.uint8)
    font, size, y = int(random.integers(0, 5)), random.uniform(0.5, 0.9), 40
    while y < HEIGHT - 20:
        scale = size * (2 if random.random() < 0.1 else 1)
        line = "".join(random.choice(LETTERS, int(44 / scale)))
        cv2.putText(sheet, line, (30, y), font, scale, int(random.integers(0, 60)), 1 + int(scale > 1), cv2.LINE_AA)
        y += int(38 * scale)
    return sheet


def logo(random: np.random.Generator) -> Grey:
    """Discs, rings, polygons and big letters."""
    sheet = np.full((HEIGHT, WIDTH), int(random.integers(180, 256)), np.uint8)
    for _ in range(random.integers(5, 10)):
        shade, at = int(random.integers(256)), random.integers((60, 60), (WIDTH - 60, HEIGHT - 60))
        kind = random.integers(3)
        if kind == 0:
            thick = -1 if random.random() < 0.6 else int(random.integers(6, 30))
            cv2.circle(sheet, at.tolist(), int(random.integers(20, 110)), shade, thick, cv2.LINE_AA)
        elif kind == 1:
            around = random.integers(-130, 130, (int(random.integers(3, 6)), 2))
            cv2.fillPoly(sheet, [(at + around).astype(np.int32)], shade, cv2.LINE_AA)
        else:
            word = "".join(random.choice(list(string.ascii_letters), 4))
            thick, scale = int(random.integers(6, 24)), float(random.uniform(2, 5))
            cv2.putText(sheet, word, (max(0, int(at[0]) - 150), int(at[1])), 2, scale, shade, thick, cv2.LINE_AA)
    return sheet


def drawings(random: np.random.Generator, count: int) -> list[Grey]:
    """As many pages as logos."""
    return [(page if i % 2 else logo)(random) for i in range(count)]
