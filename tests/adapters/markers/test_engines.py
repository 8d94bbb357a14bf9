"""One picture for several engines: each takes it, or says why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adapters.markers.engines import compile_marker
from adapters.markers.picture import Picture
from adapters.tracking.core import Core
from application.ports import InputRejected
from tests.adapters.markers.pictures import pale, texture, walls

ALL = ("nft", "mind", "planar")


def named(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


def test_a_picture_gets_the_files_of_every_engine(tmp_path: Path):
    told: list[tuple[str, float]] = []
    marker = compile_marker(Picture(texture(200, 300), 72), tmp_path, ALL, lambda *said: told.append(said))
    assert named(tmp_path) == {"target.iset", "target.fset", "target.fset3", "target.mind", "target.planar"}
    assert {name: tuple(file.name for file in files) for name, files in marker.engines.items()} == {
        "nft": ("target.iset", "target.fset", "target.fset3"),
        "mind": ("target.mind",),
        "planar": ("target.planar",),
    }
    assert next(iter(marker.engines)) == "planar"
    assert (marker.width, marker.height, marker.refused) == (300, 200, {})
    assert set(marker.score.compatibility) == {"planar", "nft", "mind"}
    assert marker.score.compatibility["planar"] == marker.score.score
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] < 0.5 < shares[-1] <= 1
    assert Core().load((tmp_path / "target.planar").read_bytes()) == 0


def test_a_picture_for_one_engine_only_is_a_marker_and_says_why_not_for_the_others(tmp_path: Path):
    marker = compile_marker(Picture(pale(), 72), tmp_path, ALL, lambda *_: None)
    assert named(tmp_path) == {"target.planar"}
    assert list(marker.engines) == ["planar"]
    assert {name: why.code for name, why in marker.refused.items()} == {"nft": "no_features", "mind": "no_features"}
    assert marker.score.compatibility == {"planar": marker.score.score, "nft": 0, "mind": 0}
    assert 0 < marker.score.score < 90


def test_only_engines_that_were_asked_for_are_made(tmp_path: Path):
    compile_marker(Picture(texture(200, 300), 72), tmp_path, ["planar"], lambda *_: None)
    assert named(tmp_path) == {"target.planar"}


def test_a_picture_for_no_engine_is_refused_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(InputRejected) as refused:
        compile_marker(Picture(np.full((300, 300), 200, np.uint8), 72), tmp_path, ALL, lambda *_: None)
    assert refused.value.code == "no_features"
    assert not named(tmp_path)


def test_a_picture_that_the_tracker_does_not_find_in_drawn_views_is_nothing_for_it(tmp_path: Path):
    with pytest.raises(InputRejected) as refused:
        compile_marker(Picture(walls(), 72), tmp_path, ALL, lambda *_: None)
    assert refused.value.code == "not_tracked"
    assert not named(tmp_path)


@pytest.mark.parametrize(("stated", "millimetres"), [(True, 101.6), (False, 0)])
def test_the_printed_width_is_known_only_where_the_picture_states_it(stated: bool, millimetres: float, tmp_path: Path):
    compile_marker(Picture(texture(200, 300), 75, stated), tmp_path, ["planar"], lambda *_: None)
    assert np.frombuffer((tmp_path / "target.planar").read_bytes(), "<f4", 1, 24)[0] == np.float32(millimetres)


def test_reasons_are_found_out_when_they_are_asked_for(tmp_path: Path):
    plain = compile_marker(Picture(pale(), 72), tmp_path / "plain", ["planar"], lambda *_: None)
    explained = compile_marker(Picture(pale(), 72), tmp_path / "why", ["planar"], lambda *_: None, explain=True)
    assert plain.score.reasons == ()
    assert "low_contrast" in [reason.code for reason in explained.score.reasons]
    assert explained.score.score == plain.score.score
