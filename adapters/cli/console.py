"""What the commands share on the terminal: a console on stderr and the data option."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Table

F = TypeVar("F", bound=Callable[..., object])

COLOURS = {"ready": "green", "done": "green", "starting": "yellow", "waiting": "dim", "stopped": "dim"}


def console() -> Console:
    """On stderr: stdout is for machines."""
    return Console(stderr=True, highlight=False)


def data_option(command: F) -> F:
    """``--data DIR``, else ARGUMENT_DATA, else the system's place."""
    kind = click.Path(path_type=Path, file_okay=False)
    text = "The data directory (default: ARGUMENT_DATA, else the system's place)."
    return click.option("--data", type=kind, envvar="ARGUMENT_DATA", metavar="DIR", help=text)(command)


def coloured(state: str) -> str:
    """The state in the colour that says whether it is well."""
    colour = COLOURS.get(state, "red")
    return f"[{colour}]{state}[/]"


def plain_table(*columns: str) -> Table:
    """A table without a frame."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
