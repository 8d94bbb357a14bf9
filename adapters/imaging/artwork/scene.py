"""All pieces in their places, from the back to the front."""

from __future__ import annotations

from math import pi
from random import Random

from adapters.imaging.artwork import HEIGHT, WIDTH, garden, guests, land, letters, sky
from adapters.imaging.artwork.garden import UP
from adapters.imaging.artwork.motion import circling, crossing, drift, leap
from adapters.imaging.artwork.palette import DEEP, MOSS, PLUM, mixed
from adapters.imaging.artwork.piece import Piece

SPARKLES = (
    (60, 60, 20), (1140, 54, 22), (250, 40, 15), (770, 38, 16), (960, 70, 15), (470, 48, 14), (610, 62, 17),
    (1090, 250, 15), (46, 300, 18), (640, 300, 16), (462, 318, 14), (320, 306, 19), (120, 268, 13), (590, 392, 15),
    (545, 268, 12), (700, 290, 13), (1160, 290, 14), (1165, 410, 16), (30, 402, 15), (380, 340, 12), (330, 380, 13),
)  # fmt: skip


def scene(scale: float) -> list[Piece]:
    """The whole picture at ``scale`` pixels for each unit; the same every time."""
    parts = (_heaven, _hills, _water, _air, _bank, _edge, _butterflies)
    return [piece for part in parts for piece in part(Random(part.__name__), scale)]


def _heaven(random: Random, scale: float) -> list[Piece]:
    pieces = sky.dusk(random, scale)
    for x, y, size in SPARKLES:
        pieces.append(sky.sparkle(random, scale, x, y, size))
    pieces.append(sky.comet(random, scale, 330, 60, -260, 150, 0.3))
    pieces.append(sky.comet(random, scale, 1085, 140, -40, 26))
    pieces += sky.sun(random, scale, 905, 372, 112)
    return pieces


def _hills(random: Random, scale: float) -> list[Piece]:
    return [*land.mountains(random, scale), *land.pines(random, scale)]


def _water(random: Random, scale: float) -> list[Piece]:
    strips = land.lake(random, scale)
    pieces = strips[:2]
    pieces.append(guests.boat(random, scale, 640, 652, 62))
    pieces.append(guests.fish(random, scale, 300, 690, 40, 1, leap(170, 120, 0.2, 0.22)))
    pieces.append(strips[2])
    pieces.append(guests.fish(random, scale, 768, 702, 44, -1, drift(-14, -10, 2, 0, 10)))
    pieces.append(guests.fish(random, scale, 1010, 740, 46, -1, leap(-210, 150, 0.5, 0.26)))
    pieces.append(strips[3])
    return pieces


def _air(random: Random, scale: float) -> list[Piece]:
    pieces = [guests.balloon(random, scale, 205, 385, 78, circling(38, 52, 1))]
    pieces.append(sky.cloud(random, scale, 420, 402, 165, drift(46, 4, 1)))
    pieces.append(sky.cloud(random, scale, 1085, 330, 130, drift(-60, 3, 1, 1)))
    pieces.append(guests.balloon(random, scale, 690, 385, 46, circling(-30, -44, 1)))
    pieces += letters.name(random, scale, 68, 222, 176)
    pieces.append(guests.bird(random, scale, 545, 330, 52, 1, circling(120, 60, 1, 6)))
    pieces.append(guests.bird(random, scale, 800, 300, 38, -1, circling(-90, -50, 1, 7)))
    pieces.append(guests.bird(random, scale, -60, 330, 44, 1, crossing(1340, -90, 0.35, 0.5, 7)))
    return pieces


def _bank(random: Random, scale: float) -> list[Piece]:
    pieces = [garden.bank(random, scale, 806, 11, mixed(MOSS, DEEP, 0.4), WIDTH, HEIGHT)]
    for i in range(15):
        foot = (30 + 81 * i + random.uniform(-22, 22), 838 + random.uniform(-10, 16))
        kind = random.choice((garden.frond, garden.fern, garden.frond))
        pieces.append(kind(random, scale, foot, random.uniform(85, 140), UP + random.uniform(-0.5, 0.5)))
    for x, length, turn in ((-6, 250, 0.32), (-10, 210, 0.7), (1206, 250, -0.32), (1210, 200, -0.75)):
        pieces.append(garden.fern(random, scale, (x, 850), length, UP + turn))
    for x in (105, 245, 385, 505, 700, 815, 950, 1085):
        foot = (x + random.uniform(-18, 18), 872 + random.uniform(-8, 8))
        pieces.append(garden.flower(random, scale, foot, random.uniform(95, 165), random.uniform(36, 54)))
    return pieces


def _edge(random: Random, scale: float) -> list[Piece]:
    pieces = [garden.bank(random, scale, 868, 7, mixed(MOSS, PLUM, 0.25), WIDTH, HEIGHT)]
    for i in range(15):
        foot = (30 + 82 * i + random.uniform(-26, 26), 893 + random.uniform(-7, 5))
        lean = UP + random.uniform(-0.7, 0.7)
        plants = (
            lambda at=foot: garden.mushroom(random, scale, at, random.uniform(46, 64)),
            lambda at=foot, turn=lean: garden.berries(random, scale, at, random.uniform(75, 105), turn),
            lambda at=foot, turn=lean: garden.frond(random, scale, at, random.uniform(70, 105), turn),
            lambda at=foot, turn=lean: garden.frond(random, scale, at, random.uniform(55, 80), turn),
        )
        pieces.append(random.choice(plants)())
    return pieces


def _butterflies(random: Random, scale: float) -> list[Piece]:
    return [
        guests.butterfly(random, scale, 345, 612, 40, -pi / 3, circling(70, 44, 2, 14)),
        guests.butterfly(random, scale, 1040, 610, 42, -pi / 1.6, circling(-90, 60, 1, 14)),
        guests.butterfly(random, scale, 150, 580, 30, -pi / 2.4, circling(50, -50, 2, 14)),
    ]
