"""From any picture file to the grey pixels and the resolution that a marker is made of.

The colour profile is not applied: trackers see contrast, and published markers were made without it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.headers import BadHeader, Header, read
from adapters.markers.overhearing import LOSS, overheard
from application.ports import InputRejected

DEFAULT_DPI = 72
MAX_DPI = 65_535
"""The largest that the image set's JPEG header can hold."""

MAX_PIXELS = 50_000_000
MAX_BYTES = 256 << 20
BAND = 256
"""Rows converted at a time, to keep the wide intermediate values small."""

TURNS = {
    2: lambda grey: grey[:, ::-1],
    3: lambda grey: grey[::-1, ::-1],
    4: lambda grey: grey[::-1],
    5: lambda grey: grey.T,
    6: lambda grey: grey[::-1].T,
    7: lambda grey: grey[::-1, ::-1].T,
    8: lambda grey: grey[:, ::-1].T,
}
"""What turns a stored picture upright, by EXIF orientation."""


Mix = Callable[[NDArray[np.uint16]], NDArray[np.uint16]]
"""Rows x columns x (blue, green, red) to rows x columns."""


class Picture(msgspec.Struct, frozen=True):
    """An upright grey picture, C-contiguous, and its resolution, a whole number of 1-65535 dots per inch.

    ``stated``: the resolution is the file's or the caller's, not assumed. ``luma`` is the picture as a camera's grey
    frames show it; None where that is ``grey`` itself.
    """

    grey: Grey
    dpi: int
    stated: bool = False
    luma: Grey | None = None

    @property
    def filmed(self) -> Grey:
        """As the tracking core sees it in a frame: coloured shapes keep the contrast that they have there."""
        return self.grey if self.luma is None else self.luma


def load(path: Path, *, max_side: int | None = None, dpi: int | None = None) -> Picture:
    """Decode a JPEG, PNG or WebP file.

    ``dpi`` goes before the file's own, and that before 72. A picture longer than ``max_side`` is shrunk by area means
    and its resolution with it, so that its printed size stays. Raises InputRejected: empty, file_too_large,
    not_an_image, unreadable, truncated, animated, too_many_pixels, transparent.
    """
    data = _bytes(path)
    header = _checked(data)
    pixels = _decoded(data, header)
    _check_seen(pixels)
    grey = upright(to_grey(pixels), header.orientation)
    luma = upright(filmed(pixels), header.orientation) if pixels.ndim == 3 else None
    believed = dpi or _believed(header.dpi)
    asked, stated = believed or DEFAULT_DPI, believed is not None
    share = min(1.0, max_side / max(grey.shape)) if max_side else 1.0
    if share == 1.0:
        return Picture(grey, asked, stated, luma)
    return Picture(
        _shrunk(grey, share),
        max(1, round(asked * share)),
        stated,
        None if luma is None else _shrunk(luma, share),
    )


def _shrunk(grey: Grey, share: float) -> Grey:
    size = [max(1, round(side * share)) for side in reversed(grey.shape)]
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def to_grey(pixels: NDArray[np.uint8] | NDArray[np.uint16], mix: Mix | None = None) -> Grey:
    """The colours mixed, by default the floor of their mean; alpha is laid on white, 16 bits lose their lower 8."""
    grey = np.empty(pixels.shape[:2], np.uint8)
    for top in range(0, len(pixels), BAND):
        band = pixels[top : top + BAND]
        eight = band >> 8 if band.dtype == np.uint16 else band
        grey[top : top + BAND] = eight if eight.ndim == 2 else (mix or _mean)(_opaque(eight.astype(np.uint16)))
    return grey


def filmed(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> Grey:
    """A picture in colour (rows x columns x BGR) as the tracking core makes it of a frame."""
    return to_grey(pixels, _luma)


def upright(grey: Grey, orientation: int) -> Grey:
    """The picture as its EXIF orientation means it to be seen."""
    return np.ascontiguousarray(TURNS[orientation](grey)) if orientation in TURNS else grey


def _opaque(wide: NDArray[np.uint16]) -> NDArray[np.uint16]:
    if wide.shape[2] == 4:
        alpha = wide[:, :, 3:]
        return (wide[:, :, :3] * alpha + 255 * (255 - alpha) + 127) // 255
    return wide


def _mean(wide: NDArray[np.uint16]) -> NDArray[np.uint16]:
    return (wide[:, :, 0] + wide[:, :, 1] + wide[:, :, 2]) // 3


def _luma(wide: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """ITU-R BT.601, as the tracking core makes it of a frame (``viewer/core/image.c``)."""
    return np.right_shift(29 * wide[:, :, 0] + 150 * wide[:, :, 1] + 77 * wide[:, :, 2] + 128, 8, dtype=np.uint16)


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise InputRejected("empty", "The file is empty.")
    if size > MAX_BYTES:
        raise InputRejected("file_too_large", f"The file is larger than {MAX_BYTES >> 20} MB.")
    return path.read_bytes()


def _checked(data: bytes) -> Header:
    try:
        header = read(data)
    except BadHeader as error:
        raise InputRejected("unreadable", f"The picture is damaged: {error}.") from error
    if header is None:
        raise InputRejected("not_an_image", "This is not a JPEG, PNG or WebP picture. Export it as one of these.")
    if header.animated:
        raise InputRejected("animated", "The picture is animated. Export one frame of it as JPEG or PNG.")
    if header.width * header.height > MAX_PIXELS:
        text = f"The picture has {header.width} x {header.height} pixels, more than {MAX_PIXELS // 10**6} million. "
        text += "Scale it down."
        raise InputRejected("too_many_pixels", text)
    if not header.whole:
        raise InputRejected("truncated", "The end of the file is missing.")
    return header


def _decoded(data: bytes, header: Header) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Pixels as stored: rows x columns, or rows x columns x (blue, green, red[, alpha])."""
    damaged = InputRejected("unreadable", f"The {header.kind} file is damaged.")
    try:
        with overheard() as said:
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise
        raise damaged from error
    if pixels is None or pixels.shape[:2] != (header.height, header.width) or LOSS.search(said):
        raise damaged
    if pixels.dtype not in (np.uint8, np.uint16):
        raise damaged
    if header.clear is not None and pixels.ndim == 2:
        pixels[pixels == header.clear] = np.iinfo(pixels.dtype).max
    return pixels  # pyright: ignore[reportReturnType] - the dtypes were checked


def _check_seen(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> None:
    if pixels.ndim == 3 and pixels.shape[2] == 4 and not pixels[:, :, 3].any():
        raise InputRejected("transparent", "The picture is wholly transparent: there is nothing of it to print.")


def _believed(dpi: float | None) -> int | None:
    """The file's resolution as a whole number, None where it states none that an image set can hold."""
    whole = round(dpi) if dpi and dpi < 2 * MAX_DPI else 0
    return whole if 1 <= whole <= MAX_DPI else None
