"""What is known of one picture: its true rates, what its compilation tells, and what others make of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import msgspec
import numpy as np

from adapters.markers.nft import features, written
from adapters.markers.picture import Picture
from adapters.markers.picture import load as picture_of
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate import UNSEEN
from adapters.markers.quality.estimate.nft import nft_facts
from adapters.markers.quality.estimate.planar import planar_facts
from adapters.markers.quality.proof import prove
from adapters.tracking.module import WORKBENCH, place
from application.ports import InputRejected
from benchmarks.score.conditions import FITTED, ROUNDS
from benchmarks.score.corpus import Item, load
from benchmarks.score.corpus.packages import CACHE
from benchmarks.score.nft import NftEngine
from benchmarks.score.statistics import entropy
from benchmarks.score.truth import Film, by_nft, by_planar, core, digest, whole

MARKERS = Path(__file__).resolve().parents[2] / "adapters" / "markers"
Facts = dict[str, float]
FILES = ("picture.py", "layers.py", "scales.py", "nft.py", "quality/estimate/planar.py", "quality/estimate/nft.py")
CODE = (*FILES, "detection", "templates", "formats", "planar", "camera", "quality/proof")
"""Of adapters/markers: what a picture's facts and proof depend on."""


class Measured(msgspec.Struct):
    """``planar`` and ``nft`` are true rates, their facts None where the engine refuses the picture.

    ``proved`` is the product's proof, of pictures that are held out; ``entropy`` what the NFT creator goes by;
    ``seconds`` the CPU seconds that the facts took on top of the compilation.
    """

    name: str
    source: str
    real: bool
    planar: float = 0.0
    nft: float = 0.0
    planar_facts: Facts | None = None
    nft_facts: Facts | None = None
    proved: float = 0.0
    entropy: float = 0.0
    seconds: float = 0.0

    @property
    def both(self) -> Facts | None:
        """What the nft engine's rate is estimated by."""
        return None if self.nft_facts is None else {**(self.planar_facts or UNSEEN), **self.nft_facts}


def measured(items: Sequence[Item]) -> Iterator[Measured]:
    """One after the other, as they come; what is known already comes from the cache."""
    cv2.setNumThreads(1)
    with NftEngine() as engine:
        for item in items:
            yield measure(item, engine)


def measure(item: Item, engine: NftEngine) -> Measured:
    """From the cache, if neither the picture nor the compilers, the core or the camera have changed."""
    image = load(item)
    films = [Film(image, seed) for seed in (ROUNDS if item.side == "held" else FITTED)]
    key = digest(*(film.key.encode() for film in films), code(), core(), engine.version, item.side.encode())
    path = CACHE / "measured" / f"{key}.json"
    if path.is_file():
        known = msgspec.json.decode(path.read_bytes(), type=Measured)
        return msgspec.structs.replace(known, name=item.name, source=item.source)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "picture.png"
        cv2.imwrite(str(file), image)
        picture = picture_of(file)
        made = Measured(item.name, item.source, item.real, entropy=entropy(picture.grey))
        by_default(made, picture, films, proved=item.side == "held")
        by_compatible(made, picture, films[0], Path(folder), engine)
    with whole(path) as making:
        making.write_bytes(msgspec.json.encode(made))
    return made


def by_default(made: Measured, picture: Picture, films: Sequence[Film], *, proved: bool) -> None:
    """All that concerns the planar engine, unless its compiler refuses the picture."""
    try:
        target = compile_planar(picture.filmed, progress=quiet).data
    except InputRejected:
        return
    made.planar = float(np.mean([by_planar(film, target) for film in films]))
    began = time.thread_time()
    made.planar_facts = planar_facts(picture.filmed, target)
    made.seconds += time.thread_time() - began
    proof = prove(picture.filmed, target) if proved else None
    made.proved = proof.rate if proof else 0.0


def by_compatible(made: Measured, picture: Picture, film: Film, folder: Path, engine: NftEngine) -> None:
    """All that concerns the nft engine, unless its compiler refuses the picture."""
    try:
        found = features(picture, quiet)
    except InputRejected:
        return
    written(picture, found, folder)
    made.nft = float(by_nft(film, folder, engine).mean())
    began = time.thread_time()
    made.nft_facts = nft_facts(picture.filmed, found)
    made.seconds += time.thread_time() - began


def quiet(_step: str, _share: float) -> None:
    """Nobody waits for progress."""


@cache
def code() -> bytes:
    """The files of CODE, and the module that pictures are compiled with."""
    places = [MARKERS / name for name in CODE]
    files = [path for one in places for path in (sorted(one.rglob("*.py")) if one.is_dir() else [one])]
    return b"".join(path.read_bytes() for path in (*files, place(WORKBENCH)))
