"""The still and the film in which it comes alive, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from PIL import Image

from adapters.imaging.artwork import HEIGHT, WIDTH
from adapters.imaging.artwork.piece import Piece, lay, shrunk
from adapters.imaging.artwork.scene import scene
from application.ports import Progress

SECONDS = 8
FPS = 24
FILM_SCALE = 0.8


def draw(out: Path, progress: Progress, fps: int = FPS) -> None:
    """Write sample.png, 1200 x 900, and frames/0000.jpg and so on, 960 x 720: the first and the last show the still."""
    (out / "frames").mkdir(parents=True, exist_ok=True)
    progress("picture", 0.0)
    pieces = scene(1.0)
    still(pieces).save(out / "sample.png", compress_level=6)
    progress("frames", 0.1)
    count = SECONDS * fps
    for i, frame in enumerate(frames(pieces, count)):
        frame.save(out / "frames" / f"{i:04}.jpg", quality=92)
        progress("frames", 0.1 + 0.9 * (i + 1) / count)


def still(pieces: list[Piece]) -> Image.Image:
    """The picture before anything moves, as large as its pieces are."""
    scale = pieces[0].scale
    return composed(Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale))), pieces, 0)


def frames(pieces: list[Piece], count: int) -> Iterator[Image.Image]:
    """``count`` frames over the whole time, both ends included, of the picture's pieces made smaller."""
    pieces = [shrunk(piece, FILM_SCALE) for piece in pieces]
    fixed = list(takewhile(lambda piece: piece.motion is None, pieces))
    ground = still(fixed)
    for i in range(count):
        yield composed(ground.copy(), pieces[len(fixed) :], i / (count - 1))


def composed(ground: Image.Image, pieces: list[Piece], time: float) -> Image.Image:
    """The pieces on the ground as they lie at ``time``."""
    for piece in pieces:
        lay(ground, piece, time)
    return ground
