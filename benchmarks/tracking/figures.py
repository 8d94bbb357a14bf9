"""``python -m benchmarks.tracking.figures``: draws the figures of docs/tracking.md, from scikit-image's astronaut.

The error figure runs the core over whole clips (``--only`` leaves it out): a minute, more where they must be filmed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.tracking import pictures, planar_python, studio
from benchmarks.tracking.chosen import FEW
from benchmarks.tracking.clips import Clip
from benchmarks.tracking.engines.planar import compiled
from benchmarks.tracking.inside import AGREES, ELSE, Inside
from benchmarks.tracking.metrics import of_kind
from benchmarks.tracking.segments import story

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PICTURE, SLANTED, HIDDEN = "astronaut", "tilt60", "occluded"
DOTS_PER_INCH, GREYS = 100, 16
RIGHT, WRONG = 4.0, "#d62728"
"""Pixels from where the found homography puts a match; colour of those beyond."""
ENLARGED = 30
"""Displacements are drawn so many times as long."""
Grey = NDArray[np.uint8]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tracking.figures", description=__doc__)
    parser.add_argument("--only", choices=FIGURES, help="draw one of them")
    chosen = parser.parse_args().only
    for name in [chosen] if chosen else FIGURES:
        path = IMAGES / f"tracking-{name}.png"
        save(FIGURES[name](), path)
        print(f"{path} {path.stat().st_size // 1000} kB")


def short_clip() -> Clip:
    """The two segments that figures show a frame of."""
    height, width = pictures.picture(PICTURE).shape[:2]
    return studio.clips_of({PICTURE: story(height / width, only=(SLANTED, HIDDEN))})[PICTURE]


def frame_of(clip: Clip, segment: str, share: float) -> Grey:
    """The grey frame this share of the way through a segment, of those that show the picture."""
    of_it = [i for i, frame in enumerate(clip.truth.frames) if frame.segment == segment and frame.visible]
    return np.asarray(cv2.cvtColor(clip.image(of_it[int(share * len(of_it))]), cv2.COLOR_BGR2GRAY), np.uint8)


def inside(clip: Clip) -> Inside:
    return Inside(compiled("planar", studio.picture_file(clip.folder)).read_bytes())


def features() -> Figure:
    """Where the target's features lie, coloured by the size of their view, and its points."""
    core = inside(short_clip())
    target, figure = core.target, plt.figure(figsize=(9, 4.9), layout="constrained")
    left, right = figure.subplots(1, 2)
    kept, linear = target["feature"][: target["features"]], target["view"][: target["views"]]
    size = np.linalg.norm(linear, 2, axis=(1, 2))[kept["view"]] * max(core.template.shape)
    slanted = (np.linalg.cond(linear) > 1.5)[kept["view"]]
    show(left, core.template, f"{len(kept)} features: filled from the front, open at a slant")
    for chosen, marker in ((~slanted, "filled"), (slanted, "open")):
        edge = plt.get_cmap("turbo")(np.log2(size[chosen] / 52) / np.log2(524 / 52))
        face = edge if marker == "filled" else "none"
        left.scatter(kept["x"][chosen], kept["y"][chosen], 14, c=face, edgecolors=edge, linewidths=1)
    scale = ScalarMappable(Normalize(np.log2(52), np.log2(524)), "turbo")
    bar = figure.colorbar(scale, ax=left, location="bottom", shrink=0.8, label="longer side of the view, pixels")
    bar.set_ticks([np.log2(side) for side in (52, 104, 208, 416)], labels=["52", "104", "208", "416"])
    points(right, core)
    return figure


def points(axes: Axes, core: Inside) -> None:
    """The squares that are followed, level by level in their true size."""
    kept = core.target["point"][: core.target["points"]]
    show(axes, core.template, f"{len(kept)} points: squares of 16 pixels of their level")
    axes.set(xlim=(-9, core.template.shape[1] + 8), ylim=(core.template.shape[0] + 8, -9))
    for level, colour in enumerate(("#1f77b4", "#2ca02c", "#ff7f0e", "#d62728", "#9467bd")):
        half = 8 * 2**level
        for point in kept[kept["level"] == level]:
            x, y = float(point["x"]), float(point["y"])
            corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
            axes.add_patch(Polygon(corners, fill=False, edgecolor=colour, linewidth=0.8))
        axes.plot([], [], "s", markerfacecolor="none", color=colour, label=f"level {level}")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=3, frameon=False)


