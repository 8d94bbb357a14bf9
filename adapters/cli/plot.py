"""Small drawings of numbers for terminals."""

from __future__ import annotations

from collections.abc import Sequence

LEVELS = " ▁▂▃▄▅▆▇█"


def columns(values: Sequence[float], height: int = 4) -> list[str]:
    """Lines of a bar chart, top first; each value is a column, scaled so that the largest fills the height."""
    most = max(values, default=0) or 1
    steps = [round(value / most * height * 8) for value in values]
    return ["".join(LEVELS[min(8, max(0, step - 8 * row))] for step in steps) for row in reversed(range(height))]
