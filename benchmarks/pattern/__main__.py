"""``python -m benchmarks.pattern FOLDER``: learns from a folder of pictures, writes viewer/core/features/pattern.h.

The pattern in use was learned from the photographs and drawings of Debian's mate-backgrounds and ukui-wallpapers, with
pages of text and logos that are drawn here; none of them is used to measure tracking.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from adapters.tracking.workbench import Workbench
from benchmarks.pattern.choose import Pairs, learn
from benchmarks.pattern.drawn import drawings
from benchmarks.pattern.views import Grey, Sightings, sightings

HEADER = Path(__file__).parents[2] / "viewer/core/features/pattern.h"
HEAD = """\
/* What a descriptor compares: x, y of the first pixel, x, y of the second, as seen from the corner before it is turned;
 * x of the first is 32 more where they are of the coarse image, not of the fine one, which is shorter than a column of
 * their own. The first comparisons are the best ones. Written by benchmarks/pattern. */
#pragma once
#include "core.h"

enum { COARSE = 32 };

static const i8 PATTERN[256][4] = {
"""
COARSE = 32
"""Beyond the reach of a descriptor."""

SEED = 1
MOST = 60
"""Sightings of one view that are learned from."""


def pictures(folder: Path) -> list[Grey]:
    """All pictures below the folder that show some detail, by name, no more than 1400 pixels wide."""
    found = []
    for path in sorted(folder.rglob("*")):
        picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if picture is None or picture.std() < 18:
            continue
        share = min(1, 1400 / max(picture.shape))
        found.append(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA))
    return found


def crop(random: np.random.Generator, picture: Grey) -> Grey:
    """Somewhere in a picture, 4:3."""
    width = int(min(random.uniform(500, 900), picture.shape[1], picture.shape[0] * 4 / 3))
    height = width * 3 // 4
    x = int(random.integers(picture.shape[1] - width + 1))
    y = int(random.integers(picture.shape[0] - height + 1))
    return picture[y : y + height, x : x + width]


def gather(random: np.random.Generator, shown: list[Grey], views: int) -> tuple[Sightings, np.ndarray]:
    """Sightings in views of all pictures in turn, and the number of each one's picture."""
    workbench, gathered, numbers = Workbench(), [], []
    for view in range(views):
        number = view % len(shown)
        seen = sightings(random, workbench, crop(random, shown[number]))
        if seen is None:
            continue
        some = random.permutation(len(seen.first))[:MOST]
        gathered.append([part[some] for part in seen])
        numbers.append(np.full(len(some), number))
    return Sightings(*map(np.concatenate, zip(*gathered, strict=True))), np.concatenate(numbers)


def write(pairs: Pairs) -> None:
    """Six pairs a line."""
    told = [(x + COARSE * coarse, *rest) for coarse, x, *rest in pairs]
    braced = [f"{{{', '.join(map(str, pair))}}}" for pair in told]
    rows = [", ".join(braced[i : i + 6]) for i in range(0, len(braced), 6)]
    HEADER.write_text(HEAD + "".join(f"    {row},\n" for row in rows) + "};\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pattern", description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures are looked for in all of it")
    parser.add_argument("--views", type=int, default=600, help="that are learned from")
    options = parser.parse_args()
    random = np.random.default_rng(SEED)
    photographs = pictures(options.folder)
    shown = photographs + drawings(random, max(4, len(photographs) // 2))
    seen, numbers = gather(random, shown, options.views)
    print(f"{len(shown)} pictures, {len(seen.first)} corners seen twice")
    pairs, learned, drawn = learn(random, seen, numbers)
    print(f"separation {learned:.3f}, of unchosen pairs {drawn:.3f}")
    write(pairs)


if __name__ == "__main__":
    main()
