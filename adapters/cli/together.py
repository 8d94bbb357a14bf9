"""Several pictures in one file: what ``argument compile`` makes of them, and says of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from adapters.cli.bar import bar
from adapters.markers.compiled import Together
from adapters.markers.compiler import compile_together

NAME = "targets.mind"


def write_together(pictures: Sequence[Path], folder: Path, max_side: int | None, *, as_json: bool) -> None:
    """Write one file of all pictures into ``folder``, and tell. Raises InputRejected, WorkFailed or OSError."""
    together, path = _compiled(pictures, folder, max_side, quiet=as_json)
    if as_json:
        click.echo(msgspec.json.encode(_summary(together, path, pictures)).decode())
    else:
        _tell(together, path, pictures)


def _compiled(pictures: Sequence[Path], folder: Path, max_side: int | None, *, quiet: bool) -> tuple[Together, Path]:
    """Compile aside, so that a refused picture leaves nothing in the folder, and then move the file there."""
    with tempfile.TemporaryDirectory(prefix="argument-") as scratch:
        with bar(quiet=quiet) as progress:
            together = compile_together(pictures, Path(scratch), progress, max_side)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        shutil.move(Path(scratch, together.file.name), path)
    return together, path


def _summary(together: Together, path: Path, pictures: Sequence[Path]) -> dict[str, object]:
    """The object on stdout; ``targets`` are in the order of the file."""
    return {
        "files": {"mind": [str(path)]},
        "targets": [
            {
                "picture": str(picture),
                "width": target.width,
                "height": target.height,
                "keypoints": target.keypoints,
                "points": target.points,
            }
            for picture, target in zip(pictures, together.targets, strict=True)
        ],
        "keypoints": sum(target.keypoints for target in together.targets),
        "points": sum(target.points for target in together.targets),
        "cpuSeconds": together.cpu_seconds,
        "peakMemoryMb": together.peak_memory_mb,
    }


def _tell(together: Together, path: Path, pictures: Sequence[Path]) -> None:
    """A table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Target", "Picture", "Pixels", "Key points", "Followed by", box=None)
    for index, (picture, target) in enumerate(zip(pictures, together.targets, strict=True)):
        size = f"{target.width} x {target.height}"
        table.add_row(str(index), picture.name, size, str(target.keypoints), str(target.points))
    console = Console()
    console.print(table)
    console.print(f"{path} ({path.stat().st_size:,} bytes) in {together.cpu_seconds:.2f} s of computing")
