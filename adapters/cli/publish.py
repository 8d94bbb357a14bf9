"""``argument publish PICTURE VIDEO``: a picture and a video, or several, become a link."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from adapters.cli import qr
from adapters.cli.client import Client
from adapters.cli.ending import explained
from adapters.cli.publishing import Pair, Published, Target, Wish, publish
from adapters.cli.server import find_server, options
from domain.errors import Invalid
from domain.slug import check

WELL, ENOUGH = 60, 40
"""Scores: from the lower one on, no more is said of a picture than that cameras find it."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def free_form(_context: click.Context, _option: click.Parameter, slug: str) -> str:
    """A slug that could be one: nothing is sent before that is known."""
    try:
        if slug:
            check(slug)
    except Invalid as error:
        raise click.BadParameter(str(error)) from error
    return slug


class Bars:
    """A bar a stage, on stderr."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, share: float) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage.capitalize(), total=None)
        task = self._tasks[stage]
        self._progress.update(task, total=1.0 if share else None, completed=share)
        if share >= 1:
            self._progress.stop_task(task)


@options
@click.command("publish")
@click.argument("picture", type=FILE)
@click.argument("video", type=FILE)
@click.option(
    "--project", default="My project", show_default=True, help="The project's name (made when new) or its id."
)
@click.option(
    "--slug",
    default="",
    callback=free_form,
    help="The end of the link, 3-50 of a-z, 0-9 and -. Left out, a free one is made.",
)
@click.option(
    "--also",
    type=(FILE, FILE),
    multiple=True,
    metavar="PICTURE VIDEO",
    help="A further picture of the same link, with its own video. May be given up to 11 times.",
)
def command(
    picture: Path,
    video: Path,
    project: str,
    slug: str,
    also: tuple[tuple[Path, Path], ...],
    url: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Make a link that plays VIDEO on PICTURE wherever a camera sees it.

    PICTURE is a JPEG, PNG or WebP, VIDEO an MP4, WebM or MOV. Run it again after an interruption: it goes on, and makes
    nothing twice.

    Exit code 3 when the picture or video cannot be used, 1 for all else that goes wrong.
    """
    further = tuple(Pair(*each) for each in also)
    wish = Wish(picture=picture, video=video, project=project, slug=slug, further=further)
    console = Console(stderr=True)
    with (
        explained(as_json=as_json),
        Client(lambda: find_server(url, data), told=console.print) as client,
        bars(console) as progress,
    ):
        made = publish(client, wish, Bars(progress))
    click.echo(msgspec.json.encode(made).decode() if as_json else shown(made))


def bars(console: Console) -> Progress:
    """The look of the bars."""
    columns = (TextColumn("{task.description:<15}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def shown(made: Published) -> str:
    """What a person wants to know, with the link as a QR code to scan off the screen."""
    count = len(made.targets)
    names = ["The picture"] if count == 1 else [f"Picture {number}" for number in range(1, count + 1)]
    told = [f"{name} scores {one.score} of 100: {advice(one)}" for name, one in zip(names, made.targets, strict=True)]
    return "\n".join([qr.drawn(made.url), "", made.url, *told])


def advice(target: Target) -> str:
    """What the score means for somebody who wants to print the picture."""
    if target.score >= WELL:
        return "cameras will find it well."
    return "cameras will find it." if target.score >= ENOUGH else " ".join(["cameras may miss it.", *target.reasons])
