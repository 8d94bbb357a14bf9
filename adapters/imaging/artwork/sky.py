"""Dusk: bands of paper, stars, clouds and the sun."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from adapters.imaging.artwork import HEIGHT, WIDTH
from adapters.imaging.artwork.motion import Motion, crossing, drift, pulse, sway
from adapters.imaging.artwork.outlines import blob, circle, hills, star
from adapters.imaging.artwork.palette import AMBER, CORAL, CREAM, INK, MINT, NIGHT, PLUM, ROSE, SKY, SUN, mixed
from adapters.imaging.artwork.paper import Sheet
from adapters.imaging.artwork.patterns import dashes, dots, layered, stars, stripes
from adapters.imaging.artwork.piece import Piece, cut

BANDS = (
    (130, NIGHT, mixed(NIGHT, SKY, 0.5)),
    (235, mixed(NIGHT, PLUM, 0.75), mixed(ROSE, PLUM, 0.2)),
    (330, mixed(PLUM, ROSE, 0.55), mixed(ROSE, AMBER, 0.65)),
    (425, mixed(ROSE, CORAL, 0.6), mixed(CORAL, SUN, 0.8)),
    (505, mixed(CORAL, AMBER, 0.75), mixed(AMBER, CREAM, 0.7)),
)


def dusk(random: Random, scale: float) -> list[Piece]:
    """The ground of the picture and the bands that lie on it."""
    sheet = Sheet((0, 0, WIDTH, HEIGHT), scale, smooth=2)
    whole = [(0.0, 0.0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]
    sheet.fill(whole, INK, stars(random, [mixed(NIGHT, SKY, 0.6), CREAM, SUN, mixed(INK, SKY, 0.4)], 44, 13))
    pieces = [cut(sheet, shadow=0)]
    for y, colour, print_ in BANDS:
        sheet = Sheet((0, y - 60, WIDTH, 640), scale, smooth=2)
        marks = layered(
            dashes(random, [print_, print_, mixed(colour, INK, 0.5)], 40, 46, random.uniform(-0.25, 0.25), 7.5),
            dots(random, [print_, mixed(colour, INK, 0.6)], 70, 11),
        )
        sheet.fill(hills(random, y, 17, 0, WIDTH, 640), colour, marks)
        pieces.append(cut(sheet, shadow=9))
    return pieces


def sun(random: Random, scale: float, x: float, y: float, radius: float) -> list[Piece]:
    """A disc of rings on a wreath of rays, no two alike."""
    reach = radius * 1.75
    rays = Sheet((x - reach, y - reach, x + reach, y + reach), scale)
    count = 23
    for i in range(count):
        turn = 2 * pi * (i + random.uniform(-0.18, 0.18)) / count
        outer, half = radius * random.uniform(1.32, 1.62), random.uniform(0.07, 0.12)
        ray = [
            (x + r * cos(turn + a), y + r * sin(turn + a))
            for r, a in ((radius, -half), (outer, -half * 0.15), (outer, half * 0.15), (radius, half))
        ]
        rays.fill(ray, random.choice([SUN, CREAM, CORAL]), dashes(random, [AMBER, ROSE, CREAM], 15, 12, turn))
        rays.outline(ray, INK, 2.5)
    disc = Sheet((x - radius * 1.12, y - radius * 1.12, x + radius * 1.12, y + radius * 1.12), scale)
    rings = (
        (1.04, INK, INK),
        (1.0, SUN, CORAL),
        (0.8, INK, INK),
        (0.77, CORAL, CREAM),
        (0.57, CREAM, ROSE),
        (0.48, INK, INK),
        (0.46, AMBER, INK),
    )
    for share, colour, print_ in rings:
        marks = dots(random, [print_, mixed(colour, print_, 0.5)], radius * 0.2, 8) if share > 0.5 else None
        disc.fill(circle(x, y, radius * share, 72), colour, marks)
    face(disc, x, y, radius * 0.42)
    return [cut(rays, motion=sway(48, 1), shadow=5), cut(disc, motion=pulse(0.06, 3), shadow=6)]


def face(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Two eyes and a smile: the sun looks on."""
    for side in (-1, 1):
        sheet.fill(circle(x + side * size * 0.42, y - size * 0.2, size * 0.17), INK)
        sheet.fill(circle(x + side * size * 0.42 + size * 0.05, y - size * 0.26, size * 0.06), CREAM)
        sheet.fill(circle(x + side * size * 0.68, y + size * 0.18, size * 0.13), CORAL)
    smile = [
        (x + size * 0.45 * cos(a), y + size * 0.12 + size * 0.38 * sin(a)) for a in (0.3 + i * 0.127 for i in range(21))
    ]
    sheet.line(smile, INK, size * 0.09)


