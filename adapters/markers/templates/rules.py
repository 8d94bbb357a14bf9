"""What makes a template: the numbers in which the formats differ."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np

from adapters.markers.arrays import Floats, Grey
from adapters.markers.templates.correlation import rounded


class Rules(msgspec.Struct, frozen=True):
    """Similarities are normalised correlations, -1 to 1.

    ``half``: a template reaches so many pixels to each side of its middle. ``max_similarity`` elsewhere and
    ``min_similarity`` near it bound a template's own; ``min_deviation`` is of its values. ``occupancy``: it keeps
    others out of the square of this half side. ``share``: the strongest crests are looked at, level by level, until
    they are this share of all pixels. ``compare``: the similarity of a template to each of n windows, to the last bit.
    """

    half: int
    max_similarity: np.float32
    min_similarity: np.float32
    min_deviation: float
    occupancy: int
    share: float
    compare: Callable[[Grey, Grey], Floats]

    @property
    def side(self) -> int:
        """Of a template, pixels."""
        return 2 * self.half + 1

    def limit(self, width: int, height: int) -> int:
        """How many templates a picture may have."""
        return sum((width // each) * (height // each) for each in (self.occupancy, 3 * self.side))


NFT = Rules(22, np.float32(0.90), np.float32(0.55), 8.0, 32, 0.02, rounded)
"""Those of ``.fset``, level 2."""
