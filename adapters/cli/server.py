"""Finds the server to talk to: what the caller names wins, else the stack that runs on the data directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from adapters.embedded.home import Home, default_data
from adapters.embedded.server import running


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """An address and what proves who we are there: an API key, or the account of ``argument up``.

    ``ca`` is the path of an authority's certificate to trust beside the usual ones.
    """

    url: str
    api_key: str = ""
    email: str = ""
    password: str = ""
    ca: str = ""


class NoServer(Exception):
    """There is none to talk to; the text says what to do."""


def find_server(url: str | None, data: Path | None, env: Mapping[str, str] = os.environ) -> Server:
    """``url`` and ARGUMENT_API_KEY, where given, win over ``DATA/server.json``. Raises NoServer."""
    key = env.get("ARGUMENT_API_KEY", "")
    if url and key:
        return Server(url=url.rstrip("/"), api_key=key)
    home = Home(data or default_data(env))
    local = local_server(home)
    if local is None:
        raise NoServer(advice(home, url))
    if url and url.rstrip("/") != local.url:
        raise NoServer(f"Set ARGUMENT_API_KEY to a key for {url}.")
    return msgspec.structs.replace(local, api_key=key) if key else local


def local_server(home: Home) -> Server | None:
    """The stack that runs on the data directory; None when there is none, or it is not ours to read."""
    found = running(home)
    if found is None:
        return None
    return Server(url=found.url, api_key=found.api_key, email=found.email, password=found.password, ca=found.ca)


def advice(home: Home, url: str | None) -> str:
    """What to do when there is no server."""
    if url:
        return f"Set ARGUMENT_API_KEY to a key for {url}, or name the data directory of its stack with --data."
    return (
        f"No server runs on {home.root}. Start one with `make up` (or `argument up --data {home.root}`), "
        "name its directory with --data, or name another server with --server and ARGUMENT_API_KEY."
    )


def options(command: click.Command) -> click.Command:
    """Adds the options that say which server is meant: ``--server``, ``--data`` and ``--json``."""
    command.params += [
        click.Option(["--server", "url"], metavar="URL", help="Another server; its key stands in ARGUMENT_API_KEY."),
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
            envvar="ARGUMENT_DATA",
            help="The data directory of a running system (default: ARGUMENT_DATA, else the system's place).",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Answer with one JSON object on stdout."),
    ]
    return command
