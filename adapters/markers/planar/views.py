"""How a picture may look to a camera: from afar and nearby, from the front and at a slant.

A view is a linear map from template pixels to its own; features are looked for in it as in a camera's frame. Slanted
views are the picture compressed along one direction (J.-M. Morel and G. Yu, ASIFT, 2009): the descriptors bear turns,
and about 15 % of size, but no strong foreshortening.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.planar.arrays import FEATURE
from adapters.markers.planar.template import shrunk
from adapters.tracking.workbench import MOST_PIXELS, Drawing, Workbench

SIZES = (52, 65, 82, 104, 131, 165, 208, 262, 330, 416, 524)
"""Longer sides of the views from the front, pixels; frames are searched at 1, 1/2 and 1/4 of their size as well."""

SLANTED = ((82, 2.3), (131, 2.3), (208, 2.3), (330, 2.3))
"""Longer sides of the slanted views before they are compressed, and how much they are: 1 / cos of the slant."""

DIRECTIONS = (0, 30, 60, 90, 120, 150)
"""Along which they are compressed, degrees."""

MARGIN = 20
"""Pixels around the picture in a view."""

SOURCE = 800
"""The longer side of the picture that views are drawn from, pixels, at most."""

SAMPLES = 4
MOST = 300
"""Features of one view."""


class Source(NamedTuple):
    """What is drawn from, and the template (width, height) whose pixels places are told in."""

    size: tuple[int, int]
    template: tuple[int, int]


def laid_out(bench: Workbench, grey: Grey, template: tuple[int, int]) -> Source:
    """Give the workbench the picture, as large as it can take."""
    most = min(SOURCE, math.isqrt(MOST_PIXELS * max(grey.shape) // min(grey.shape)))
    source = shrunk(grey, most)
    bench.source(source)
    return Source((source.shape[1], source.shape[0]), template)


def views(template: tuple[int, int]) -> NDArray[np.float32]:
    """All views of a template of this width and height, n x 2 x 2, none much larger than the template."""
    longest = max(template)
    front = [np.eye(2) * (size / longest) for size in SIZES if size <= 1.1 * longest]
    slanted = [
        compressed(math.radians(direction), tilt) * (size / longest)
        for size, tilt in SLANTED
        if size <= 1.1 * longest
        for direction in DIRECTIONS
    ]
    return np.array(front + slanted, np.float32)


def compressed(direction: float, tilt: float) -> NDArray[np.float64]:
    """The map that compresses along a direction (radians) by ``tilt``."""
    along = np.array([math.cos(direction), math.sin(direction)])
    return np.eye(2) - (1 - 1 / tilt) * np.outer(along, along)


def inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The inverse map."""
    return np.asarray(np.linalg.inv(matrix), np.float64)


def extent(linear: NDArray[np.floating], template: tuple[int, int]) -> tuple[int, int]:
    """Width and height of a view with its margins."""
    across, down = np.abs(linear.astype(np.float64)) @ template
    return math.ceil(across) + 2 * MARGIN, math.ceil(down) + 2 * MARGIN


def extracted(bench: Workbench, source: Source, linears: NDArray[np.float32]) -> NDArray[np.void]:
    """The features of all views, by view and falling in strength, those outside of the picture left out."""
    found = [_of_view(bench, source, number, linear) for number, linear in enumerate(linears)]
    return np.concatenate(found) if found else np.zeros(0, FEATURE)


def drawing(source: Source, back: NDArray[np.float64], spread: float = 1.0, outside: int = 128) -> Drawing:
    """``back`` leads from the drawing's pixels to those of the template; the level suits the least compressed way."""
    share = np.array(source.size) / source.template
    to_source = np.array([[share[0], 0, (share[0] - 1) / 2], [0, share[1], (share[1] - 1) / 2], [0, 0, 1]])
    whole = to_source @ back
    reduced = np.linalg.svd(whole[:2, :2] / whole[2, 2], compute_uv=False)[1]
    level = min(4, max(0, math.floor(math.log2(max(reduced, 1e-9)) + 1e-6)))
    return Drawing(whole, level, SAMPLES, spread, outside)


def _of_view(bench: Workbench, source: Source, number: int, linear: NDArray[np.float32]) -> NDArray[np.void]:
    size, middle = extent(linear, source.template), (np.array(source.template) - 1) / 2
    back = inverse(linear.astype(np.float64))
    shift = middle - back @ ((np.array(size) - 1) / 2)
    whole = np.eye(3)
    whole[:2, :2], whole[:2, 2] = back, shift
    bench.render(size, drawing(source, whole))
    seen = bench.extract_frame(*size, most=MOST)
    places = np.stack([seen["x"], seen["y"]], axis=1) @ back.T + shift
    inside = np.all((places >= 0) & (places <= np.array(source.template) - 1), axis=1)
    return _features(seen[inside], places[inside], number)


def _features(seen: NDArray[np.void], places: NDArray[np.floating], view: int) -> NDArray[np.void]:
    out = np.zeros(len(seen), FEATURE)
    out["x"], out["y"], out["view"] = places[:, 0], places[:, 1], view
    for name in ("turn", "bright", "bits"):
        out[name] = seen[name]
    return out
