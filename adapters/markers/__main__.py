"""``python -m adapters.markers PICTURE OUT [--max-side N] [--dpi N] [--engines planar,nft]``: its marker in OUT."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.markers.compiled import Compiled
from adapters.markers.engines import ENGINES, compile_marker
from adapters.markers.picture import load
from adapters.markers.process import lean, peak_memory
from application.ports import Progress


class Options(msgspec.Struct, frozen=True):
    """What the child may be told besides the two paths; the engines with commas.

    ``explain`` also finds out why the score is no better.
    """

    max_side: int | None = None
    dpi: int | None = None
    engines: str = ",".join(ENGINES)
    explain: bool = False


def work(argv: Sequence[str], progress: Progress) -> Compiled:
    """Compile the picture; times and memory are those of this process."""
    picture_file, out, options = _asked(argv)
    progress("read", 0.0)
    with lean():
        picture = load(picture_file, max_side=options.max_side, dpi=options.dpi)
        engines = options.engines.split(",")
        compiled = compile_marker(picture, out, engines, progress, explain=options.explain)
    return msgspec.structs.replace(compiled, cpu_seconds=round(time.process_time(), 3), peak_memory_mb=peak_memory())


def _asked(argv: Sequence[str]) -> tuple[Path, Path, Options]:
    """The compiler's own parent is who calls, and argparse takes longer to load than a thumbnail to compile."""
    picture, out, *rest = argv
    named = {
        name.removeprefix("--").replace("-", "_"): value for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    return Path(picture), Path(out), msgspec.convert(named, Options, strict=False)


if __name__ == "__main__":
    sandbox.child(work)
