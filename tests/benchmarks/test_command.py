"""`python -m benchmarks.tracking` on a clip that others made, with an engine that knows the truth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.tracking.__main__ import main
from benchmarks.tracking.engines import EngineFailed, EngineRun, FrameAnswer, Options

PICTURE = (120, 90)
CORNERS = np.array([[60, 40], [260, 55], [240, 210], [75, 190]], np.float32)
KEYS = "found falseFrames errorMedian errorP90 jitter trackMs searchMs initMs bytesGzip segments".split()


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Four frames drawn as OpenCV draws, the second without the picture; truth without any key of ours."""
    dice = np.random.default_rng(4)
    picture = dice.integers(0, 255, (*PICTURE[::-1], 3), np.uint8)
    cv2.imwrite(str(tmp_path / "picture.png"), picture)
    folder = tmp_path / "clip"
    (folder / "frames").mkdir(parents=True)
    frames: list[dict[str, Any]] = []
    for index in range(4):
        there = index != 1
        shown = cv2.warpPerspective(picture, matrix(), (320, 240)) if there else np.zeros((240, 320, 3), np.uint8)
        cv2.imwrite(str(folder / "frames" / f"{index:06}.jpg"), shown)
        segment = "away" if not there else "first" if index == 0 else "second"
        frames.append({"visible": there, "segment": segment, "corners": CORNERS.tolist() if there else None})
    write(folder, {"width": 320, "height": 240, "fps": 25, "frames": frames})
    return folder


def write(folder: Path, truth: dict[str, Any]) -> None:
    (folder / "truth.json").write_text(json.dumps(truth))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def matrix() -> np.ndarray:
    return cv2.getPerspectiveTransform(outline().astype(np.float32), CORNERS)


def outline() -> np.ndarray:
    width, height = PICTURE
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def exact(clip: Path, picture: Path, names: Sequence[str], *, options: Options) -> dict[str, EngineRun]:
    """Answers by edges where the picture truly is, but finds nothing in the last frame."""
    edges = (cv2.perspectiveTransform((outline() - 0.5)[None], matrix())[0] + 0.5).tolist()
    there = FrameAnswer(True, edges, "track", 1.0, 0.2)
    not_there = FrameAnswer(False, None, "search", 3.0, 0.2)
    return {name: EngineRun(name, [there, not_there, there, not_there], 40.0, 1000, "7") for name in names}


def run(*arguments: str | Path, by: Any = exact) -> int:
    return main([str(argument) for argument in arguments], by)


def test_it_prints_one_object_of_what_was_measured(clip: Path, capsys: pytest.CaptureFixture[str]):
    picture = clip.parent / "picture.png"
    assert run("--clip", clip, "--picture", picture, "--engines", "planar,nft", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["planar", "nft"]
    assert list(told["planar"]) == KEYS
    planar = told["planar"]
    assert (planar["found"], planar["falseFrames"], planar["initMs"], planar["bytesGzip"]) == (0.6667, 0, 40, 1000)
    assert planar["errorP90"] < 0.001
    assert (planar["trackMs"], planar["searchMs"]) == (1.0, 3.0)
    assert planar["segments"]["first"] == {"found": 1.0, "errorMedian": 0.0, "errorP90": 0.0}
    assert planar["segments"]["second"]["found"] == 0.5
    assert planar["segments"]["away"] == {"found": None, "errorMedian": None, "errorP90": None}


def test_it_tells_people_in_tables_and_plots(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "plots"
    assert run("--clip", clip, "--picture", clip.parent / "picture.png", "--out", out) == 0
    assert "planar" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {"errors.png", "found.png", "time-clip.png", "results.json"}
    assert min(path.stat().st_size for path in out.glob("*.png")) > 5000


@pytest.mark.parametrize(
    "breaking",
    [
        lambda clip: (clip / "truth.json").unlink(),
        lambda clip: (clip / "truth.json").write_text("{"),
        lambda clip: (clip / "frames" / "000002.jpg").unlink(),
        lambda clip: (clip / "frames" / "000000.jpg").write_bytes(b"no picture"),
        lambda clip: cut(clip / "frames" / "000002.jpg"),
        lambda clip: cv2.imwrite(str(clip / "frames" / "000002.jpg"), np.zeros((120, 160, 3), np.uint8)),
        lambda clip: (clip.parent / "picture.png").unlink(),
        lambda clip: (clip.parent / "picture.png").write_bytes(b"no picture"),
        lambda clip: write(clip, {"width": 640, "height": 480, "fps": 25, "frames": [{"visible": False}] * 4}),
        lambda clip: write(clip, {"width": 320, "height": 240, "fps": 25, "frames": [{"visible": True}] * 4}),
        lambda clip: write(clip, {"width": 320, "height": 240, "fps": 25, "frames": []}),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line(breaking: Any, clip: Path, capsys: pytest.CaptureFixture[str]):
    breaking(clip)
    assert run("--clip", clip, "--picture", clip.parent / "picture.png", "--json") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(clip.parent) in told.err
    assert len(told.err.splitlines()) == 1


def test_an_engine_that_does_not_exist_or_fails_is_told_apart(clip: Path, capsys: pytest.CaptureFixture[str]):
    def failing(*_: Any, **__: Any) -> dict[str, EngineRun]:
        raise EngineFailed("nft: it crashed")

    picture = clip.parent / "picture.png"
    assert run("--clip", clip, "--picture", picture, "--engines", "planar,other") == 2
    assert run("--clip", clip) == 2
    assert run("--clip", clip, "--picture", picture, by=failing) == 1
    assert "nft: it crashed" in capsys.readouterr().err
