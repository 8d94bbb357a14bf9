"""Where the picture lies before the camera, and how that changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """Centre as shares of the frame, width as a share of the frame's width (seen frontally), and degrees."""

    x: float = 0.5
    y: float = 0.5
    size: float = 0.6
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0

    def values(self) -> Floats:
        return np.array([self.x, self.y, self.size, self.yaw, self.pitch, self.roll])


@dataclass(frozen=True)
class Shake:
    """A back and forth of ``reach`` frame widths, ``hertz`` times a second."""

    reach: float = 0.0
    hertz: float = 1.0
    across: float = 0.35
    """How much of it goes up and down."""
    roll: float = 0.0
    """Degrees that it turns the picture by."""


@dataclass(frozen=True)
class Move:
    """From one view to another with a soft start and stop, under a shake and a hand's tremor."""

    start: View
    end: View
    begin: float
    """Seconds of the clip at which it starts."""
    seconds: float
    shake: Shake = Shake()

    def at(self, time: Floats) -> Floats:
        """Rows of x, y, size, yaw, pitch, roll for times of the clip; they may lie a little outside the move."""
        since = time - self.begin
        share = np.clip(since / self.seconds, 0.0, 1.0)
        ease = share * share * (3 - 2 * share)
        start, end = self.start.values(), self.end.values()
        rows = start + (end - start) * ease[:, None]
        rows[:, 2] = start[2] * (end[2] / start[2]) ** ease
        rising = np.clip(np.minimum(since, self.seconds - since) / RAMP, 0.0, 1.0)
        swing = self.shake.reach * np.sin(2 * np.pi * self.shake.hertz * since) * rising
        rows[:, 0] += swing
        rows[:, 1] += swing * self.shake.across
        if self.shake.reach:
            rows[:, 5] += self.shake.roll * swing / self.shake.reach
        return rows + tremor(time)


RAMP = 0.12
"""Seconds that a shake takes to start and to end."""
TREMOR = ((0.0022, 1.1, 0.3), (0.0028, 1.4, 1.9), (0.006, 0.7, 0.8), (0.5, 0.9, 2.6), (0.5, 1.2, 4.0), (0.3, 0.8, 5.1))
"""Reach, hertz and phase of what a calm hand does to x, y, size, yaw, pitch and roll."""


REACH, HERTZ, PHASE = np.array(TREMOR).T * [[1], [2 * np.pi], [1]]


def tremor(time: Floats) -> Floats:
    """Offsets of x, y, size, yaw, pitch and roll; two incommensurate waves each, so that nothing repeats soon."""
    angle = HERTZ * time[:, None] + PHASE
    return REACH * (0.7 * np.sin(angle) + 0.3 * np.sin(2.7 * angle + 1))


def rotations(degrees: Floats) -> Floats:
    """Matrices (n, 3, 3) that roll, then yaw, then pitch; columns of ``degrees`` are yaw, pitch, roll."""
    (sy, sp, sr), (cy, cp, cr) = np.sin(np.radians(degrees)).T, np.cos(np.radians(degrees)).T
    first = [cy * cr, -cy * sr, sy]
    second = [cp * sr + sp * sy * cr, cp * cr - sp * sy * sr, -sp * cy]
    third = [sp * sr - cp * sy * cr, sp * cr + cp * sy * sr, cp * cy]
    return np.array([first, second, third]).transpose(2, 0, 1)
