"""The application's ImageTools, in a child process."""

from __future__ import annotations

from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.imaging.rules import Rules
from application.ports import ProcessedImage, Progress

LIMITS = sandbox.Limits(wall_seconds=120, cpu_seconds=30, memory_mb=1024, file_mb=64)


class PillowImageTools:
    """Checks a picture and writes its renditions with Pillow.

    ``rules`` bound the picture, ``limits`` the process that opens it.
    """

    def __init__(self, rules: Rules | None = None, limits: sandbox.Limits = LIMITS) -> None:
        self.rules = rules or Rules()
        self.limits = limits

    def process(self, source: Path, out: Path, progress: Progress) -> ProcessedImage:
        """Write master.png, display.webp, display.jpg and thumbnail.webp into ``out``."""
        return sandbox.run(
            "adapters.imaging",
            [str(source), str(out), "--rules", msgspec.json.encode(self.rules).decode()],
            limits=self.limits,
            result=ProcessedImage,
            progress=progress,
        )
