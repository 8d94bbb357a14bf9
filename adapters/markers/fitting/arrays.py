"""Kinds of arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey

Matrix = NDArray[np.float64]
"""2 x 3, or 3 x 3 where it is said."""
Points = NDArray[np.float64]
"""Rows of x, y."""
Size = tuple[int, int]
"""Width and height in pixels."""

__all__ = ["Grey", "Matrix", "Points", "Size"]
