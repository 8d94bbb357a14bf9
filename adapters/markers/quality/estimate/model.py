"""From what is known of a picture to the rate at which it is found: a logistic model of plain numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

Facts = Mapping[str, float]


class Term(msgspec.Struct, frozen=True):
    """A fact counts ``weight`` >= 0 for every ``spread`` that it lies above ``middle``."""

    middle: float
    spread: float
    weight: float


class Model(msgspec.Struct, frozen=True):
    """``terms`` by the facts' names."""

    bias: float
    terms: dict[str, Term]

    def rate(self, facts: Facts) -> float:
        """The expected detection rate, 0..1; it never falls when a fact rises."""
        total = self.bias
        for name, term in self.terms.items():
            total += term.weight * (facts[name] - term.middle) / term.spread
        return 1 / (1 + math.exp(-total))


@cache
def models() -> dict[str, Model]:
    """By engine; ``python -m benchmarks.score --fit`` writes the file."""
    numbers = Path(__file__).with_name("numbers.json")
    return msgspec.json.decode(numbers.read_bytes(), type=dict[str, Model])
