"""A frame around the picture: edges and corners of strong contrast, and no two of its places alike."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey

WIDTH = 0.1
"""Of the shorter side."""

GAP = 0.25
"""Of the frame's width, paper between picture and frame."""

DASHES = (0.5, 2.0)
"""Lengths of the frame's dashes and of the gaps between, in widths of a dash."""

PAPER, INK = (250, 250, 250), (24, 24, 24)


def framed(grey: Grey) -> dict[str, float]:
    """What :func:`border` needs. The seed is the picture's own, so that framed pictures do not become alike."""
    small = cv2.resize(grey, (16, 16), interpolation=cv2.INTER_AREA)
    return {"width": WIDTH, "seed": float(zlib.crc32(small.tobytes()) >> 8)}


def border(picture: NDArray[np.uint8], parameters: Mapping[str, float]) -> NDArray[np.uint8]:
    """The BGR picture, larger by its frame. Raises ValueError for parameters out of range."""
    if not (0.02 <= parameters["width"] <= 0.5 and 0 <= parameters["seed"] < 2**32):
        raise ValueError("a frame's width goes from 0.02 to 0.5, its seed from 0 to 2^32 - 1")
    height, width = picture.shape[:2]
    wide = max(2, round(parameters["width"] * min(width, height)))
    around = cv2.copyMakeBorder(picture, wide, wide, wide, wide, cv2.BORDER_CONSTANT, value=PAPER)
    whole = around.astype(np.uint8, copy=False)
    ink = max(1, round(wide * (1 - GAP)))
    dice = np.random.default_rng(int(parameters["seed"]))
    for turned in range(4):
        _dashed(np.rot90(whole, turned), ink, dice)
    return whole


def _dashed(whole: NDArray[np.uint8], ink: int, dice: np.random.Generator) -> None:
    """Draw along the upper side, from its left corner to where the next side begins."""
    at, end = 0.0, whole.shape[1] - ink
    while at < end:
        length = ink * dice.uniform(*DASHES)
        depth = ink if dice.uniform() < 0.6 else ink // 2
        whole[:depth, round(at) : min(end, round(at + length))] = INK
        at += length + ink * dice.uniform(*DASHES)
