"""The formula: rates from plain numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.markers.quality.estimate.model import Model, Term, models

values = st.floats(-50, 50)


def test_facts_in_the_middle_give_what_the_bias_says():
    model = Model(0.5, {"detail": Term(middle=3.0, spread=2.0, weight=1.2)})
    assert model.rate({"detail": 3.0}) == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_a_fact_counts_its_weight_for_every_spread():
    model = Model(0.0, {"detail": Term(middle=3.0, spread=2.0, weight=1.2)})
    assert model.rate({"detail": 5.0}) == pytest.approx(1 / (1 + math.exp(-1.2)))


@pytest.mark.parametrize("engine", ["planar", "nft", "nft-alone"])
@given(data=st.data())
def test_no_fact_that_rises_lowers_a_rate(engine: str, data: st.DataObject):
    model = models()[engine]
    facts = {name: data.draw(values) for name in model.terms}
    more = {name: value + data.draw(st.floats(0, 10)) for name, value in facts.items()}
    assert 0 <= model.rate(facts) <= model.rate(more) <= 1


def test_the_shipped_numbers_are_finite_and_never_negative():
    assert set(models()) == {"planar", "nft", "nft-alone"}
    for model in models().values():
        assert math.isfinite(model.bias)
        assert any(term.weight > 0 for term in model.terms.values())
        assert all(term.weight >= 0 and term.spread > 0 for term in model.terms.values())
