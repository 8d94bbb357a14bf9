"""What is printed on the paper: each pattern is irregular, so that no two places look alike."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from adapters.imaging.artwork.outlines import Outline, blob, box_of, circle, star
from adapters.imaging.artwork.palette import Colour
from adapters.imaging.artwork.paper import Pattern, Sheet


def dots(random: Random, colours: list[Colour], gap: float, size: float) -> Pattern:
    """Pebbles on a shaken grid."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        for x, y in shaken(random, outline, gap):
            sheet.fill(blob(random, x, y, size * random.uniform(0.35, 1.1), 0.2), random.choice(colours))

    return pattern


def dashes(
    random: Random, colours: list[Colour], gap: float, length: float, turn: float, width: float = 2.6
) -> Pattern:
    """Short strokes, more or less along ``turn``."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        for x, y in shaken(random, outline, gap):
            angle, half = turn + random.uniform(-0.35, 0.35), length * random.uniform(0.25, 0.6)
            ends = [(x - half * cos(angle), y - half * sin(angle)), (x + half * cos(angle), y + half * sin(angle))]
            sheet.line(ends, random.choice(colours), width * random.uniform(0.6, 1.4))

    return pattern


def stripes(random: Random, colours: list[Colour], gap: float, turn: float, share: float = 0.5) -> Pattern:
    """Bands across, of changing width and colour."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        left, top, right, bottom = box_of(outline)
        x, y, reach = (left + right) / 2, (top + bottom) / 2, (right - left + bottom - top) / 2 + gap
        along, across = (cos(turn), sin(turn)), (-sin(turn), cos(turn))
        at = -reach
        while at < reach:
            width = gap * share * random.uniform(0.5, 1.5)
            bend = gap * random.uniform(-0.25, 0.25)
            px, py = x + across[0] * at, y + across[1] * at
            points = [
                (px + along[0] * s * reach + across[0] * bend * s, py + along[1] * s * reach + across[1] * bend * s)
                for s in (-1, 1)
            ]
            sheet.line(points, random.choice(colours), width)
            at += gap * random.uniform(0.75, 1.25)

    return pattern


def scales(random: Random, colours: list[Colour], edge: Colour, size: float) -> Pattern:
    """Rows of overlapping discs with rings, from the top down, like waves or roof tiles."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        left, top, right, bottom = box_of(outline)
        y, row = top, 0
        while y < bottom + 2 * size:
            x = left - size * (1 + row % 2)
            while x < right + size:
                r = size * random.uniform(0.8, 1.25)
                cx, cy = x + size * random.uniform(-0.15, 0.15), y + size * random.uniform(-0.15, 0.15)
                sheet.fill(circle(cx, cy, r, 28), edge)
                sheet.fill(circle(cx, cy, r * 0.86, 28), random.choice(colours))
                if random.random() < 0.7:
                    sheet.fill(circle(cx, cy, r * random.uniform(0.4, 0.62), 24), edge)
                    sheet.fill(circle(cx, cy, r * random.uniform(0.22, 0.36), 20), random.choice(colours))
                x += 1.9 * size
            y, row = y + size * 0.8, row + 1

    return pattern


def facets(random: Random, colours: list[Colour], gap: float) -> Pattern:
    """Triangles of changing tone, as on folded paper."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        left, top, right, bottom = box_of(outline)
        columns, rows = int((right - left) / gap) + 3, int((bottom - top) / gap) + 3
        grid = [
            [
                (left + gap * (i - 1 + random.uniform(-0.4, 0.4)), top + gap * (j - 1 + random.uniform(-0.4, 0.4)))
                for i in range(columns)
            ]
            for j in range(rows)
        ]
        for j in range(rows - 1):
            for i in range(columns - 1):
                a, b, c, d = grid[j][i], grid[j][i + 1], grid[j + 1][i], grid[j + 1][i + 1]
                for triangle in ([a, b, c], [b, c, d]) if random.random() < 0.5 else ([a, b, d], [a, c, d]):
                    sheet.fill(triangle, random.choice(colours))

    return pattern


def stars(random: Random, colours: list[Colour], gap: float, size: float) -> Pattern:
    """Little stars on a shaken grid."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        for x, y in shaken(random, outline, gap):
            r, tips = size * random.uniform(0.4, 1.1), random.choice((4, 5, 6, 8))
            sheet.fill(star(x, y, r, r * random.uniform(0.3, 0.5), tips, random.uniform(0, pi)), random.choice(colours))

    return pattern


def layered(*patterns: Pattern) -> Pattern:
    """One pattern over the other."""

    def pattern(sheet: Sheet, outline: Outline) -> None:
        for one in patterns:
            one(sheet, outline)

    return pattern


def shaken(random: Random, outline: Outline, gap: float) -> list[tuple[float, float]]:
    """Places about ``gap`` apart over the box of an outline, every other row shifted."""
    left, top, right, bottom = box_of(outline)
    places, y, row = [], top, 0
    while y <= bottom + gap:
        x = left + gap * 0.5 * (row % 2)
        while x <= right + gap:
            places.append((x + gap * random.uniform(-0.38, 0.38), y + gap * random.uniform(-0.38, 0.38)))
            x += gap
        y, row = y + gap * 0.87, row + 1
    return places
