"""``argument up``: the whole system in the foreground.

stdout carries machine lines only, ``ready URL`` and later ``sample URL``; everything for people goes to stderr.
"""

from __future__ import annotations

import contextlib
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from adapters.cli.console import console, data_option
from adapters.cli.exits import give_up
from adapters.cli.progress import Progress
from adapters.cli.welcome import welcome
from adapters.embedded.binaries import MissingEngine
from adapters.embedded.child import Child
from adapters.embedded.home import Home, HomeError, default_data
from adapters.embedded.services import FIRST_TO_END, plan_sample
from adapters.embedded.stack import Stack, claim, plan_stack
from adapters.embedded.supervisor import StartFailed, Supervisor

INTERRUPTED = 130


@click.command("up")
@data_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--lan", is_flag=True, envvar="LAN", help="HTTPS for phones on the same network, with a QR code.")
@click.option("--no-sample", is_flag=True, help="Do not publish the sample.")
def command(data: Path | None, port: int, host: str, lan: bool, no_sample: bool) -> None:
    """Start the whole system in the foreground; Ctrl-C ends it.

    PostgreSQL, Valkey, the ClickHouse front, SeaweedFS, the API and the workers run on this machine alone and keep
    their data in one directory. An engine whose address is in the environment already (DATABASE_URL, REDIS_URL,
    CLICKHOUSE_URL, S3_ENDPOINT) is not started: that server is used.
    """
    home = Home(data or default_data())
    try:
        claim(home)
        stack = plan_stack(home, port=port, host=host, lan=lan)
    except (HomeError, MissingEngine) as error:
        give_up(str(error))
    sys.exit(serve(home, stack, sample=not no_sample))


def serve(home: Home, stack: Stack, *, sample: bool) -> int:
    """Run until a signal asks for the end; returns the exit code."""
    screen = console()
    progress = Progress(screen, home)

    def changed(child: Child) -> None:
        progress.changed(child)
        announce(child)

    supervisor = Supervisor(stack.programs, home, changed)
    try:
        with progress.following(supervisor.children):
            supervisor.run(until=lambda: supervisor.ready)
        if supervisor.stopping:
            return INTERRUPTED
        stack.publish_address(home)
        machine_line(f"ready {stack.address.url}")
        screen.print(welcome(home, stack), soft_wrap=True)
        if sample and find_spec("adapters.cli.sample"):
            supervisor.add(plan_sample(home, stack.address))
        supervisor.run(until=lambda: False)
    except StartFailed as error:
        progress.explain(error.child)
        return 1
    finally:
        screen.print("Stopping …")
        supervisor.stop(waves=(FIRST_TO_END,))
        home.server.unlink(missing_ok=True)
    return 0


def announce(child: Child) -> None:
    """The sample's link is the last line it printed."""
    if child.name == "sample" and child.state == "done":
        machine_line(f"sample {child.last_lines(1)[0]}")


def machine_line(text: str) -> None:
    """A line on stdout; whoever read it may be gone."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