def cloud(random: Random, scale: float, x: float, y: float, width: float, motion: Motion) -> Piece:
    """A few pebbles of paper, hatched below."""
    sheet = Sheet((x - width * 0.7, y - width * 0.4, x + width * 0.7, y + width * 0.35), scale)
    lobes = [
        (x + width * dx, y + width * dy, width * r)
        for dx, dy, r in ((-0.33, 0.03, 0.17), (-0.08, -0.1, 0.23), (0.2, -0.03, 0.2), (0.4, 0.06, 0.13))
    ]
    shapes = [blob(random, cx, cy, r, 0.08, 0.85) for cx, cy, r in lobes]
    for shape in shapes:
        sheet.outline(shape, INK, 6)
    for shape, colour in zip(shapes, (CREAM, mixed(CREAM, MINT, 0.5), CREAM, mixed(CREAM, AMBER, 0.35)), strict=True):
        sheet.fill(
            shape,
            colour,
            stripes(random, [mixed(colour, ROSE, 0.55), mixed(colour, PLUM, 0.5)], 15, random.uniform(-0.5, 0.5), 0.22),
        )
    return cut(sheet, motion=motion, shadow=8)


def sparkle(random: Random, scale: float, x: float, y: float, size: float) -> Piece:
    """A large star on a small one."""
    sheet = Sheet((x - size * 1.3, y - size * 1.3, x + size * 1.3, y + size * 1.3), scale)
    tips, turn = random.choice((5, 6, 7, 8)), random.uniform(0, pi)
    sheet.fill(star(x, y, size, size * random.uniform(0.38, 0.5), tips, turn), random.choice([CREAM, SUN, MINT]))
    sheet.fill(star(x, y, size * 0.55, size * 0.22, tips, turn + 0.3), random.choice([CORAL, ROSE, PLUM]))
    return cut(sheet, motion=pulse(0.35, random.choice((3, 4, 5)), random.uniform(0, 6)), shadow=4)


def comet(random: Random, scale: float, x: float, y: float, dx: float, dy: float, at: float | None = None) -> Piece:
    """A star with a tail of strokes; with ``at`` it shows only on its way."""
    sheet = Sheet((x - 30, y - 75, x + 135, y + 30), scale)
    for i in range(9):
        spread, reach = (i - 4) * 0.065, random.uniform(70, 130)
        tail = [
            (x + 14 * cos(spread - 0.5), y + 14 * sin(spread - 0.5)),
            (x + reach * cos(spread - 0.5), y + reach * sin(spread - 0.5)),
        ]
        sheet.line(tail, random.choice([SUN, CREAM, AMBER, CORAL]), random.uniform(2, 4.5))
    sheet.fill(star(x, y, 24, 11, 6, 0.2), INK)
    sheet.fill(star(x, y, 20, 9, 6, 0.2), CREAM)
    sheet.fill(circle(x, y, 6), CORAL)
    motion = drift(dx, dy, 1) if at is None else crossing(dx, dy, at, 0.22)
    return cut(sheet, motion=motion, shadow=4)
