"""``python -m adapters.markers.fitting PICTURE VIDEO``: where the video shows the picture, or why that is not sure."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2

from adapters import sandbox
from adapters.markers.fitting.find import find
from adapters.markers.fitting.frames import opened
from adapters.markers.picture import load
from application.ports import Progress
from domain.values import VideoFit


def work(argv: Sequence[str], progress: Progress) -> VideoFit:
    """Parse the command line and search."""
    parser = argparse.ArgumentParser(prog="python -m adapters.markers.fitting")
    parser.add_argument("picture", type=Path)
    parser.add_argument("video", type=Path)
    asked = parser.parse_args(argv)
    cv2.setNumThreads(1)
    progress("read", 0.0)
    with opened(asked.video) as film:
        return find(load(asked.picture).filmed, film, progress)


if __name__ == "__main__":
    sandbox.child(work)
