"""The core as Python drives it: what goes in, what comes out, and how it says no."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from adapters.tracking import module
from adapters.tracking.core import LARGEST_TARGET, Core, TargetError, Track
from tests.adapters.tracking.conftest import Show

CORNERS = np.array([[150.0, 100.0], [470.0, 130.0], [450.0, 360.0], [170.0, 340.0]])
MOVE = np.array([2.0, 1.0])
"""Pixels a frame."""


def followed(core: Core, show: Show, count: int = 5) -> list[Track | None]:
    """A picture that moves a little from frame to frame."""
    return [core.process(show(CORNERS + MOVE * step), 33.0 * step) for step in range(count)]


def loaded(target: bytes, *, scalar: bool = False) -> Core:
    core = Core(scalar=scalar)
    assert core.load(target) == 0
    return core


def test_a_picture_is_found_then_followed_and_nothing_else_is(target: bytes, show: Show):
    core = loaded(target)
    assert core.process(np.full((480, 640), 90, np.uint8), 0.0) is None
    tracks = followed(core, show)
    assert [track and track.state for track in tracks] == ["found", *["tracked"] * 4]
    for step, track in enumerate(tracks):
        assert track is not None
        assert np.abs(track.corners - (CORNERS + MOVE * step)).max() < 0.5
        corner = track.homography @ [1.0, 1.0, 1.0]
        assert corner[:2] / corner[2] == pytest.approx(track.corners[2])
        assert 0.5 < track.confidence <= 1
        assert 0 < track.agreeing <= track.patches
        assert 0.5 < track.correlation <= 1


def test_colour_without_colour_and_the_build_without_simd_give_the_same_bits(target: bytes, show: Show):
    grey = followed(loaded(target), show)
    scalar = followed(loaded(target, scalar=True), show)

    def rgba(corners: np.ndarray) -> np.ndarray:
        return np.dstack([show(corners)] * 3 + [np.full((480, 640), 255, np.uint8)])

    coloured = followed(loaded(target), rgba)
    for one, *others in zip(grey, scalar, coloured, strict=True):
        assert one is not None
        for other in others:
            assert other is not None
            assert other.corners.tobytes() == one.corners.tobytes()
            assert other.homography.tobytes() == one.homography.tobytes()


def test_a_core_that_forgets_searches_again(target: bytes, show: Show):
    core = loaded(target)
    followed(core, show, 2)
    core.forget()
    track = core.process(show(CORNERS), 100.0)
    assert track is not None
    assert (track.state, track.searched) == ("found", True)


def test_frames_of_another_size_begin_anew(target: bytes, show: Show):
    core = loaded(target)
    followed(core, show, 2)
    track = core.process(show(CORNERS * 0.75, 480, 360), 100.0)
    assert track is not None
    assert track.state == "found"
    assert np.abs(track.corners - CORNERS * 0.75).max() < 0.5


def test_frames_may_be_views_of_other_arrays(target: bytes, show: Show):
    wide = np.zeros((480, 1280), np.uint8)
    wide[:, ::2] = show(CORNERS)
    assert loaded(target).process(wide[:, ::2], 0.0) is not None


def test_a_picture_that_was_unloaded_is_no_longer_found(target: bytes, show: Show):
    core = loaded(target)
    followed(core, show, 2)
    core.unload(0)
    assert core.process(show(CORNERS), 100.0) is None
    with pytest.raises(KeyError):
        core.unload(0)


@pytest.mark.parametrize("shape", [(480,), (480, 640, 3), (10, 10), (1000, 1300), (1280, 1280)])
def test_frames_that_are_none_are_refused(shape: tuple[int, ...]):
    with pytest.raises(ValueError, match="a frame"):
        Core().process(np.zeros(shape, np.uint8), 0.0)


def test_frames_have_8_bits(show: Show):
    core = Core()
    core.process(show(CORNERS), 0.0)
    with pytest.raises(TypeError, match="uint8"):
        core.process(show(CORNERS) / 255, 33.0)  # type: ignore[arg-type] # that is the point


def test_files_that_are_no_targets_are_refused_with_a_reason(target: bytes):
    damaged = bytearray(target)
    damaged[len(target) // 2] ^= 1
    files = {
        "not_a_target": b"\x89PNG" * 100,
        "target_cut_off": target[:-1],
        "target_damaged": bytes(damaged),
    }
    core = Core()
    for code, data in files.items():
        with pytest.raises(TargetError) as refused:
            core.load(data)
        assert refused.value.code == code
    with pytest.raises(TargetError):
        core.load(bytes(LARGEST_TARGET + 1))
    assert core.load(target) == 0


def test_there_is_room_for_several_pictures(target: bytes):
    core = Core()
    assert [core.load(target) for _ in range(16)] == list(range(16))
    with pytest.raises(TargetError) as refused:
        core.load(target)
    assert refused.value.code == "too_many_targets"
    core.unload(3)
    assert core.load(target) == 3


def test_a_core_that_was_not_built_says_how_to_build_it(tmp_path: Path):
    with pytest.raises(module.MissingModule, match=r"python viewer/core/build\.py"):
        module.compiled(tmp_path / "tracker.wasm")


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not bound addresses")
def test_a_core_runs_where_addresses_are_limited():
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30));"
    code = f"{limit} from adapters.tracking.core import Core; [Core() for _ in range(4)]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
