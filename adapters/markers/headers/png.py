"""PNG: its chunks (PNG specification, third edition)."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.markers.headers import exif
from adapters.markers.headers.header import BadHeader, Header, big

START = b"\x89PNG\r\n\x1a\n"
GREY = 0
"""The colour type without colours and alpha."""

PER_METRE = 1
METRE_TO_INCHES = 0.0254
"""Dots per inch of one dot per metre."""


def read(data: bytes) -> Header:
    """The resolution is that of pHYs, else of eXIf; acTL makes it an animation."""
    chunks = {name: (start, end) for name, start, end in _chunks(data)}
    if next(iter(chunks), None) != b"IHDR":
        message = "no image header"
        raise BadHeader(message)
    place = chunks[b"IHDR"][0]
    start, end = chunks.get(b"pHYs", (0, 0))
    physical = (
        big(data[start : start + 4]) * METRE_TO_INCHES if end - start == 9 and data[end - 1] == PER_METRE else None
    )
    start, end = chunks.get(b"eXIf", (0, 0))
    dpi, orientation = exif.read(data[start:end])
    return Header(
        kind="PNG",
        width=big(data[place : place + 4]),
        height=big(data[place + 4 : place + 8]),
        dpi=physical or dpi,
        orientation=orientation,
        animated=b"acTL" in chunks,
        whole=b"IEND" in chunks,
        clear=_clear(data[place : place + 13], data[slice(*chunks.get(b"tRNS", (0, 0)))]),
    )


def _clear(header: bytes, transparent: bytes) -> int | None:
    """The level of tRNS in a picture of grey levels, as decoders widen those of fewer than 8 bits; they forget it."""
    if len(header) < 10 or len(transparent) != 2 or header[9] != GREY:
        return None
    depth = header[8]
    return big(transparent) * 255 // ((1 << depth) - 1) if depth < 8 else big(transparent)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of the content of every chunk that is wholly there."""
    place = len(START)
    while place + 12 <= len(data):
        end = place + 8 + big(data[place : place + 4])
        if end + 4 > len(data):
            return
        yield data[place + 4 : place + 8], place + 8, end
        place = end + 4
