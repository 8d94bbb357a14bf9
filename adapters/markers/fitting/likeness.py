"""Whether the picture really lies where it seems to: pixels are compared, not points."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from adapters.markers.fitting.arrays import Grey, Matrix
from adapters.markers.fitting.layout import grown, size_in_video

SIDE = 192
"""Longest side at which pixels are compared: enough to tell pictures apart, and blind to noise and a pixel's shift."""
TILES = 8
BLUR = 1.0
FLAT = 4.0
"""Standard deviation of a tile, grey levels, below which there is nothing in it to compare."""
ALIKE = 0.6
"""Correlation above which a tile shows the same."""

RIVALS = 96
"""Longest side at which other places are tried, pixels."""
WIDE = 3.0
APART = 0.06
"""Diagonals; a place nearer than this is the same one."""

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Likeness(msgspec.Struct, frozen=True):
    """How a place in a frame compares with the picture.

    ``whole`` is the correlation over all that is seen, -1 to 1; ``tiles`` the share of tiles that are alike;
    ``seen`` the share of the picture that lies in the frame; ``contrast`` that of the frame compared with the
    picture's.
    """

    whole: float
    tiles: float
    seen: float
    contrast: float

    @property
    def worth(self) -> float:
        """For choosing a moment: what is alike and in sight."""
        return self.whole * min(1.0, self.seen + 0.05)


def compare(picture: Grey, frame: Grey, matrix: Matrix) -> Likeness:
    """How the frame looks at the place where ``matrix`` takes the picture."""
    small, seen, mask = laid(picture, frame, matrix)
    if mask.sum() < 0.01 * mask.size:
        return Likeness(0.0, 0.0, 0.0, 0.0)
    whole, slope = correlation(small, seen, mask)
    return Likeness(whole, alike_tiles(small, seen, mask), float(mask.mean()), slope)


def laid(picture: Grey, frame: Grey, matrix: Matrix, side: int = SIDE) -> tuple[Floats, Floats, Flags]:
    """The picture with ``side`` pixels, what the frame has in its place, and where the frame has anything."""
    scale = min(1.0, side / max(picture.shape))
    width, height = (max(1, round(length * scale)) for length in reversed(picture.shape))
    small = soft(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA))
    step = matrix @ grown((width, height), (picture.shape[1], picture.shape[0]))
    sharp = size_in_video(step)
    if sharp > 1:
        frame = cv2.GaussianBlur(frame, (0, 0), 0.5 * sharp).astype(np.uint8, copy=False)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(frame, step, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(np.ones_like(frame), step, (width, height), flags=flags, borderValue=0)
    return small, soft(seen), inside > 0


def soft(grey: MatLike) -> Floats:
    """A little blurred, as floats."""
    return cv2.GaussianBlur(grey.astype(np.float32), (0, 0), BLUR).astype(np.float32, copy=False)


def correlation(one: Floats, other: Floats, mask: Flags) -> tuple[float, float]:
    """Of the pixels in the mask, and the slope: the contrast of ``other`` compared with that of ``one``."""
    a, b = one[mask] - one[mask].mean(), other[mask] - other[mask].mean()
    own, common, theirs = float(a @ a), float(a @ b), float(b @ b)
    if own <= 0 or theirs <= 0:
        return 0.0, 0.0
    return common / (own * theirs) ** 0.5, common / own


def alike_tiles(one: Floats, other: Floats, mask: Flags) -> float:
    """The share of tiles with something in them whose pixels correlate."""
    rows, columns = (np.array_split(np.arange(length), TILES) for length in one.shape)
    results = []
    for row in rows:
        for column in columns:
            place = np.ix_(row, column)
            inside = mask[place]
            if inside.mean() > 0.7 and one[place][inside].std() > FLAT:
                results.append(correlation(one[place], other[place], inside)[0] > ALIKE)
    return float(np.mean(results)) if results else 0.0


def rival(picture: Grey, frame: Grey, matrix: Matrix) -> float:
    """The best correlation at another place, moved or turned by quarters, as a share of that at this one.

    Details only, without wide shades; another place must see at least half of what this one sees.
    """
    small, seen, mask = laid(picture, frame, matrix, side=RIVALS)
    small, seen = details(small), details(seen)
    own = correlation(small, seen, mask)[0]
    turned = [np.ascontiguousarray(np.rot90(small, turn)) for turn in range(4)]
    found = [peak(view, seen, mask, apart=APART if number == 0 else 0.0) for number, view in enumerate(turned)]
    return max(found) / max(own, 1e-6)


def details(image: Floats) -> Floats:
    """Without what is wider than a few pixels."""
    return image - cv2.GaussianBlur(image, (0, 0), WIDE)


def peak(view: Floats, seen: Floats, mask: Flags, *, apart: float) -> float:
    """The largest correlation over the overlap at any offset of more than ``apart`` diagonals (Padfield, 2012)."""
    shape = [a + b for a, b in zip(view.shape, seen.shape, strict=True)]
    weight = mask.astype(np.float32)
    image = (seen - seen[mask].mean()) * weight

    def across(one: Floats, other: Floats) -> NDArray[np.float64]:
        return np.fft.irfft2(np.fft.rfft2(one, shape) * np.conj(np.fft.rfft2(other, shape)), shape)

    ones = np.ones_like(view)
    count = np.maximum(across(ones, weight), 1)
    first, second = across(view, weight), across(ones, image)
    common = across(view, image) - first * second / count
    spread = np.maximum(across(view * view, weight) - first**2 / count, 0)
    other = np.maximum(across(ones, image * image) - second**2 / count, 0)
    enough = (count > 0.5 * weight.sum()) & (spread > 0.1 * spread.max()) & (other > 0.1 * other.max())
    y, x = (np.fft.fftfreq(length, 1 / length) for length in shape)
    enough &= np.hypot(y[:, None], x[None]) >= apart * np.hypot(*view.shape)
    return float(np.where(enough, common / np.sqrt(np.maximum(spread * other, 1e-6)), 0).max())
