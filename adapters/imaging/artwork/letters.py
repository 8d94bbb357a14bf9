"""The name, cut from as many papers as it has letters."""

from __future__ import annotations

from math import pi
from random import Random

from PIL import Image, ImageDraw, ImageFont

from adapters.imaging.artwork.motion import hop
from adapters.imaging.artwork.outlines import Point
from adapters.imaging.artwork.palette import AMBER, CORAL, CREAM, INK, MINT, PLUM, ROSE, SKY, SUN, Colour, mixed
from adapters.imaging.artwork.paper import Pattern, Sheet
from adapters.imaging.artwork.patterns import dashes, dots, facets, scales, stars, stripes
from adapters.imaging.artwork.piece import Piece, cut

NAME = "ARgument"
COLOURS: tuple[Colour, ...] = (SUN, CORAL, CREAM, MINT, AMBER, CREAM, SKY, ROSE)
TILTS = (-5, 4, -3, 5, -4, 3, -5, 6)
BOLD = 0.045
GAP = 0.15


def name(random: Random, scale: float, left: float, base: float, size: float) -> list[Piece]:
    """Letters ``size`` units high from ``left`` along ``base``, each of which hops in its turn."""
    font = ImageFont.load_default(100)
    pieces, x = [], left
    for i, letter in enumerate(NAME):
        begin, _, end, _ = font.getbbox(letter, anchor="ls")
        sheet = _letter(random, scale, i, (x - begin * size / 100, base + random.uniform(-0.05, 0.05) * size), size)
        width = (end - begin) * size / 100
        pieces.append(cut(sheet, (x + width / 2, base), hop(34, 0.1 + 0.045 * i), 9))
        x += width + GAP * size
    return pieces


def _letter(random: Random, scale: float, number: int, at: Point, size: float) -> Sheet:
    """One letter with its printed face and its frame of ink, cream and ink."""
    x, base = at
    sheet = Sheet((x - size * 0.3, base - size * 1.1, x + size * 1.3, base + size * 0.55), scale)
    font = ImageFont.load_default(size * sheet.factor)
    place = ((x - sheet.left) * sheet.factor, (base - sheet.top) * sheet.factor)

    def shape(frame: float) -> Image.Image:
        mask = Image.new("L", sheet.image.size)
        stroke = (size * BOLD + frame) * sheet.factor
        ImageDraw.Draw(mask).text(place, NAME[number], 255, font, anchor="ls", stroke_width=stroke)
        return mask.rotate(-TILTS[number], Image.Resampling.BILINEAR, center=place)

    for colour, frame in ((INK, 9), (CREAM, 5.5), (INK, 3)):
        sheet.image.paste(colour, (0, 0), shape(frame))
    face = Sheet((sheet.left, sheet.top, sheet.left + size * 1.6, sheet.top + size * 1.65), scale)
    right, bottom = face.left + size * 1.6, face.top + size * 1.65
    whole = [(face.left, face.top), (right, face.top), (right, bottom), (face.left, bottom)]
    face.fill(whole, COLOURS[number], _pattern(random, number))
    sheet.image.paste(face.image.crop((0, 0, *sheet.image.size)), (0, 0), shape(0))
    return sheet


def _pattern(random: Random, number: int) -> Pattern:
    """A print for each letter that leaves it easy to read."""
    colour = COLOURS[number]
    dark, light = mixed(colour, PLUM, 0.75), mixed(colour, CREAM, 0.7)
    return (
        lambda: stars(random, [CORAL, dark, light], 21, 11),
        lambda: scales(random, [colour, mixed(colour, AMBER, 0.5), light], mixed(colour, PLUM, 0.55), 14),
        lambda: stripes(random, [ROSE, dark, CORAL], 15, -0.2, 0.36),
        lambda: facets(random, [colour, light, mixed(colour, SKY, 0.6), mixed(colour, PLUM, 0.4)], 24),
        lambda: dashes(random, [dark, light, CORAL], 13, 16, pi / 3, 4),
        lambda: dots(random, [dark, ROSE, AMBER], 16, 6.5),
        lambda: scales(random, [colour, light, mixed(colour, MINT, 0.5)], mixed(colour, PLUM, 0.6), 12),
        lambda: stripes(random, [light, dark, SUN], 14, 1.1, 0.4),
    )[number]()
