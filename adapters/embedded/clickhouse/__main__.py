"""``python -m adapters.embedded.clickhouse --data DIR --port N --credentials FILE``.

Serves until SIGTERM or the end of its parent.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
from pathlib import Path

import click
import uvicorn

from adapters.embedded.clickhouse.app import Front
from adapters.embedded.clickhouse.users import Users

_LOOK_SECONDS = 0.5
_LAST_RESORT_SECONDS = 10.0
_FILES = 10_240
"""The most that macOS grants without asking the kernel."""


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--port", type=int, required=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--credentials", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
def main(data: Path, port: int, host: str, credentials: Path) -> None:
    """Serve chDB over the ClickHouse HTTP protocol."""
    _allow_files()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    uvicorn.run(
        Front(data, Users.read(credentials)),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )


def _allow_files() -> None:
    """Allow what chDB needs: some three files a thread besides its data, and the usual limit is 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _end_with_parent(parent: int) -> None:
    """Watches the parent: PR_SET_PDEATHSIG would fire when the *thread* that started us ends, and is Linux alone."""
    gone = threading.Event()
    while os.getppid() == parent:
        gone.wait(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    gone.wait(_LAST_RESORT_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
