"""Normalised cross-correlation of a template with the windows around it.

For a displacement d, one box filter of ``I(x) I(x + d)`` gives the product sums of d *and* of -d for every pixel at
once, in exact integers: 45 * 45 * 255 * 255 fits 32 bits.
"""

from __future__ import annotations

import cv2
import msgspec
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Grey, Ints

HALF = 22
SIDE = 2 * HALF + 1
COUNT = SIDE * SIDE
REACH = 10
"""The largest displacement along an axis."""

NEAR = 4
"""Displacements of at most this squared length are the template's own neighbourhood, not another place."""

Offset = tuple[int, int]
"""Rows and columns; rows are not negative, for the opposites come along."""

INNER: tuple[Offset, ...] = ((0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0))
"""Half of the displacements within :data:`NEAR`; the other half are their opposites."""

NEXT: tuple[Offset, ...] = ((1, 2), (2, 1), (1, -2), (2, -1))
"""Half of the shortest displacements beyond :data:`NEAR`, where the highest similarity most often lies."""


class Windows(msgspec.Struct, frozen=True):
    """A picture with its 45 x 45 window sums; a window is named by its centre."""

    grey: Grey
    sums: NDArray[np.int32]
    squares: NDArray[np.int32]

    @classmethod
    def of(cls, grey: Grey) -> Windows:
        """Sums of the values and of their squares in every window."""
        return cls(grey, _box(grey), _box(cv2.multiply(grey, grey, dtype=cv2.CV_16U)))

    def inside(self, rows: Ints, columns: Ints) -> Flags:
        """Whether the windows lie wholly in the picture."""
        height, width = self.grey.shape
        return (rows >= HALF) & (rows < height - HALF) & (columns >= HALF) & (columns < width - HALF)

    def deviations(self, rows: Ints, columns: Ints) -> NDArray[np.float64]:
        """Standard deviation of the values in the windows."""
        return np.sqrt(self._spread(rows, columns)) / COUNT

    def both_ways(self, rows: Ints, columns: Ints, offset: Offset) -> Floats:
        """Similarity to the windows at ``offset`` and at its opposite: 2 x n, NaN where they leave the picture."""
        products = _products(self.grey, offset)
        found = np.full((2, len(rows)), np.nan, np.float32)
        for way, (down, right) in enumerate((offset, (-offset[0], -offset[1]))):
            valid = self.inside(rows + down, columns + right)
            y, x = rows[valid], columns[valid]
            total = products[y + min(down, 0), x + min(right, 0)]
            found[way, valid] = self._correlation(total, (y, x), (y + down, x + right))
        return found

    def elsewhere(self, row: int, column: int) -> float:
        """The highest similarity to a window beyond :data:`NEAR` and within :data:`REACH`; -1 when there is none."""
        height, width = self.grey.shape
        top, left = max(row - REACH, HALF), max(column - REACH, HALF)
        bottom, right = min(row + REACH, height - HALF - 1), min(column + REACH, width - HALF - 1)
        around = self.grey[top - HALF : bottom + HALF + 1, left - HALF : right + HALF + 1]
        template = self.grey[row - HALF : row + HALF + 1, column - HALF : column + HALF + 1]
        values = cv2.matchTemplate(around, template, cv2.TM_CCOEFF_NORMED)
        down, across = np.arange(top, bottom + 1) - row, np.arange(left, right + 1) - column
        apart = np.add.outer(down**2, across**2) > NEAR
        return float(values[apart].max(initial=-1.0))

    def _correlation(self, products: NDArray[np.int32], here: tuple[Ints, Ints], there: tuple[Ints, Ints]) -> Floats:
        scale = np.sqrt(self._spread(*here)) * np.sqrt(self._spread(*there))
        shared = products.astype(np.int64) * COUNT - self.sums[here].astype(np.int64) * self.sums[there]
        return np.divide(shared, scale, out=np.full(len(shared), np.nan), where=scale > 0).astype(np.float32)

    def _spread(self, rows: Ints, columns: Ints) -> NDArray[np.int64]:
        """The variance times :data:`COUNT` squared, which is an integer."""
        total = self.sums[rows, columns].astype(np.int64)
        return self.squares[rows, columns].astype(np.int64) * COUNT - total * total


def _box(values: MatLike) -> NDArray[np.int32]:
    """Sums over the windows; those that leave the array are meaningless."""
    found = cv2.boxFilter(values, cv2.CV_32S, (SIDE, SIDE), normalize=False, borderType=cv2.BORDER_REPLICATE)
    return found.astype(np.int32, copy=False)


def _products(grey: Grey, offset: Offset) -> NDArray[np.int32]:
    """Window sums of ``I(x) I(x + offset)`` where both lie in the picture.

    Each sum stands at the upper left of the two windows' centres.
    """
    height, width = grey.shape
    down, right = offset
    one = grey[: height - down, max(0, -right) : width - max(0, right)]
    other = grey[down:, max(0, right) : width - max(0, -right)]
    return _box(cv2.multiply(one, other, dtype=cv2.CV_16U))
