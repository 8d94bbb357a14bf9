"""What a cap on the picture's longer side does to detection: ``python -m benchmarks.detection.caps [--pictures N]``.

Large pictures are compiled under several caps, and each engine looks for them in the same frames: jsartoolkitNFT in
Node with the viewer's own driver, and the tracking core. The frames are the stratified views of ``benchmarks.score``
and close-ups, in which a large print more than fills the frame: what a cap would cost. Prints the share of frames in
which the picture was found, by engine and cap, and what the compilation cost.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from adapters.markers.engines import ENGINES
from adapters.markers.picture import load
from application.ports import InputRejected
from benchmarks.detection.views import CLOSE, Frames, close_ups
from benchmarks.score.conditions import ROUNDS, conditions
from benchmarks.score.corpus import items
from benchmarks.score.nft import NftEngine
from benchmarks.score.truth import Film, by_nft, by_planar

CAPS = (512, 640, 800, 1024, 1536, 2048)
LEAST = 1900
"""Pixels of the longer side from which on a picture is large."""

LARGEST = 2600
"""Pixels to which larger ones are shrunk before all: none of the caps comes near."""

CLOSE_UPS = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection.caps", description=__doc__)
    parser.add_argument("--pictures", type=int, default=6, help="how many")
    parser.add_argument("--caps", type=numbers, default=CAPS, help="pixels, with commas between them")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    views = conditions(ROUNDS[0]) + close_ups(CLOSE_UPS)
    close = np.array([view.stratum == CLOSE for view in views])
    found: dict[tuple[str, int], list[NDArray[np.bool_]]] = {}
    costs: dict[tuple[str, int], list[float]] = {}
    with NftEngine() as engine, TemporaryDirectory() as folder:
        for name, picture in pictures(asked.pictures):
            frames = Frames(picture, views)
            file = Path(folder, "picture.png")
            cv2.imwrite(str(file), picture)
            for cap in asked.caps:
                out = Path(folder, f"{name}-{cap}")
                for kind in ("nft", "planar"):
                    costs.setdefault((kind, cap), []).append(compiled(kind, file, out, cap))
                flags = looked(frames, out, engine)
                for kind, seen in flags.items():
                    found.setdefault((kind, cap), []).append(seen)
                shares = ", ".join(f"{kind} {seen.mean():.2f}" for kind, seen in flags.items())
                print(f"{name} {picture.shape[1]}x{picture.shape[0]} at {cap}: {shares}", file=sys.stderr)
    Console(width=120).print(table(found, costs, close))


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def pictures(count: int) -> Iterator[tuple[str, NDArray[Any]]]:
    """Large photographs and drawings of the corpus, spread over its sources."""
    seen: dict[str, int] = {}
    for item in sorted((item for item in items() if item.real), key=lambda one: one.name):
        if count and seen.get(item.source, 0) < 2 and max((picture := item.read()).shape) >= LEAST:
            seen[item.source] = seen.get(item.source, 0) + 1
            count -= 1
            share = min(1.0, LARGEST / max(picture.shape))
            yield (
                item.name.replace("/", "-"),
                cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA),
            )


def compiled(kind: str, picture: Path, out: Path, cap: int) -> float:
    """CPU seconds that it took; leaves no files of a picture that the engine refuses."""
    began = time.process_time()
    with suppress(InputRejected):
        ENGINES[kind].compile(load(picture, max_side=cap), out, lambda _step, _share: None)
    return time.process_time() - began


def looked(frames: Frames, out: Path, engine: NftEngine) -> dict[str, NDArray[np.bool_]]:
    """By engine, in which frames it found the picture: in none where it has no files."""
    flags = {kind: np.zeros(len(frames.views), np.bool_) for kind in ("nft", "planar")}
    if (out / "target.fset3").is_file():
        flags["nft"] = by_nft(film(frames), out, engine)
    if (out / "target.planar").is_file():
        flags["planar"] = by_planar(film(frames), (out / "target.planar").read_bytes())
    return flags


def film(frames: Frames) -> Film:
    """What the score's benchmark looks at has a key and frames."""
    return frames  # type: ignore[return-value] # no more than those two is asked of it


def table(
    found: dict[tuple[str, int], list[NDArray[np.bool_]]],
    costs: dict[tuple[str, int], list[float]],
    close: NDArray[np.bool_],
) -> Table:
    whole = Table(title=f"Found, of {sum(len(one) for one in next(iter(found.values())))} frames of each kind")
    for head in ("engine", "cap", "all", "stratified", "close-ups", "CPU s"):
        whole.add_column(head, justify="left" if head == "engine" else "right")
    for (kind, cap), flags in sorted(found.items()):
        shares = [shared(flags, part) for part in (close | ~close, ~close, close)]
        whole.add_row(kind, str(cap), *(f"{share:.1%}" for share in shares), f"{np.mean(costs[kind, cap]):.2f}")
    return whole


def shared(flags: Sequence[NDArray[np.bool_]], part: NDArray[np.bool_]) -> float:
    return float(np.mean([one[part].mean() for one in flags]))


if __name__ == "__main__":
    main()
