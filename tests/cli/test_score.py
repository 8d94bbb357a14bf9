"""``argument score`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from adapters.cli.score import command
from tests.adapters.markers.pictures import pale

FIELDS = {
    *("score", "stars", "label", "detectionRate", "compatibility", "proved"),
    *("reasons", "limits", "refused", "cpuSeconds"),
}


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "noise.jpg"
    noise = np.random.default_rng(1).integers(0, 256, (40, 50, 3), np.uint8)
    Image.fromarray(noise).resize((250, 200), Image.Resampling.BICUBIC).save(path)
    return path


def test_json_is_one_object_with_exactly_these_fields(picture: Path):
    result = run(picture, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, set(found)) == (0, FIELDS)
    assert found["score"] == round(100 * found["detectionRate"])
    assert (found["proved"], found["limits"]) == (False, [])
    assert found["cpuSeconds"] > 0


def test_a_proof_has_limits_in_plain_words_and_a_heat_map_is_written(picture: Path, tmp_path: Path):
    result = run(picture, "--prove", "--json", "--heatmap", tmp_path / "new" / "heat.png")
    found = json.loads(result.stdout)
    assert found["proved"]
    assert found["compatibility"]["planar"] == found["score"]
    assert {limit["condition"] for limit in found["limits"]} >= {"distance", "tilt"}
    assert all(set(limit) == {"condition", "text"} and limit["text"] for limit in found["limits"])
    with Image.open(tmp_path / "new" / "heat.png") as heat:
        assert heat.format == "PNG"


def test_people_get_a_table_with_stars(picture: Path, tmp_path: Path):
    result = run(picture, "--heatmap", tmp_path / "heat.svg")
    assert result.exit_code == 0
    assert "of 100" in result.stdout
    assert "★" in result.stdout
    assert "estimated" in result.stdout
    assert (tmp_path / "heat.svg").read_text().startswith("<svg")


def test_an_engine_that_refuses_the_picture_is_named(tmp_path: Path):
    Image.fromarray(pale()).save(tmp_path / "pale.png")
    result = run(tmp_path / "pale.png")
    assert result.exit_code == 0
    assert "Not for nft" in result.stdout
    assert set(json.loads(run(tmp_path / "pale.png", "--json").stdout)["refused"]["nft"]) == {"code", "detail"}


@pytest.mark.parametrize("options", [(), ("--prove",)])
def test_a_picture_that_cannot_be_a_marker_ends_with_3_and_a_reason(tmp_path: Path, options: tuple[str, ...]):
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "plain.png")
    result = run(tmp_path / "plain.png", "--json", *options)
    assert result.exit_code == 3
    error = json.loads(result.stdout)["error"]
    assert (set(error), error["code"]) == ({"code", "message"}, "no_features")
    spoken = run(tmp_path / "plain.png")
    assert (spoken.exit_code, spoken.stdout) == (3, "")
    assert spoken.stderr


def test_what_is_no_picture_ends_with_3(tmp_path: Path):
    (tmp_path / "text.png").write_text("no picture")
    result = run(tmp_path / "text.png", "--json")
    assert (result.exit_code, json.loads(result.stdout)["error"]["code"]) == (3, "not_an_image")


def test_a_heat_map_is_png_or_svg(picture: Path, tmp_path: Path):
    result = run(picture, "--heatmap", tmp_path / "heat.gif")
    assert result.exit_code == 2
    assert ".png or .svg" in result.stderr
