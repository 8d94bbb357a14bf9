"""``python -m benchmarks.smoothing``: records both engines at 15, 30 and 60 frames a second, and compares filters.

``--recorded FILE`` keeps what was recorded, or compares again what the file has.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.smoothing.recording import prepare, record
from benchmarks.smoothing.story import HELD

RATES = (15, 30, 60)


def main() -> None:
    """Prints the tables of decision 0016."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.smoothing", description=__doc__)
    parser.add_argument("--recorded", type=Path, help="a file")
    parser.add_argument("--film", type=int, choices=HELD, default=2, help="constants are chosen on 1 and judged on 2")
    parser.add_argument("--tune", action="store_true", help="look for one-euro's best constants as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.recorded or Path(scratch) / "recorded.json"
        if not path.exists():
            path.write_text(json.dumps(recorded(Path(scratch), given.film)))
        command = ["node", str(Path(__file__).with_name("compare.mjs")), str(path)]
        subprocess.run(command + ["--tune"] * given.tune, check=True)


def recorded(folder: Path, number: int) -> list[dict[str, object]]:
    """All runs, each with its engine, its rate and its frames."""
    prepare(folder)
    runs = []
    for rate in RATES:
        print(f"film {number} at {rate} frames a second", file=sys.stderr)
        runs += record(folder, rate, number)
    return runs


if __name__ == "__main__":
    main()
