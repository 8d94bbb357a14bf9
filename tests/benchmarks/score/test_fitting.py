"""The fit of the numbers that are shipped."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.score.fitting import fitted, without_each
from benchmarks.score.statistics import mean_error

RANDOM = np.random.default_rng(2)
FACTS = [{"detail": float(a), "noise": float(b)} for a, b in RANDOM.normal(0, 2, (80, 2))]
RATES = np.array([1 / (1 + np.exp(-(0.4 + 1.1 * one["detail"]))) for one in FACTS])


def test_the_model_behind_the_rates_is_found_again():
    model = fitted(FACTS, RATES, ridge=1e-6)
    assert mean_error(np.array([model.rate(one) for one in FACTS]), RATES) < 0.005
    assert model.terms["detail"].weight / model.terms["detail"].spread == pytest.approx(1.1, abs=0.05)


def test_a_fact_that_lowers_rates_counts_nothing():
    turned = [{**one, "detail": -one["detail"]} for one in FACTS]
    assert fitted(turned, RATES).terms["detail"].weight == 0


def test_the_same_pictures_give_the_same_numbers():
    assert fitted(FACTS, RATES) == fitted(FACTS, RATES)


def test_a_source_is_told_by_the_others_alone():
    sources = ["first"] * 40 + ["second"] * 40
    wrong = RATES.copy()
    wrong[40:] = 1 - RATES[40:]
    told = without_each(sources, FACTS, wrong)
    assert mean_error(told[40:], RATES[40:]) < 0.06
