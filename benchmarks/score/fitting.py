"""Fits the estimate's numbers: a logistic regression whose weights are not negative.

The loss is the mean cross entropy of the true rates and the estimated ones, plus RIDGE times the squares of the weights
over standardised facts, minimised by projected gradients with Nesterov's momentum. No randomness: the same pictures
give the same numbers. Facts are worded so that more is better, so a weight below 0 would fit noise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from adapters.markers.quality.estimate.model import Model, Term
from benchmarks.score.statistics import Floats

RIDGE = 0.01
STEPS = 600
DIGITS = 4
"""Of the numbers that are shipped."""

Facts = dict[str, float]


def fitted(facts: Sequence[Facts], rates: Floats, ridge: float = RIDGE) -> Model:
    """A model of what is known of pictures and of their true rates."""
    names = list(facts[0])
    table = np.array([[one[name] for name in names] for one in facts])
    middle, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    bias, weights = minimised((table - middle) / spread, rates, ridge)
    columns = zip(names, middle.tolist(), spread.tolist(), weights.tolist(), strict=True)
    terms = {name: Term(*(round(number, DIGITS) for number in numbers)) for name, *numbers in columns}
    return Model(round(bias, DIGITS), terms)


def minimised(table: Floats, rates: Floats, ridge: float) -> tuple[float, Floats]:
    """Bias and weights; the step is the inverse of a bound of the loss's curvature."""
    full = np.column_stack([np.ones(len(table)), table])
    lowest = np.array([-np.inf] + [0.0] * table.shape[1])
    shrinking = np.array([0.0] + [ridge] * table.shape[1])
    step = 1 / (np.linalg.eigvalsh(full.T @ full / len(full))[-1] / 4 + ridge)
    point = ahead = np.zeros(full.shape[1])
    momentum = 1.0
    for _ in range(STEPS):
        slope = full.T @ (1 / (1 + np.exp(-full @ ahead)) - rates) / len(full) + shrinking * ahead
        moved = np.maximum(ahead - step * slope, lowest)
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = moved + (momentum - 1) / faster * (moved - point)
        point, momentum = moved, faster
    return float(point[0]), point[1:]


def without_each(sources: Sequence[str], facts: Sequence[Facts], rates: Floats, ridge: float = RIDGE) -> Floats:
    """Estimates of every source's pictures by a model that was fitted without that source."""
    estimates = np.zeros(len(rates))
    for left_out in sorted(set(sources)):
        other = [index for index, source in enumerate(sources) if source != left_out]
        model = fitted([facts[index] for index in other], rates[other], ridge)
        for index, source in enumerate(sources):
            if source == left_out:
                estimates[index] = model.rate(facts[index])
    return estimates
