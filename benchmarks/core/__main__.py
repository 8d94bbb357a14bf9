"""Kernels of the tracking core: ``python -m benchmarks.core [--json] [--batches N]``.

One 640 x 480 frame with noise, one thread. CPU milliseconds a call, the lowest quarter of the batches: on a busy
machine the rest measures the others. OpenCV does what is nearest: its pyramid has no borders, and its ORB looks for
corners in the frame as it is and orders them otherwise. The ratio is OpenCV's time over that of node with SIMD.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from adapters.tracking.module import Instance
from tests.material import astronaut
from viewer.core import build

NODE = Path(__file__).parents[2] / ".venv/bin/node"
WIDTH, HEIGHT, CALLS, FEATURES = 640, 480, 5, 800
BUILDS = {"SIMD": ("workbench", build.SIMD), "scalar": ("workbench-scalar", build.SCALAR)}
Took = dict[str, float]


def frame() -> np.ndarray:
    picture = cv2.resize(cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY), (WIDTH, HEIGHT))
    noise = np.random.default_rng(1).normal(0, 3, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def timed(kernel: Callable[[], object], batches: int) -> float:
    took = []
    for _ in range(batches):
        before = time.thread_time_ns()
        for _ in range(CALLS):
            kernel()
        took.append((time.thread_time_ns() - before) / 1e6 / CALLS)
    return sorted(took)[batches // 4]


def in_node(name: str, batches: int) -> Took:
    with tempfile.NamedTemporaryFile() as file:
        file.write(frame().tobytes())
        file.flush()
        script = Path(__file__).with_name("kernels.mjs")
        arguments = [NODE, script, build.BUILT / f"{name}.wasm", file.name, str(batches)]
        return json.loads(subprocess.run(arguments, check=True, capture_output=True, text=True).stdout)


def in_wasmtime(batches: int) -> Took:
    core = Instance("workbench")
    core.array(core.call("workbench_frame"), (HEIGHT, WIDTH))[:] = frame()
    core.call("workbench_extract", WIDTH, HEIGHT, 0, 3, FEATURES)
    return {
        "grey pyramid": timed(lambda: core.call("workbench_build", WIDTH, HEIGHT, 0), batches),
        "blur": timed(lambda: core.call("workbench_smooth", 0), batches),
        "800 features of 3 levels": timed(lambda: core.call("workbench_find", 0, 3, FEATURES), batches),
        "RGBA to grey pyramid": timed(lambda: core.call("workbench_build", WIDTH, HEIGHT, 1), batches),
    }


def pyramid(grey: np.ndarray) -> None:
    for _ in range(4):
        grey = np.asarray(cv2.pyrDown(grey, borderType=cv2.BORDER_REPLICATE))


def in_opencv(batches: int) -> Took:
    cv2.setNumThreads(1)
    grey, rgba = frame(), cv2.cvtColor(frame(), cv2.COLOR_GRAY2RGBA)
    orb = cv2.ORB.create(FEATURES, scaleFactor=2, nlevels=3, fastThreshold=5)
    return {
        "grey pyramid": timed(lambda: pyramid(grey), batches),
        "RGBA to grey pyramid": timed(lambda: pyramid(np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY))), batches),
        "blur": timed(lambda: cv2.GaussianBlur(grey, (5, 5), 0, borderType=cv2.BORDER_REPLICATE), batches),
        "800 features of 3 levels": timed(lambda: orb.detectAndCompute(grey, None), batches),
    }


def measure(batches: int) -> dict[str, Took]:
    for name, cpu in BUILDS.values():
        build.compile_module(f"{name}.wasm", cpu, build.sources() + build.workbench())
    took = {f"node {kind}": in_node(name, batches) for kind, (name, _) in BUILDS.items()}
    return {**took, "wasmtime SIMD": in_wasmtime(batches), "OpenCV": in_opencv(batches)}


def show(took: dict[str, Took]) -> None:
    print(f"{'ms':26}" + "".join(f"{host:>15}" for host in took) + f"{'ratio':>8}")
    for kernel, fastest in took["node SIMD"].items():
        times = "".join(f"{host[kernel]:15.3f}" for host in took.values())
        print(f"{kernel:26}{times}{took['OpenCV'][kernel] / fastest:8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.core", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on stdout, no table")
    parser.add_argument("--batches", type=int, default=60, help=f"of {CALLS} calls each")
    options = parser.parse_args()
    took = measure(options.batches)
    if options.json:
        print(json.dumps(took))
    else:
        show(took)


if __name__ == "__main__":
    main()
