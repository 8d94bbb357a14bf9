"""``argument compile`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from adapters.cli.compile import command


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args])


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    noise = np.random.default_rng(1).integers(0, 256, (40, 50, 3), np.uint8)
    Image.fromarray(noise).resize((250, 200), Image.Resampling.BICUBIC).save(tmp_path / "my cat.v2.jpg", dpi=(150, 150))
    return tmp_path / "my cat.v2.jpg"


def test_the_files_are_named_after_the_picture(picture: Path, tmp_path: Path):
    out = tmp_path / "new" / "folder"
    result = run(picture, "-o", out)
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {"my cat.v2.iset", "my cat.v2.fset", "my cat.v2.fset3"}
    assert result.stdout == ""
    assert "250 x 200 px at 150 dpi" in result.stderr
    assert "of 100" in result.stderr


def test_json_is_one_object_with_all_numbers(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--json")
    found = json.loads(result.stdout)
    assert set(found) == {
        *("files", "refused", "keypoints", "points", "score", "dpi", "width", "height", "cpuSeconds", "peakMemoryMb")
    }
    assert {role: Path(path).suffix for role, path in found["files"]["nft"].items()} == {
        "iset": ".iset",
        "fset": ".fset",
        "fset3": ".fset3",
    }
    assert all(Path(path).stat().st_size for path in found["files"]["nft"].values())
    assert set(found["score"]) == {"score", "stars", "label", "provisional", "method"}
    assert (found["width"], found["height"], found["dpi"]) == (250, 200, 150)
    assert found["keypoints"] > 100
    assert found["peakMemoryMb"] > 1


def test_side_and_resolution_are_passed_on(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--json", "--max-side", 125, "--dpi", 100)
    found = json.loads(result.stdout)
    assert (found["width"], found["height"], found["dpi"]) == (125, 100, 50)


def test_a_picture_that_cannot_be_a_marker_ends_with_3_and_leaves_nothing(tmp_path: Path):
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "plain.png")
    result = run(tmp_path / "plain.png", "-o", tmp_path / "out", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["error"]["code"] == "no_features"
    assert not (tmp_path / "out").exists()
    spoken = run(tmp_path / "plain.png", "-o", tmp_path / "out")
    assert spoken.exit_code == 3
    assert "plain or too smooth" in spoken.stderr


def test_a_missing_file_ends_with_2(tmp_path: Path):
    result = run(tmp_path / "nothing.png", "-o", tmp_path)
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_a_folder_that_cannot_be_made_is_said(picture: Path):
    result = run(picture, "-o", picture / "below", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "not_written"
