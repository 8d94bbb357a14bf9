"""``--heatmap FILE``: a map of what the tracker uses of a picture."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from application.ports import CompiledMarker
from domain.marker import PROVEN

F = TypeVar("F", bound=Callable[..., object])
ENDINGS = {".png": "png", ".svg": "svg"}


def _drawable(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    """A file whose ending says how it is drawn."""
    if value and value.suffix.lower() not in ENDINGS:
        raise click.BadParameter("the file ends in .png or .svg.")
    return value


def heatmap_option(command: F) -> F:
    """The option."""
    kind = click.Path(dir_okay=False, path_type=Path)
    text = "Write a map of what the planar tracker uses of the picture (.png or .svg)."
    return click.option("--heatmap", type=kind, callback=_drawable, metavar="FILE", help=text)(command)


def target_of(compiled: CompiledMarker, out: Path) -> Path | None:
    """The file by which the planar tracker knows the picture; None when it refuses it."""
    files = compiled.engines.get(PROVEN, ())
    return out / files[0].name if files else None


def draw(picture: Path, target: Path, file: Path) -> None:
    """Write the map. Raises InputRejected, WorkFailed, OSError."""
    from adapters.markers.preview.previewer import ChildPreviewer
    from application.preview import HeatWish

    kind = "svg" if file.suffix.lower() == ".svg" else "png"
    with tempfile.TemporaryDirectory(prefix="argument-") as scratch:
        wish = HeatWish(picture=str(picture.resolve()), target=str(target), kind=kind)
        drawn = ChildPreviewer().draw(wish, Path(scratch))
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(scratch, drawn.name), file)
