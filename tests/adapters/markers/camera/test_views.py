"""Conditions are drawn as stated, and alike for everybody."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from adapters.markers.camera import STRATA, corners_of, views


def test_the_same_seed_draws_the_same_views_and_another_one_others():
    assert views(40) == views(40)
    assert views(40) != views(40, seed=2)


def test_views_are_shared_out_by_weight():
    numbers = Counter(view.stratum for view in views(123))
    assert sum(numbers.values()) == 123
    assert set(numbers) == set(STRATA)
    whole = sum(stratum.weight for stratum in STRATA.values())
    for name, stratum in STRATA.items():
        assert abs(numbers[name] - 123 * stratum.weight / whole) < 1


def test_hardship_is_spread_evenly_over_its_range():
    for name, stratum in STRATA.items():
        found = [getattr(view, stratum.field) for view in views(160) if view.stratum == name]
        low, high = sorted((stratum.easiest, stratum.hardest))
        assert all(low - 0.5 <= value <= high + 0.5 for value in found)
        rising = stratum.hardest > stratum.easiest
        assert all((one <= other) == rising or one == other for one, other in pairwise(found))


def test_only_the_stratum_is_hard():
    for view in views(80):
        assert (view.glare > 0) == (view.stratum == "glare")
        assert (view.covered > 0) == (view.stratum == "occlusion")
        assert (view.motion > 0) == (view.stratum == "motion")
        assert 0.2 <= view.share <= 0.9 or view.stratum in ("near", "far")
        assert view.light >= 0.5 or view.stratum == "dark"


def test_a_picture_that_fits_is_in_the_frame():
    for view in views(80):
        if view.share <= 0.75:
            corners = corners_of(view, (400, 300))
            middle = corners.mean(0)
            assert (middle > 0).all()
            assert (middle < (640, 480)).all()
