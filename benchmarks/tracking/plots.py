"""What came out, as pictures: error distributions, found share by segment, error over a clip."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
import numpy as np

from benchmarks.tracking.judging import WILD
from benchmarks.tracking.metrics import of_segment, summary
from benchmarks.tracking.results import Result
from benchmarks.tracking.tables import named

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

Results = Mapping[str, Result]
DOTS_PER_INCH = 110


def draw_all(results: Results, folder: Path) -> list[Path]:
    """Writes every plot as PNG; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [distribution(results, folder / "errors.png"), found(results, folder / "found.png")]
    first = next(iter(results.values()), None)
    clips = list(first.clips) if first else []
    return made + [over_time(results, clip, folder / f"time-{clip}.png") for clip in clips[:3]]


def distribution(results: Results, path: Path) -> Path:
    """Share of visible frames with at most an error: both how often and how exactly."""
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for name, result in results.items():
        frames = [frame for clip in result.all() for frame in clip if frame.visible]
        errors = np.sort([frame.error for frame in frames if frame.error is not None])
        axes.step([*errors, WILD], [*np.arange(1, len(errors) + 1), len(errors)] / np.array(len(frames)), label=name)
    axes.set(xscale="log", xlim=(0.01, WILD), ylim=(0, 1), xlabel="corner error, pixels", ylabel="share of frames")
    axes.axvline(0.3, color="grey", linewidth=0.8, linestyle=":")
    axes.grid(alpha=0.3)
    axes.legend()
    return saved(figure, path)


def found(results: Results, path: Path) -> Path:
    """Bars by segment, one colour an engine."""
    names = [name for name, kind in named(results).items() if kind != "absent"]
    figure, axes = plt.subplots(figsize=(max(7, 0.42 * len(names)), 4.2), layout="constrained")
    width = 0.8 / max(1, len(results))
    for index, (label, result) in enumerate(results.items()):
        shares = [summary(result.all(), chosen=of_segment(name)).found or 0.0 for name in names]
        axes.bar(np.arange(len(names)) + (index + 0.5) * width - 0.4, shares, width, label=label)
    axes.set_xticks(np.arange(len(names)), names, rotation=60, ha="right")
    axes.set(ylim=(0, 1), ylabel="found, share of visible frames")
    axes.grid(axis="y", alpha=0.3)
    axes.legend(loc="lower left")
    return saved(figure, path)


def over_time(results: Results, clip: str, path: Path) -> Path:
    """The error in each frame of one clip; grey where the picture is not to be seen."""
    figure, axes = plt.subplots(figsize=(13, 4), layout="constrained")
    frames = next(iter(results.values())).clips[clip]
    for label, result in results.items():
        error = [np.nan if frame.error is None else frame.error for frame in result.clips.get(clip, [])]
        axes.plot(np.arange(len(error)), error, ".", markersize=3, label=label)
    hidden = [not frame.visible for frame in frames]
    axes.fill_between(np.arange(len(frames)), 0.01, 100, where=hidden, color="0.9", step="mid")
    starts = [i for i, frame in enumerate(frames) if not i or frame.segment != frames[i - 1].segment]
    shown = [i for i in starts if frames[i].kind != "absent"]
    axes.set_xticks(shown, [frames[i].segment for i in shown], rotation=75, ha="left", fontsize=7)
    axes.set(yscale="log", ylim=(0.01, 100), xlim=(0, len(frames)), ylabel="corner error, pixels", title=clip)
    axes.grid(axis="y", alpha=0.3)
    axes.legend(loc="upper right")
    return saved(figure, path)


def saved(figure: Figure, path: Path) -> Path:
    figure.savefig(path, dpi=DOTS_PER_INCH)
    plt.close(figure)
    return path
