"""Mountains and the lake before them."""

from __future__ import annotations

from math import pi
from random import Random

from adapters.imaging.artwork import WIDTH
from adapters.imaging.artwork.motion import drift, sway
from adapters.imaging.artwork.outlines import Outline, hills, ridge
from adapters.imaging.artwork.palette import (
    AMBER,
    CORAL,
    CREAM,
    DEEP,
    INK,
    LEAF,
    LIME,
    MINT,
    MOSS,
    NIGHT,
    PLUM,
    ROSE,
    SKY,
    SUN,
    TEAL,
    Colour,
    mixed,
)
from adapters.imaging.artwork.paper import Sheet
from adapters.imaging.artwork.patterns import dashes, facets, layered, scales, stripes
from adapters.imaging.artwork.piece import Piece, cut

FLOOR = 640


def mountains(random: Random, scale: float) -> list[Piece]:
    """Three chains, the nearer the darker."""
    chains = (
        (500, 130, 15, [mixed(PLUM, ROSE, 0.4), mixed(PLUM, CORAL, 0.5), PLUM, mixed(PLUM, CREAM, 0.25)], 0.14),
        (560, 150, 11, [PLUM, NIGHT, mixed(PLUM, SKY, 0.3), mixed(NIGHT, ROSE, 0.35)], 0.2),
        (612, 110, 13, [INK, NIGHT, DEEP, mixed(DEEP, TEAL, 0.6)], 0.0),
    )
    pieces = []
    for y, rise, steps, colours, snow in chains:
        sheet = Sheet((0, y - rise - 40, WIDTH, FLOOR + 30), scale)
        chain = ridge(random, y, rise, -40, WIDTH + 40, steps, FLOOR + 40)
        strokes = dashes(random, [mixed(colours[0], CREAM, 0.45), INK], 44, 40, pi / 3, 6)
        sheet.fill(chain, colours[0], layered(facets(random, colours, 46), strokes))
        if snow:
            _snow(random, sheet, chain, rise * snow * 2)
        sheet.outline(chain, INK, 3.5)
        pieces.append(cut(sheet, shadow=8))
    return pieces


def _snow(random: Random, sheet: Sheet, chain: Outline, depth: float) -> None:
    """White caps on the tips, torn below."""
    for (lx, ly), (x, y), (rx, ry) in zip(chain, chain[1:], chain[2:], strict=False):
        if not (y < ly and y < ry):
            continue
        left, right = min(1.0, depth / (ly - y)), min(1.0, depth / (ry - y))
        a = (x + (lx - x) * left, y + (ly - y) * left)
        b = (x + (rx - x) * right, y + (ry - y) * right)
        teeth = [
            (a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s + random.uniform(-0.35, 0.25) * depth)
            for s in (0.2, 0.38, 0.55, 0.72, 0.86)
        ]
        cap = [(x, y), a, *teeth, b]
        sheet.fill(cap, CREAM, stripes(random, [mixed(CREAM, SKY, 0.6), mixed(CREAM, PLUM, 0.5)], 19, pi / 2.6, 0.35))


def pines(random: Random, scale: float) -> list[Piece]:
    """Trees along the far shore, singly and in groups."""
    pieces, x = [], -10.0
    while x < WIDTH + 20:
        height, foot = random.uniform(44, 92), 612 + random.uniform(-10, 8)
        sheet = Sheet((x - 40, foot - height - 10, x + 40, foot + 12), scale)
        sheet.line([(x, foot), (x, foot - height * 0.5)], INK, 6)
        colour = random.choice([LIME, MINT, SUN, LEAF, CREAM, AMBER])
        for step in range(3):
            top, half = foot - height + step * height * 0.24, height * (0.17 + 0.07 * step)
            tier = [(x, top), (x + half, top + height * 0.36), (x - half, top + height * 0.36)]
            marks = stripes(random, [mixed(colour, INK, 0.75), mixed(colour, MOSS, 0.6)], 13, 0.15, 0.35)
            sheet.fill(tier, colour, marks)
            sheet.outline(tier, INK, 3)
        pieces.append(cut(sheet, (x, foot), sway(random.uniform(4, 7), 2, random.uniform(0, 6)), 5))
        x += random.choice((24, 40, 75, 110)) * random.uniform(0.8, 1.2)
    return pieces


def lake(random: Random, scale: float) -> list[Piece]:
    """Strips of waves, the nearer the larger, that slide past each other."""
    colours: list[list[Colour]] = [
        [SKY, CREAM, MINT, CORAL, SUN],
        [TEAL, CREAM, mixed(TEAL, MINT, 0.5), ROSE, SUN, SKY],
        [DEEP, TEAL, mixed(TEAL, SKY, 0.5), CREAM, SKY, mixed(DEEP, PLUM, 0.5)],
        [INK, DEEP, mixed(DEEP, TEAL, 0.6), TEAL, SKY, MINT],
    ]
    pieces = []
    for i, (y, floor, size) in enumerate(((606, 665, 19), (640, 720, 26), (686, 785, 33), (742, 850, 40))):
        sheet = Sheet((-40, y - 22, WIDTH + 40, floor), scale)
        edge = mixed(INK, DEEP, 0.4) if i % 2 else INK
        shore = hills(random, y, 5 + 2 * i, -40, WIDTH + 40, floor + 10)
        sheet.fill(shore, DEEP, scales(random, colours[i], edge, size))
        sheet.outline(shore, CREAM if i % 2 else MINT, 3)
        pieces.append(cut(sheet, motion=drift((-1) ** i * (10 + 6 * i), 3, 1 + i % 2, i), shadow=7))
    return pieces
