"""The conditions of one view."""

from __future__ import annotations

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs from frame to frame; the defaults are a calm hand, a sharp lens and good light.

    ``share``: the picture's longer side, were it seen from the front, in longer sides of the frame. ``tilt`` (degrees)
    turns it away around an axis in its plane at ``tilt_direction`` (degrees from rightwards, clockwise as seen);
    ``roll`` (degrees, clockwise) turns it in its plane. ``x``, ``y``: its middle as shares of the frame.

    ``blur``: standard deviation of the lens, pixels; ``motion``: length of the shake's streak, pixels; ``light``: gain,
    1 is good light; ``glare``: share of the picture's area that a reflection blinds; ``noise``: standard deviation in
    each colour; ``covered``: share of the picture's area that is hidden; ``quality``: of the JPEG.

    ``stratum`` names what the view is for; ``seed`` decides on all that has no field: what lies behind, where glare and
    covers are, the grain.
    """

    share: float = 0.6
    tilt: float = 0.0
    tilt_direction: float = 0.0
    roll: float = 0.0
    x: float = 0.5
    y: float = 0.5
    blur: float = 0.6
    motion: float = 0.0
    light: float = 1.0
    glare: float = 0.0
    noise: float = 2.0
    covered: float = 0.0
    quality: int = 85
    stratum: str = ""
    seed: int = 0
