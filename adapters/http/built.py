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
TEXTS = {".js", ".css", ".html", ".svg", ".json", ".txt", ".map"}
WORKER = re.compile(r"assets/nft/worker-[^/]+\.js")
"""The one script that may evaluate text as code; the viewer's build gives it this name."""


class Built(msgspec.Struct, frozen=True):
    """A file; ``packed`` is gzip, empty where it would not help. ``etag`` has its quotes."""

    body: bytes
    packed: bytes
    media_type: str
    etag: str


def find(name: str) -> Built | None:
    """A built file by its path below ``viewer/built``; None when there is none."""
    path = Path(str(files("viewer").joinpath("built"))) / name
    if not NAME.fullmatch(name) or ".." in name or not path.is_file():
        return None
    return load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def load(path: Path, _changed: int) -> Built:
    """The file as it was when it was last changed."""
    body = path.read_bytes()
    kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in TEXTS else b""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    return Built(body, packed, kind or "application/octet-stream", etag)
