"""``argument reset``: delete a data directory."""

from __future__ import annotations

from pathlib import Path

import click

from adapters.cli.console import data_option
from adapters.cli.exits import give_up
from adapters.embedded.home import Home, default_data
from adapters.embedded.leftovers import end_leftovers


@click.command("reset")
@data_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(data: Path | None, yes: bool) -> None:
    """Delete all data of a stopped system: projects, uploads, statistics, credentials.

    Refuses while the system runs, and when the directory is not one that `argument up` made.
    """
    home = Home(data or default_data())
    if not home.root.exists():
        click.echo(f"There is nothing at {home.root}.", err=True)
        return
    if not home.is_ours():
        give_up(f"{home.root} is not an ARgument data directory; nothing was deleted.")
    if not home.acquire():
        give_up(f"A system runs on {home.root}: end it first (Ctrl-C where it runs).")
    if not yes:
        click.confirm(f"Delete everything in {home.root}?", abort=True, err=True)
    end_leftovers(home)
    home.delete()
    click.echo(f"Deleted {home.root}.", err=True)
