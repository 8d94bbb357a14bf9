"""The bench's engines in a real browser, on a clip whose corners are known."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.tracking.engines import EngineFailed, Options, run_live, run_seq
from benchmarks.tracking.engines.film import CELLS, stamp
from benchmarks.tracking.engines.live import find_times
from benchmarks.tracking.engines.planar import check_built
from benchmarks.tracking.engines.run import FrameAnswer, LiveFrame
from tests.material import astronaut, write_picture
from tests.viewer.camera_clip import FRONT, Segment, film, write_sequence

STORY = (Segment("absent", 4), Segment("front", 18, FRONT, replace(FRONT, x=0.47, roll=4)), Segment("gone", 8))


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_picture(tmp_path_factory.mktemp("picture") / "astronaut.png")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clip")
    write_sequence(film(astronaut(), STORY), folder)
    return folder


def truth(clip: Path) -> list[dict]:
    return json.loads((clip / "truth.json").read_text())["frames"]


@pytest.mark.e2e
def test_every_frame_is_answered_where_the_picture_is_in_pixels_of_the_clip(clip: Path, picture: Path):
    runs = run_seq(clip, picture, ["planar", "nft"])
    assert list(runs) == ["planar", "nft"]
    for run in runs.values():
        frames = list(zip(run.frames, truth(clip), strict=True))
        errors = [np.subtract(a.corners, t["corners"]) for a, t in frames if a.found and t["visible"]]
        assert len(errors) >= 15
        assert np.abs(np.median(errors, axis=0)).max() < 1.5, f"{run.name} counts its corners from elsewhere"
        assert not [a for a, t in frames if a.found and not t["visible"]]
        assert [a.state for a in run.frames[:5]] == ["search"] * 5
        assert [a.state for a in run.frames[10:20]] == ["track"] * 10
        assert run.init_ms > 0
        assert run.bytes_gzip > 10_000
        assert all(a.ms > 0 and a.capture_ms > 0 for a in run.frames)


@pytest.mark.e2e
def test_the_camera_knows_which_frame_of_the_clip_it_films(clip: Path, picture: Path):
    run = run_live(clip, picture, ["planar"], options=Options(live_seconds=6))["planar"]
    true = truth(clip)
    found = [frame for frame in run.frames if frame.answer.found]
    assert len(found) >= 10
    for frame in found:
        assert true[frame.frame]["visible"]
        assert np.abs(np.subtract(frame.answer.corners, true[frame.frame]["corners"])).max() < 3
    assert len(run.find_ms) + run.missed >= 1


@pytest.mark.e2e
def test_a_damaged_clip_is_an_error_that_names_the_engine_and_the_frame(tmp_path: Path, clip: Path, picture: Path):
    frames = truth(clip)[:3]
    (tmp_path / "truth.json").write_text(json.dumps({"width": 640, "height": 480, "fps": 15, "frames": frames}))
    (tmp_path / "frames").mkdir()
    with pytest.raises(EngineFailed, match=r"^planar: .*frame 0: 404"):
        run_seq(tmp_path, picture, ["planar"])


@pytest.mark.e2e
def test_an_engine_that_refuses_the_picture_finds_it_nowhere(tmp_path: Path, clip: Path):
    plain = tmp_path / "plain.png"
    cv2.imwrite(str(plain), np.full((300, 300), 128, np.uint8))
    run = run_seq(clip, plain, ["nft"])["nft"]
    assert not any(frame.found for frame in run.frames)
    assert len(run.frames) == len(truth(clip))
    assert "plain.png was not compiled" in run.notes


def test_the_stamp_is_the_number_in_black_and_white_cells():
    frame = np.full((480, 640, 3), 77, np.uint8)
    stamp(frame, 0b1010_0101_1010)
    cells = frame[476, 4 : 8 * CELLS : 8, 0]
    assert (cells > 127).tolist() == [bit == "1" for bit in f"{0b1010_0101_1010 + 1:012b}"]
    assert (frame[:472] == 77).all()
    assert (frame[:, 96:] == 77).all()


def test_the_time_to_find_runs_from_the_picture_coming_into_view_also_when_that_frame_was_skipped():
    visible = [False] * 4 + [True] * 4
    frames = [live(n, 100.0 * n, found=n in (7, 14)) for n in (0, 2, 3, 6, 7, 8, 11, 13, 14, 16, 20, 24)]
    finds, missed = find_times(frames, visible, fps=10)
    # came at 400, found by the answer to frame 7 at 730; next lap at 1200, found at 1430; the third has no answer
    assert finds == pytest.approx([330, 230])
    assert missed == 1


def live(number: int, shown: float, *, found: bool) -> LiveFrame:
    answer = FrameAnswer(found=found, corners=None, state="search", ms=1, capture_ms=1)
    return LiveFrame(number % 8, shown, shown + 30, answer)


def test_a_core_that_is_older_than_its_sources_is_not_measured(tmp_path: Path):
    module, source = tmp_path / "tracker.wasm", tmp_path / "search" / "scan.c"
    source.parent.mkdir()
    source.write_text("")
    with pytest.raises(EngineFailed, match=r"build\.py"):
        check_built(module, tmp_path)
    module.write_bytes(b"")
    check_built(module, tmp_path)
    os.utime(source, (time := module.stat().st_mtime + 1, time))
    with pytest.raises(EngineFailed, match="older"):
        check_built(module, tmp_path)
