"""The application's VideoTools, in a child process."""

from __future__ import annotations

from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.video.rules import Rules
from application.ports import ProcessedVideo, Progress

LIMITS = sandbox.Limits(wall_seconds=1200, cpu_seconds=600, memory_mb=1536, file_mb=256)


class FfmpegVideoTools:
    """Checks a video and writes its renditions with ffmpeg.

    ``rules`` bound the video and shape the rendition, ``limits`` the processes that open it. The environment's FFMPEG
    and FFPROBE name other binaries than those of the packages.
    """

    def __init__(self, rules: Rules | None = None, limits: sandbox.Limits = LIMITS) -> None:
        self.rules = rules or Rules()
        self.limits = limits

    def process(self, source: Path, out: Path, progress: Progress) -> ProcessedVideo:
        """Write 720p.mp4 and poster.jpg into ``out``."""
        return sandbox.run(
            "adapters.video",
            [str(source), str(out), "--rules", msgspec.json.encode(self.rules).decode()],
            limits=self.limits,
            result=ProcessedVideo,
            progress=progress,
        )
