"""A picture becomes a planar target."""

from __future__ import annotations

import msgspec

from adapters.markers.arrays import Grey
from adapters.markers.planar import choosing
from adapters.markers.planar.points import points
from adapters.markers.planar.template import coded, shrunk
from adapters.markers.planar.views import extracted, laid_out, views
from adapters.markers.planar.writing import FEATURE_BYTES, LARGEST, Parts, fixed_size, packed
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected, Progress

LEAST_SIDE = 32
"""Of a template, pixels."""

LEAST_FEATURES, LEAST_POINTS = 24, 8
"""Four matches make a place, few of which are seen at a time; eight patches must agree (``search/verify.c``)."""

MOST = 1200
TEMPLATE_BYTES = 24_000


class PlanarTarget(msgspec.Struct, frozen=True):
    """The file, and what is in it."""

    data: bytes
    keypoints: int
    points: int
    views: int
    template: tuple[int, int]


def compile_planar(grey: Grey, *, print_width_mm: float = 0, progress: Progress) -> PlanarTarget:
    """The target of a grey picture (height x width), at most 61440 bytes, always the same for the same picture.

    Raises InputRejected: too_small (a side of the template would be shorter than 32 pixels), no_features (too little
    that could be recognised or followed).
    """
    bench = Workbench()
    small = shrunk(grey)
    if min(small.shape) < LEAST_SIDE:
        raise InputRejected(
            "too_small", f"The picture has {grey.shape[1]} x {grey.shape[0]} pixels, too few or too narrow."
        )
    progress("template", 0.1)
    template = coded(bench, small, TEMPLATE_BYTES)
    chosen = points(template.grey)
    height, width = small.shape
    linears = views((width, height))
    source = laid_out(bench, grey, (width, height))
    candidates = extracted(bench, source, linears)
    room = (LARGEST - fixed_size(len(linears), len(chosen)) - len(template.image)) // FEATURE_BYTES
    features = choosing.chosen(bench, source, candidates, min(room, MOST))
    _check(len(features), len(chosen))
    picture = (grey.shape[1], grey.shape[0])
    parts = Parts(picture, print_width_mm, (width, height), linears, features, chosen, template.image)
    return PlanarTarget(packed(parts), len(features), len(chosen), len(linears), (width, height))


def _check(features: int, points: int) -> None:
    if features < LEAST_FEATURES or points < LEAST_POINTS:
        text = "The picture is plain or too smooth: it has too little to recognise it by. Use a busier one."
        raise InputRejected("no_features", text)
