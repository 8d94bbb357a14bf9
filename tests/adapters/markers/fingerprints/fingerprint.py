"""A marker set boiled down to what a compiler must get right, small enough to be kept beside the tests."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import msgspec
import numpy as np

from adapters.markers.formats import fset, fset3

FOLDER = Path(__file__).parent
PACKED = np.dtype([("x", "<u2"), ("y", "<u2"), ("angle", "<u2"), ("sigma", "<u2"), ("maximum", "u1")])
STEPS = {"x": 32, "y": 32, "angle": 10_000, "sigma": 256}
"""How many units of a packed number make one pixel or radian."""

EVERY = 20
"""One descriptor of so many is kept."""

BYTES = 84


class Fingerprint(msgspec.Struct, frozen=True):
    """``scales`` are (width, height, key points, templates); the packed arrays are in the order of the files."""

    picture: str
    origin: str
    dpi: int
    iset_sha256: str
    scales: list[tuple[int, int, int, int]]
    keypoints: bytes
    descriptors: bytes
    points: bytes

    def places(self) -> np.ndarray:
        """The key points as numbers, with their scale."""
        packed = np.frombuffer(zlib.decompress(self.keypoints), PACKED)
        places = np.zeros(len(packed), [(name, "f8") for name in STEPS] + [("maximum", "i4"), ("scale", "i4")])
        for name, steps in STEPS.items():
            places[name] = packed[name] / steps
        places["maximum"] = packed["maximum"]
        places["scale"] = np.repeat(np.arange(len(self.scales)), [scale[2] for scale in self.scales])
        return places

    def pixels(self) -> set[tuple[int, int, int]]:
        """Scale, x and y of every template."""
        places = np.frombuffer(zlib.decompress(self.points), "<u2").reshape(-1, 2)
        scale = np.repeat(np.arange(len(self.scales)), [scale[3] for scale in self.scales])
        return {(int(index), int(x), int(y)) for index, (x, y) in zip(scale, places, strict=True)}

    def bits(self) -> np.ndarray:
        """The descriptor of every :data:`EVERY`-th key point."""
        return np.frombuffer(zlib.decompress(self.descriptors), np.uint8).reshape(-1, BYTES)


def take(files: Path, picture: str, origin: str, dpi: int) -> Fingerprint:
    """The fingerprint of ``files``.iset, .fset and .fset3."""
    found = fset3.read(files.with_suffix(".fset3").read_bytes())
    tracking = fset.read(files.with_suffix(".fset").read_bytes())
    counts = np.bincount(found.points["scale"], minlength=len(found.sizes))
    packed = np.zeros(len(found.points), PACKED)
    for name, steps in STEPS.items():
        packed[name] = np.rint(found.points[name] * steps)
    packed["maximum"] = found.points["maximum"]
    corners = [np.stack([scale.points["x"], scale.points["y"]], axis=1) for scale in tracking]
    return Fingerprint(
        picture=picture,
        origin=origin,
        dpi=dpi,
        iset_sha256=hashlib.sha256(files.with_suffix(".iset").read_bytes()).hexdigest(),
        scales=[
            (*size, int(count), len(scale.points))
            for size, count, scale in zip(found.sizes, counts, tracking, strict=True)
        ],
        keypoints=zlib.compress(packed.tobytes(), 9),
        descriptors=zlib.compress(found.points["descriptor"][::EVERY, :BYTES].tobytes(), 9),
        points=zlib.compress(np.concatenate(corners).astype("<u2").tobytes(), 9),
    )


def load(picture: str) -> Fingerprint:
    """The one that is kept for a picture."""
    return msgspec.json.decode((FOLDER / f"{Path(picture).stem}.json").read_bytes(), type=Fingerprint)
