"""Who passes by: balloons, birds, butterflies, fish and a boat."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from adapters.imaging.artwork.motion import Motion, drift
from adapters.imaging.artwork.outlines import Outline, Point, circle, ellipse, leaf, moved, star
from adapters.imaging.artwork.palette import (
    AMBER,
    CORAL,
    CREAM,
    INK,
    MINT,
    NIGHT,
    PLUM,
    ROSE,
    SKY,
    SUN,
    TEAL,
    Colour,
    mixed,
)
from adapters.imaging.artwork.paper import Pattern, Sheet
from adapters.imaging.artwork.patterns import dashes, dots, facets, scales, stars, stripes
from adapters.imaging.artwork.piece import Piece, cut

GAY = [CORAL, CREAM, SUN, ROSE, MINT, SKY, AMBER, TEAL, PLUM]


def balloon(random: Random, scale: float, x: float, y: float, r: float, motion: Motion) -> Piece:
    """A hot-air balloon whose gores are cut from different papers."""
    sheet = Sheet((x - r * 1.4, y - r * 1.4, x + r * 1.4, y + r * 2.3), scale)
    for side in (-1, -0.3, 0.3, 1):
        sheet.line([(x + side * r * 0.5, y + r * 0.8), (x + side * r * 0.2, y + r * 1.55)], INK, 2.4)
    basket = [
        (x - r * 0.22, y + r * 1.5),
        (x + r * 0.22, y + r * 1.5),
        (x + r * 0.16, y + r * 1.82),
        (x - r * 0.16, y + r * 1.82),
    ]
    sheet.fill(basket, AMBER, stripes(random, [INK, mixed(AMBER, INK, 0.5)], 7, 0.1, 0.35))
    sheet.outline(basket, INK, 3)
    edges = [-1.0, -0.72, -0.36, 0.02, 0.4, 0.74, 1.0]
    colours = random.sample(GAY, 6)
    for left, right, colour in zip(edges, edges[1:], colours, strict=False):
        gore = _meridian(x, y, r, left) + _meridian(x, y, r, right)[::-1]
        sheet.fill(gore, colour, printed(random, colour))
        sheet.outline(gore, INK, 2.6)
    return cut(sheet, (x, y + r), motion, 8)


def _meridian(x: float, y: float, r: float, share: float) -> Outline:
    """A seam of the balloon from top to mouth; ``share`` -1 and 1 are its sides."""
    points = []
    for i in range(25):
        s = i / 24
        half = r * sin(pi * (0.02 + 0.83 * s**0.9)) ** 0.8
        points.append((x + share * half, y - r + s * 1.9 * r))
    return points


def printed(random: Random, colour: Colour) -> Pattern:
    """One of the patterns in a colour that stands out from ``colour``."""
    dark = sum(colour) > 420
    ink = random.choice([INK, PLUM, NIGHT] if dark else [CREAM, SUN, MINT])
    other = mixed(colour, ink, 0.5)
    kinds = (
        lambda: dots(random, [ink, other], random.uniform(11, 15), 5),
        lambda: dashes(random, [ink, other], 12, 13, random.uniform(0, pi), 3),
        lambda: stripes(random, [ink, other], random.uniform(11, 15), random.uniform(0, pi), 0.4),
        lambda: stars(random, [ink, other], 18, 9),
        lambda: facets(random, [colour, ink, other], 20),
        lambda: scales(random, [colour, other], ink, random.uniform(9, 12)),
    )
    return random.choice(kinds)()


def bird(random: Random, scale: float, x: float, y: float, size: float, facing: int, motion: Motion) -> Piece:
    """A swallow of folded paper; ``facing`` 1 looks right, -1 left."""
    sheet = Sheet((x - size * 1.3, y - size * 1.2, x + size * 1.3, y + size * 1.1), scale)
    body, wing, far = random.sample([CORAL, SUN, CREAM, MINT, SKY, ROSE], 3)

    def part(points: Outline, colour: Colour, pattern: Pattern | None = None) -> None:
        placed = [(x + facing * px * size, y + py * size) for px, py in points]
        sheet.fill(placed, colour, pattern)
        sheet.outline(placed, INK, 2.8)

    part([(-0.1, -0.05), (0.12, -0.75), (-0.35, -0.95), (-0.42, -0.1)], far, printed(random, far))
    part([(-0.45, 0.1), (-1.1, -0.12), (-0.85, 0.13), (-1.05, 0.42)], far, stripes(random, [INK, CREAM], 8, 0.2, 0.3))
    part(
        [(0.78, -0.1), (0.35, -0.3), (-0.2, -0.22), (-0.6, 0.1), (-0.25, 0.33), (0.3, 0.28), (0.66, 0.08)],
        body,
        printed(random, body),
    )
    part([(0.72, -0.12), (1.06, 0.02), (0.66, 0.08)], AMBER)
    part([(0.15, 0.0), (-0.3, -0.08), (-0.75, 0.85), (-0.2, 0.75), (0.1, 0.45)], wing, printed(random, wing))
    eye = (x + facing * 0.5 * size, y - 0.1 * size)
    sheet.fill(circle(*eye, size * 0.1), CREAM)
    sheet.fill(circle(*eye, size * 0.055), INK)
    return cut(sheet, motion=motion, shadow=6)


def butterfly(random: Random, scale: float, x: float, y: float, size: float, turn: float, motion: Motion) -> Piece:
    """Four printed wings about a body."""
    sheet = Sheet((x - size * 1.6, y - size * 1.6, x + size * 1.6, y + size * 1.6), scale)
    upper, lower, spot = random.sample([CORAL, SUN, CREAM, MINT, SKY, ROSE, AMBER], 3)
    for side in (-1, 1):
        for reach, angle, colour in ((0.82, 2.2, lower), (1.05, 0.95, upper)):
            wing = leaf(x, y, size * reach * 1.2, size, turn + side * angle, side * 0.15, 1.5)
            sheet.fill(wing, colour, printed(random, colour))
            sheet.outline(wing, INK, 3)
            far = (
                x + size * reach * 0.78 * cos(turn + side * angle),
                y + size * reach * 0.78 * sin(turn + side * angle),
            )
            sheet.fill(circle(*far, size * 0.2), INK)
            sheet.fill(circle(*far, size * 0.13), spot)
        feeler = moved([(0, 0), (size * 0.5, side * size * 0.1), (size * 0.75, side * size * 0.3)], x, y, turn)
        sheet.line(feeler, INK, 2.2)
    sheet.fill(ellipse(x, y, size * 0.48, size * 0.1, turn), INK)
    return cut(sheet, motion=motion, shadow=5)


def fish(random: Random, scale: float, x: float, y: float, size: float, facing: int, motion: Motion) -> Piece:
    """A scaly fish; ``facing`` 1 looks right, -1 left."""
    sheet = Sheet((x - size * 1.4, y - size, x + size * 1.4, y + size), scale)
    body, fin = random.sample([CORAL, SUN, AMBER, MINT, ROSE, CREAM], 2)
    tail = [(x - facing * size * a, y + size * b) for a, b in ((0.7, 0.0), (1.2, -0.45), (1.05, 0.0), (1.2, 0.45))]
    sheet.fill(tail, fin, stripes(random, [INK, mixed(fin, INK, 0.5)], 7, 0.2, 0.3))
    sheet.outline(tail, INK, 2.6)
    back = [(x + facing * size * a, y + size * b) for a, b in ((0.35, -0.3), (-0.1, -0.75), (-0.4, -0.25))]
    sheet.fill(back, fin, stripes(random, [INK, CREAM], 6, 1.2, 0.3))
    sheet.outline(back, INK, 2.6)
    shape = leaf(x + facing * size * 0.95, y, size * 1.85, size * 0.95, pi if facing > 0 else 0.0, 0.0, 0.8)
    sheet.fill(shape, body, scales(random, [body, mixed(body, CREAM, 0.5), fin], INK, size * 0.15))
    sheet.outline(shape, INK, 3)
    eye = (x + facing * size * 0.6, y - size * 0.1)
    sheet.fill(circle(*eye, size * 0.15), CREAM)
    sheet.fill(circle(*eye, size * 0.08), INK)
    return cut(sheet, motion=motion, shadow=5)


def boat(random: Random, scale: float, x: float, y: float, size: float) -> Piece:
    """A hull with two printed sails and a flag."""
    sheet = Sheet((x - size * 1.2, y - size * 1.9, x + size * 1.2, y + size * 0.7), scale)
    sheet.line([(x, y), (x, y - size * 1.6)], INK, 5)
    for points, colour in (
        ([(0.06, -1.5), (0.95, -0.2), (0.06, -0.14)], CREAM),
        ([(-0.06, -1.3), (-0.8, -0.22), (-0.06, -0.14)], CORAL),
    ):
        sail = [(x + size * a, y + size * b) for a, b in points]
        sheet.fill(sail, colour, stripes(random, [ROSE, SUN, INK] if colour == CREAM else [CREAM, PLUM], 13, 0.3, 0.4))
        sheet.outline(sail, INK, 3)
    flag: list[Point] = [(x, y - size * 1.6), (x + size * 0.42, y - size * 1.72), (x, y - size * 1.84)]
    sheet.fill(flag, SUN)
    sheet.outline(flag, INK, 2.4)
    hull = [(x + size * a, y + size * b) for a, b in ((-1.05, -0.05), (1.1, -0.05), (0.75, 0.42), (-0.7, 0.42))]
    sheet.fill(hull, PLUM, scales(random, [ROSE, PLUM, AMBER], INK, 10))
    sheet.outline(hull, INK, 3.4)
    sheet.fill(star(x + size * 0.75, y + size * 0.12, size * 0.14, size * 0.06, 5), CREAM)
    return cut(sheet, (x, y + size * 0.4), drift(26, 4, 1, 0.5, 7), 6)
