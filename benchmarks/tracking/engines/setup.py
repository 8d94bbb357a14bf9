"""What each engine needs before it can run: its files, where they are served, and what they weigh."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache" / "benchmarks" / "tracking"


class Setup(msgspec.Struct, frozen=True):
    """An engine ready to be opened by ``module`` of pages/ with ``config``, once ``mounts`` are served.

    ``where``: worker, or page for what needs WebGL of the page. ``weight``: gzipped bytes that a visitor needs.
    """

    name: str
    module: str
    config: dict[str, Any]
    mounts: dict[str, Path]
    where: str
    weight: int
    version: str
    notes: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """An engine that will not take the picture, and why."""

    name: str
    why: str


def weight(files: Iterable[Path]) -> int:
    """Bytes of the files, each gzipped by itself as a web server does it."""
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in files)


def cached(kind: str, *parts: Iterable[Path]) -> Path:
    """A place in the cache whose name changes with any of the files that made its content."""
    digest = sha256()
    for files in parts:
        for path in files:
            digest.update(path.name.encode() + path.read_bytes())
    folder = CACHE / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder / digest.hexdigest()[:20]


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Where to make a file or folder that is to lie at ``path``: it comes there complete or not at all.

    Of several processes that make the same, the first one's stays.
    """
    with TemporaryDirectory(dir=path.parent, prefix="making-") as folder:
        making = Path(folder) / path.name
        yield making
        if not path.exists():
            making.rename(path)


def sources(folder: str) -> list[Path]:
    """Python files of the project that a compiler consists of."""
    return sorted((ROOT / folder).rglob("*.py"))
