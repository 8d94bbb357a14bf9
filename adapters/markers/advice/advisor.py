"""The application's MarkerAdvisor, in a child process."""

from __future__ import annotations

from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.tracking import ADDRESSES_MB
from application.ports import Advice, Progress
from domain.quality import Proposal

MODULE = "adapters.markers.advice"
LIMITS = sandbox.Limits(
    wall_seconds=300, cpu_seconds=60, memory_mb=1536, addresses_mb=ADDRESSES_MB, file_mb=256, nice=15
)
CHANGING = sandbox.Limits(
    wall_seconds=60, cpu_seconds=20, memory_mb=1536, addresses_mb=ADDRESSES_MB, file_mb=256, nice=5
)
"""Somebody waits for a changed picture."""


class Changed(msgspec.Struct, frozen=True):
    """The sides of a changed picture, in pixels."""

    width: int
    height: int


class ChildAdvisor:
    """Advises in a process of its own."""

    def advise(self, picture: Path, target: Path, others: Path, progress: Progress) -> Advice:
        """Raises InputRejected, WorkFailed, and what ``progress`` raises: that ends the process."""
        arguments = ["advise", str(picture), str(target), str(others)]
        return sandbox.run(MODULE, arguments, limits=LIMITS, result=Advice, progress=progress)

    def change(self, picture: Path, proposal: Proposal, out: Path) -> None:
        """Write the changed picture as a PNG file."""
        arguments = ["change", str(picture), msgspec.json.encode(proposal).decode(), str(out)]
        sandbox.run(MODULE, arguments, limits=CHANGING, result=Changed, progress=lambda *_: None)
