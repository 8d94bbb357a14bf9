"""``argument compile`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from adapters.cli.compile import command
from domain.quality import Score
from tests.adapters.markers.pictures import pale


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
    assert {path.name for path in out.iterdir()} == {
        f"my cat.v2.{kind}" for kind in ("iset", "fset", "fset3", "planar")
    }
    assert result.stdout == ""
    assert "250 x 200 px at 150 dpi" in result.stderr
    assert "of 100" in result.stderr


def test_json_is_one_object_with_all_numbers(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--json")
    found = json.loads(result.stdout)
    assert set(found) == {
        *("files", "refused", "keypoints", "points", "score", "dpi", "width", "height", "cpuSeconds", "peakMemoryMb")
    }
    assert {engine: sorted(files) for engine, files in found["files"].items()} == {
        "nft": ["fset", "fset3", "iset"],
        "planar": ["planar"],
    }
    for files in found["files"].values():
        assert all(Path(path).suffix == f".{role}" and Path(path).stat().st_size for role, path in files.items())
    assert found["refused"] == {}
    assert set(found["score"]) == {*Score.__struct_fields__}
    assert (found["width"], found["height"], found["dpi"]) == (250, 200, 150)
    assert found["keypoints"] > 100
    assert found["peakMemoryMb"] > 1


def test_side_and_resolution_are_passed_on(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--json", "--max-side", 125, "--dpi", 100)
    found = json.loads(result.stdout)
    assert (found["width"], found["height"], found["dpi"]) == (125, 100, 50)


def test_formats_may_be_chosen(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--format", "planar", "--json")
    assert list(json.loads(result.stdout)["files"]) == ["planar"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"my cat.v2.planar"}
    unknown = run(picture, "-o", tmp_path / "out", "--format", "nft,mind")
    assert unknown.exit_code == 2
    assert "choose from nft, planar" in unknown.stderr


def test_a_format_that_refuses_the_picture_is_named_with_its_reason(tmp_path: Path):
    Image.fromarray(pale()).save(tmp_path / "pale.png")
    result = run(tmp_path / "pale.png", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "Not for nft" in result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"pale.planar"}


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
