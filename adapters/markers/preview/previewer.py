"""The application's Previewer, in a child process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.tracking import ADDRESSES_MB
from adapters.tracking.module import TRACKER, place
from application.preview import Drawn, HeatWish, Scene

STYLE = 1
"""Rises when the same wish is drawn otherwise."""
LIMITS = sandbox.Limits(wall_seconds=45, cpu_seconds=20, memory_mb=1024, addresses_mb=ADDRESSES_MB, file_mb=16, nice=5)


class ChildPreviewer:
    """Draws in a process of its own; ``limits`` bound it."""

    def __init__(self, limits: sandbox.Limits = LIMITS) -> None:
        self._limits = limits

    @property
    def version(self) -> str:
        """Changes with the tracker and the way of drawing."""
        return f"{STYLE}-{_core()}"

    def draw(self, wish: Scene | HeatWish, out: Path) -> Drawn:
        """Write what is asked for into the folder. Raises InputRejected and WorkFailed."""
        order = out / "wish.json"
        order.write_bytes(msgspec.json.encode(wish))
        return sandbox.run(
            "adapters.markers.preview",
            [str(order), str(out)],
            limits=self._limits,
            result=Drawn,
            progress=lambda *_: None,
        )


@cache
def _core() -> str:
    """A fingerprint of the tracker that this process began with."""
    path = place(TRACKER)
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "none"
