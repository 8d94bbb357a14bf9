"""How well two targets of the same picture agree."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.markers.formats.mind import Cluster, Level, Point, Target

PLACE = 0.05
"""Pixels."""


def kinds(level: Level) -> tuple[tuple[list[Point], Cluster], tuple[list[Point], Cluster]]:
    """Bright and dark points with their trees."""
    return (level.maxima_points, level.maxima_points_cluster), (level.minima_points, level.minima_points_cluster)


def counts(target: Target) -> list[tuple[int, ...]]:
    """Width, height and number of points of every image and level."""
    images = [(image.width, image.height, len(image.points)) for image in target.tracking_data]
    levels = [
        (level.width, level.height, *(len(points) for points, _ in kinds(level))) for level in target.matching_data
    ]
    return [*images, *levels]


def pairs(one: Target, other: Target) -> Iterator[tuple[Point, Point]]:
    """Points with the same place in both files."""
    for levels in zip(one.matching_data, other.matching_data, strict=True):
        for (mine, _), (theirs, _) in zip(*map(kinds, levels), strict=True):
            yield from zip(mine, theirs, strict=True)


def same(one: Point, other: Point) -> bool:
    """Kind and size equal, place within :data:`PLACE`."""
    near = abs(one.x - other.x) <= PLACE and abs(one.y - other.y) <= PLACE
    return near and (one.maxima, one.scale) == (other.maxima, other.scale)


def hamming(one: Point, other: Point) -> int:
    """Bits that differ."""
    return sum((a ^ b).bit_count() for a, b in zip(one.descriptors, other.descriptors, strict=True))


def trees(target: Target) -> list[Cluster]:
    """All, level by level."""
    return [tree for level in target.matching_data for _, tree in kinds(level)]
