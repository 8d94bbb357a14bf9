"""Fits the marker score's fast estimate, and judges it.

``python -m benchmarks.score [--fit] [--evaluate] [--json]`` gets the pictures' packages, films every picture, asks both
engines and keeps all of it in the cache: about half an hour of CPU time when nothing is kept yet. ``--fit`` writes the
shipped numbers from the pictures that they may be fitted to. ``--evaluate`` (the default) judges the shipped numbers by
all others; it draws docs/images/score-calibration.png and leaves results.json beside this file. Ends with 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from rich.console import Console
from rich.table import Table

from adapters.markers.quality.estimate import model
from adapters.markers.quality.estimate.model import Model
from benchmarks.score import goals, results
from benchmarks.score.corpus import Side, items
from benchmarks.score.evaluation import Judged, column, evaluated
from benchmarks.score.fitting import fitted, without_each
from benchmarks.score.measuring import Measured, measured
from benchmarks.score.plots import calibration
from benchmarks.score.statistics import mean_error, spearman

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = Path(model.__file__).with_name("numbers.json")
FITS = {
    "planar": ("planar_facts", "planar"),
    "nft": ("both", "nft"),
    "nft-alone": ("nft_facts", "nft"),
}
"""Models, and the fields of what is known that hold their facts and the truth."""

PLOT = ROOT / "docs" / "images" / "score-calibration.png"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the numbers that are shipped")
    parser.add_argument("--evaluate", action="store_true", help="judge them by the pictures that were held out")
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    asked = parser.parse_args(arguments)
    if asked.fit:
        fit()
    return evaluate(as_json=asked.json) if asked.evaluate or not asked.fit else 0


def known(side: Side) -> list[Measured]:
    """Everything of one side, told as it comes."""
    found, chosen = [], items(side)
    for number, one in enumerate(measured(chosen), 1):
        found.append(one)
        print(f"\r{side} {number}/{len(chosen)} {one.name:60.60}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def fit() -> None:
    """Writes the numbers, and tells how well each source is told by the others."""
    pictures = known("fit")
    models = {name: fitted_to(name, pictures, *fields) for name, fields in FITS.items()}
    NUMBERS.write_bytes(msgspec.json.format(msgspec.json.encode(models), indent=1) + b"\n")
    model.models.cache_clear()


def fitted_to(name: str, pictures: Sequence[Measured], field: str, truth: str) -> Model:
    """A model of the pictures that have facts in ``field``."""
    taken = [one for one in pictures if getattr(one, field) is not None]
    facts, rates = [getattr(one, field) for one in taken], np.array([getattr(one, truth) for one in taken])
    others = without_each([one.source for one in taken], facts, rates)
    said = f"Spearman {spearman(others, rates):.3f}, mean error {mean_error(others, rates):.3f}"
    print(f"{name}: {len(taken)} pictures; each source by the others: {said}", file=sys.stderr)
    return fitted(facts, rates)


def evaluate(*, as_json: bool) -> int:
    """Judges the shipped numbers."""
    rows = results.rows(model.models(), known("held"))
    results.keep(rows)
    calibration(rows, PLOT)
    judged = evaluated(rows)
    met = goals.met(judged, rows)
    if as_json:
        print(json.dumps({"results": msgspec.to_builtins(judged), "goals": met, "pictures": msgspec.to_builtins(rows)}))
    else:
        console = Console(width=120)
        console.print(table(judged.values()))
        console.print(spread(rows))
        for goal, reached in met.items():
            console.print(f"{'reached' if reached else 'MISSED '}  {goal}", highlight=False)
    return 0 if all(met.values()) else 1


def table(judged: Iterable[Judged]) -> Table:
    made = Table(title="How well the true rate is told, held out by source", title_justify="left")
    heads = ("", "pictures", "Spearman", "95 %", "AUC 0.5", "mean error", "< 0.1 with 4 stars", "> 0.8 with 2")
    for head in heads:
        made.add_column(head, justify="right" if head else "left")
    for one in judged:
        error = "" if one.error is None else f"{one.error:.3f}"
        numbers = (f"{one.spearman:.3f}", f"{one.low:.3f}-{one.high:.3f}", f"{one.apart:.3f}", error)
        made.add_row(one.what, str(one.pictures), *numbers, str(one.praised), str(one.scorned))
    return made


def spread(rows: Sequence[results.Row]) -> str:
    """How the truth is spread."""
    lines = []
    for name in ("planar", "nft"):
        tenths = ", ".join(f"{one:.2f}" for one in np.quantile(column(rows, name), [0.1, 0.25, 0.5, 0.75, 0.9]))
        lines.append(f"true rates, {name}: 10, 25, 50, 75, 90 % of the pictures have at most {tenths}")
    slowest = max(row.seconds for row in rows)
    return "\n".join([*lines, f"both estimates of one picture took at most {slowest:.3f} CPU s"])


if __name__ == "__main__":
    sys.exit(main())
