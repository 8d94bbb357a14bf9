"""The true rate of a picture: the share of its views in which an engine finds it, each searched from cold.

Every frame is filmed once, for all engines. Kept in the cache by the picture's pixels, the conditions, and the engine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.core import Core
from adapters.tracking.module import TRACKER, place
from benchmarks.score.conditions import ROUNDS, conditions
from benchmarks.score.corpus.packages import CACHE
from benchmarks.score.filming import Filmed, filmed
from benchmarks.score.nft import NftEngine
from benchmarks.tracking.camera.texture import Texture

NEAR = 0.1
"""A corner is found within this share of the picture's longest diagonal in the frame."""

HERE = Path(__file__).parent
CAMERA = HERE.parent / "tracking" / "camera"
Flags = NDArray[np.bool_]
Image = NDArray[Any]


class Film:
    """One round of a picture's frames, filmed when first asked for."""

    def __init__(self, picture: Image, seed: int = ROUNDS[0]) -> None:
        self.picture = picture
        self.views = conditions(seed)
        self.key = digest(picture.tobytes(), str(picture.shape).encode(), recipe(seed))
        self.path = CACHE / "frames" / f"{self.key}.npz"

    def frames(self) -> list[Filmed]:
        """One for every condition."""
        if not self.path.is_file():
            texture = Texture(self.picture)
            save(self.path, [filmed(texture, view) for view in self.views])
        with np.load(self.path) as kept:
            ends = np.cumsum(kept["sizes"])
            whole = kept["bytes"].tobytes()
            return [
                Filmed(whole[end - size : end], corners)
                for end, size, corners in zip(ends, kept["sizes"], kept["corners"], strict=True)
            ]


def save(path: Path, frames: list[Filmed]) -> None:
    sizes = np.array([len(frame.jpeg) for frame in frames])
    joined = np.frombuffer(b"".join(frame.jpeg for frame in frames), np.uint8)
    with whole(path) as making, making.open("wb") as file:
        np.savez(file, sizes=sizes, bytes=joined, corners=np.array([frame.corners for frame in frames]))


def by_planar(film: Film, target: bytes) -> Flags:
    """In which views the product's core finds the picture of this target."""
    path = CACHE / "planar" / f"{digest(film.key.encode(), target, core())}.npy"
    if not path.is_file():
        engine = Core()
        engine.load(target)
        keep(path, np.array([found(seen(engine, frame), frame) for frame in film.frames()]))
    return np.load(path)


def seen(engine: Core, frame: Filmed) -> NDArray[np.float64] | None:
    """Where the core sees the picture in a frame that it sees first."""
    engine.forget()
    track = engine.process(grey(frame), 0.0)
    return None if track is None else track.corners


def by_nft(film: Film, files: Path, engine: NftEngine) -> Flags:
    """In which views jsartoolkitNFT finds the picture; ``files`` is the folder of its marker's files."""
    marker = b"".join(path.read_bytes() for path in sorted(files.glob("target.*set*")))
    path = CACHE / "nft" / f"{digest(film.key.encode(), marker, engine.version)}.npy"
    if not path.is_file():
        frames = film.frames()
        places = engine.find(files, np.stack([grey(frame) for frame in frames]))
        keep(path, np.array([found(corners, frame) for corners, frame in zip(places, frames, strict=True)]))
    return np.load(path)


def grey(frame: Filmed) -> NDArray[np.uint8]:
    """As cameras give it: the luma of the JPEG."""
    return np.asarray(cv2.imdecode(np.frombuffer(frame.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)


def found(corners: NDArray[np.float64] | None, frame: Filmed) -> bool:
    """Whether all four corners lie where they are."""
    if corners is None:
        return False
    first, second = frame.corners[2] - frame.corners[0], frame.corners[3] - frame.corners[1]
    diagonal = max(np.linalg.norm(first), np.linalg.norm(second))
    return bool(np.linalg.norm(corners - frame.corners, axis=1).max() <= NEAR * diagonal)


def keep(path: Path, flags: Flags) -> None:
    with whole(path) as making, making.open("wb") as file:
        np.save(file, flags)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to make a file that is to lie at ``path``: it comes there complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}-{os.getpid()}")
    yield making
    making.rename(path)


def digest(*parts: bytes) -> str:
    return sha256(b"\0".join(parts)).hexdigest()[:24]


@cache
def recipe(seed: int) -> bytes:
    """Of all that makes frames: conditions, and the code that films."""
    files = [HERE / "filming.py", *sorted(CAMERA.glob("*.py"))]
    return repr(conditions(seed)).encode() + b"".join(path.read_bytes() for path in files)


@cache
def core() -> bytes:
    return place(TRACKER).read_bytes()
