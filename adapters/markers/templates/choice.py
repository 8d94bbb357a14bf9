"""The greedy choice of templates, with the same result as the full search at a fraction of its cost.

A full search would correlate every candidate with some 430 windows. Here eight of them give a lower bound of the
highest similarity, which already rejects most; the rest wait in a heap by that bound, and the exact value is computed
only for those that come to the top.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Grey, Ints
from adapters.markers.templates.candidates import crests
from adapters.markers.templates.similarity import INNER, NEXT, SIDE, Surroundings, Windows

MAX_SIMILARITY = np.float32(0.90)
MIN_SIMILARITY = np.float32(0.55)
SAME = np.float32(0.99)
MIN_DEVIATION = 8.0
OCCUPANCY = 32
"""A chosen template keeps others out of the square of this half side, pixels."""

CHOSEN = np.dtype([("x", np.int32), ("y", np.int32), ("similarity", np.float32)])


class Candidates(msgspec.Struct, frozen=True):
    """Places in raster order; ``bound`` is at most the highest similarity elsewhere, ``slack`` an error bar."""

    rows: Ints
    columns: Ints
    deviation: Floats
    slack: Floats
    bound: Floats

    def __getitem__(self, kept: Flags) -> Candidates:
        """The candidates that are marked."""
        return Candidates(*(getattr(self, field)[kept] for field in self.__struct_fields__))


def limit(width: int, height: int) -> int:
    """How many templates a scale may have."""
    return (width // OCCUPANCY) * (height // OCCUPANCY) + (width // (3 * SIDE)) * (height // (3 * SIDE))


def choose(grey: Grey) -> NDArray[np.void]:
    """Records of :data:`CHOSEN` in order of selection: the least similar to its surroundings first."""
    height, width = grey.shape
    most = limit(width, height)
    if most == 0 or min(height, width) < SIDE:
        return np.empty(0, CHOSEN)
    windows = Windows.of(grey)
    chosen = [found for _, found in zip(range(most), _greedy(windows, _candidates(windows)), strict=False)]
    return np.array(chosen, CHOSEN)


def _candidates(windows: Windows) -> Candidates:
    """The crests that the bounds leave."""
    found = _varied(windows)
    for offset in NEXT:
        values = windows.both_ways(found.rows, found.columns, found.deviation, offset)
        bound = np.fmax(found.bound, np.fmax(*values) - found.slack)
        found = msgspec.structs.replace(found, bound=bound)[bound < MAX_SIMILARITY]
    for offset in INNER:
        values = windows.both_ways(found.rows, found.columns, found.deviation, offset)
        found = found[~_unfit(found.bound, np.fmin(*values) + found.slack, np.fmax(*values) - found.slack)]
    return found


def _varied(windows: Windows) -> Candidates:
    """The crests whose template has contrast enough, of whose similarity nothing is known."""
    rows, columns = crests(windows.grey)
    inside = windows.inside(rows, columns)
    rows, columns = rows[inside], columns[inside]
    deviation = windows.deviations(rows, columns)
    kept = deviation >= MIN_DEVIATION
    rows, columns, deviation = rows[kept], columns[kept], deviation[kept]
    slack = windows.slack(rows, columns, deviation)
    return Candidates(rows, columns, deviation, slack, np.full(len(rows), -1, np.float32))


def _unfit(elsewhere: Floats | np.float32, lowest: Floats | np.float32, highest: Floats | np.float32) -> Flags:
    """Whether templates resemble another place too much, or a near one too much or less than another place."""
    ambiguous = (lowest < MIN_SIMILARITY) & (lowest < elsewhere)
    return np.asarray((elsewhere >= MAX_SIMILARITY) | ambiguous | (highest > SAME))


def _greedy(windows: Windows, candidates: Candidates) -> Iterator[tuple[int, int, np.float32]]:
    taken = np.zeros(windows.grey.shape, np.bool_)
    waiting = [(bound, index, False) for index, bound in enumerate(candidates.bound.tolist())]
    heapq.heapify(waiting)
    while waiting:
        value, index, exact = heapq.heappop(waiting)
        row, column = int(candidates.rows[index]), int(candidates.columns[index])
        if taken[row, column]:
            continue
        if exact:
            top, left = max(0, row - OCCUPANCY), max(0, column - OCCUPANCY)
            taken[top : row + OCCUPANCY + 1, left : column + OCCUPANCY + 1] = True
            yield column, row, np.float32(value)
            continue
        around = _surroundings(windows, row, column, candidates.slack[index])
        if not _unfit(*around):
            heapq.heappush(waiting, (float(around.elsewhere), index, True))


def _surroundings(windows: Windows, row: int, column: int, slack: np.float32) -> Surroundings:
    """What decides on a template, rounded wherever that might turn the decision."""
    elsewhere, lowest, highest = found = windows.around(row, column, slack)
    if _unfit(elsewhere, lowest - slack, highest + slack) == _unfit(elsewhere, lowest + slack, highest - slack):
        return found
    return Surroundings(elsewhere, *windows.nearby(row, column))
