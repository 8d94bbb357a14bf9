"""Which pictures are accepted."""

from __future__ import annotations

import msgspec


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of an upload and of what is made of it; sides in pixels."""

    max_bytes: int = 25 << 20
    max_pixels: int = 50_000_000
    min_side: int = 240
    max_side: int = 12_000
    small: tuple[int, int] = (640, 480)
    master_side: int = 2048
    display_side: int = 2048
    thumbnail_side: int = 480
