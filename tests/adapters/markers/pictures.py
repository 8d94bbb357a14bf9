"""Where the test pictures lie: CC0 and public-domain ones that scikit-image ships, and drawn ones."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
"""Pictures with whole reference sets, beside a developer's checkout; the tests pass without them."""

LICENCES = {
    "astronaut.png": "public domain",
    "camera.png": "CC0",
    "chelsea.png": "CC0",
    "coffee.png": "CC0",
    "retina.jpg": "CC0",
}


def shipped(name: str) -> Path:
    """The file of one of :data:`LICENCES`."""
    spec = find_spec("skimage")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data" / name


def texture(height: int, width: int, seed: int = 1) -> np.ndarray:
    """A grey picture full of corners: noise of several sizes, 8 bits."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width))
    for cell in (2, 5, 11, 23):
        coarse = random.normal(size=(height // cell + 2, width // cell + 2))
        total += np.kron(coarse, np.ones((cell, cell)))[:height, :width]
    return np.clip(128 + 40 * total / total.std(), 0, 255).astype(np.uint8)


def pale() -> np.ndarray:
    """Detail of so little contrast that nft sees none and planar does."""
    return (128 + (texture(240, 320).astype(float) - 128) * 0.12).astype(np.uint8)


def soft() -> np.ndarray:
    """Large clouds, 960 x 960: in full size they have nothing of the size of a key point, made smaller they do."""
    large = cv2.resize(texture(30, 30), (960, 960), interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(large, (0, 0), 16).astype(np.uint8, copy=False)


def sign() -> np.ndarray:
    """A little text far from most corners of a plain picture."""
    picture = np.repeat(np.linspace(40, 110, 480)[None], 300, axis=0).astype(np.uint8)
    for line, words in enumerate(("Opening on", "Friday 19:30", "Free entry")):
        cv2.putText(picture, words, (300, 180 + 18 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 170, 1, cv2.LINE_AA)
    return picture


def walls() -> np.ndarray:
    """Two plain walls before a plain sky: all that there is to see are the three edges between them."""
    picture = np.full((330, 500), 35, np.uint8)
    cv2.fillPoly(picture, [np.array([[0, 165], [290, 115], [290, 330], [0, 330]])], 80, cv2.LINE_AA)
    cv2.fillPoly(picture, [np.array([[290, 115], [500, 185], [500, 330], [290, 330]])], 230, cv2.LINE_AA)
    return picture
