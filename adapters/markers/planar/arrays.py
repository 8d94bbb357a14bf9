"""The records that a target is made of."""

from __future__ import annotations

import numpy as np

from adapters.tracking.workbench import DESCRIPTOR

FEATURE = np.dtype(
    [
        ("x", "f4"),
        ("y", "f4"),
        ("view", "u1"),
        ("turn", "u1"),
        ("bright", "u1"),
        ("weight", "u1"),
        ("bits", "u1", DESCRIPTOR),
    ]
)
"""x, y in template pixels, the centre of the first being 0."""

POINT = np.dtype([("x", "f4"), ("y", "f4"), ("level", "u1"), ("weight", "u1")])
"""x, y in pixels of template level 0, the centre of the first being 0."""
