"""Rank correlation and its kin, on numbers whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.score.statistics import entropy, interval, mean_error, ranked, spearman, told_apart

RANDOM = np.random.default_rng(1)


def test_any_rising_function_has_a_rank_correlation_of_one():
    values = RANDOM.uniform(0, 1, 30)
    assert spearman(values, np.exp(5 * values)) == pytest.approx(1)
    assert spearman(values, -values) == pytest.approx(-1)


def test_equal_values_share_their_mean_rank():
    assert ranked(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2.5, 0.0, 2.5, 1.0]
    assert spearman(np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(math.sqrt(0.9))


def test_what_is_all_equal_tells_nothing():
    assert spearman(np.ones(5), np.arange(5.0)) == 0


def test_the_interval_encloses_the_correlation_and_shrinks_with_more_pictures():
    values = RANDOM.uniform(0, 1, 400)
    noisy = values + RANDOM.normal(0, 0.3, 400)
    low, high = interval(spearman, values, noisy)
    assert low < spearman(values, noisy) < high
    few = interval(spearman, values[:30], noisy[:30])
    assert few[1] - few[0] > high - low


def test_the_mean_error_is_that_of_the_rates():
    assert mean_error(np.array([0.2, 0.9]), np.array([0.4, 0.8])) == pytest.approx(0.15)


def test_good_and_bad_pictures_are_told_apart_by_chance_half_of_the_time():
    rates = np.array([0.1, 0.2, 0.7, 0.9])
    assert told_apart(np.array([1.0, 2, 3, 4]), rates) == 1
    assert told_apart(np.ones(4), rates) == 0.5
    assert told_apart(np.array([3.0, 4, 1, 2]), rates) == 0


def test_the_baseline_is_the_entropy_of_grey_levels_without_the_last():
    assert entropy(np.full((8, 8), 7, np.uint8)) == 0
    assert entropy(np.arange(0, 200, 25).astype(np.uint8).reshape(2, 4)) == pytest.approx(math.log(8))
    assert entropy(np.full((8, 8), 255, np.uint8)) == 0
