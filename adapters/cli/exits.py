"""How a command ends when it cannot do what was asked; imports nothing that takes time."""

from __future__ import annotations

import sys
from typing import NoReturn

import click
import msgspec

FAILED, REJECTED = 1, 3


def stop(code: str, message: str, as_json: bool, exit_code: int = FAILED) -> NoReturn:
    """Say it, with ``--json`` as an object on stdout, and end."""
    if as_json:
        click.echo(msgspec.json.encode({"error": {"code": code, "message": message}}).decode())
    else:
        click.secho(message, fg="red", err=True)
    sys.exit(exit_code)


def give_up(text: str, code: int = FAILED) -> NoReturn:
    """Say why on stderr and end."""
    click.secho(text, fg="red", err=True)
    sys.exit(code)
