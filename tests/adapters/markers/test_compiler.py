"""The compiler as the application uses it: in a child process, with an answer or a reason."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adapters.markers.compiler import ChildCompiler
from adapters.markers.formats import fset, fset3, iset
from adapters.markers.nft import compile_nft
from adapters.markers.picture import Picture
from adapters.sandbox import Limits
from adapters.settings import load_settings
from application.ports import InputRejected, MarkerCompiler
from tests.adapters.markers.pictures import shipped, texture

BARE = 10
"""MiB of an interpreter without imports."""

REQUIRED: dict[str, str] = dict.fromkeys(
    ("DATABASE_URL", "REDIS_URL", "CLICKHOUSE_URL", "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "SECRET_KEY"),
    32 * "x",
)


def refusal(grey: np.ndarray, out: Path) -> str:
    with pytest.raises(InputRejected) as refused:
        compile_nft(Picture(grey, 72), out, lambda step, share: None)
    assert refused.value.detail.endswith(".")
    assert not out.exists()
    return refused.value.code


def slope(side: int) -> np.ndarray:
    return np.tile(np.linspace(0, 255, side).astype(np.uint8), (side, 1))


@pytest.mark.parametrize("grey", [np.full((400, 300), 255, np.uint8), np.zeros((300, 300), np.uint8), slope(300)])
def test_a_picture_without_detail_is_refused(grey: np.ndarray, tmp_path: Path):
    assert refusal(grey, tmp_path / "out") == "no_features"


def test_a_picture_with_too_few_details_to_be_recognised_is_refused(tmp_path: Path):
    grey = np.full((300, 300), 200, np.uint8)
    grey[140:180, 150:] = 190
    assert refusal(grey, tmp_path / "out") == "no_features"


@pytest.mark.parametrize(("height", "width"), [(1, 1), (29, 29), (29, 400), (1, 5000)])
def test_a_picture_too_small_for_a_second_scale_is_refused(height: int, width: int, tmp_path: Path):
    assert refusal(texture(60, 60)[:height, :1].repeat(width, axis=1), tmp_path / "out") == "too_small"


@pytest.mark.parametrize(("height", "width"), [(30, 30), (47, 200), (60, 1200)])
def test_small_and_narrow_pictures_end_well(height: int, width: int, tmp_path: Path):
    try:
        compile_nft(Picture(texture(height, width), 72), tmp_path, lambda step, share: None)
    except InputRejected:
        return
    assert iset.picture(iset.read((tmp_path / "target.iset").read_bytes())).shape == (height, width)


def test_a_child_compiles_and_tells_how_far_it_is(tmp_path: Path):
    compiler: MarkerCompiler = ChildCompiler(max_side=300, engines=["nft"])
    told: list[tuple[str, float]] = []
    found = compiler.compile(shipped("chelsea.png"), tmp_path, lambda step, share: told.append((step, share)))
    data = {made.role: (tmp_path / made.name).read_bytes() for made in found.engines["nft"]}
    assert (found.width, found.height, found.dpi) == (300, 200, 48)
    assert iset.picture(iset.read(data["iset"])).shape == (200, 300)
    assert len(fset3.read(data["fset3"]).points) == found.keypoints
    assert sum(len(scale.points) for scale in fset.read(data["fset"])) == found.points
    assert found.cpu_seconds > 0
    assert {"read", "features", "write"} <= {step for step, _ in told}
    shares = [share for _, share in told]
    assert shares == sorted(shares)


def test_a_resolution_may_be_given(tmp_path: Path):
    found = ChildCompiler(max_side=200, dpi=200).compile(shipped("camera.png"), tmp_path, lambda step, share: None)
    assert found.dpi == 78
    assert iset.read((tmp_path / "target.iset").read_bytes()).dpi[0] == 78


def test_a_child_says_why_a_picture_is_refused(tmp_path: Path):
    Image.new("RGB", (300, 300)).save(tmp_path / "plain.png")
    with pytest.raises(InputRejected, match="no_features"):
        ChildCompiler().compile(tmp_path / "plain.png", tmp_path / "out", lambda step, share: None)
    (tmp_path / "text.png").write_text("hello")
    with pytest.raises(InputRejected, match="not_an_image"):
        ChildCompiler().compile(tmp_path / "text.png", tmp_path / "out", lambda step, share: None)


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not bound a process's memory")
@pytest.mark.parametrize("memory", [200, 400, 600])
def test_a_picture_that_needs_too_much_memory_is_refused(memory: int, tmp_path: Path):
    Image.new("L", (7000, 7000)).save(tmp_path / "large.png")
    with pytest.raises(InputRejected, match="too_complex"):
        ChildCompiler(limits=Limits(memory_mb=memory)).compile(tmp_path / "large.png", tmp_path, lambda *_: None)


def test_a_large_upload_takes_little_memory_under_the_servers_cap(tmp_path: Path):
    Image.fromarray(np.kron(texture(1000, 1000), np.ones((2, 2), np.uint8))).save(tmp_path / "large.png")
    compiler = ChildCompiler(load_settings(REQUIRED).marker_max_side)
    found = compiler.compile(tmp_path / "large.png", tmp_path / "out", lambda *_: None)
    assert max(found.width, found.height) == 1024
    assert found.peak_memory_mb < BARE + 250
