"""Pictures of every kind: photographs, poster, flat logo, page of text, repeated motif, soft colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage import data

from benchmarks.tracking import drawings

Image = NDArray[np.uint8]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "pictures"
"""More photographs, where the checkout lies beside such a folder."""

PHOTOS = ("astronaut", "chelsea", "coffee", "rocket", "retina")
"""Of scikit-image's wheel: public domain and CC0."""

DRAWN: dict[str, Callable[[], Image]] = {
    "poster": drawings.poster,
    "logo": drawings.logo,
    "page": partial(drawings.page, 11),
    "motif": drawings.motif,
    "soft": drawings.soft,
}
ALIKE: dict[str, Callable[[], Image]] = {"page": partial(drawings.page, 12)}
"""Pictures that are easily taken for another one; shown while that one is absent."""

SURFACES = ("brick", "gravel", "grass", "coins", "hubble_deep_field", "immunohistochemistry")
"""What lies behind the picture; never a picture to be found."""


def names() -> list[str]:
    """Every picture there is, drawn ones first; the same order everywhere."""
    return [*DRAWN, *PHOTOS, *sorted(shared())]


def shared() -> dict[str, Path]:
    """Photographs of the folder beside the checkout that scikit-image does not bring."""
    return {path.stem: path for path in SHARED.glob("*.*") if path.stem not in PHOTOS}


@cache
def picture(name: str) -> Image:
    """BGR. Raises KeyError for a name that is not known."""
    if name in DRAWN:
        return DRAWN[name]()
    if name in PHOTOS or name in SURFACES:
        image = getattr(data, name)()
        return np.asarray(cv2.cvtColor(image, CODES[image.ndim]), np.uint8)
    found = cv2.imread(str(shared()[name]))
    if found is None:
        raise KeyError(name)
    return np.asarray(found, np.uint8)


CODES = {2: cv2.COLOR_GRAY2BGR, 3: cv2.COLOR_RGB2BGR}


def alike(name: str) -> Image:
    """Another picture of the same kind, for frames in which this one is absent."""
    if name in ALIKE:
        return ALIKE[name]()
    others = PHOTOS if name in PHOTOS or name in shared() else tuple(DRAWN)
    return picture(others[(list(others).index(name) + 1) % len(others)] if name in others else others[0])
