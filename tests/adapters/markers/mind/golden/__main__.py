"""Takes the fingerprints anew: ``python -m tests.adapters.markers.mind.golden FOLDER ORIGIN PICTURE...``.

FOLDER holds ``chelsea.mind`` and so on, made of the pictures of ``tests.adapters.markers.pictures`` by the compiler
that ORIGIN names. They are meant to come from another compiler than ours: ``python -m benchmarks.mind --keep
FOLDER`` leaves the files of the peer there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from adapters.markers.formats import mind
from tests.adapters.markers.mind.golden.fingerprint import FOLDER, take


def main() -> None:
    folder, origin, *pictures = sys.argv[1:]
    for name in pictures:
        stem = Path(name).stem
        (target,) = mind.read((Path(folder) / f"{stem}.mind").read_bytes())
        (FOLDER / f"{stem}.json").write_bytes(msgspec.json.encode(take(target, name, origin)) + b"\n")


if __name__ == "__main__":
    main()
