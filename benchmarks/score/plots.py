"""The calibration plot: what was said beside what was true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np

from benchmarks.score.evaluation import WAYS, column
from benchmarks.score.results import Row
from benchmarks.score.statistics import Floats

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

SHOWN = ("planar: estimate", "planar: proof", "nft: estimate")
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 1.001)
"""Of estimates: the scores between which a picture has the same stars, the lowest two parted otherwise."""


def calibration(rows: Sequence[Row], path: Path) -> None:
    """Writes a PNG with a panel each for both estimates and the proof."""
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.6), layout="constrained", sharey=True)
    for title, place in zip(SHOWN, axes, strict=True):
        panel(place, title, *(column(rows, name) for name in WAYS[title]))
    axes[0].set_ylabel("true detection rate")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=80, metadata={"Software": None})
    plt.close(figure)


def panel(axes: Axes, title: str, said: Floats, true: Floats) -> None:
    """A dot for every picture, and the means of those with about the same score."""
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle=":")
    axes.scatter(said, true, s=10, alpha=0.5)
    bins = [(said >= low) & (said < high) for low, high in pairwise(BINS)]
    middles = [(said[inside].mean(), true[inside].mean()) for inside in bins if inside.any()]
    axes.plot(*np.array(middles).T, color="tab:red", marker="o", markersize=4, linewidth=1.2, label="mean")
    axes.set(title=title, xlabel="said", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
