"""``argument compile`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from adapters.cli.compile import command
from adapters.markers.formats import mind
from tests.adapters.markers.pictures import pale, texture


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
        f"my cat.v2.{kind}" for kind in ("iset", "fset", "fset3", "mind", "planar")
    }
    assert "250 x 200 px at 150 dpi" in result.stdout
    assert "of 100" in result.stdout


def test_json_is_one_object_with_all_numbers(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--json")
    found = json.loads(result.stdout)
    assert set(found) == {
        *("files", "refused", "keypoints", "points", "score", "dpi", "width", "height", "cpuSeconds", "peakMemoryMb")
    }
    assert {engine: sorted(Path(path).suffix for path in paths) for engine, paths in found["files"].items()} == {
        "nft": [".fset", ".fset3", ".iset"],
        "mind": [".mind"],
        "planar": [".planar"],
    }
    assert all(Path(path).stat().st_size for paths in found["files"].values() for path in paths)
    assert found["refused"] == {}
    assert set(found["score"]) == {*("score", "stars", "label", "detectionRate", "compatibility", "proved")}
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
    unknown = run(picture, "-o", tmp_path / "out", "--format", "nft,other")
    assert unknown.exit_code == 2
    assert "choose from nft, mind, planar" in unknown.stderr


def test_a_format_that_refuses_the_picture_is_named_with_its_reason(tmp_path: Path):
    Image.fromarray(pale()).save(tmp_path / "pale.png")
    result = run(tmp_path / "pale.png", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "Not for nft" in result.stdout
    assert "Not for mind" in result.stdout
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


def test_a_heat_map_shows_what_planar_uses(picture: Path, tmp_path: Path):
    result = run(picture, "-o", tmp_path / "out", "--format", "planar", "--heatmap", tmp_path / "heat.png")
    assert result.exit_code == 0
    with Image.open(tmp_path / "heat.png") as heat:
        assert heat.format == "PNG"
    alone = run(picture, "-o", tmp_path / "out", "--format", "nft", "--heatmap", tmp_path / "none.png")
    assert alone.exit_code == 2
    assert "add planar" in alone.stderr


def test_a_missing_file_ends_with_2(tmp_path: Path):
    result = run(tmp_path / "nothing.png", "-o", tmp_path)
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_a_folder_that_cannot_be_made_is_said(picture: Path):
    result = run(picture, "-o", picture / "below", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "not_written"


def test_several_pictures_make_one_mind_file_in_their_order(picture: Path, tmp_path: Path):
    Image.fromarray(texture(160, 180)).save(tmp_path / "second.png")
    chosen = (picture, tmp_path / "second.png")
    result = run(*chosen, "-o", tmp_path / "out", "--format", "mind", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    path = tmp_path / "out" / "targets.mind"
    assert found["files"] == {"mind": [str(path)]}
    targets = mind.read(path.read_bytes())
    sizes = [(target.target_image.width, target.target_image.height) for target in targets]
    assert sizes == [(each["width"], each["height"]) for each in found["targets"]] == [(250, 200), (180, 160)]
    assert [each["picture"] for each in found["targets"]] == [str(each) for each in chosen]
    assert found["keypoints"] == sum(each["keypoints"] for each in found["targets"]) > 100
    spoken = run(*chosen, "-o", tmp_path / "out", "--format", "mind")
    assert "second.png" in spoken.stdout


def test_several_pictures_are_for_mind_only(picture: Path, tmp_path: Path):
    result = run(picture, picture, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "--format mind" in result.stderr


def test_the_picture_that_spoils_a_file_of_several_is_named(picture: Path, tmp_path: Path):
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "plain.png")
    result = run(picture, tmp_path / "plain.png", "-o", tmp_path / "out", "--format", "mind", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["error"]["code"] == "no_features"
    assert json.loads(result.stdout)["error"]["message"].startswith("plain.png: ")
    assert not (tmp_path / "out").exists()