def matches() -> Figure:
    """All matches of a slanted frame; those that the found place confirms in green."""
    clip = short_clip()
    core, frame = inside(clip), frame_of(clip, SLANTED, 0.2)
    place, pairs = core.found(frame), core.matches(frame).copy()
    if place is None:
        raise ValueError(f"nothing was found in the frame of {SLANTED}")
    height, width = core.template.shape
    right = within(place, pairs)
    both = np.full((max(height, frame.shape[0]), width + frame.shape[1] + 12), 255, np.uint8)
    both[:height, :width], both[: frame.shape[0], -frame.shape[1] :] = core.template, frame
    shift = np.array([width + 12, 0])
    figure, axes = plt.subplots(figsize=(10, 4.7), layout="constrained")
    show(axes, both, f"{len(pairs)} matches: {right.sum()} right (green), {(~right).sum()} wrong (red)")
    for pair, good in sorted(zip(pairs, right, strict=True), key=lambda item: item[1]):
        ends = np.array([pair["from"], pair["to"] + shift]).T
        axes.plot(*ends, "-", color="#2ca02c" if good else WRONG, linewidth=0.7, alpha=0.9 if good else 0.5)
    axes.add_patch(Polygon(outline(core, place) + shift, fill=False, edgecolor="#ffbf00", linewidth=2))
    return figure


def patches() -> Figure:
    """The patches of a frame that a hand covers in part, and how far each is seen from where it is laid."""
    clip = short_clip()
    core, frame = inside(clip), frame_of(clip, HIDDEN, 0.3)
    place = core.found(frame)
    if place is None:
        raise ValueError(f"nothing was found in the frame of {HIDDEN}")
    seen = core.patches(frame, place).copy()
    agree, other = seen["says"] == AGREES, seen["says"] == ELSE
    figure, axes = plt.subplots(figsize=(7, 5.5), layout="constrained")
    off = np.median(np.linalg.norm(seen["off"][agree], axis=1))
    show(axes, frame, f"{agree.sum()} of {len(seen)} patches agree, median {off:.2f} px off (arrows x {ENLARGED})")
    axes.add_patch(Polygon(outline(core, place), fill=False, edgecolor="#ffbf00", linewidth=1.5))
    rest = seen[~agree & ~other]
    axes.plot(*rest["at"].T, "o", color="0.6", markersize=3, label="shows nothing")
    axes.plot(*seen["at"][other].T, "x", color=WRONG, markersize=5, label="shows something else")
    axes.plot(*seen["at"][agree].T, "o", color="#1a9850", markersize=2.5, label="agrees")
    ends = seen["off"][agree] * ENLARGED
    axes.quiver(*seen["at"][agree].T, *ends.T, angles="xy", scale_units="xy", scale=1, color="#1a9850", width=0.003)
    axes.legend(loc="lower right")
    return figure


def errors() -> Figure:
    """Share of visible frames with at most an error, by kind, over whole clips of three pictures."""
    stories = {name: story(np.divide(*pictures.picture(name).shape[:2])) for name in FEW}
    clips = studio.clips_of(stories)
    runs = {name: planar_python.run_clip(clip.folder, studio.picture_file(clip.folder)) for name, clip in clips.items()}
    judged = planar_python.judged(clips, runs).all()
    figure, axes = plt.subplots(figsize=(7, 3.8), layout="constrained")
    for kind in ("planar", "distorted", "hard"):
        frames = [frame for clip in judged for frame in clip if frame.visible and of_kind(kind)(frame)]
        off = [frame.error if frame.fit_error is None else frame.fit_error for frame in frames]
        known = np.sort([error for error in off if error is not None])
        shares = np.arange(1, len(known) + 1) / len(frames)
        axes.step(
            known, shares, where="post", label=f"{kind}: {len(frames)} frames, {len(known) / len(frames):.1%} found"
        )
    axes.set(xscale="log", xlim=(0.01, 20), ylim=(0, 1), xlabel="mean corner error, pixels", ylabel="share of frames")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right", title=", ".join(FEW))
    return figure


def within(place: NDArray[np.float64], pairs: NDArray[np.void]) -> NDArray[np.bool_]:
    """Which matches end where the homography puts them."""
    put = cv2.perspectiveTransform(pairs["from"][None], place)[0]
    return np.linalg.norm(put - pairs["to"], axis=1) < RIGHT


def outline(core: Inside, place: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = core.template.shape
    outer = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64) - 0.5
    return np.asarray(cv2.perspectiveTransform(outer, place)[0], np.float64)


def show(axes: Axes, image: Grey, title: str) -> None:
    """Pale, so that what is drawn over it stands out."""
    axes.imshow(image // GREYS, cmap="gray", vmin=-GREYS, vmax=GREYS, interpolation="nearest")
    axes.set_title(title, fontsize=10)
    axes.set_axis_off()


def save(figure: Figure, path: Path) -> None:
    """Four bits of each colour: photographs make large PNGs."""
    drawn = BytesIO()
    figure.savefig(drawn, dpi=DOTS_PER_INCH)
    plt.close(figure)
    colours = np.asarray(Image.open(drawn).convert("RGB"))
    Image.fromarray(colours // 17 * 17).save(path, optimize=True)


FIGURES: dict[str, Callable[[], Figure]] = {
    "features": features,
    "matches": matches,
    "patches": patches,
    "errors": errors,
}

if __name__ == "__main__":
    main()
