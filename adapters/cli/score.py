"""``argument score PICTURE``: how often a camera will find a picture, and why, without a server."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import msgspec

from adapters.cli.bar import bar
from adapters.cli.exits import REJECTED, stop
from adapters.cli.heat import draw, heatmap_option, target_of
from adapters.cli.scored import Scored, body
from adapters.markers.compiler import ChildCompiler
from application.ports import InputRejected, Progress, WorkFailed
from domain.quality import proved


@click.command("score")
@click.argument("picture", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--prove", is_flag=True, help="Let the tracker look for it in simulated camera views (seconds).")
@heatmap_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(picture: Path, prove: bool, heatmap: Path | None, as_json: bool) -> None:
    """Tell how well a camera will find PICTURE (JPEG, PNG or WebP), 0-100, why, and up to where.

    Exits with 3 when it cannot be a marker.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="argument-") as scratch, bar(quiet=as_json) as progress:
            found = scored(picture, Path(scratch), progress, prove=prove, heatmap=heatmap)
    except InputRejected as rejected:
        stop(rejected.code, rejected.detail, as_json, REJECTED)
    except WorkFailed as failed:
        stop("failed", str(failed), as_json)
    except OSError as error:
        stop("not_written", f"{heatmap} cannot be written: {error.strerror}.", as_json)
    if as_json:
        click.echo(msgspec.json.encode(body(found)).decode())
    else:
        from adapters.cli.score_table import tell

        tell(found)


def scored(picture: Path, scratch: Path, progress: Progress, *, prove: bool, heatmap: Path | None) -> Scored:
    """Compile aside, and look at what came of it. Raises InputRejected, WorkFailed, OSError."""
    out = scratch / "out"
    compiled = ChildCompiler(explain=True).compile(picture, out, progress)
    target = target_of(compiled, out)
    score, seconds = compiled.score, compiled.cpu_seconds
    if heatmap and target:
        draw(picture, target, heatmap)
    if prove and target:
        from adapters.markers.quality.prover import ChildProver

        proof = ChildProver().prove(picture, target, progress)
        score, seconds = proved(score, proof.rate, proof.limits, proof.method), seconds + proof.cpu_seconds
    return Scored(score=score, refused=compiled.refused, heatmap=heatmap if target else None, cpu_seconds=seconds)
