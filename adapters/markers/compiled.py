"""What the compiler answers besides its files."""

from __future__ import annotations

from application.ports import CompiledMarker


class CompiledNft(CompiledMarker, frozen=True, kw_only=True):
    """``peak_memory_mb`` is the most that the compiling process had resident, MiB."""

    peak_memory_mb: float = 0.0
