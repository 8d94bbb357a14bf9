"""Files on their way to the server."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

Advance = Callable[[int], None]


class CountedFile(io.BufferedReader):
    """A file that tells how many bytes of it were read; from the start again when it is sent again."""

    def __init__(self, path: Path, advance: Advance) -> None:
        super().__init__(io.FileIO(path))
        self._advance = advance

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self._advance(self.tell())
        return data


def sha256(path: Path) -> str:
    """The file's fingerprint, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
