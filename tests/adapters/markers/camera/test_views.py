"""Conditions are drawn as stated, and alike for everybody."""

from __future__ import annotations

from collections import Counter

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
        mine = [view for view in views(160) if view.stratum == name]
        for field, (easy, hard) in stratum.fields.items():
            hardships = [(getattr(view, field) - easy) / (hard - easy) for view in mine]
            for step, hardship in enumerate(hardships):
                assert step - 0.5 <= hardship * len(mine) <= step + 1.5  # qualities are rounded


def test_all_else_is_spread_evenly_too_in_another_order():
    mine = [view for view in views(160) if view.stratum == "glare"]
    tilts = [view.tilt / 50 * len(mine) for view in mine]
    assert sorted(int(tilt) for tilt in tilts) == list(range(len(mine)))
    assert tilts != sorted(tilts)


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
