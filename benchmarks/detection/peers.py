"""Detection with our NFT files and with the peer's: ``python -m benchmarks.detection.peers [PICTURE...]``.

jsartoolkitNFT looks for each picture in the same frames, once with the files of @webarkit/nft-marker-creator-app (made
for the occasion, or given in a folder by ``--theirs``), once with ours: the stratified views of ``benchmarks.score``,
two rounds of them. Ends with 1 when ours are found in fewer frames than theirs less the engine's own chance, which
shows between two looks at the same files.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from adapters.markers.nft import compile_nft
from adapters.markers.picture import load
from benchmarks.detection.views import Frames
from benchmarks.markers import CACHE, ENDINGS, PICTURES, by_peer, installed
from benchmarks.score.conditions import ROUNDS, conditions
from benchmarks.score.nft import NftEngine
from benchmarks.score.truth import found, grey
from tests.adapters.markers.pictures import shipped

CHANCE = 2
"""Frames of a picture that two runs with the same files may differ by, as RANSAC falls."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection.peers", description=__doc__)
    parser.add_argument("pictures", nargs="*", type=Path, default=[shipped(name) for name in PICTURES])
    parser.add_argument("--theirs", type=Path, default=CACHE / "peer-files", help="folder of the peer's files by stem")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    views = [view for seed in ROUNDS[:2] for view in conditions(seed)]
    rows: list[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]] = []
    with NftEngine() as engine:
        for picture in asked.pictures:
            image = cv2.imread(str(picture), cv2.IMREAD_COLOR)
            assert image is not None
            film = Frames(image, views)
            with TemporaryDirectory() as folder:
                theirs, ours = Path(folder, "theirs"), Path(folder, "ours")
                peer_files(picture, asked.theirs, theirs)
                compile_nft(load(picture), ours, lambda _step, _share: None)
                rows.append((picture.name, seen(film, theirs, engine), seen(film, ours, engine)))
            print(picture.name, *(int(flags.sum()) for flags in rows[-1][1:]), file=sys.stderr)
    Console(width=100).print(table(rows))
    sys.exit(not all(ours.sum() >= theirs.sum() - CHANCE for _, theirs, ours in rows))


def peer_files(picture: Path, kept: Path, out: Path) -> None:
    """The peer's files under the names that the engine's driver asks for."""
    places = [kept, kept / picture.stem]
    place = next((one for one in places if (one / f"{picture.stem}.fset3").is_file()), None)
    if place is None:
        by_peer(installed(), picture.resolve(), kept)
        place = kept
    out.mkdir()
    for ending in ENDINGS:
        shutil.copy(place / f"{picture.stem}{ending}", out / f"target{ending}")


def seen(film: Frames, files: Path, engine: NftEngine) -> NDArray[np.bool_]:
    """In which frames the picture is found where it is. Never kept: the engine throws dice."""
    frames = film.frames()
    places = engine.find(files, np.stack([grey(frame) for frame in frames]))
    return np.array([found(corners, frame) for corners, frame in zip(places, frames, strict=True)])


def table(rows: list[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]]) -> Table:
    whole = Table(title="Frames in which jsartoolkitNFT finds the picture")
    for head in ("picture", "frames", "with the peer's files", "with ours", "only theirs", "only ours"):
        whole.add_column(head, justify="left" if head == "picture" else "right")
    for name, theirs, ours in rows:
        counts = (len(ours), theirs.sum(), ours.sum(), (theirs & ~ours).sum(), (ours & ~theirs).sum())
        whole.add_row(name, *(str(int(count)) for count in counts))
    return whole


if __name__ == "__main__":
    main()
