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
from adapters.markers.templates.rules import NFT, Rules
from adapters.markers.templates.similarity import FARTHEST, NEXT, Surroundings, Windows

SAME = np.float32(0.99)

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


def choose(grey: Grey, rules: Rules = NFT) -> NDArray[np.void]:
    """Records of :data:`CHOSEN` in order of selection: the least similar to its surroundings first."""
    height, width = grey.shape
    most = rules.limit(width, height)
    if most == 0 or min(height, width) < rules.side:
        return np.empty(0, CHOSEN)
    windows = Windows.of(grey, rules)
    greedy = _greedy(windows, _candidates(windows))
    chosen = [found for _, found in zip(range(most), greedy, strict=False)]
    return np.array(chosen, CHOSEN)


def _candidates(windows: Windows) -> Candidates:
    """The crests that the bounds leave."""
    found, rules = _varied(windows), windows.rules
    for offset in NEXT:
        values = windows.both_ways(found.rows, found.columns, found.deviation, offset)
        bound = np.fmax(found.bound, np.fmax(*values) - found.slack)
        found = msgspec.structs.replace(found, bound=bound)[bound < rules.max_similarity]
    for offset in FARTHEST:
        values = windows.both_ways(found.rows, found.columns, found.deviation, offset)
        lowest, highest = np.fmin(*values) + found.slack, np.fmax(*values) - found.slack
        found = found[~(((lowest < rules.min_similarity) & (lowest < found.bound)) | (highest > SAME))]
    return found


def _varied(windows: Windows) -> Candidates:
    """The crests whose template has contrast enough, of whose similarity nothing is known."""
    rows, columns = crests(windows.grey, windows.rules.share)
    inside = windows.inside(rows, columns)
    rows, columns = rows[inside], columns[inside]
    deviation = windows.deviations(rows, columns)
    kept = deviation >= windows.rules.min_deviation
    rows, columns, deviation = rows[kept], columns[kept], deviation[kept]
    slack = windows.slack(rows, columns, deviation)
    return Candidates(rows, columns, deviation, slack, np.full(len(rows), -1, np.float32))


def _unfit(rules: Rules, elsewhere: float, lowest: float, highest: float) -> bool:
    """Whether a template resembles another place too much, or a near one too much or less than another place."""
    ambiguous = lowest < rules.min_similarity and lowest < elsewhere
    return bool(elsewhere >= rules.max_similarity or ambiguous or highest > SAME)


def _greedy(windows: Windows, candidates: Candidates) -> Iterator[tuple[int, int, np.float32]]:
    taken, occupancy = np.zeros(windows.grey.shape, np.bool_), windows.rules.occupancy
    rows, columns, slack = candidates.rows.tolist(), candidates.columns.tolist(), candidates.slack.tolist()
    waiting = [(bound, index, False) for index, bound in enumerate(candidates.bound.tolist())]
    heapq.heapify(waiting)
    while waiting:
        value, index, exact = heapq.heappop(waiting)
        row, column = rows[index], columns[index]
        if taken[row, column]:
            continue
        if exact:
            top, left = max(0, row - occupancy), max(0, column - occupancy)
            taken[top : row + occupancy + 1, left : column + occupancy + 1] = True
            yield column, row, np.float32(value)
            continue
        around = _surroundings(windows, row, column, slack[index])
        if not _unfit(windows.rules, *around):
            heapq.heappush(waiting, (around.elsewhere, index, True))


def _surroundings(windows: Windows, row: int, column: int, slack: float) -> Surroundings:
    """What decides on a template, rounded wherever that might turn the decision."""
    elsewhere, lowest, highest = found = windows.around(row, column, slack)
    worst, best = (lowest - slack, highest + slack), (lowest + slack, highest - slack)
    if _unfit(windows.rules, elsewhere, *worst) == _unfit(windows.rules, elsewhere, *best):
        return found
    return Surroundings(elsewhere, *windows.nearby(row, column))
