from __future__ import annotations

import numpy as np
import pytest

from adapters.markers.advice.details import details
from tests.adapters.markers.advice.conftest import Known
from tests.adapters.markers.advice.drawn import in_the_left_third, photograph


def test_places_are_shares_of_the_picture_and_weights_are_above_nothing(known: Known) -> None:
    of = known(photograph())
    assert of.size == (512, 512)
    assert of.grey.shape == (512, 512)
    for places, weights in ((of.features, of.weights), (of.points, of.point_weights)):
        assert len(places) == len(weights) > 300
        assert places.min() >= 0
        assert places.max() <= 1
        assert weights.min() > 0


def test_features_lie_where_the_picture_has_its_detail(known: Known) -> None:
    of = known(in_the_left_third())
    assert np.average(of.features[:, 0] < 0.36, weights=of.weights) > 0.8


def test_what_is_no_target_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        details(b"no target")
