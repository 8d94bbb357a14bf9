"""Ways in which a picture moves before a camera in a hand, as views at any moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import pi, sin

from tests.viewer.camera_clip import FRONT, HEIGHT, WIDTH, Segment, View

HELD = {1: replace(FRONT, size=0.5, yaw=12, pitch=-6, roll=3), 2: replace(FRONT, size=0.6, yaw=-14, pitch=9, roll=-8)}
"""How the picture is held, by film: constants are chosen on the first one and judged on the second."""

Move = Callable[[View, float], View]
"""The view after so many seconds, from how the picture is held."""


def at(held: View, x: float, y: float = 0.0, **more: float) -> View:
    """So many pixels from the frame's middle."""
    return replace(held, x=0.5 + x / WIDTH, y=0.5 + y / HEIGHT, **more)


def still(held: View, _time: float) -> View:
    return held


def slow(held: View, time: float) -> View:
    """20 px/s."""
    return at(held, 20 * time - 15)


def sway(held: View, time: float) -> View:
    """What an arm does that tries to hold still: 12 px once a second, 6 px and 2 degrees a little faster."""
    return at(held, 12 * sin(2 * pi * time), 6 * sin(3.4 * pi * time), roll=held.roll + 2 * sin(2.6 * pi * time))


def walk(held: View, time: float) -> View:
    """150 px/s."""
    return at(held, 150 * time - 110)


def fast(held: View, time: float) -> View:
    """600 px/s, to and fro, turning at once."""
    there = 600 * time % 600
    return at(held, min(there, 600 - there) - 150)


def start(held: View, time: float) -> View:
    """From rest to 600 px/s by 1200 px/s^2, there a wall: rest again."""
    moving = min(max(time - 0.25, 0), 0.5)
    return at(held, 600 * moving**2 - 100)


def nearer(held: View, time: float) -> View:
    """Comes near and turns away."""
    return at(held, 0, size=0.4 + 0.35 * time / 1.5, yaw=held.yaw * (1 + 2 * time / 1.5))


MOVES: dict[str, tuple[Move, float]] = {
    "still": (still, 2.0),
    "slow": (slow, 1.5),
    "sway": (sway, 2.0),
    "walk": (walk, 1.5),
    "fast": (fast, 1.0),
    "start": (start, 1.25),
    "nearer": (nearer, 1.5),
}
"""With the seconds that each takes."""


def segments(rate: int, number: int) -> tuple[Segment, ...]:
    """Frame by frame, at so many a second, of the film of this number."""
    told = []
    for name, (move, seconds) in MOVES.items():
        views = [move(HELD[number], i / rate) for i in range(round(rate * seconds))]
        told += [Segment(name, 1, view, view) for view in views]
    return tuple(told)
