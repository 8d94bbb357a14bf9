"""The core's promise: the same frames, the same bits, wherever it runs."""

from __future__ import annotations

from itertools import islice

import cv2
import pytest

from adapters.markers.planar.compile import compile_planar
from benchmarks.tracking.engines.parity import agreements
from tests.material import astronaut
from tests.viewer.camera_clip import MEASURING, film

pytestmark = pytest.mark.e2e

FRAMES = 60


def test_browser_node_and_python_agree_to_the_last_bit_with_simd_and_without():
    filmed = islice(film(astronaut(), MEASURING), FRAMES)
    frames = [cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGBA) for frame in filmed]
    grey = cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY)
    target = compile_planar(grey, progress=lambda *_: None).data
    made = agreements(target, frames)
    assert {host for host, _ in made} == {"chromium", "node", "wasmtime"}
    assert {build for _, build in made} == {"planar", "planar-scalar"}
    assert len(set(made.values())) == 1, made
    assert made["node", "planar"].found > FRAMES / 2
