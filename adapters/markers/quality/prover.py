"""The application's MarkerProver, in a child process."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from adapters import sandbox
from adapters.markers.quality.version import Version
from adapters.tracking import ADDRESSES_MB
from application.ports import Progress, Proof

MODULE = "adapters.markers.quality.proof"
LIMITS = sandbox.Limits(
    wall_seconds=300, cpu_seconds=60, memory_mb=1536, addresses_mb=ADDRESSES_MB, file_mb=16, nice=15
)
"""A proof takes about 2 seconds of one core, when nothing more urgent wants it."""


class ChildProver:
    """Proves in a process of its own; ``limits`` bound it."""

    def __init__(self, limits: sandbox.Limits = LIMITS) -> None:
        self._limits = limits

    def version(self) -> str:
        """Asked once: core and code stay what they are as long as a process lives. Raises WorkFailed."""
        return self._version

    @cached_property
    def _version(self) -> str:
        return sandbox.run(MODULE, [], limits=self._limits, result=Version, progress=lambda *_: None).version

    def prove(self, picture: Path, target: Path, progress: Progress) -> Proof:
        """Raises InputRejected, WorkFailed, and what ``progress`` raises: that ends the process."""
        arguments = [str(picture), str(target)]
        return sandbox.run(MODULE, arguments, limits=self._limits, result=Proof, progress=progress)
