"""``python -m adapters.video SRC OUT [--rules JSON]``: one video in, its renditions in OUT."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from adapters import sandbox
from adapters.video.process import process
from adapters.video.rules import Rules
from application.ports import ProcessedVideo, Progress


def work(argv: Sequence[str], progress: Progress) -> ProcessedVideo:
    """Parse the command line and process the video."""
    parser = argparse.ArgumentParser(prog="python -m adapters.video")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rules", type=lambda text: msgspec.json.decode(text, type=Rules), default=Rules())
    asked = parser.parse_args(argv)
    return process(asked.source.resolve(), asked.out.resolve(), asked.rules, progress)


if __name__ == "__main__":
    sandbox.child(work)
