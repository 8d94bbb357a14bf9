"""More contrast: greys spread over the whole range, or evened out from place to place."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey

DARKEST, LIGHTEST = 0.5, 99.5
"""Percent of the pixels that become black at most, and that stay below white at least."""

MIDDLE = 0.4
"""Of white: what the median becomes, as far as GAMMAS let it."""

GAMMAS = (0.5, 1.0)
CLIP, TILES = 2.0, 4
"""Of contrast-limited adaptive histogram equalisation (K. Zuiderveld, Graphics Gems IV, 1994).

More, or smaller tiles, show as stains on smooth colours.
"""


FULL = 0.75
"""Of the range from black to white: to pictures that span so much, more contrast gives nothing."""


def levels(grey: Grey) -> dict[str, float] | None:
    """What :func:`contrast` needs to spread a picture's greys over the whole range, None where they are."""
    black, middle, white = _tones(grey)
    white = max(white, black + 1)
    share = min(0.99, max(0.01, (middle - black) / (white - black)))
    gamma = min(GAMMAS[1], max(GAMMAS[0], float(np.log(MIDDLE) / np.log(share))))
    if white - black >= FULL * 255 and gamma > sum(GAMMAS) / 2:
        return None
    return {"black": round(black, 1), "white": round(white, 1), "gamma": round(gamma, 3)}


def evened(grey: Grey) -> dict[str, float] | None:
    """What :func:`contrast` needs to even out local contrast, None where there is enough."""
    black, _, white = _tones(grey)
    return None if white - black >= FULL * 255 else {"clip": CLIP, "tiles": TILES}


def _tones(grey: Grey) -> tuple[float, float, float]:
    """Nearly the darkest grey, the median, and nearly the lightest."""
    black, middle, white = np.percentile(grey, (DARKEST, 50, LIGHTEST)).tolist()
    return black, middle, white


def contrast(picture: NDArray[np.uint8], parameters: Mapping[str, float]) -> NDArray[np.uint8]:
    """The BGR picture with its lightness changed, its hues kept. Raises ValueError for parameters out of range."""
    if "clip" in parameters:
        return _evened(picture, parameters["clip"], round(parameters["tiles"]))
    black, white, gamma = (parameters[name] for name in ("black", "white", "gamma"))
    if not (0 <= black < white <= 255 and 0.1 <= gamma <= 10):
        raise ValueError("levels go from 0 to 255, black before white, gamma from 0.1 to 10")
    table = np.clip((np.arange(256) - black) / (white - black), 0, 1) ** gamma
    return cv2.LUT(picture, np.rint(255 * table).astype(np.uint8)).astype(np.uint8, copy=False)


def _evened(picture: NDArray[np.uint8], clip: float, tiles: int) -> NDArray[np.uint8]:
    if not (1 <= clip <= 40 and 1 <= tiles <= 64):
        raise ValueError("clip goes from 1 to 40, tiles from 1 to 64")
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    lab[:, :, 0] = cv2.createCLAHE(clip, (tiles, tiles)).apply(np.ascontiguousarray(lab[:, :, 0]))
    return cv2.cvtColor(lab, cv2.COLOR_LAB2BGR).astype(np.uint8, copy=False)
