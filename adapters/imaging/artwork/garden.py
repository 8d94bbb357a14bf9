"""The near bank: leaves, ferns, flowers, mushrooms and berries."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from adapters.imaging.artwork.motion import sway
from adapters.imaging.artwork.outlines import Outline, Point, blob, circle, ellipse, hills, leaf
from adapters.imaging.artwork.palette import (
    AMBER,
    CORAL,
    CREAM,
    INK,
    LEAF,
    LIME,
    MINT,
    MOSS,
    PLUM,
    ROSE,
    SKY,
    SUN,
    TEAL,
    Colour,
    mixed,
)
from adapters.imaging.artwork.paper import Sheet
from adapters.imaging.artwork.patterns import dashes, dots, layered, stripes
from adapters.imaging.artwork.piece import Piece, cut

GREENS = [LEAF, MOSS, LIME, TEAL, mixed(LEAF, MINT, 0.5), mixed(MOSS, LIME, 0.4)]
PETALS = [CORAL, ROSE, AMBER, SUN, CREAM, SKY, mixed(ROSE, CREAM, 0.45), mixed(PLUM, ROSE, 0.5)]
UP = -pi / 2


def bank(random: Random, scale: float, y: float, rise: float, colour: Colour, width: float, height: float) -> Piece:
    """A strip of ground with grass printed on it."""
    sheet = Sheet((-10, y - 3 * rise, width + 10, height + 10), scale, smooth=2)
    shape = hills(random, y, rise, -10, width + 10, height + 20)
    grass = dashes(random, [LIME, mixed(colour, MINT, 0.5), INK, mixed(colour, SUN, 0.5)], 24, 30, UP, 5)
    sheet.fill(shape, colour, layered(dots(random, [INK, mixed(colour, INK, 0.5)], 40, 7), grass))
    sheet.outline(shape, INK, 3.5)
    return cut(sheet, shadow=8)


def frond(random: Random, scale: float, foot: Point, length: float, turn: float) -> Piece:
    """One large leaf with a printed blade and veins."""
    x, y = foot
    sheet = _around(foot, length * 1.15, scale)
    colour = random.choice(GREENS)
    shape = leaf(
        x, y, length, length * random.uniform(0.34, 0.46), turn, random.uniform(-0.3, 0.3), random.uniform(0.7, 0.95)
    )
    light, dark = mixed(colour, CREAM, 0.5), mixed(colour, INK, 0.6)
    sheet.fill(
        shape, colour, stripes(random, [light, dark, dark], length * 0.085, turn + random.choice((-0.9, 0.9)), 0.3)
    )
    rib = [_between(a, b) for a, b in zip(shape[:25], shape[:24:-1], strict=True)]
    sheet.line(rib, INK, 3.2)
    sheet.outline(shape, INK, 3.2)
    return cut(sheet, foot, sway(random.uniform(9, 15), random.choice((2, 3)), random.uniform(0, 6)), 6)


def fern(random: Random, scale: float, foot: Point, length: float, turn: float) -> Piece:
    """A curved stalk with leaflets on both sides, smaller towards the tip."""
    x, y = foot
    sheet = _around(foot, length * 1.25, scale)
    colour, bend = random.choice(GREENS), random.uniform(-0.9, 0.9)
    stalk = _stalk(foot, length, turn, bend)
    sheet.line(stalk, INK, 6)
    for i in range(3, len(stalk) - 1):
        (px, py), share = stalk[i], i / len(stalk)
        reach = length * 0.3 * sin(pi * min(1, share * 0.75 + 0.28)) * random.uniform(0.85, 1.15)
        for side in (-1, 1):
            blade = leaf(px, py, reach, reach * 0.36, turn + bend * share + side * (1.05 - 0.35 * share))
            shade = mixed(colour, random.choice([CREAM, INK, SUN]), random.uniform(0, 0.4))
            sheet.fill(blade, shade)
            sheet.outline(blade, INK, 2)
    sheet.line(stalk, mixed(colour, CREAM, 0.5), 2.5)
    return cut(sheet, (x, y), sway(random.uniform(6, 10), 2, random.uniform(0, 6)), 5)


def flower(random: Random, scale: float, foot: Point, height: float, size: float) -> Piece:
    """A stalk with two leaves and a head of printed petals in two rows."""
    turn = UP + random.uniform(-0.22, 0.22)
    stalk = _stalk(foot, height, turn, random.uniform(-0.4, 0.4))
    sheet = _around(foot, height + size * 1.5, scale)
    sheet.line(stalk, INK, 8)
    sheet.line(stalk, random.choice([LIME, LEAF, MINT]), 4)
    for at, side in ((5, -1), (8, 1)):
        blade = leaf(*stalk[at], height * 0.34, height * 0.15, turn + side * 0.9)
        colour = random.choice(GREENS)
        sheet.fill(blade, colour, stripes(random, [mixed(colour, CREAM, 0.5), INK], 10, turn, 0.25))
        sheet.outline(blade, INK, 2.5)
    head(random, sheet, stalk[-1], size)
    return cut(sheet, foot, sway(random.uniform(9, 15), random.choice((2, 3)), random.uniform(0, 6)), 6)


def head(random: Random, sheet: Sheet, at: Point, size: float) -> None:
    """The petals of one flower about its eye."""
    x, y = at
    count, start = random.choice((5, 6, 7, 8, 9)), random.uniform(0, pi)
    outer, inner, eye = random.sample(PETALS, 3)
    for row, colour, reach, shift in ((0, outer, size, 0.0), (1, inner, size * 0.66, pi / count)):
        for i in range(count):
            turn = start + shift + 2 * pi * i / count + random.uniform(-0.08, 0.08)
            petal = leaf(x, y, reach * random.uniform(0.9, 1.1), reach * 3.4 / count, turn, 0.0, 1.7 - 0.3 * row)
            ink = mixed(colour, random.choice([INK, PLUM, CREAM]), 0.6)
            sheet.fill(petal, colour, dashes(random, [ink], 9, 9, turn, 2))
            sheet.outline(petal, INK, 2.4)
    sheet.fill(circle(x, y, size * 0.27), INK)
    sheet.fill(circle(x, y, size * 0.22), eye, dots(random, [INK, CREAM], 6, 2.2))


def mushroom(random: Random, scale: float, foot: Point, size: float) -> Piece:
    """A hat with pebbles on a striped foot."""
    x, y = foot
    sheet = _around(foot, size * 1.5, scale)
    stem = [
        (x - size * 0.2, y),
        (x - size * 0.13, y - size * 0.6),
        (x + size * 0.13, y - size * 0.6),
        (x + size * 0.22, y),
    ]
    sheet.fill(stem, CREAM, stripes(random, [mixed(CREAM, PLUM, 0.6), AMBER], 7, UP + 0.1, 0.3))
    sheet.outline(stem, INK, 3)
    hat = [
        (x + size * 0.62 * cos(a), y - size * 0.55 + size * 0.56 * sin(a))
        for a in (pi + pi * i / 24 for i in range(25))
    ]
    colour = random.choice([CORAL, ROSE, PLUM, AMBER])
    sheet.fill(hat, colour, dots(random, [CREAM, SUN], size * 0.27, size * 0.11))
    sheet.outline(hat, INK, 3.4)
    gills = ellipse(x, y - size * 0.55, size * 0.6, size * 0.1)
    sheet.fill(gills, mixed(CREAM, colour, 0.3), stripes(random, [INK], 6, UP, 0.25))
    sheet.outline(gills, INK, 2.6)
    return cut(sheet, foot, sway(random.uniform(6, 10), 3, random.uniform(0, 6)), 5)


def berries(random: Random, scale: float, foot: Point, length: float, turn: float) -> Piece:
    """A twig with berries."""
    sheet = _around(foot, length * 1.3, scale)
    stalk = _stalk(foot, length, turn, random.uniform(-0.7, 0.7))
    sheet.line(stalk, INK, 5)
    sheet.line(stalk, mixed(AMBER, PLUM, 0.4), 2.2)
    for i in range(3, len(stalk), 2):
        (px, py), side = stalk[i], (-1) ** i * random.choice((-1, 1))
        angle, r = turn + side * random.uniform(0.6, 1.2), random.uniform(0.05, 0.085) * length
        at = (px + 2.4 * r * cos(angle), py + 2.4 * r * sin(angle))
        sheet.line([(px, py), at], INK, 3)
        sheet.fill(circle(*at, r * 1.2), INK)
        sheet.fill(blob(random, *at, r, 0.06), random.choice([CORAL, ROSE, SUN, SKY, AMBER]))
        sheet.fill(circle(at[0] - r * 0.3, at[1] - r * 0.35, r * 0.28), CREAM)
    return cut(sheet, foot, sway(random.uniform(8, 13), 3, random.uniform(0, 6)), 5)


def _stalk(foot: Point, length: float, turn: float, bend: float) -> Outline:
    points, x, y = [foot], *foot
    for i in range(16):
        angle = turn + bend * i / 16
        x, y = x + length / 16 * cos(angle), y + length / 16 * sin(angle)
        points.append((x, y))
    return points


def _around(foot: Point, reach: float, scale: float) -> Sheet:
    return Sheet((foot[0] - reach, foot[1] - reach, foot[0] + reach, foot[1] + reach * 0.4), scale)


def _between(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
