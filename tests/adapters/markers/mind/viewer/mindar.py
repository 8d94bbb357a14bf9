"""MindAR itself, from npm, in headless Chromium: what it finds in frames with a ``.mind`` file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.tracking.engines.browser import Bench, open_bench
from benchmarks.tracking.engines.mind import DIGEST, SCRIPT, VERSION, compiled
from benchmarks.tracking.engines.peers import PeerMissing, package
from tests import chromium

SECONDS = 240.0


class MindAr:
    """A browser with MindAR, and a folder that it is served from."""

    def __init__(self, bench: Bench, dist: Path, folder: Path) -> None:
        self.bench, self.dist, self.folder = bench, dist, folder
        bench.site.mounts |= {"mind": dist, "seen": folder, "detect": Path(__file__).parent}

    def compiled(self, picture: Path) -> Path:
        """The file that its own compiler makes; kept in the cache."""
        return compiled(picture, self.dist, self.bench)

    def look(self, file: bytes, frames: Sequence[np.ndarray]) -> dict[str, Any]:
        """``dimensions`` of the file's targets, and for each frame ``found`` (a target, or -1) and ``followed``."""
        (self.folder / "file.mind").write_bytes(file)
        names = [f"{index}.png" for index in range(len(frames))]
        for name, frame in zip(names, frames, strict=True):
            cv2.imwrite(str(self.folder / name), frame)
        height, width = frames[0].shape[:2]
        job = {
            "script": "/detect/detect.js",
            "where": "page",
            "library": f"/mind/{SCRIPT}",
            "file": "/seen/file.mind",
            "frames": [f"/seen/{name}" for name in names],
            "width": width,
            "height": height,
        }
        return self.bench.run("mind", job, seconds=SECONDS, total=len(frames))


@contextmanager
def mindar(folder: Path) -> Iterator[MindAr]:
    """Skips the test where there is no browser, or npm cannot be reached and MindAR was never fetched."""
    if chromium.find() is None:
        pytest.skip("no Chromium: `python -m tests.chromium` gets one")
    try:
        dist = package("mind", "mind-ar", VERSION, DIGEST) / "dist"
    except PeerMissing as missing:
        pytest.skip(str(missing))
    with open_bench() as bench:
        yield MindAr(bench, dist, folder)
