"""``argument compile PICTURE... -o DIR``: the marker files of a picture, without a server."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
import msgspec

from adapters.cli.bar import bar
from adapters.cli.exits import REJECTED, stop
from adapters.cli.heat import draw, heatmap_option
from adapters.cli.scored import rating
from adapters.cli.together import write_together
from adapters.markers.compiled import Compiled
from adapters.markers.compiler import ChildCompiler
from application.ports import InputRejected, WorkFailed
from domain.marker import PROVEN

SMALLEST_SIDE, LARGEST_DPI = 30, 65_535
FORMATS = ("nft", "mind", "planar")
Files = dict[str, dict[str, Path]]
"""Where the files are, by engine and role."""


def chosen(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats of a list with commas."""
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",")))
    if unknown := set(names) - set(FORMATS):
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: choose from {', '.join(FORMATS)}.")
    return names


@click.command("compile")
@click.argument(
    "pictures",
    metavar="PICTURE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the files; made if need be.",
)
@click.option(
    "--max-side", type=click.IntRange(min=SMALLEST_SIDE), help="Shrink a longer picture to this side in pixels."
)
@click.option(
    "--dpi", type=click.IntRange(1, LARGEST_DPI), help="Printed resolution. Default: the file's own, else 72."
)
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    show_default=True,
    callback=chosen,
    help="For which tracking engines, with commas.",
)
@heatmap_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(
    pictures: tuple[Path, ...],
    folder: Path,
    max_side: int | None,
    dpi: int | None,
    formats: tuple[str, ...],
    heatmap: Path | None,
    as_json: bool,
) -> None:
    """Make the tracking files of PICTURE (JPEG, PNG or WebP) for a viewer to load.

    Writes NAME.iset, NAME.fset and NAME.fset3 (nft), NAME.mind (mind) and NAME.planar (planar) into the folder, NAME
    being the picture's. A picture that is a marker for some of them only gets the files of those. Exits with 3 when it
    is for none.

    Several pictures with --format mind are written into one file, targets.mind, in the order given.
    """
    if len(pictures) > 1 and formats != ("mind",):
        raise click.UsageError("Only mind takes several pictures: add --format mind.")
    if heatmap and PROVEN not in formats:
        raise click.UsageError("A heat map shows what planar uses: add planar to --format.")
    try:
        if len(pictures) > 1:
            write_together(pictures, folder, max_side, as_json=as_json)
        else:
            _write(ChildCompiler(max_side, dpi, formats), next(iter(pictures)), folder, heatmap, as_json=as_json)
    except InputRejected as rejected:
        stop(rejected.code, rejected.detail, as_json, REJECTED)
    except WorkFailed as failed:
        stop("failed", str(failed), as_json)
    except OSError as error:
        stop("not_written", f"{error.filename or folder} cannot be written: {error.strerror}.", as_json)


def _write(compiler: ChildCompiler, picture: Path, folder: Path, heatmap: Path | None, *, as_json: bool) -> None:
    """Write all files of one picture, and tell."""
    compiled, files = _compiled(compiler, picture, folder, quiet=as_json)
    if heatmap and PROVEN in files:
        target = next(iter(files[PROVEN].values()))
        draw(picture, target, heatmap)
    if as_json:
        click.echo(msgspec.json.encode(_summary(compiled, files)).decode())
    else:
        from adapters.cli.compiled import tell

        tell(compiled, files)


def _compiled(compiler: ChildCompiler, picture: Path, folder: Path, *, quiet: bool) -> tuple[Compiled, Files]:
    """Compile aside, so that a refused picture leaves nothing in the folder, and then move the files there."""
    with tempfile.TemporaryDirectory(prefix="argument-") as scratch:
        with bar(quiet=quiet) as progress:
            compiled = compiler.compile(picture, Path(scratch), progress)
        folder.mkdir(parents=True, exist_ok=True)
        files: Files = {engine: {} for engine in compiled.engines}
        for engine, produced in compiled.engines.items():
            for made in produced:
                place = files[engine][made.role] = folder / f"{picture.stem}{Path(made.name).suffix}"
                shutil.move(Path(scratch, made.name), place)
    return compiled, files


def _summary(compiled: Compiled, files: Files) -> dict[str, object]:
    return {
        "files": {engine: [str(path) for path in paths.values()] for engine, paths in files.items()},
        "refused": compiled.refused,
        "keypoints": compiled.keypoints,
        "points": compiled.points,
        "score": rating(compiled.score),
        "dpi": compiled.dpi,
        "width": compiled.width,
        "height": compiled.height,
        "cpuSeconds": compiled.cpu_seconds,
        "peakMemoryMb": compiled.peak_memory_mb,
    }
