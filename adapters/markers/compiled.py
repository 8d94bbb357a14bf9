"""What compilers answer besides their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from application.ports import CompiledMarker, Produced


class EngineMarker(msgspec.Struct, frozen=True, kw_only=True):
    """What one engine gets of a picture.

    ``keypoints`` are the places that the picture is recognised by, ``points`` those that it is followed by. ``facts``
    works out what its detection rate is estimated by, which may take half a second; an engine without such an estimate
    has a ``rate`` of its own, 0-1.
    """

    files: tuple[Produced, ...]
    keypoints: int
    points: int
    facts: Callable[[], Mapping[str, float]] | None = None
    rate: Callable[[], float] | None = None


class Compiled(CompiledMarker, frozen=True, kw_only=True):
    """``peak_memory_mb`` is the most that the compiling process had resident, MiB."""

    peak_memory_mb: float = 0.0


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One of several pictures in a file. Sides are those of the picture that was compiled."""

    width: int
    height: int
    keypoints: int
    points: int


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Several pictures in one file, in the order given: a viewer names them by their place."""

    targets: tuple[Member, ...]
    file: Produced
    cpu_seconds: float = 0.0
    peak_memory_mb: float = 0.0
