"""Names of engines and how each is made ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.tracking.engines import mind, nft, planar
from benchmarks.tracking.engines.browser import Bench
from benchmarks.tracking.engines.peers import PeerMissing
from benchmarks.tracking.engines.progress import warn
from benchmarks.tracking.engines.run import EngineFailed, Options, PictureRefused
from benchmarks.tracking.engines.setup import Refusal, Setup

NAMES = ("planar", "planar-scalar", "nft", "mind")


def prepare_all(names: Sequence[str], picture: Path, bench: Bench, options: Options) -> Iterator[Setup | Refusal]:
    """Raises EngineFailed; a peer that cannot be had is left out with a warning unless asked for explicitly."""
    for name in names:
        try:
            yield prepare(name, picture, bench)
        except PictureRefused as refused:
            warn(str(refused))
            yield Refusal(name, str(refused))
        except PeerMissing as error:
            if options.explicit:
                raise
            warn(f"{error}; it is left out")


def prepare(name: str, picture: Path, bench: Bench) -> Setup:
    """Compiles what the engine needs of the picture, or takes it from the cache."""
    if name in ("planar", "planar-scalar"):
        return planar.prepare(name, picture)
    if name == "nft":
        return nft.prepare(picture)
    if name == "mind":
        return mind.prepare(picture, bench)
    raise EngineFailed(f"{name}: no such engine; there are {', '.join(NAMES)}")
