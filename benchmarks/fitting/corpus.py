"""Which videos the search is measured with: poses drawn once and for all, and what must be refused."""

from __future__ import annotations

import numpy as np

from benchmarks.fitting.pairs import SQUARE, TALL, WIDE, Pair

PICTURES = ("astronaut", "chelsea", "coffee", "rocket", "retina", "poster", "page", "logo")
BEHIND = ("black", "brick", "gravel", "grass", "coins")
GRADES = ("none", "warm", "flat", "dark", "hard", "grey")
EACH = 8


def positives(count: int = EACH) -> list[tuple[str, Pair]]:
    """``count`` pairs of each kind, with the kind's name: the same in every run."""
    rng = np.random.default_rng(7)
    return [(kind, make(rng, number)) for kind, make in KINDS.items() for number in range(count)]


def base(rng: np.random.Generator, number: int, **given: object) -> Pair:
    """A picture, a backdrop and a shape of frame."""
    chosen = {
        "picture": PICTURES[number % len(PICTURES)],
        "frame": (WIDE, TALL, SQUARE)[int(rng.integers(3))],
        "behind": BEHIND[int(rng.integers(len(BEHIND)))],
        "seconds": 0.7,
    }
    return Pair(**{**chosen, **given})  # type: ignore[arg-type] # names and kinds are Pair's


def same(rng: np.random.Generator, number: int) -> Pair:
    """The picture is all of the video, or lies in it between black bars."""
    return base(rng, number, behind="black")


def inside(rng: np.random.Generator, number: int) -> Pair:
    """Smaller, within a larger scene."""
    x, y = rng.uniform(0.35, 0.65, 2)
    return base(rng, number, size=rng.uniform(0.35, 0.9), turn=rng.uniform(-12, 12), x=x, y=y)


def part(rng: np.random.Generator, number: int) -> Pair:
    """A part of the picture fills the video."""
    x, y = rng.uniform(0.35, 0.65, 2)
    return base(rng, number, size=rng.uniform(1.3, 2.2), turn=rng.uniform(-8, 8), x=x, y=y)


def turned(rng: np.random.Generator, number: int) -> Pair:
    """Filmed by a phone that was held sideways or upside down."""
    turn = (90, 180, 270)[number % 3] + rng.uniform(-4, 4)
    return base(rng, number, size=rng.uniform(0.6, 1.2), turn=turn)


def later(rng: np.random.Generator, number: int) -> Pair:
    """After something else."""
    return base(rng, number, size=rng.uniform(0.6, 1.0), before=rng.uniform(0.4, 3.0), seconds=3.6)


def graded(rng: np.random.Generator, number: int) -> Pair:
    """In other colours."""
    grade = GRADES[1 + number % (len(GRADES) - 1)]
    return base(rng, number, size=rng.uniform(0.6, 1.0), turn=rng.uniform(-5, 5), grade=grade)


def poor(rng: np.random.Generator, number: int) -> Pair:
    """Blurred and coded with few bits."""
    size, turn = rng.uniform(0.7, 1.0), rng.uniform(-5, 5)
    return base(rng, number, size=size, turn=turn, blur=rng.uniform(0.8, 1.8), quality=34)


def faded(rng: np.random.Generator, number: int) -> Pair:
    """Out of black."""
    return base(rng, number, size=rng.uniform(0.6, 1.0), fade=rng.uniform(0.3, 0.8), seconds=1.4)


def leaning(rng: np.random.Generator, number: int) -> Pair:
    """At a slant that is hardly seen: no similarity is quite right."""
    tilt = rng.uniform(0.005, 0.015) * rng.choice((-1, 1))
    return base(rng, number, size=rng.uniform(0.6, 0.9), turn=rng.uniform(-5, 5), tilt=tilt)


KINDS = {make.__name__: make for make in (same, inside, part, turned, later, graded, poor, faded, leaning)}


def negatives() -> list[tuple[str, str, Pair]]:
    """What must be refused, with its name and the picture that is looked for."""
    other = [("unrelated", name, Pair(PICTURES[(i + 1) % 8], seconds=0.7)) for i, name in enumerate(PICTURES)]
    others = [("another page", "page", Pair("other page", TALL, seconds=0.7))]
    wrong = [
        pair
        for name in ("astronaut", "coffee", "rocket", "poster")
        for pair in (
            ("mirrored", name, Pair(name, mirrored=True, seconds=0.7)),
            ("slanted", name, Pair(name, size=0.8, tilt=0.35, behind="brick", seconds=0.7)),
            ("stretched", name, Pair(name, stretch=1.25, seconds=0.7)),
            ("a detail", name, Pair(name, size=6.0, x=0.8, y=0.4, seconds=0.7)),
            ("tiny", name, Pair(name, size=0.12, behind="gravel", seconds=0.7)),
        )
    ]
    repeated = [
        ("repeating", name, Pair(name, frame, size, turn, seconds=0.7))
        for name in ("tiles", "checks", "motif")
        for frame, size, turn in ((WIDE, 1.0, 0.0), (SQUARE, 1.6, 4.0))
    ]
    return [*other, *others, *wrong, *repeated]
