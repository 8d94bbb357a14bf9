"""Outlines of things, as points in units of the picture. Pure: the same arguments give the same points."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

Point = tuple[float, float]
Outline = list[Point]


def circle(x: float, y: float, radius: float, steps: int = 48) -> Outline:
    """A circle."""
    return ellipse(x, y, radius, radius, steps=steps)


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0, steps: int = 48) -> Outline:
    """An ellipse turned by ``turn`` radians."""
    points = [(rx * cos(2 * pi * i / steps), ry * sin(2 * pi * i / steps)) for i in range(steps)]
    return moved(points, x, y, turn)


def blob(random: Random, x: float, y: float, radius: float, unrest: float = 0.12, squash: float = 1.0) -> Outline:
    """A pebble: a circle with a few slow waves along it."""
    waves = [(n, random.uniform(0, 2 * pi), random.uniform(0.3, 1) * unrest / n**0.5) for n in (2, 3, 4, 5)]
    points = []
    for i in range(64):
        angle = 2 * pi * i / 64
        r = radius * (1 + sum(size * sin(n * angle + start) for n, start, size in waves))
        points.append((x + r * cos(angle), y + squash * r * sin(angle)))
    return points


def star(x: float, y: float, outer: float, inner: float, points: int, turn: float = 0.0) -> Outline:
    """A star with ``points`` tips."""
    radii = [outer, inner] * points
    steps = [(r, turn + pi * i / points - pi / 2) for i, r in enumerate(radii)]
    return [(x + r * cos(a), y + r * sin(a)) for r, a in steps]


def leaf(
    x: float, y: float, length: float, width: float, turn: float, bend: float = 0.0, point: float = 0.8
) -> Outline:
    """A leaf from its stalk at (x, y) along ``turn``; ``bend`` curves its middle line, ``point`` sharpens its tip."""
    left, right = [], []
    for i in range(25):
        s = i / 24
        half = width / 2 * sin(pi * s**point) * (1 - 0.25 * s)
        middle = bend * length * sin(pi * s * 0.5) ** 2
        left.append((s * length, middle - half))
        right.append((s * length, middle + half))
    return moved(left + right[::-1], x, y, turn)


def ridge(random: Random, y: float, rise: float, left: float, right: float, steps: int, floor: float) -> Outline:
    """A mountain chain: tips between ``y - rise`` and ``y``, closed along ``floor``."""
    points = [(left, floor)]
    for i in range(steps + 1):
        up = i % 2
        x = left + (right - left) * (i + random.uniform(-0.25, 0.25)) / steps
        points.append((x, y - rise * random.uniform(0.55, 1) * up - rise * random.uniform(0, 0.25) * (1 - up)))
    return [*points, (right, floor)]


def hills(random: Random, y: float, rise: float, left: float, right: float, floor: float) -> Outline:
    """A soft horizon of a few waves, closed along ``floor``."""
    waves = [(random.uniform(0.7, 1.3) * n, random.uniform(0, 2 * pi), rise / n) for n in (1, 2, 4)]
    points = [(left, floor)]
    for i in range(81):
        s = i / 80
        lift = sum(size * sin(2 * pi * n * s + start) for n, start, size in waves)
        points.append((left + (right - left) * s, y + lift))
    return [*points, (right, floor)]


def moved(points: Outline, x: float, y: float, turn: float = 0.0) -> Outline:
    """The points turned about the origin, then shifted."""
    c, s = cos(turn), sin(turn)
    return [(x + c * px - s * py, y + s * px + c * py) for px, py in points]


def box_of(points: Outline) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
