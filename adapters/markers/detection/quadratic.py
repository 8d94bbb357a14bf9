"""The quadratic through the 27 values around an extremum, and its summit."""

from __future__ import annotations

import msgspec
import numpy as np

from adapters.markers.arrays import Flags, Floats

SINGULAR = 1.19e-7
"""A Hessian whose determinant is not beyond this has no summit."""


class Quadratic(msgspec.Struct, frozen=True):
    """Of n fits the summit's ``shift`` (n x 3: x, y, scale) and ``value``; trace and determinant in the plane."""

    shift: Floats
    value: Floats
    trace: Floats
    determinant: Floats
    solved: Flags


def fit(around: Floats) -> Quadratic:
    """The summits of n cubes (scale, row, column) by central differences; ``shift`` is 0 where there is none."""
    v = around[:, 1, 1, 1]
    lines = around[:, 1, 1, :], around[:, 1, :, 1], around[:, :, 1, 1]
    gradient = np.stack([(line[:, 2] - line[:, 0]) / 2 for line in lines], axis=1)
    xx, yy, ss = (line[:, 2] - 2 * line[:, 1] + line[:, 0] for line in lines)
    xy, xs, ys = twist(around[:, 1]), twist(around[:, :, 1]), twist(around[:, :, :, 1])
    # The adjugate of the symmetric Hessian, for Cramer's rule.
    rows = np.array(
        [
            [yy * ss - ys * ys, xs * ys - xy * ss, xy * ys - xs * yy],
            [xs * ys - xy * ss, xx * ss - xs * xs, xy * xs - xx * ys],
            [xy * ys - xs * yy, xy * xs - xx * ys, xx * yy - xy * xy],
        ]
    )
    whole = xx * rows[0, 0] + xy * rows[0, 1] + xs * rows[0, 2]
    solved = np.abs(whole) > SINGULAR
    inverse = np.divide(rows, whole, out=np.zeros_like(rows), where=solved)
    shift = -np.einsum("ijn,nj->ni", inverse, gradient)
    value = v + np.einsum("ni,ni->n", gradient, shift)
    return Quadratic(shift, value, xx + yy, xx * yy - xy * xy, solved)


def twist(plane: Floats) -> Floats:
    """The mixed derivative of n 3 x 3 planes."""
    return (plane[:, 2, 2] - plane[:, 2, 0] - plane[:, 0, 2] + plane[:, 0, 0]) / 4
