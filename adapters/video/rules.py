"""Which videos are accepted and what is made of them."""

from __future__ import annotations

import msgspec


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of an upload, then the shape of its rendition. Sides in pixels, rates in bits or frames a second."""

    max_bytes: int = 100 << 20
    max_seconds: float = 120.0
    tolerance: float = 1.0
    min_seconds: float = 0.2
    min_side: int = 64
    max_side: int = 4096
    max_fps: float = 240.0
    max_streams: int = 16

    short_side: int = 720
    long_side: int = 1920
    fps: float = 30.0
    bit_rate: int = 4_000_000
    quality: int = 23
    keyframe_seconds: float = 2.0
    threads: int = 2
