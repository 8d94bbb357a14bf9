"""Writes pattern.h: which pixels of a patch a descriptor compares.

Both ends are drawn from a normal distribution around the corner (Calonder et al. 2010, BRIEF, "G II").
"""

from __future__ import annotations

import random
from pathlib import Path

RADIUS, SIGMA, SEED = 14, 31 / 5, 2010
HEAD = """/* Pairs of pixels that a descriptor compares: x, y of the first, x, y of the second. Written by pattern.py. */
#pragma once
#include "core.h"

static const i8 PATTERN[256][4] = {
"""


def point(source: random.Random) -> tuple[int, int]:
    """A pixel that stays within the patch however it is turned."""
    while True:
        x, y = round(source.gauss(0, SIGMA)), round(source.gauss(0, SIGMA))
        if x * x + y * y <= RADIUS * RADIUS:
            return x, y


def pattern() -> list[tuple[int, int, int, int]]:
    """256 different pairs."""
    source, pairs = random.Random(SEED), []
    while len(pairs) < 256:
        pair = (*point(source), *point(source))
        if pair[:2] != pair[2:] and pair not in pairs and pair[2:] + pair[:2] not in pairs:
            pairs.append(pair)
    return pairs


def main() -> None:
    """Write the header beside this file."""
    rows = [", ".join("{%d, %d, %d, %d}" % pair for pair in pattern()[i : i + 6]) for i in range(0, 256, 6)]
    Path(__file__).with_name("pattern.h").write_text(HEAD + "".join(f"    {row},\n" for row in rows) + "};\n")


if __name__ == "__main__":
    main()
