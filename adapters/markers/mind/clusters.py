"""Key points arranged in a tree by the likeness of their descriptors: k-medoids of k-medoids.

A viewer walks down the tree, so any tree of the points works. These are MindAR's own: its random numbers come of a
fixed generator.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Ints
from adapters.markers.formats.mind import Cluster, Node

LEAF = 16
"""A node of at most so many points is not divided."""

CENTRES = 8
TRIES = 128
SEED, FACTOR, SUMMAND, MODULUS = 1234, 214_013, 2_531_011, 1 << 31

Distances = NDArray[np.int16]


def cluster(descriptors: NDArray[np.uint8]) -> Cluster:
    """The tree of n points with n x 84 bytes of descriptors."""
    return Cluster(_Tree(distances(descriptors)).node(np.arange(len(descriptors)), None))


def distances(descriptors: NDArray[np.uint8]) -> Distances:
    """Bits that differ, n x n."""
    number, length = descriptors.shape
    words = np.zeros((number, -(-length // 8) * 8), np.uint8)
    words[:, :length] = descriptors
    found = np.zeros((number, number), np.int16)
    for word in np.ascontiguousarray(words.view(np.uint64).T):
        found += np.bitwise_count(word[:, None] ^ word)
    return found


def _jumps() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What takes the generator from one state to each of the next ones: factors and summands."""
    factor, summand, found = 1, 0, []
    for _ in range(TRIES * CENTRES):
        factor, summand = factor * FACTOR % MODULUS, (summand * FACTOR + SUMMAND) % MODULUS
        found.append((factor, summand))
    factors, summands = np.array(found, np.int64).T
    return factors, summands


_FACTORS, _SUMMANDS = _jumps()


@cache
def _states(turn: int) -> NDArray[np.int64]:
    """Those that the ``turn``-th division of a tree uses."""
    before = int(_states(turn - 1)[-1]) if turn else SEED
    return (before * _FACTORS + _SUMMANDS) % MODULUS


def throws(turn: int) -> Ints:
    """15 bits for each centre of each try of the ``turn``-th division of a tree."""
    return (_states(turn) >> 16) & 0x7FFF


class _Tree:
    def __init__(self, distance: Distances) -> None:
        self.distance = distance
        self.turn = 0

    def node(self, points: Ints, centre: int | None) -> Node:
        """The node of these points, with all below it; the generator goes on from node to node, depth first."""
        name = None if centre is None else str(centre)
        if len(points) > LEAF:
            centres, nearest = self._divided(points)
            used = sorted(set(centres[nearest].tolist()))
            if len(used) > 1:
                groups = [(middle, points[centres[nearest] == middle]) for middle in used]
                return Node(name, leaf=False, children=[self.node(group, middle) for middle, group in groups])
        return Node(name, leaf=True, point_indexes=points.tolist())

    def _divided(self, points: Ints) -> tuple[Ints, Ints]:
        """The centres of the best of many tries, and the first of the nearest ones for each point."""
        tries = np.array(self._tries(len(points)))
        distance = self.distance[np.ix_(points, points)]
        all_tries = distance[tries]
        best = int(all_tries.min(axis=1).sum(axis=1).argmin())
        return points[tries[best]], all_tries[best].argmin(axis=0)

    def _tries(self, number: int) -> list[list[int]]:
        """Places drawn from so many: each try shuffles what the one before it left. Spelled out, a third faster."""
        order, found = list(range(number)), list[list[int]]()
        for a, b, c, d, e, f, g, h in (throws(self.turn) % number).reshape(TRIES, CENTRES).tolist():
            order[0], order[a] = order[a], order[0]
            order[1], order[b] = order[b], order[1]
            order[2], order[c] = order[c], order[2]
            order[3], order[d] = order[d], order[3]
            order[4], order[e] = order[e], order[4]
            order[5], order[f] = order[f], order[5]
            order[6], order[g] = order[g], order[6]
            order[7], order[h] = order[h], order[7]
            found.append(order[:CENTRES])
        self.turn += 1
        return found
