"""One clip through the core on every host: browser, node and Python must agree to the last bit."""

from __future__ import annotations

import json
import struct
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.core import Core
from benchmarks.tracking.engines.browser import Bench, open_bench
from benchmarks.tracking.engines.planar import BUILT, DRIVER, MODULES
from benchmarks.tracking.engines.site import NODE, PAGES, javascript

Frames = Sequence[NDArray[np.uint8]]

SECONDS = 120.0
STATES = {"found": 1, "tracked": 2}
NUMBERS = 19
MS_PER_FRAME = 1000 / 30


class Agreement(msgspec.Struct, frozen=True):
    """SHA-256 of all numbers that a host's core answered, as ``pages/hash.js`` says, and how many frames had some."""

    hash: str
    found: int


def agreements(target: bytes, frames: Frames) -> dict[tuple[str, str], Agreement]:
    """By host and build. ``frames``: RGBA of one size. Raises MissingModule, EngineFailed where the browser fails."""
    made = {}
    with TemporaryDirectory() as folder, open_bench() as bench:
        work = _Work(Path(folder), bench, target, frames)
        for build, module in MODULES.items():
            made["wasmtime", build] = in_wasmtime(target, frames, scalar=build.endswith("scalar"))
            made["node", build] = work.in_node(BUILT / module)
            made["chromium", build] = work.in_chromium(BUILT / module)
    return made


def in_wasmtime(target: bytes, frames: Frames, *, scalar: bool) -> Agreement:
    """In this process."""
    core, digest, found = Core(scalar=scalar), sha256(), 0
    core.load(target)
    for i, frame in enumerate(frames):
        track = core.process(frame, i * MS_PER_FRAME)
        numbers = [0.0] * NUMBERS
        if track:
            found += 1
            numbers = [STATES[track.state], track.confidence, *track.corners.flat, *track.homography.flat]
        digest.update(struct.pack(f"<{NUMBERS}d", *numbers))
    return Agreement(digest.hexdigest(), found)


class _Work:
    def __init__(self, folder: Path, bench: Bench, target: bytes, frames: Frames) -> None:
        self.folder, self.bench = folder, bench
        self.height, self.width = frames[0].shape[:2]
        self.target, self.frames = folder / "target", folder / "frames"
        self.target.write_bytes(target)
        self.frames.write_bytes(b"".join(frame.tobytes() for frame in frames))

    def in_chromium(self, module: Path) -> Agreement:
        self.bench.site.mounts |= {"core": module, "target": self.target, "frames": self.frames}
        files = {"wasm": "/core", "target": "/target", "frames": "/frames"}
        job = {"script": "/pages/hash.js", "where": "worker", "width": self.width, "height": self.height, **files}
        return msgspec.convert(self.bench.run(f"planar ({module.name})", job, seconds=SECONDS), Agreement)

    def in_node(self, module: Path) -> Agreement:
        core, script = self.folder / "core.mjs", self.folder / "hash.mjs"
        core.write_bytes(javascript(DRIVER))
        script.write_bytes((PAGES / "hash.js").read_bytes())
        files = [core, script, module, self.target, self.frames]
        command = [NODE, PAGES / "hash-node.mjs", *files, self.width, self.height]
        done = subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=SECONDS)
        return msgspec.convert(json.loads(done.stdout), Agreement)
