"""Takes the fingerprints anew: ``python -m tests.adapters.markers.fingerprints FOLDER ORIGIN``.

FOLDER holds ``chelsea.iset``, ``chelsea.fset``, ``chelsea.fset3`` and so on, made of the pictures in
``tests.adapters.markers.pictures`` by the compiler that ORIGIN names, with its default options. They are meant to come
from another compiler than ours: ``python -m benchmarks.markers --keep FOLDER`` leaves the files of the peer there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from adapters.markers.picture import load
from tests.adapters.markers.fingerprints.fingerprint import FOLDER, take
from tests.adapters.markers.pictures import LICENCES, shipped


def main() -> None:
    folder, origin = Path(sys.argv[1]), sys.argv[2]
    for name in LICENCES:
        stem = Path(name).stem
        found = take(folder / stem, name, origin, load(shipped(name)).dpi)
        (FOLDER / f"{stem}.json").write_bytes(msgspec.json.encode(found) + b"\n")


if __name__ == "__main__":
    main()
