"""``python -m tests.adapters.embedded.small_system DATA``: a supervisor over the tiny programs of ``DATA/plan.json``.

The plan is a list of ``{name, code, after?, once?, tries?, sign?}``: ``code`` is Python; with ``sign`` a program is
ready when it has made the file of its name. Each change of a state is printed as ``NAME STATE``; ``all ready`` and
``start failed NAME`` too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters.embedded.child import Child
from adapters.embedded.home import Home
from adapters.embedded.leftovers import end_leftovers
from adapters.embedded.program import Launch, Program
from adapters.embedded.supervisor import StartFailed, Supervisor

BUDGET = 2.0


def program(data: Path, name: str, code: str, after: list[str], sign: bool, **more: Any) -> Program:
    launch = Launch(argv=(sys.executable, "-c", code), env={}, cwd=str(data))
    ready: Callable[[], bool] = (data / f"{name}.sign").exists if sign else lambda: True
    return Program(name=name, launch=lambda: launch, ready=ready, after=tuple(after), **more)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(data: Path) -> None:
    home = Home(data / "home")
    home.create()
    if not home.acquire():
        return say("in use")
    end_leftovers(home)
    plan = [{"after": [], "sign": False, **entry} for entry in json.loads((data / "plan.json").read_text())]

    def changed(child: Child) -> None:
        say(f"{child.name} {child.state}")

    supervisor = Supervisor([program(data, **entry) for entry in plan], home, changed)
    try:
        supervisor.run(until=lambda: supervisor.ready)
        say("all ready")
        supervisor.run(until=lambda: False)
    except StartFailed as error:
        say(f"start failed {error.child.name}")
    finally:
        supervisor.stop(budget=BUDGET)
    return say("ended")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
