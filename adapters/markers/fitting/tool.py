"""The application's VideoFitter, in a child process."""

from __future__ import annotations

from pathlib import Path

from adapters import sandbox
from application.ports import Progress
from domain.values import VideoFit

LIMITS = sandbox.Limits(wall_seconds=300, cpu_seconds=60, memory_mb=2048, file_mb=1)


class ChildFitter:
    """Looks for pictures in videos; ``limits`` bound the process."""

    def __init__(self, limits: sandbox.Limits = LIMITS) -> None:
        self.limits = limits

    def fit(self, picture: Path, video: Path, progress: Progress) -> VideoFit:
        """Raises InputRejected when the place is not sure (``refusals``)."""
        return sandbox.run(
            "adapters.markers.fitting",
            [str(picture), str(video)],
            limits=self.limits,
            result=VideoFit,
            progress=progress,
        )
