"""``.mind``, version 2: what MindAR 1.2 recognises pictures by, and follows them by; one file for one or more pictures.

Layout: one MessagePack value. Keys are in the order of the fields below; numbers as JavaScript packs them, a whole one
as the smallest integer and any other as float64. A viewer checks the version alone, so the reader here checks the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType
from numpy.typing import NDArray

from adapters.markers.formats import BadFile

VERSION = 2
WORDS = 21
"""Of 32 bits, in a descriptor of 666."""

Number = int | float


class Size(msgspec.Struct, frozen=True):
    """Of a picture as it was compiled, pixels."""

    width: int
    height: int


class Place(msgspec.Struct, frozen=True):
    """The middle of a template, pixels."""

    x: int
    y: int


class TrackingImage(msgspec.Struct, frozen=True):
    """The picture at one ``scale``, grey, row by row, and its templates in order of selection."""

    data: bytes
    scale: Number
    width: int
    height: int
    points: list[Place]


class Point(msgspec.Struct, frozen=True):
    """A key point: a bright blob or a dark one, its place in pixels of its level, its size and its direction.

    Radians from -pi to pi. The bits of the descriptor stand in the words' highest bits first.
    """

    maxima: bool
    x: Number
    y: Number
    scale: int
    angle: Number
    descriptors: list[int]


class Node(msgspec.Struct, frozen=True, rename="camel"):
    """A leaf has the indices of points, any other node has children, each named by the point in its middle."""

    center_point_index: str | None
    leaf: bool
    children: list[Node] | UnsetType = UNSET
    point_indexes: list[int] | UnsetType = UNSET


class Cluster(msgspec.Struct, frozen=True, rename="camel"):
    """Points of one kind, arranged by the likeness of their descriptors."""

    root_node: Node


class Level(msgspec.Struct, frozen=True, rename="camel"):
    """The key points of the picture at one ``scale``."""

    maxima_points: list[Point]
    minima_points: list[Point]
    maxima_points_cluster: Cluster
    minima_points_cluster: Cluster
    width: int
    height: int
    scale: Number


class Target(msgspec.Struct, frozen=True, rename="camel"):
    """One picture: what it is followed by, larger image first, and what it is recognised by, largest level first."""

    target_image: Size
    tracking_data: list[TrackingImage]
    matching_data: list[Level]


class _File(msgspec.Struct, frozen=True, rename="camel"):
    v: int
    data_list: list[Target]


def number(value: float) -> Number:
    """As JavaScript packs it."""
    return int(value) if value.is_integer() else value


def numbers(values: NDArray[np.floating]) -> Sequence[Number]:
    """Each as JavaScript packs it; of sub-pixel places hardly one is whole."""
    return [number(value) for value in values.tolist()] if (values == np.rint(values)).any() else values.tolist()


def write(targets: Sequence[Target]) -> bytes:
    """The bytes of the file; a viewer tells the pictures apart by their place in it."""
    return msgspec.msgpack.encode(_File(VERSION, list(targets)))


def read(data: bytes) -> list[Target]:
    """The pictures of a file."""
    try:
        file = msgspec.msgpack.decode(data, type=_File)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadFile(str(error)) from error
    if file.v != VERSION or not file.data_list:
        message = f"version {file.v} with {len(file.data_list)} pictures"
        raise BadFile(message)
    for target in file.data_list:
        if faults := [*_faults(target)]:
            raise BadFile(faults[0])
    return file.data_list


def _faults(target: Target) -> Iterator[str]:
    for image in target.tracking_data:
        if len(image.data) != image.width * image.height:
            yield f"{len(image.data)} bytes are not {image.width} x {image.height} pixels"
        if not all(0 <= place.x < image.width and 0 <= place.y < image.height for place in image.points):
            yield "a template lies outside of its image"
    for level in target.matching_data:
        bright, dark = level.maxima_points, level.minima_points
        if not (all(point.maxima for point in bright) and not any(point.maxima for point in dark)):
            yield "bright and dark points are mixed"
        for points, cluster in ((bright, level.maxima_points_cluster), (dark, level.minima_points_cluster)):
            if any(len(point.descriptors) != WORDS for point in points):
                yield f"a descriptor has not {WORDS} words"
            leaves: list[int] = []
            _gather(cluster.root_node, leaves)
            if sorted(leaves) != [*range(len(points))]:
                yield "not every point is in one leaf"


def _gather(node: Node, found: list[int]) -> None:
    """The indices in all leaves; none of a node that is neither whole leaf nor whole branch."""
    if node.leaf and node.point_indexes is not UNSET:
        found += node.point_indexes
    elif not node.leaf and node.children is not UNSET:
        for child in node.children:
            _gather(child, found)
