"""Normalised cross-correlation of a template with the windows around it.

For a displacement d, one box filter of ``I(x) I(x + d)`` gives the product sums of d *and* of -d for every pixel at
once, in exact integers: 45 * 45 * 255 * 255 fits 32 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Grey, Ints
from adapters.markers.templates.rules import Rules

if TYPE_CHECKING:
    from cv2.typing import MatLike

REACH = 10
"""The largest displacement along an axis."""

NEAR = 4
"""Displacements of at most this squared length are the template's own neighbourhood, not another place."""

Offset = tuple[int, int]
"""Rows and columns; rows are not negative, for the opposites come along."""

FARTHEST: tuple[Offset, ...] = ((0, 2), (2, 0))
"""Half of the longest displacements within :data:`NEAR`, where the lowest similarity near a template most often lies;
the other half are their opposites."""

INNER: tuple[Offset, ...] = ((0, 1), (1, 0), (1, 1), (1, -1), *FARTHEST)
"""Half of all displacements within :data:`NEAR`."""

NEXT: tuple[Offset, ...] = ((1, 2), (2, 1), (1, -2), (2, -1))
"""Half of the shortest displacements beyond :data:`NEAR`, where the highest similarity most often lies."""


_DISTANCE = np.add.outer(np.arange(-REACH, REACH + 1) ** 2, np.arange(-REACH, REACH + 1) ** 2)
_APART = np.where(_DISTANCE > NEAR, 0, 4).astype(np.float32)
"""Taken from similarities, this leaves those within :data:`NEAR` the lowest."""

_NEARBY = (_DISTANCE <= NEAR) & (_DISTANCE > 0)


class Surroundings(NamedTuple):
    """The highest similarity ``elsewhere``, beyond :data:`NEAR`; the lowest and the highest within it."""

    elsewhere: float
    lowest: float
    highest: float


class Windows(msgspec.Struct, frozen=True):
    """A picture with the sums of its square windows; a window is named by its centre."""

    grey: Grey
    rules: Rules
    sums: NDArray[np.int32]
    squares: NDArray[np.int32]
    views: Grey

    @classmethod
    def of(cls, grey: Grey, rules: Rules) -> Windows:
        """Windows as large as templates; ``views`` go by their upper left."""
        side = rules.side
        squares = _box(cv2.multiply(grey, grey, dtype=cv2.CV_16U), side)
        return cls(grey, rules, _box(grey, side), squares, sliding_window_view(grey, (side, side)))

    @property
    def count(self) -> int:
        """Pixels of a window."""
        return self.rules.side**2

    def inside(self, rows: Ints, columns: Ints) -> Flags:
        """Whether the windows lie wholly in the picture."""
        height, width = self.grey.shape
        half = self.rules.half
        return (rows >= half) & (rows < height - half) & (columns >= half) & (columns < width - half)

    def deviations(self, rows: Ints, columns: Ints) -> NDArray[np.float64]:
        """Standard deviation of the values in the windows."""
        total = self.sums[rows, columns].astype(np.int64)
        return np.sqrt(self.squares[rows, columns].astype(np.int64) * self.count - total * total) / self.count

    def both_ways(self, rows: Ints, columns: Ints, deviation: Floats, offset: Offset) -> Floats:
        """Similarity to the windows at ``offset`` and at its opposite: 2 x n, NaN where they leave the picture."""
        products, count = _products(self.grey, offset, self.rules.side), self.count
        found = np.full((2, len(rows)), np.nan, np.float32)
        for way, (down, right) in enumerate((offset, (-offset[0], -offset[1]))):
            valid = self.inside(rows + down, columns + right)
            y, x = rows[valid], columns[valid]
            there = y + down, x + right
            shared = products[y + min(down, 0), x + min(right, 0)].astype(np.int64) * count
            shared -= self.sums[y, x].astype(np.int64) * self.sums[there]
            scale = count**2 * deviation[valid] * self.deviations(*there)
            found[way, valid] = np.divide(shared, scale, out=np.full(len(y), np.nan), where=scale > 0)
        return found

    def slack(self, rows: Ints, columns: Ints, deviation: Floats) -> Floats:
        """How far a similarity may be from the rules' own: half an ulp for each of the summed squares, amply."""
        share = self.squares[rows, columns] / (self.count * deviation**2)
        return (1e-4 + self.count * 2.0**-25 * share).astype(np.float32)

    def around(self, row: int, column: int, slack: float) -> Surroundings:
        """What the template at a place is like in its surroundings: ``elsewhere`` is exact, the rest nearly."""
        half = self.rules.half
        first, left = row - REACH - half, column - REACH - half
        top, begin = max(first, 0), max(left, 0)
        template = self.views[row - half, column - half]
        found = self.grey[top : first + 2 * (REACH + half) + 1, begin : left + 2 * (REACH + half) + 1]
        values = cv2.matchTemplate(found, template, cv2.TM_CCOEFF_NORMED)
        part = slice(top - first, top - first + len(values)), slice(begin - left, begin - left + len(values[0]))
        far, near = values - _APART[part], values[_NEARBY[part]]
        down, across = np.nonzero(far >= max(float(far.max()) - slack, -1 + slack))
        highest = self.rules.compare(template, self.views[top + down, begin + across]).max(initial=-1)
        return Surroundings(float(highest), float(near.min(initial=1)), float(near.max(initial=-1)))

    def nearby(self, row: int, column: int) -> tuple[float, float]:
        """The lowest and the highest similarity within :data:`NEAR`, exactly."""
        down, across = np.array([*INNER, *(tuple(-step for step in offset) for offset in INNER)]).T
        inside = self.inside(row + down, column + across)
        top, left = row - self.rules.half, column - self.rules.half
        values = self.rules.compare(self.views[top, left], self.views[top + down[inside], left + across[inside]])
        return float(values.min(initial=1)), float(values.max(initial=-1))


def _box(values: MatLike, side: int) -> NDArray[np.int32]:
    """Sums over the windows; those that leave the array are meaningless."""
    found = cv2.boxFilter(values, cv2.CV_32S, (side, side), normalize=False, borderType=cv2.BORDER_REPLICATE)
    return found.astype(np.int32, copy=False)


def _products(grey: Grey, offset: Offset, side: int) -> NDArray[np.int32]:
    """Window sums of ``I(x) I(x + offset)`` where both lie in the picture.

    Each sum stands at the upper left of the two windows' centres.
    """
    height, width = grey.shape
    down, right = offset
    one = grey[: height - down, max(0, -right) : width - max(0, right)]
    other = grey[down:, max(0, right) : width - max(0, -right)]
    return _box(cv2.multiply(one, other, dtype=cv2.CV_16U), side)
