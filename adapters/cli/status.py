"""``argument status``: what runs on a data directory."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import click
import msgspec
import psutil
from rich.console import Console, Group, RenderableType
from rich.text import Text

from adapters.cli.console import coloured, data_option, plain_table
from adapters.embedded.home import Home, default_data
from adapters.embedded.records import Record, read_records
from adapters.embedded.server import Analyst, ServerFile, running

NOT_RUNNING = 1
MEGABYTE = 1_000_000


class Process(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line. ``uptime`` in seconds; ``memory`` in bytes, of the process and its descendants, shared pages once."""

    name: str
    state: str
    pid: int
    port: int
    uptime: int
    memory: int
    restarts: int
    detail: str


class Status(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What ``--json`` prints. ``state``: ready, starting, stopped."""

    state: str
    data: str
    url: str
    public_url: str
    credentials: str
    clickhouse: Analyst | None
    memory: int
    processes: list[Process]


@click.command("status")
@data_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(data: Path | None, as_json: bool) -> None:
    """Show what runs, where, and where the credentials lie.

    Exit code 0 when the system runs, 1 when not. The ClickHouse address for analysts is read-only.
    """
    home = Home(data or default_data())
    status = look(home)
    if as_json:
        click.echo(msgspec.json.encode(status).decode())
    else:
        Console(highlight=False).print(shown(status, home), soft_wrap=True)
    sys.exit(NOT_RUNNING if status.state == "stopped" else 0)


def look(home: Home) -> Status:
    """Read the records, and ask the system about each process."""
    server = running(home)
    processes = [measure(record) for record in read_records(home)] if home.in_use() else []
    return Status(
        state="ready" if server else "starting" if processes else "stopped",
        data=str(home.root),
        url=server.url if server else "",
        public_url=server.public_url if server else "",
        credentials=str(home.credentials),
        clickhouse=server.clickhouse if server else None,
        memory=sum(process.memory for process in processes) + _supervisor_memory(server),
        processes=processes,
    )


def measure(record: Record) -> Process:
    """A record with what the operating system knows of its process."""
    uptime = memory = 0
    if record.alive():
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(record.pid)
            uptime = int(time.time() - process.create_time())
            memory = _memory(process) + sum(_memory(child) for child in process.children(recursive=True))
    return Process(
        name=record.name,
        state=record.state,
        pid=record.pid,
        port=record.port,
        uptime=uptime,
        memory=memory,
        restarts=record.restarts,
        detail=record.detail,
    )


def _memory(process: psutil.Process) -> int:
    """Proportional set size where the kernel tells it (Linux), else the resident set."""
    with contextlib.suppress(psutil.Error):
        full = process.memory_full_info()
        return getattr(full, "pss", 0) or full.rss
    return 0


def _supervisor_memory(server: ServerFile | None) -> int:
    return _memory(psutil.Process(server.pid)) if server else 0


def shown(status: Status, home: Home) -> RenderableType:
    """For people."""
    if status.state == "stopped":
        return Text(f"Nothing runs on {status.data}. Start it with: make up (or argument up --data {status.data})")
    table = plain_table("process", "state", "pid", "port", "uptime", "memory", "restarts", "")
    for process in status.processes:
        numbers = (process.pid or "", process.port or "", _duration(process.uptime), _megabytes(process.memory))
        restarts = process.restarts or ""
        table.add_row(process.name, coloured(process.state), *map(str, (*numbers, restarts, process.detail)))
    return Group(table, Text(f"\nmemory in all {_megabytes(status.memory)}"), Text("\n".join(_places(status, home))))


def _places(status: Status, home: Home) -> list[str]:
    lines = [f"address      {status.url}"] if status.url else []
    if status.public_url != status.url:
        lines.append(f"links        {status.public_url}")
    lines += [f"credentials  {status.credentials} (account), {home.server} (everything)", f"logs         {home.logs}"]
    if analyst := status.clickhouse:
        where = f"{analyst.url}/?database={analyst.database}"
        lines.append(f"ClickHouse   {where} user {analyst.user}, password {analyst.password} (read-only, for analysts)")
    return lines


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB" if size else ""
