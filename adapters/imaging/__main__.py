"""``python -m adapters.imaging SRC OUT [--master-side N] [--rules JSON]``: one picture in, its renditions in OUT."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.imaging.process import process
from adapters.imaging.rules import Rules
from application.ports import ProcessedImage, Progress


def work(argv: Sequence[str], progress: Progress) -> ProcessedImage:
    """Parse the command line and process the picture."""
    parser = argparse.ArgumentParser(prog="python -m adapters.imaging")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--master-side", type=int)
    parser.add_argument("--rules", type=lambda text: msgspec.json.decode(text, type=Rules), default=Rules())
    asked = parser.parse_args(argv)
    rules = asked.rules
    if asked.master_side:
        rules = msgspec.structs.replace(rules, master_side=asked.master_side)
    return process(asked.source, asked.out, rules, progress)


if __name__ == "__main__":
    sandbox.child(work)
