"""MindAR's own compiler, from npm into a cache folder, in Node on TensorFlow's JavaScript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from benchmarks.markers import CACHE, Cost, environment, measured
from benchmarks.tracking.engines.mind import VERSION
from benchmarks.tracking.engines.site import NODE

FOLDER = CACHE / "mind"
PACKAGE = FOLDER / "node_modules" / "mind-ar"
SCRIPT = Path(__file__).with_name("peer.mjs")


def installed() -> None:
    """Without running anything of its packages: one would build a canvas, which compiling does not need."""
    if not PACKAGE.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--prefix", str(FOLDER)]
        npm = ["npm", "install", *options, f"mind-ar@{VERSION}"]
        subprocess.run(npm, check=True, stdout=subprocess.DEVNULL, env=environment())


def by_peer(picture: Path, out: Path) -> tuple[Cost, float]:
    """What the process cost, and the CPU seconds of compiling alone. Decoding is a gift: it is handed pixels."""
    pixels = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    assert pixels is not None
    height, width = pixels.shape[:2]
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        raw, said = Path(scratch, "pixels"), Path(scratch, "said")
        raw.write_bytes(np.ascontiguousarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGBA)).tobytes())
        command = [NODE, str(SCRIPT), str(PACKAGE), str(raw), str(width), str(height), str(out), str(said)]
        cost = measured(command, FOLDER)
        return cost, json.loads(said.read_text())["cpu"]
