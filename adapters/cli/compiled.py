"""What a person sees of a compilation: a bar while it runs, then a table of what was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from adapters.markers.compiled import Compiled
from application.ports import Progress


@contextmanager
def following() -> Iterator[Progress]:
    """A bar on stderr that the block moves, and that is gone afterwards."""
    columns = (TextColumn("{task.description:<10}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Start", total=1.0)
        yield lambda step, share: bar.update(task, description=step.capitalize(), completed=share)


def tell(compiled: Compiled, files: Mapping[str, Mapping[str, Path]]) -> None:
    """The table; ``files`` are by engine and role."""
    table = Table(show_header=False, box=None)
    score, millimetres = compiled.score, 25.4 / compiled.dpi
    paths = [path for found in files.values() for path in found.values()]
    size = f"{compiled.width * millimetres:.0f} x {compiled.height * millimetres:.0f} mm"
    rows = {
        "Picture": f"{compiled.width} x {compiled.height} px at {compiled.dpi} dpi: {size}",
        "Found by": f"{compiled.keypoints} key points, followed by {compiled.points}",
        "Score": f"{score.score} of 100, {score.label}{'' if score.proved else ' (estimated)'}",
        "Cost": f"{compiled.cpu_seconds:.2f} s of computing, {compiled.peak_memory_mb:.0f} MB of memory",
        "Files": "\n".join(f"{path} ({path.stat().st_size:,} bytes)" for path in paths),
        **{f"Not for {engine}": why.detail for engine, why in compiled.refused.items()},
    }
    for name, value in rows.items():
        table.add_row(name, value)
    Console().print(table)
