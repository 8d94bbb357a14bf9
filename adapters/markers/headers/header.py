"""What the headers of all kinds have in common."""

from __future__ import annotations

import msgspec


class BadHeader(ValueError):
    """The file begins like a picture, but what follows is none."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """Sides as stored, before ``orientation`` (EXIF, 1-8) is applied.

    ``dpi`` is horizontal and None where the file states none; ``whole`` is False when the end of the file is missing.
    ``clear`` is the level, as it is decoded, that is transparent in a picture of grey levels alone.
    """

    kind: str
    width: int
    height: int
    dpi: float | None = None
    orientation: int = 1
    animated: bool = False
    whole: bool = True
    clear: int | None = None


def big(data: bytes) -> int:
    """A big-endian unsigned number."""
    return int.from_bytes(data, "big")


def little(data: bytes) -> int:
    """A little-endian unsigned number."""
    return int.from_bytes(data, "little")
