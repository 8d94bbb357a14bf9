"""The viewer's built files, read once and kept with a compressed copy for browsers that take one."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

NAME = re.compile(r"(?:[A-Za-z0-9_.-]+/){0,3}[A-Za-z0-9_-][A-Za-z0-9_.-]*")
PAGE = "ar/index.html"
PACKED = {".js", ".css", ".html", ".svg", ".json", ".txt", ".map", ".wasm"}
KINDS = {".js": "text/javascript", ".wasm": "application/wasm"}
"""Browsers insist on these; a machine's own table may have others."""
WORKER = re.compile(r"assets/(?P<engine>\w+)/worker-[^/]+\.js")
"""Scripts that run as a tracking engine's worker; the viewer's build gives them these names."""


class Built(msgspec.Struct, frozen=True):
    """A file; ``packed`` is gzip, empty where it would not help. ``etag`` has its quotes."""

    body: bytes
    packed: bytes
    media_type: str
    etag: str


def names() -> list[str]:
    """All built files by their paths below ``viewer/built``, in one order everywhere."""
    return sorted(path.relative_to(root()).as_posix() for path in root().rglob("*") if path.is_file())


def root() -> Path:
    """Where the built files lie."""
    return Path(str(files("viewer").joinpath("built")))


def find(name: str) -> Built | None:
    """A built file by its path below ``viewer/built``; None when there is none."""
    path = root() / name
    if not NAME.fullmatch(name) or ".." in name or not path.is_file():
        return None
    return load(path, path.stat().st_mtime_ns)


def engine_of(name: str) -> str | None:
    """The tracking engine whose worker this file is."""
    found = WORKER.fullmatch(name)
    return found["engine"] if found else None


@lru_cache(maxsize=256)
def load(path: Path, _changed: int) -> Built:
    """The file as it was when it was last changed."""
    body = path.read_bytes()
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in PACKED else b""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    return Built(body, packed, kind or "application/octet-stream", etag)
