"""``argument stats PROJECT``: how often a project's links were opened, and by how many."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from adapters.cli import plot
from adapters.cli.client import Body, Client, Refused
from adapters.cli.ending import explained
from adapters.cli.projects import find_project
from adapters.cli.server import find_server, options

SHOWN = ("totalViews", "uniqueViewers", "averageWatchTime", "series")


@options
@click.command("stats")
@click.argument("project")
def command(project: str, url: str | None, data: Path | None, as_json: bool) -> None:
    """Show the views of PROJECT, a name or an id, over the last 30 days.

    Exit code 1 when there is no such project, or no server.
    """
    with explained(as_json=as_json), Client(lambda: find_server(url, data), patience=20.0) as client:
        statistics = statistics_of(client, project)
    if as_json:
        click.echo(msgspec.json.encode({name: statistics[name] for name in SHOWN}).decode())
    else:
        draw(statistics, project)


def statistics_of(client: Client, project: str) -> Body:
    """What the API knows of the project's views. Raises Refused when there is no such project."""
    project_id = find_project(client, project)
    if project_id is None:
        raise Refused(404, "project_not_found", f"There is no project {project!r}. `argument publish` makes one.")
    return client.get(f"/analytics/projects/{project_id}")


def draw(statistics: Body, project: str) -> None:
    """A table of the totals and a column a day."""
    console = Console()
    table = Table(title=project, title_justify="left")
    for heading in ("Views", "Viewers", "Average watch time"):
        table.add_column(heading, justify="right")
    watched = f"{statistics['averageWatchTime']:.1f} s"
    table.add_row(str(statistics["totalViews"]), str(statistics["uniqueViewers"]), watched)
    console.print(table)
    series = statistics["series"]
    if not statistics["totalViews"]:
        console.print(f"No views from {series[0]['date']} to {series[-1]['date']}.", highlight=False)
        return
    console.print(f"Views a day, {series[0]['date']} to {series[-1]['date']}:", highlight=False)
    for line in plot.columns([day["views"] for day in series]):
        console.print(line, highlight=False)
