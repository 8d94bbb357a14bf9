"""Chooses comparisons by how well they tell corners apart together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.pattern.views import RADIUS, TURNS, Sightings

BITS = 256
CANDIDATES = 6000
SWEEPS = 4
Pairs = NDArray[np.int64]
"""N x 5: 0 fine or 1 coarse, x, y of the first pixel, x, y of the second, as seen from the corner."""


def candidates(random: np.random.Generator, count: int = CANDIDATES) -> Pairs:
    """A third normal around the corner (Calonder et al. 2010), a third anywhere, a third short."""
    third = count // 3
    around = random.normal(0, 6.2, (third, 4))
    anywhere = random.uniform(-RADIUS, RADIUS, (third, 4))
    start = random.normal(0, 6.5, (third, 2))
    short = np.hstack([start, start + random.normal(0, 4, (third, 2))])
    drawn = np.unique(np.rint(np.vstack([around, anywhere, short])).astype(np.int64), axis=0)
    inside = (np.hypot(drawn[:, 0], drawn[:, 1]) <= RADIUS) & (np.hypot(drawn[:, 2], drawn[:, 3]) <= RADIUS)
    drawn = drawn[inside & (drawn[:, :2] != drawn[:, 2:]).any(1)]
    return np.column_stack([random.integers(0, 2, len(drawn)), drawn])


def pixels(patches: NDArray, turns: NDArray, blur: NDArray, x: NDArray, y: NDArray) -> NDArray:
    """The pixel at (x, y) of every patch, turned as in viewer/core/features/descriptor.c."""
    angles = turns[:, None] * (2 * np.pi / TURNS)
    cos, sin = np.rint(16384 * np.cos(angles)).astype(int), np.rint(16384 * np.sin(angles)).astype(int)
    across, down = (x * cos - y * sin + 8192) >> 14, (x * sin + y * cos + 8192) >> 14
    return patches[np.arange(len(patches))[:, None], blur, down + RADIUS, across + RADIUS]


def outcomes(patches: NDArray, turns: NDArray, pairs: Pairs) -> NDArray[np.bool_]:
    """Patches x pairs."""
    made = np.empty((len(patches), len(pairs)), bool)
    blur, x, y, other_x, other_y = pairs.T
    for i in range(0, len(patches), 2000):
        some = patches[i : i + 2000], turns[i : i + 2000], blur
        made[i : i + 2000] = pixels(*some, x, y) < pixels(*some, other_x, other_y)
    return made


class Separation:
    """How far the distances of different corners lie from those of the same, in standard deviations of both.

    With mean difference d_i and covariances V_ij of the bits that differ, a set S of comparisons has
    sum(d_i, i in S) / sqrt(sum(V_ij, i and j in S)): Fisher's criterion for the sum of equally weighted bits.
    """

    def __init__(self, same: NDArray[np.bool_], other: NDArray[np.bool_]) -> None:
        self.gain = other.mean(0) - same.mean(0)
        self.cost = _covariance(same) + _covariance(other)

    def of(self, chosen: list[int]) -> float:
        return float(self.gain[chosen].sum() / np.sqrt(self.cost[np.ix_(chosen, chosen)].sum()))

    def best(self, chosen: list[int]) -> int:
        """The candidate that is best added to a set."""
        gain, cost = self.gain[chosen].sum() + self.gain, self.cost[np.ix_(chosen, chosen)].sum()
        total = gain / np.sqrt(np.maximum(cost + 2 * self.cost[chosen].sum(0) + np.diag(self.cost), 1e-9))
        total[chosen] = -np.inf
        return int(total.argmax())


def _covariance(differ: NDArray[np.bool_]) -> NDArray[np.float32]:
    centred = differ.astype(np.float32)
    centred -= centred.mean(0)
    return centred.T @ centred / len(centred)


def choose(separation: Separation) -> list[int]:
    """Greedily, then by exchange while that helps."""
    chosen: list[int] = []
    while len(chosen) < BITS:
        chosen.append(separation.best(chosen))
    for _ in range(SWEEPS):
        before = list(chosen)
        for i in range(BITS):
            chosen[i] = separation.best(chosen[:i] + chosen[i + 1 :])
        if chosen == before:
            break
    return chosen


def learn(random: np.random.Generator, seen: Sightings, picture: NDArray) -> tuple[Pairs, float, float]:
    """The best 256 pairs, their separation and that of as many random ones; ``picture`` numbers each sighting's.

    Half of the different corners are of the same picture.
    """
    pairs = candidates(random)
    first = outcomes(seen.first, seen.first_turn, pairs)
    second = outcomes(seen.second, seen.second_turn, pairs)
    by_picture = np.argsort(picture, kind="stable")
    neighbour = np.empty(len(picture), int)
    neighbour[by_picture] = np.roll(by_picture, 7)
    other = np.where(random.random(len(picture)) < 0.5, neighbour, random.permutation(len(picture)))
    separation = Separation(first ^ second, first ^ second[other])
    chosen = choose(separation)
    return pairs[chosen], separation.of(chosen), separation.of(list(range(BITS)))
