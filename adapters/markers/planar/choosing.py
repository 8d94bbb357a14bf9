"""Which features of a picture its target keeps: those that help a camera most.

Every impression of the picture is a frame whose place is known, so that each of its features is found again in some
candidates or in none. Candidates are taken greedily (as Nemhauser, Wolsey and Fisher do for submodular worths, 1978),
each time those that add most: a further match is worth 1 / (ENOUGH + matches of its cell of the impression), so that
one in an empty corner is worth more than one in a crowd, and less the surer the whole impression is recognised.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.markers.planar.impressions import COUNT, impressions
from adapters.markers.planar.views import Source, views
from adapters.tracking.workbench import READ_FEATURE, Workbench

CELLS = 3
"""Across and down each impression."""

ENOUGH = 2.0
PLENTY = 12.0
"""Matches of one impression after which one more is worth half."""

RECOGNISED = 6.0
"""Matches, less those in doubt, that surely tell a picture."""

NEAR, FAR = 2.5, 0.06
"""Pixels from the true place; share of the picture's longer side from which on it is another place."""

LEAST_GAP = 0.92
"""Of a match's distance to that of the likest other place."""

DOUBTFUL = 0.2
"""What a match is worth that may be confused with another place."""

SEEN = 400
"""Features of one impression at most; a frame has twice as many, of the whole scene and of three levels."""

AT_ONCE = 8
"""Candidates that are taken before all are judged anew."""

ALIKE_SCALES = 2**0.8
"""A candidate is compared with the features of impressions up to so many times larger or smaller than its view.

Those are 95 % of what matches are worth (measured on three photographs), at less than half of all comparisons.
"""

FIRM = 40
"""A distance, of 256 bits, up to which more likeness is worth no more."""


class Sightings(NamedTuple):
    """Once for every pair of a seen feature and a candidate it is like, by candidate."""

    candidate: NDArray[np.intp]
    feature: NDArray[np.intp]
    cell: NDArray[np.intp]
    value: NDArray[np.float64]


class Choice(NamedTuple):
    """The kept candidates, the best first, and how many features of each impression they match.

    Impressions come from the smallest to the largest; a match in doubt counts DOUBTFUL.
    """

    features: NDArray[np.void]
    matches: NDArray[np.float64]

    @property
    def recognised(self) -> float:
        """The share of all impressions in which they match RECOGNISED features."""
        return float(np.mean(self.matches >= RECOGNISED))


def chosen(bench: Workbench, source: Source, candidates: NDArray[np.void], most: int) -> Choice:
    """At most ``most`` candidates, their weight how often each was found, 1..255."""
    seen = sightings(bench, source, candidates)
    order, matched = _greedy(seen, len(candidates), most)
    found = np.bincount(seen.candidate, minlength=len(candidates))[order]
    out = candidates[order].copy()
    out["weight"] = np.clip(found * 8, 1, 255)
    return Choice(out, _whole(matched))


def sightings(bench: Workbench, source: Source, candidates: NDArray[np.void]) -> Sightings:
    """What all impressions show of the candidates, which are of the template's :func:`views`."""
    linears = views(source.template)
    sizes = np.sqrt(np.abs(np.linalg.det(linears.astype(np.float64))))[candidates["view"]]
    by_size = np.argsort(sizes, kind="stable")
    sizes, known = sizes[by_size], _known(candidates[by_size])
    parts, features = [], 0
    for number, pose in enumerate(impressions(bench, source)):
        seen = bench.extract_frame(*pose.size, most=SEEN)
        size = pose.local_scale(source.template)
        first, end = np.searchsorted(sizes, [size / ALIKE_SCALES, size * ALIKE_SCALES])
        bench.candidates(known[first:end])
        pairs = bench.confirm(pose.to, len(seen), NEAR, FAR * pose.scale * max(source.template))
        places = np.stack([seen["x"], seen["y"]], axis=1)[pairs["feature"]]
        across, down = np.minimum((places * CELLS / pose.size).astype(np.intp), CELLS - 1).T
        cell = (number * CELLS + down) * CELLS + across
        found = by_size[pairs["candidate"] + first]
        parts.append((found, pairs["feature"].astype(np.intp) + features, cell, _values(pairs)))
        features += len(seen)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return Sightings(*(column[order] for column in columns))


def _known(candidates: NDArray[np.void]) -> NDArray[np.void]:
    """The records that the workbench compares."""
    known = np.zeros(len(candidates), READ_FEATURE)
    for name in ("x", "y", "view", "turn", "bright"):
        known[name] = candidates[name]
    known["bits"] = np.ascontiguousarray(candidates["bits"]).view("<u8")
    return known


def _values(pairs: NDArray[np.void]) -> NDArray[np.float64]:
    clear = pairs["distance"] <= LEAST_GAP * pairs["elsewhere"]
    firm = np.minimum(1, (80 - pairs["distance"]) / (80.0 - FIRM))
    return np.where(clear, firm, DOUBTFUL * firm)


def _greedy(seen: Sightings, count: int, most: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Candidates in the order in which they are taken, and the matches of every cell with all of them."""
    covered = np.zeros(seen.feature.max(initial=-1) + 1)
    matched = np.zeros(COUNT * CELLS**2)
    taken = np.zeros(count, bool)
    begins = np.searchsorted(seen.candidate, np.arange(count + 1))
    order: list[int] = []
    while len(order) < most:
        whole = np.repeat(_whole(matched), CELLS**2)
        slope = 1 / (ENOUGH + matched) / (1 + (whole / PLENTY) ** 2)
        gains = np.maximum(seen.value - covered[seen.feature], 0) * slope[seen.cell]
        worth = np.bincount(seen.candidate, gains, count).astype(np.float64, copy=False)
        worth[taken] = 0
        best = _highest(worth)
        if not len(best):
            break
        for one in best.tolist():
            part = slice(begins[one], begins[one + 1])
            more = np.maximum(seen.value[part] - covered[seen.feature[part]], 0)
            covered[seen.feature[part]] += more
            np.add.at(matched, seen.cell[part], more)
        taken[best] = True
        order += best.tolist()
    return np.array(order[:most], np.intp), matched


def _highest(worth: NDArray[np.float64]) -> NDArray[np.intp]:
    """Up to AT_ONCE of those worth anything, the best first; of equals, the first."""
    least = np.partition(worth, -AT_ONCE)[-AT_ONCE] if len(worth) > AT_ONCE else 0.0
    likely = np.flatnonzero((worth >= least) & (worth > 0))
    return likely[np.argsort(-worth[likely], kind="stable")][:AT_ONCE]


def _whole(matched: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matches of each impression, from those of its cells."""
    return matched.reshape(-1, CELLS**2).sum(axis=1)
