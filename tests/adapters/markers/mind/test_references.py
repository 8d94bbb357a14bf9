"""The compiler against MindAR's own files, where they lie beside the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from adapters.markers.formats import mind
from adapters.markers.formats.mind import Target
from adapters.markers.mind.compile import compile_target
from adapters.markers.picture import load
from tests.adapters.markers.mind.agreement import counts, hamming, pairs, same, trees
from tests.adapters.markers.pictures import SHARED

PICTURES = ("chelsea.png", "coffee.png", "astronaut.png", "pinball.jpg")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no reference sets beside the checkout")


def theirs(picture: str) -> bytes:
    stem = Path(picture).stem
    return (SHARED / "reference-markers" / stem / f"{stem}.mind").read_bytes()


@cache
def ours(picture: str) -> Target:
    return compile_target(load(SHARED / "pictures" / picture).grey, lambda *_: None)


@pytest.mark.parametrize("picture", PICTURES)
def test_what_we_read_we_write_again(picture: str):
    assert mind.write(mind.read(theirs(picture))) == theirs(picture)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_target_is_the_same(picture: str):
    (reference,), target = mind.read(theirs(picture)), ours(picture)
    assert target.target_image == reference.target_image
    assert target.tracking_data == reference.tracking_data
    assert counts(target) == counts(reference)
    assert [level.scale for level in target.matching_data] == [level.scale for level in reference.matching_data]
    found = list(pairs(target, reference))
    assert all(same(one, other) for one, other in found)
    distances = [hamming(one, other) for one, other in found]
    assert distances.count(0) >= 0.99 * len(distances)
    assert sum(distances) <= 0.5 * len(distances)
    assert trees(target) == trees(reference)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_file_is_as_long_but_for_numbers_that_happen_to_be_whole(picture: str):
    assert abs(len(mind.write([ours(picture)])) - len(theirs(picture))) <= 2 * 8
