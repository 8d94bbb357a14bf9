"""A zip as a stream: stored as it is read, so that no file is ever held whole. The same files give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say."""
READABLE = 0o100644 << 16
UNIX = 3
LOCAL, CENTRAL, DESCRIPTOR, END = 30, 46, 16, 22
"""Bytes of a file's two headers without its name, of what stands behind its data, and of the end (APPNOTE 4.3)."""
PLAIN = 1 << 30
"""Bytes up to which no header grows by the fields of a Zip64."""


@dataclass(frozen=True)
class Entry:
    """A file: its path in plain ASCII, its bytes, and how to begin to read it."""

    name: str
    size: int
    read: Callable[[], Iterator[bytes]]


class Outlet(io.RawIOBase):
    """What is written until it is taken. It cannot seek: a file's length and sum go behind its data."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        """What has been written since the last time."""
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken


def entry(name: str, body: bytes) -> Entry:
    """A small file that is at hand."""
    return Entry(name, len(body), lambda: iter((body,)))


def zipped(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The zip in pieces, none of them empty; each about as large as what was read for it."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        for one in entries:
            with archive.open(described(one), "w") as file, closing(_generated(one)) as chunks:
                for chunk in chunks:
                    file.write(chunk)
                    if piece := outlet.take():
                        yield piece
    yield outlet.take()


def described(one: Entry) -> ZipInfo:
    """The entry's header, which tells nothing of this machine or of now."""
    info = ZipInfo(one.name, MOMENT)
    info.external_attr, info.create_system, info.file_size = READABLE, UNIX, one.size
    return info


def size_of(entries: Sequence[Entry]) -> int | None:
    """Bytes of the zip; None when it is so large that its headers vary."""
    total = END + sum(LOCAL + one.size + DESCRIPTOR + CENTRAL + 2 * len(one.name) for one in entries)
    return total if total <= PLAIN else None


def _generated(one: Entry) -> Generator[bytes, None, None]:
    """Can be closed, whatever ``read`` gives."""
    yield from one.read()
