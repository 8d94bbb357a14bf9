"""The viewer beside AR.js's and MindAR's pages: ``python -m benchmarks.viewer [--json] [--quick]``.

The same picture, video and camera on the same simulated line, judged by what the screen shows. Ends with 1 when ours
misses a limit. Needs a built viewer and a Chromium; the peers come from npm into the cache folder.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.viewer.experiences import prepare
from benchmarks.viewer.filming import write_film
from benchmarks.viewer.line import LINES
from benchmarks.viewer.report import missed, table
from benchmarks.viewer.site import serve
from benchmarks.viewer.visit import Measured, Plan, rounded, visit
from tests.material import astronaut

QUIET = 2.5
"""Load average above which times say little."""


def main() -> int:
    asked = arguments()
    names = ["4g"] if asked.quick else asked.line or ["4g", "slow4g"]
    found = measure(names, quick=asked.quick, alone=asked.alone, slower=asked.slower)
    facts = {
        "load": round(os.getloadavg()[0], 2),
        "slower": asked.slower,
        "lines": [LINES[name].said() for name in names],
    }
    if asked.json:
        results = {line: {who: rounded(one) for who, one in by.items()} for line, by in found.items()}
        print(json.dumps({**facts, "results": results, "missed": missed(found)}, indent=1))
    else:
        console = Console(width=110)
        for line, by in found.items():
            console.print(table(LINES[line].said(), by))
        noise = f"The machine's load was {facts['load']}: {'quiet' if facts['load'] < QUIET else 'too much for times'}."
        console.print(noise, *missed(found), sep="\n", highlight=False)
    return 1 if missed(found) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewer", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on stdout, no table")
    parser.add_argument("--quick", action="store_true", help="one line, a short look")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--line", action="append", choices=[*LINES], help="may be given several times")
    parser.add_argument("--slower", type=float, default=1.0, help="throttle the page's main thread so many times")
    return parser.parse_args()


def measure(names: list[str], *, quick: bool, alone: bool, slower: float) -> dict[str, dict[str, Measured]]:
    """By line and page."""
    found: dict[str, dict[str, Measured]] = {}
    with TemporaryDirectory(prefix="argument-bench-") as folder, serve() as site:
        camera = Path(folder) / "camera.y4m"
        truth = write_film(astronaut(), camera)
        material = Path(folder) / "material"
        material.mkdir()
        experiences = prepare(site, material, peers=not alone)
        for name in names:
            plan = Plan(LINES[name], seconds=6.0 if quick else 12.0, slower=slower)
            for experience in experiences:
                print(f"{name}: {experience.name}", file=sys.stderr)
                found.setdefault(name, {})[experience.name] = visit(site, experience, camera, truth, plan)
    return found


if __name__ == "__main__":
    sys.exit(main())
