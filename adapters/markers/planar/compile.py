"""A picture becomes a planar target."""

from __future__ import annotations

from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.choosing import Choice, chosen
from adapters.markers.planar.points import points
from adapters.markers.planar.repeats import is_turned, is_wallpaper, repeats
from adapters.markers.planar.telling import likes, masks, telling
from adapters.markers.planar.template import LONGEST, coded, shrunk
from adapters.markers.planar.turns import turns
from adapters.markers.planar.views import extracted, laid_out, views
from adapters.markers.planar.writing import FEATURE_BYTES, LARGEST, Parts, fixed_size, packed
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected, Progress

LEAST_SIDE, LEAST_LONGEST = 32, 48
"""Of a template, pixels: each side, and the longer one; the smallest view is as long."""

LEAST_RECOGNISED, LEAST_POINTS = 0.1, 24
"""Of simulated cameras; of squares. A box and a disc are recognised in 0-2 %, soft clouds in 2-12 % (not tracked), a
chart of plain colours in 52 %, photographs, pages and emblems in more than 80 %.
"""

MOST = 1200
TEMPLATE_BYTES = 24_000
MOST_LIKES = 16


class PlanarTarget(msgspec.Struct, frozen=True):
    """The file, and what is in it; ``recognised`` is the share of simulated cameras that would know it.

    ``matches``: how many features each of them would know, from the smallest picture in its frame to the largest.
    """

    data: bytes
    keypoints: int
    points: int
    views: int
    template: tuple[int, int]
    recognised: float
    matches: tuple[float, ...]


def compile_planar(grey: Grey, *, print_width_mm: float = 0, progress: Progress) -> PlanarTarget:
    """The target of a grey picture (height x width), at most 61440 bytes, always the same for the same picture.

    Raises InputRejected: too_small (a side of the template would be shorter than 32 pixels, or both than 48),
    no_features (too little that could be recognised or followed), symmetric (it repeats itself, and is the same upside
    down).
    """
    bench, small = Workbench(), shrunk(grey)
    _check_size(grey, small)
    progress("template", 0.0)
    template = coded(bench, small, TEMPLATE_BYTES)
    progress("points", 0.1)
    squares = points(template.grey)
    moves = repeats(template.grey, squares)
    steps = likes(moves)
    maps = likes(moves, turns(template.grey, squares, MOST_LIKES - len(steps)))
    if len(moves):
        _check_lies_one_way(template.grey, squares, moves)
    if not is_wallpaper(template.grey, squares, moves):
        moves = moves[:0]
    if len(maps):
        squares = points(template.grey, partial(telling, maps))
    tells = masks(template.grey, maps, squares)
    progress("views", 0.2)
    size = (small.shape[1], small.shape[0])
    source, linears = laid_out(bench, grey, size), views(size)
    candidates = extracted(bench, source, linears)
    progress("features", 0.4)
    room = (LARGEST - fixed_size(len(linears), len(squares), len(maps)) - len(template.image)) // FEATURE_BYTES
    choice = chosen(bench, source, candidates, min(room, MOST))
    _check_detail(choice, len(squares))
    picture = (grey.shape[1], grey.shape[0])
    data = packed(
        Parts(picture, print_width_mm, size, linears, choice.features, squares, moves, maps, tells, template.image)
    )
    progress("features", 1.0)
    return PlanarTarget(
        data, len(choice.features), len(squares), len(linears), size, choice.recognised, tuple(choice.matches)
    )


def _check_size(grey: Grey, small: Grey) -> None:
    if not _is_enough(small):
        text = f"The picture has {grey.shape[1]} x {grey.shape[0]} pixels, "
        thin = f"too narrow: cut out a part that is at most {LONGEST // LEAST_SIDE} times as long as it is wide."
        text += thin if _is_enough(grey) else f"too few: each side needs {LEAST_SIDE}, the longer one {LEAST_LONGEST}."
        raise InputRejected("too_small", text)


def _is_enough(grey: Grey) -> bool:
    return min(grey.shape) >= LEAST_SIDE and max(grey.shape) >= LEAST_LONGEST


def _check_detail(choice: Choice, squares: int) -> None:
    if choice.recognised < LEAST_RECOGNISED or squares < LEAST_POINTS:
        text = "The picture is plain or too smooth: it has too little to recognise it by. Use a busier one."
        raise InputRejected("no_features", text)


def _check_lies_one_way(template: Grey, squares: NDArray[np.void], moves: Floats) -> None:
    if is_turned(template, squares, moves):
        text = "The picture repeats itself and looks the same upside down, so that no camera can tell how it lies. "
        raise InputRejected("symmetric", text + "Use a part that differs, or another picture.")
