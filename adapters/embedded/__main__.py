"""``python -m adapters.embedded engines --data DIR``: the engines alone, in the foreground.

Prints one JSON line with the environment that leads to them when all answer; Ctrl-C or SIGTERM ends them.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import msgspec

from adapters.embedded.birth import birth
from adapters.embedded.credentials import load_credentials
from adapters.embedded.engines import plan_engines
from adapters.embedded.home import Home, HomeError, default_data
from adapters.embedded.leftovers import end_leftovers
from adapters.embedded.ports import Ports
from adapters.embedded.supervisor import StartFailed, Supervisor


def main() -> int:
    """Parse the command line and run; exit code 1 with a line on stderr when the engines cannot run."""
    parser = argparse.ArgumentParser(prog="python -m adapters.embedded", description=__doc__)
    parser.add_argument("what", choices=["engines"])
    parser.add_argument("--data", type=Path, default=None, help="the data directory")
    parser.add_argument("--until", type=int, default=0, metavar="PID", help="end when this process has ended")
    chosen = parser.parse_args()
    try:
        return run_engines(Home(chosen.data or default_data()), chosen.until)
    except (HomeError, StartFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run_engines(home: Home, owner: int = 0) -> int:
    """Supervise the engines until a signal asks for the end, or process ``owner`` has ended."""
    born = birth(owner)
    home.create()
    if not home.acquire():
        raise HomeError(f"Another process runs on {home.root}.")
    end_leftovers(home)
    credentials, ports = load_credentials(home), Ports(home)
    engines = plan_engines(home, credentials, ports, os.environ)
    ports.save()
    settings = {name: value for engine in engines for name, value in engine.settings.items()}
    supervisor = Supervisor([program for engine in engines for program in engine.programs], home)
    try:
        supervisor.run(until=lambda: supervisor.ready)
        if not supervisor.stopping:
            sys.stdout.write(msgspec.json.encode(settings | {"SECRET_KEY": credentials.secret_key}).decode() + "\n")
            sys.stdout.flush()
        supervisor.run(until=lambda: birth(owner) != born)
    finally:
        supervisor.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
