"""A cut piece of paper with its place and its way to move."""

from __future__ import annotations

from math import ceil, cos, floor, radians, sin
from typing import NamedTuple

from PIL import Image

from adapters.imaging.artwork.motion import STILL, Motion, Pose
from adapters.imaging.artwork.outlines import Point
from adapters.imaging.artwork.paper import Sheet


class Piece(NamedTuple):
    """``image`` lies with its corner at ``place`` and turns about ``pivot``, in pixels; no ``motion``: it is fixed."""

    image: Image.Image
    place: tuple[int, int]
    pivot: Point
    scale: float
    motion: Motion | None = None


def cut(sheet: Sheet, pivot: Point | None = None, motion: Motion | None = None, shadow: float = 7.0) -> Piece:
    """Take a drawn sheet as a piece; without a ``pivot`` it turns about its middle."""
    whole = sheet.finished(shadow)
    box = whole.getbbox() or (0, 0, *whole.size)
    x, y = pivot or (sheet.left + whole.width / sheet.scale / 2, sheet.top + whole.height / sheet.scale / 2)
    turning = ((x - sheet.left) * sheet.scale - box[0], (y - sheet.top) * sheet.scale - box[1])
    place = (round(sheet.left * sheet.scale) + box[0], round(sheet.top * sheet.scale) + box[1])
    return Piece(whole.crop(box), place, turning, sheet.scale, motion)


def lay(ground: Image.Image, piece: Piece, time: float) -> None:
    """Lay the piece on the ground as it is at ``time``."""
    pose = piece.motion(time) if piece.motion else STILL
    if pose.grow <= 0.01:
        return
    if pose.turn == 0 and pose.grow == 1:
        image = piece.image
        corner = (piece.place[0] + round(pose.dx * piece.scale), piece.place[1] + round(pose.dy * piece.scale))
    else:
        image, corner = posed(piece, pose)
    ground.paste(image, corner, image)


def shrunk(piece: Piece, share: float) -> Piece:
    """The same piece for a picture ``share`` times as large, true to a part of a pixel."""
    left, top = piece.place
    width, height = piece.image.size
    place = (floor(left * share), floor(top * share))
    size = (ceil((left + width) * share) - place[0], ceil((top + height) * share) - place[1])
    margin = ceil(1 / share)
    padded = piece.image.crop((-margin, -margin, width + margin, height + margin))
    begin = (place[0] / share - left + margin, place[1] / share - top + margin)
    box = (*begin, begin[0] + size[0] / share, begin[1] + size[1] / share)
    image = padded.resize(size, Image.Resampling.LANCZOS, box)
    pivot = tuple((a + b) * share - c for a, b, c in zip(piece.place, piece.pivot, place, strict=True))
    return Piece(image, place, (pivot[0], pivot[1]), piece.scale * share, piece.motion)


def posed(piece: Piece, pose: Pose) -> tuple[Image.Image, tuple[int, int]]:
    """The piece turned, grown and shifted by parts of a pixel, and its new corner."""
    c, s = cos(radians(pose.turn)), sin(radians(pose.turn))
    px, py = piece.pivot
    corners = [(x - px, y - py) for x in (0, piece.image.width) for y in (0, piece.image.height)]
    turned = [((c * x - s * y) * pose.grow, (s * x + c * y) * pose.grow) for x, y in corners]
    at_x = piece.place[0] + px + pose.dx * piece.scale
    at_y = piece.place[1] + py + pose.dy * piece.scale
    left, top = floor(at_x + min(x for x, _ in turned)), floor(at_y + min(y for _, y in turned))
    size = (ceil(at_x + max(x for x, _ in turned)) - left, ceil(at_y + max(y for _, y in turned)) - top)
    # Pillow asks for the way back: from a pixel of the result to one of the piece.
    a, b = c / pose.grow, s / pose.grow
    ox, oy = left - at_x, top - at_y
    back = (a, b, px + a * ox + b * oy, -b, a, py - b * ox + a * oy)
    image = piece.image.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR)
    return image, (left, top)
