"""A score is a detection rate in percent, with stars and a word that fit."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quality import Reason, Score, scored


@given(st.floats(0, 1))
def test_a_score_is_the_rate_in_percent_with_stars_that_fit(rate: float):
    found = scored(rate, "test")
    assert found.score == round(100 * rate)
    assert found.detection_rate == pytest.approx(rate, abs=1e-4)
    assert (found.proved, found.method) == (False, "test")
    assert (found.stars == 0) == (found.label == "unusable") == (found.score < 5)


@pytest.mark.parametrize(
    ("rate", "stars", "label"),
    [
        (1.0, 5, "excellent"),
        (0.85, 5, "excellent"),
        (0.7, 4, "good"),
        (0.5, 3, "fair"),
        (0.3, 2, "poor"),
        (0.0, 0, "unusable"),
    ],
)
def test_stars_and_words(rate: float, stars: int, label: str):
    assert (scored(rate, "test").stars, scored(rate, "test").label) == (stars, label)


def test_a_score_of_the_time_before_detection_rates_has_the_rate_of_its_score():
    old = b'{"score": 81, "stars": 4, "label": "good", "provisional": true, "method": "counts"}'
    found = msgspec.json.decode(old, type=Score)
    assert (found.detection_rate, found.proved, found.compatibility, found.reasons, found.limits) == (
        0.81,
        False,
        {},
        (),
        (),
    )


def test_a_score_is_read_as_it_was_written():
    given = scored(0.123, "test", proved=True, compatibility={"nft": 3}, reasons=[Reason(code="dark", text="Dark.")])
    assert msgspec.json.decode(msgspec.json.encode(given), type=Score) == given
