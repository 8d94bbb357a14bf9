"""How well two sets of features of the same picture agree."""

from __future__ import annotations

import numpy as np

PLACE, TURN, SIZE = 0.05, 0.05, 0.02
"""Two key points are the same within these: pixels, radians, share of their size."""


def matched(theirs: np.ndarray, ours: np.ndarray, slack: float = 0.0) -> np.ndarray:
    """For each of their key points the index of our same one, or -1; ``slack`` is for numbers that were rounded."""
    found = np.full(len(theirs), -1)
    for scale in np.unique(theirs["scale"]):
        a, b = np.flatnonzero(theirs["scale"] == scale), np.flatnonzero(ours["scale"] == scale)
        one, other = theirs[a][:, None], ours[b][None]
        distance = np.hypot(one["x"] - other["x"], one["y"] - other["y"])
        turn = np.abs(np.angle(np.exp(1j * (one["angle"] - other["angle"]))))
        same = (distance <= PLACE + slack) & (turn <= TURN) & (one["maximum"] == other["maximum"])
        same &= np.abs(one["sigma"] / other["sigma"] - 1) <= SIZE + slack
        cost = np.where(same, distance + turn, np.inf)
        if len(b):
            found[a] = np.where(same.any(axis=1), b[cost.argmin(axis=1)], -1)
    return found


def hamming(theirs: np.ndarray, ours: np.ndarray) -> np.ndarray:
    """How many bits differ, descriptor by descriptor."""
    width = theirs.shape[1]
    return np.unpackbits(theirs ^ ours[:, :width], axis=1).sum(axis=1)
