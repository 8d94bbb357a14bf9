"""Parts that stand in for real ones where a test is about something else; each passes the contract of its port."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from application.ports import ObjectInfo


class MemoryStore:
    """An object store in a dictionary."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, ObjectInfo]] = {}

    def put(self, key: str, data: BinaryIO, size: int, content_type: str) -> None:
        body = data.read(size)
        if len(body) != size:
            raise OSError(f"{key}: {len(body)} bytes of {size}")
        etag = hashlib.md5(body, usedforsecurity=False).hexdigest()
        info = ObjectInfo(size=size, content_type=content_type, etag=etag)
        self.objects[key] = (body, info)

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        with path.open("rb") as data:
            self.put(key, data, path.stat().st_size, content_type)

    def get_file(self, key: str, path: Path) -> None:
        path.write_bytes(b"".join(self.read(key)))

    def read(self, key: str, start: int = 0, length: int = 0) -> Iterator[bytes]:
        body = self.objects[key][0]
        return iter([body[start : start + length if length else None]])

    def stat(self, key: str) -> ObjectInfo | None:
        found = self.objects.get(key)
        return found[1] if found else None

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)

    def keys(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self.objects if key.startswith(prefix)))
