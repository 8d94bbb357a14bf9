"""What patches leave open, beside the textbook's covariance of a homography's eight unknowns."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.core.parts import Parts

Floats = NDArray[np.float64]
CORNERS = np.array([[40.0, 30.0], [600.0, 30.0], [600.0, 450.0], [40.0, 450.0]])
ALL_OVER = np.stack(np.meshgrid(np.linspace(80, 560, 6), np.linspace(70, 410, 6)), axis=-1).reshape(-1, 2)


def unsureness(parts: Parts, at: Floats, off: Floats, worth: Floats) -> float:
    """Of the corners, by displacements ``off`` at places, each known by an information matrix ``worth`` (2 x 2)."""
    rows = np.column_stack([at, off, worth[:, 0, 0], worth[:, 0, 1], worth[:, 1, 1]])
    parts.core.array(parts.core.call("workbench_displacements"), rows.shape, np.float64)[:] = rows
    parts.core.array(parts.core.call("workbench_points"), (4, 2), np.float64)[:] = CORNERS
    return float(parts.core.call("workbench_unsureness", len(rows), 4))


def jacobians(at: Floats) -> Floats:
    """(N, 2, 8): by what a point moves when each unknown of a homography near the identity does."""
    (u, v), one, none = at.T, np.ones(len(at)), np.zeros(len(at))
    across = np.stack([u, v, one, none, none, none, -u * u, -u * v], axis=-1)
    down = np.stack([none, none, none, u, v, one, -u * v, -v * v], axis=-1)
    return np.stack([across, down], axis=1)


def textbook(at: Floats, off: Floats, worth: Floats) -> float:
    """Mean standard deviation of the corners, times chi-square per degree of freedom."""
    known = np.einsum("nij,nik,nkl->jl", jacobians(at / 300), worth, jacobians(at / 300))
    corner = jacobians(CORNERS / 300)
    spread = np.einsum("cij,jk,cik->c", corner, np.linalg.inv(known), corner)
    return float(np.sqrt(spread).mean() * np.einsum("ni,nij,nj->", off, worth, off) / (2 * len(at) - 8))


def seen(at: Floats, *, sigma: float = 0.2, seed: int = 3) -> tuple[Floats, Floats]:
    """Displacements that are as large as they should be, and their information, half of them along an edge."""
    worth = np.tile(np.eye(2) / sigma**2, (len(at), 1, 1))
    worth[::2, 0, 0] /= 50
    deviations = 1 / np.sqrt(worth[:, [0, 1], [0, 1]])
    return np.random.default_rng(seed).normal(0, 1, at.shape) * deviations, worth


def test_corners_are_as_unsure_as_the_normal_equations_say(parts: Parts):
    off, worth = seen(ALL_OVER)
    assert unsureness(parts, ALL_OVER, off, worth) == pytest.approx(textbook(ALL_OVER, off, worth), rel=0.02)


def test_patches_that_are_off_by_more_than_they_are_worth_leave_the_corners_more_open(parts: Parts):
    off, worth = seen(ALL_OVER)
    assert unsureness(parts, ALL_OVER, 2 * off, worth) == pytest.approx(4 * unsureness(parts, ALL_OVER, off, worth))


def test_patches_of_one_side_leave_the_corners_of_the_other_open(parts: Parts):
    side = ALL_OVER * [0.15, 1]
    assert unsureness(parts, side, *seen(side)) > 5 * unsureness(parts, ALL_OVER, *seen(ALL_OVER))


def test_a_homography_needs_more_than_four_patches(parts: Parts):
    assert unsureness(parts, ALL_OVER[:4], *seen(ALL_OVER[:4])) > 1000
