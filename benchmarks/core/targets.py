"""What planar targets hold, and how long they take: ``python -m benchmarks.core.targets [PICTURE...]``.

The harness's pictures, or any files. PSNR is of the decoded template, at its own size, half and quarter; compile is CPU
seconds, load, decode and first (a blank frame, the first after loading) milliseconds in wasmtime, the least of five.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import cv2
import numpy as np

from adapters.markers.arrays import Grey
from adapters.markers.planar.compile import PlanarTarget, compile_planar
from adapters.markers.planar.template import shrunk
from adapters.tracking.core import Core
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected
from benchmarks.tracking.pictures import names, picture

HEAD = "picture template bytes coded dB 1/2 1/4 features points known compile load decode first".split()
BLANK = np.full((480, 640), 128, np.uint8)


def psnr(one: Grey, other: Grey) -> float:
    return 10 * float(np.log10(255**2 / max(1e-9, np.mean((one.astype(float) - other) ** 2))))


def halves(one: Grey, other: Grey) -> list[float]:
    """At the full size, at half and at a quarter."""
    pairs = [(one, other)]
    for _ in range(2):
        pairs.append(tuple(np.asarray(cv2.pyrDown(each), np.uint8) for each in pairs[-1]))
    return [psnr(*pair) for pair in pairs]


def least(work: Callable[[], object], clock: Callable[[], int] = time.thread_time_ns) -> float:
    """Milliseconds."""
    took = []
    for _ in range(5):
        before = clock()
        work()
        took.append((clock() - before) / 1e6)
    return min(took)


def loading(data: bytes) -> tuple[float, float]:
    """Of loading, and of the first frame after it."""
    load, first = [], []
    core = Core()
    for _ in range(5):
        before = time.thread_time_ns()
        slot = core.load(data)
        loaded = time.thread_time_ns()
        core.process(BLANK, 0.0)
        first.append(time.thread_time_ns() - loaded)
        load.append(loaded - before)
        core.unload(slot)
    return min(load) / 1e6, min(first) / 1e6


def row(name: str, grey: Grey, target: PlanarTarget, seconds: float) -> tuple[str, ...]:
    bench = Workbench()
    read = bench.read(target.data)
    assert not isinstance(read, int)
    image, small = bytes(read["image"][: read["image_bytes"]]), shrunk(grey)
    quality = halves(small, bench.decode(image, small.shape))
    times = (*loading(target.data), least(lambda: bench.decode(image, small.shape)))
    levels = "/".join(map(str, np.bincount(read["point"]["level"][: target.points], minlength=5)))
    sizes = (f"{target.template[0]}x{target.template[1]}", str(len(target.data)), str(len(image)))
    counts = (*(f"{each:.1f}" for each in quality), str(target.keypoints), levels)
    return (
        name,
        *sizes,
        *counts,
        f"{target.recognised:.2f}",
        f"{seconds:.2f}",
        *(f"{times[i]:.2f}" for i in (0, 2, 1)),
    )


def grey_of(name: str) -> Grey:
    """Of the harness or a file."""
    if name in names():
        return np.asarray(cv2.cvtColor(picture(name), cv2.COLOR_BGR2GRAY), np.uint8)
    image = cv2.imread(name, cv2.IMREAD_GRAYSCALE)
    return np.asarray(image, np.uint8) if image is not None else sys.exit(f"{name} is no picture")


def measured(name: str, grey: Grey) -> tuple[str, ...]:
    before = time.thread_time_ns()
    try:
        target = compile_planar(grey, progress=lambda *_: None)
    except InputRejected as why:
        return (name, why.code)
    return row(name, grey, target, (time.thread_time_ns() - before) / 1e9)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.core.targets", description=__doc__)
    parser.add_argument("pictures", nargs="*", help="files or names of the harness's pictures")
    asked = parser.parse_args().pictures or names()
    print(" | ".join(HEAD))
    for name in asked:
        print(" | ".join(measured(name, grey_of(name))), flush=True)


if __name__ == "__main__":
    main()
