"""A ``.mind`` file boiled down to what a compiler must get right, small enough to be kept beside the tests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from adapters.markers.formats.mind import Point, Target
from tests.adapters.markers.mind.agreement import counts, kinds, trees

FOLDER = Path(__file__).parent
STEPS = 32
"""How many units of a packed place make one pixel."""

EVERY = 20
"""One descriptor of so many is kept."""


class Fingerprint(msgspec.Struct, frozen=True):
    """``tracking`` and ``trees`` are SHA-256; the packed arrays are in the order of the file."""

    picture: str
    origin: str
    counts: list[tuple[int, ...]]
    tracking: str
    trees: str
    places: bytes
    descriptors: bytes

    def pixels(self) -> np.ndarray:
        """Places of all points: x, y."""
        return np.frombuffer(zlib.decompress(self.places), "<u2").reshape(-1, 2) / STEPS

    def words(self) -> np.ndarray:
        """The descriptor of every :data:`EVERY`-th point."""
        return np.frombuffer(zlib.decompress(self.descriptors), "<u4").reshape(-1, 21)


def take(target: Target, picture: str, origin: str) -> Fingerprint:
    """The fingerprint of a target."""
    found = list(points(target))
    places = np.rint(np.array([(point.x, point.y) for point in found]) * STEPS).astype("<u2")
    words = np.array([point.descriptors for point in found[::EVERY]]).astype("<u4")
    return Fingerprint(
        picture=picture,
        origin=origin,
        counts=counts(target),
        tracking=digest(target.tracking_data),
        trees=digest(trees(target)),
        places=zlib.compress(places.tobytes(), 9),
        descriptors=zlib.compress(words.tobytes(), 9),
    )


def points(target: Target) -> Iterator[Point]:
    """All, in the order of the file."""
    for level in target.matching_data:
        for found, _ in kinds(level):
            yield from found


def digest(value: object) -> str:
    """Of the bytes in a file."""
    return hashlib.sha256(msgspec.msgpack.encode(value)).hexdigest()


def load(picture: str) -> Fingerprint:
    """The one that is kept for a picture."""
    return msgspec.json.decode((FOLDER / f"{Path(picture).stem}.json").read_bytes(), type=Fingerprint)
