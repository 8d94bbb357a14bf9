"""``argument export LINK``: all that plays a link, as a zip for any web server."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from rich.console import Console

from adapters.cli.client import Body, Client, Refused
from adapters.cli.ending import explained
from adapters.cli.server import find_server, options


@options
@click.command("export")
@click.argument("link")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file (default: the slug and .zip).")
@click.option("--at", default="", metavar="HTTPS-URL", help="Where the files will stand: adds a QR code for it.")
def command(link: str, out: Path | None, at: str, url: str | None, data: Path | None, as_json: bool) -> None:
    """Write all that plays LINK (its address, slug or id) into a zip that any web server can serve, without this one.

    Exit code 1 when there is no such link, when nothing would play yet, or no server.
    """
    told = Console(stderr=True).print
    with explained(as_json=as_json), Client(lambda: find_server(url, data), told=told) as client:
        found = link_of(client, link)
        target = out or Path(f"{found['slug']}.zip")
        size = client.download(f"/links/{found['id']}/export", target, **({"url": at} if at else {}))
    said = f"{target}: {size / 1e6:.1f} MB. README.txt in it says how to use it."
    click.echo(msgspec.json.encode({"file": str(target), "size": size}).decode() if as_json else said)


def link_of(client: Client, link: str) -> Body:
    """What the server knows of it. Raises Refused."""
    try:
        return client.get(f"/links/{link.rstrip('/').rpartition('/')[2]}")
    except Refused as refused:
        text = f"There is no link {link!r}." if refused.code == "link_not_found" else refused.detail
        raise Refused(refused.status, refused.code, text) from refused
