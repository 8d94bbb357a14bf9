"""The application's MarkerCompiler, in a child process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters import sandbox
from adapters.markers.compiled import Compiled, Together
from adapters.tracking import ADDRESSES_MB
from application.ports import Progress

LIMITS = sandbox.Limits(wall_seconds=600, cpu_seconds=120, memory_mb=3072, addresses_mb=ADDRESSES_MB, file_mb=256)
"""Enough for 50 million pixels that are not shrunk."""


class ChildCompiler:
    """Compiles markers for ``engines``, all of them by default.

    ``max_side`` shrinks longer pictures, None never does; ``dpi`` goes before the file's own; ``limits`` bound the
    process; ``explain`` also finds out why the score is no better, which takes some tenths of a second.
    """

    def __init__(
        self,
        max_side: int | None = None,
        dpi: int | None = None,
        engines: Sequence[str] = (),
        limits: sandbox.Limits = LIMITS,
        *,
        explain: bool = False,
    ) -> None:
        self.max_side = max_side
        self.dpi = dpi
        self.engines = engines
        self.limits = limits
        self.explain = explain

    def compile(self, picture: Path, out: Path, progress: Progress) -> Compiled:
        """Write the files of each engine, all named ``target``, into ``out``."""
        options = {"--max-side": self.max_side, "--dpi": self.dpi, "--engines": ",".join(self.engines)}
        options["--explain"] = "true" if self.explain else None
        chosen = [part for name, value in options.items() if value for part in (name, str(value))]
        return sandbox.run(
            "adapters.markers",
            [str(picture), str(out), *chosen],
            limits=self.limits,
            result=Compiled,
            progress=progress,
        )


def compile_together(pictures: Sequence[Path], out: Path, progress: Progress, max_side: int | None = None) -> Together:
    """Write one file for the mind engine, ``target.mind``, into ``out``.

    Raises InputRejected for the first picture that is no target, and says which.
    """
    args = [str(out), str(max_side or 0), *map(str, pictures)]
    return sandbox.run("adapters.markers.mind", args, limits=LIMITS, result=Together, progress=progress)
