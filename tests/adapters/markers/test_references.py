"""The compiler against whole reference sets, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adapters.markers.formats import fset, fset3
from tests.adapters.markers.agreement import hamming, matched
from tests.adapters.markers.pictures import SHARED

PICTURES = ("chelsea.png", "coffee.png", "astronaut.png", "pinball.jpg")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no reference sets beside the checkout")


class Pair:
    """Their files and ours."""

    def __init__(self, theirs: Path, ours: Path) -> None:
        self.iset, self.fset, self.fset3 = (
            (theirs.with_suffix(ending).read_bytes(), ours.with_suffix(ending).read_bytes())
            for ending in (".iset", ".fset", ".fset3")
        )


@pytest.fixture(params=PICTURES)
def pair(request: pytest.FixtureRequest, compiled) -> Pair:
    picture = SHARED / "pictures" / request.param
    _, ours = compiled(picture)
    return Pair(SHARED / "reference-markers" / picture.stem / picture.stem, ours)


def test_image_sets_are_byte_identical(pair: Pair):
    theirs, ours = pair.iset
    assert ours == theirs


def test_templates_and_their_numbers_are_the_same(pair: Pair):
    theirs, ours = (fset.read(data) for data in pair.fset)
    assert [(s.scale, s.max_dpi, s.min_dpi, len(s.points)) for s in ours] == [
        (s.scale, s.max_dpi, s.min_dpi, len(s.points)) for s in theirs
    ]
    pixels = [{(s.scale, int(p["x"]), int(p["y"])) for s in scales for p in s.points} for scales in (theirs, ours)]
    assert len(pixels[0] & pixels[1]) >= 0.99 * len(pixels[0])


def test_key_points_are_the_same(pair: Pair):
    theirs, ours = (fset3.read(data) for data in pair.fset3)
    assert ours.sizes == theirs.sizes
    assert (np.bincount(ours.points["scale"]) == np.bincount(theirs.points["scale"])).all()
    index = matched(theirs.points, ours.points)
    both = index >= 0
    assert both.mean() >= 0.99
    assert hamming(theirs.points["descriptor"][both], ours.points["descriptor"][index[both]]).mean() <= 0.5
    for axis in ("mx", "my"):
        assert np.abs(theirs.points[axis][both] - ours.points[axis][index[both]]).max() < 0.05


def test_what_we_read_we_write_again(pair: Pair):
    theirs = pair.fset[0]
    assert fset.write(fset.read(theirs)) == theirs
    assert fset3.write(fset3.read(pair.fset3[0])) == pair.fset3[0]
