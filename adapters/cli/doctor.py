"""``argument doctor``: what is wrong, and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console

from adapters.cli import findings, service_findings
from adapters.cli.console import data_option, plain_table
from adapters.cli.findings import Finding
from adapters.embedded.home import Home, default_data


@click.command("doctor")
@data_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(data: Path | None, as_json: bool) -> None:
    """Look for what is wrong and say how to mend it.

    Python, clock, disk, data directory, engines and ports; of a running system also each engine's version, migrations,
    how far the read models lag, stuck jobs, and whether phones get a secure context. Exit code 1 when something is
    wrong.
    """
    home = Home(data or default_data())
    found = [*findings.local(home), *service_findings.remote(home)]
    ok = all(finding.ok for finding in found)
    if as_json:
        click.echo(msgspec.json.encode({"ok": ok, "findings": found}).decode())
    else:
        show(found)
    sys.exit(0 if ok else 1)


def show(found: list[Finding]) -> None:
    """A line each, what is wrong last, with its fix."""
    table = plain_table("", "what", "version", "found")
    for finding in sorted(found, key=lambda finding: not finding.ok):
        mark = "[green]ok[/]" if finding.ok else "[red]no[/]"
        fix = f"\n[yellow]→ {finding.fix}[/]" if finding.fix else ""
        table.add_row(mark, finding.name, finding.version, finding.detail + fix)
    Console(highlight=False).print(table, soft_wrap=True)
