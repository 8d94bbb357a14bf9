"""Frames of a picture: the stratified views of the score's benchmark, and close-ups that it does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.score.conditions import ROUNDS, Condition, conditions
from benchmarks.score.filming import Filmed, filmed
from benchmarks.score.truth import digest
from benchmarks.tracking.camera.texture import Texture

CLOSE = "close-up"
NEAREST = 2.5
"""Widths of the frame that the picture's longer side covers at most: a third or less of it is seen then."""


def close_ups(count: int, seed: int = 44) -> list[Condition]:
    """Views from nearer than the picture fits the frame, else moderate."""
    dice = np.random.default_rng(seed)
    moderate = [view for view in conditions(ROUNDS[1]) if view.stratum == "near"]
    shares = np.exp(np.linspace(np.log(1.3), np.log(NEAREST), count))
    return [
        replace(
            moderate[number % len(moderate)], stratum=CLOSE, seed=900 + number, share=float(share), roll=float(roll)
        )
        for number, (share, roll) in enumerate(zip(shares, dice.uniform(-180, 180, count), strict=True))
    ]


class Frames:
    """The frames of one picture under ``views``, filmed once and kept in memory."""

    def __init__(self, picture: NDArray[Any], views: list[Condition]) -> None:
        texture = Texture(picture)
        self.views = views
        self.key = digest(picture.tobytes(), str(picture.shape).encode(), repr(views).encode())
        self._frames = [filmed(texture, view) for view in views]

    def frames(self) -> list[Filmed]:
        """One for every view."""
        return self._frames
