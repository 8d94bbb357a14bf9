"""How pieces of paper move: functions of the time 0-1 that begin and end where the still picture has them."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import NamedTuple


class Pose(NamedTuple):
    """Where a piece is compared with the still: shifted, turned clockwise by degrees, grown; 0 is out of sight."""

    dx: float = 0.0
    dy: float = 0.0
    turn: float = 0.0
    grow: float = 1.0


STILL = Pose()
Motion = Callable[[float], Pose]


def eased(time: float, rise: float = 0.14) -> float:
    """0 at both ends, 1 between, soft on the way."""
    share = min(1.0, time / rise, (1 - time) / rise)
    return share * share * (3 - 2 * share)


def wave(time: float, cycles: int, start: float) -> float:
    """Swings between -1 and 1, at rest at both ends."""
    return sin(2 * pi * cycles * time + start) * eased(time)


def sway(degrees: float, cycles: int = 2, start: float = 0.0) -> Motion:
    """As grass in the wind."""
    return lambda time: Pose(turn=degrees * wave(time, cycles, start))


def drift(dx: float, dy: float, cycles: int = 1, start: float = 0.0, turn: float = 0.0) -> Motion:
    """To and fro along a line."""

    def motion(time: float) -> Pose:
        swing = wave(time, cycles, start)
        return Pose(dx * swing, dy * swing, turn * wave(time, cycles, start + pi / 2))

    return motion


def circling(rx: float, ry: float, cycles: int = 1, flutter: float = 0.0) -> Motion:
    """Once round, or more often, leaning into it; negative radii go the other way."""

    def motion(time: float) -> Pose:
        angle, soft = 2 * pi * cycles * time, eased(time, 0.1)
        lean = flutter * sin(14 * pi * time) * soft
        return Pose(rx * (1 - cos(angle)) * soft, ry * sin(angle) * soft, 8 * sin(angle) * soft + lean)

    return motion


def pulse(size: float, cycles: int = 4, start: float = 0.0) -> Motion:
    """Breathing."""
    return lambda time: Pose(grow=1 + size * wave(time, cycles, start))


def hop(height: float, at: float, length: float = 0.14, times: int = 2) -> Motion:
    """Jumps one after the other, beginning at ``at``, with a bow to the side."""

    def motion(time: float) -> Pose:
        for i in range(times):
            share = (time - at - i * 0.42) / length
            if 0 < share < 1:
                return Pose(dy=-height * sin(pi * share), turn=7 * sin(2 * pi * share) * (-1) ** i)
        return STILL

    return motion


def leap(dx: float, height: float, at: float, length: float) -> Motion:
    """Out of sight but for one arc of ``dx`` to the side, nose first."""

    def motion(time: float) -> Pose:
        share = (time - at) / length
        if not 0 < share < 1:
            return Pose(grow=0)
        side = 1 if dx > 0 else -1
        shown = min(1.0, 6 * share, 6 * (1 - share))
        return Pose(dx * share, -height * sin(pi * share), side * (-50 + 100 * share), shown)

    return motion


def crossing(dx: float, dy: float, at: float, length: float, flutter: float = 0.0) -> Motion:
    """Out of sight but for one way along a line."""

    def motion(time: float) -> Pose:
        share = (time - at) / length
        if not 0 < share < 1:
            return Pose(grow=0)
        shown = min(1.0, 8 * share, 8 * (1 - share))
        return Pose(dx * share, dy * share, flutter * sin(9 * pi * share), shown)

    return motion
