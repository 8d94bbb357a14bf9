"""The compiler against fingerprints of what MindAR's own makes of the same pictures."""

from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.mind.compile import compile_target
from adapters.markers.picture import load as load_picture
from tests.adapters.markers.mind.agreement import PLACE, counts, trees
from tests.adapters.markers.mind.golden.fingerprint import EVERY, FOLDER, STEPS, digest, load, points
from tests.adapters.markers.pictures import shipped

PICTURES = sorted(path.stem + ".png" for path in FOLDER.glob("*.json"))


@pytest.mark.parametrize("picture", PICTURES)
def test_the_target_is_what_it_was_found_to_be(picture: str):
    target, kept = compile_target(load_picture(shipped(picture)).grey, lambda *_: None), load(picture)
    assert counts(target) == kept.counts
    assert digest(target.tracking_data) == kept.tracking
    assert digest(trees(target)) == kept.trees
    found = list(points(target))
    places = np.array([(point.x, point.y) for point in found])
    assert np.abs(places - kept.pixels()).max() <= PLACE + 0.5 / STEPS
    words = np.array([point.descriptors for point in found[::EVERY]])
    apart = np.bitwise_count(words ^ kept.words()).sum(axis=1)
    assert (apart > 0).sum() <= 1
    assert apart.mean() <= 0.5


def test_there_are_fingerprints():
    assert len(PICTURES) >= 3
