"""The heat map as one SVG file that needs nothing else: the picture, cells of heat, and the tracked places."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.advice.details import Details
from adapters.markers.advice.heat.backdrop import dimmed
from adapters.markers.advice.heat.density import colours, density, veil
from adapters.markers.arrays import Floats, Grey

LONGEST = 480
CELLS = 32
"""Along the longer side."""

LEAST = 0.04
"""Heat that is drawn; 32 x 32 cells and 375 places take 60 kB at most, the picture 60 kB."""

JPEG_QUALITY = 60
LEGEND = 30
STEPS = 8
"""Of the legend's bar."""

TITLE = "Where the tracker finds something to go by"
ABOUT = "Purple to yellow: a little to much detail that cameras find again. Dots: places it is followed by."


def heat_svg(picture: NDArray[np.uint8], known: Details, longest: int = LONGEST) -> str:
    """The text of an SVG of at most about 150 kB at 480 pixels; no scripts, no links."""
    grey = dimmed(picture, longest)
    height, width = grey.shape
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + LEGEND}" role="img">',
        f"<title>{TITLE}</title><desc>{ABOUT}</desc>",
        f'<rect width="{width}" height="{height + LEGEND}" fill="#101010"/>',
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{_jpeg(grey)}"/>',
        *_cells(known, width, height),
        *_dots(known, width, height),
        *_legend(width, height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _jpeg(grey: Grey) -> str:
    done, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("the heat map's picture cannot be encoded")
    return base64.b64encode(data.tobytes()).decode()


def _cells(known: Details, width: int, height: int) -> Iterator[str]:
    """A little larger than their grid, so that no seams show where the browser rounds."""
    across, down = (max(1, round(CELLS * side / max(width, height))) for side in (width, height))
    heat = density(known, across, down)
    wide, high = width / across, height / down
    for row, column in zip(*np.nonzero(heat >= LEAST), strict=True):
        box = f'x="{column * wide:.1f}" y="{row * high:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        yield f"<rect {box} {_filled(float(heat[row, column]))}/>"


def _filled(value: float) -> str:
    one = np.array([value])
    return f'fill="{_hex(one)}" fill-opacity="{veil(one)[0]:.2f}"'


def _hex(heat: Floats) -> str:
    blue, green, red = colours(heat)[0]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _dots(known: Details, width: int, height: int) -> Iterator[str]:
    yield '<g fill="#fff" fill-opacity="0.7">'
    for x, y in known.points:
        yield f'<circle cx="{x * width:.1f}" cy="{y * height:.1f}" r="1.2"/>'
    yield "</g>"


def _legend(width: int, height: int) -> Iterator[str]:
    base, begin, end = height + 19, 110, width - 50
    yield f'<g font-family="sans-serif" font-size="12" fill="#ddd"><text x="8" y="{base}">nothing to track</text>'
    yield f'<text x="{end + 8}" y="{base}">much</text></g>'
    step = max(0.0, (end - begin) / STEPS)
    yield f'<rect x="{begin}" y="{height + 10}" width="{step * STEPS:.1f}" height="10" fill="#444"/>'
    for number in range(STEPS):
        box = f'x="{begin + number * step:.1f}" y="{height + 10}" width="{step:.1f}" height="10"'
        yield f"<rect {box} {_filled((number + 0.5) / STEPS)}/>"
