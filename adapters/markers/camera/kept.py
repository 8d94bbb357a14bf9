"""What is drawn the same every time and for every picture, kept from one process to the next.

In ``__pycache__`` beside the code that draws it, as Python keeps what it makes of code: where that cannot be written,
it is drawn each time. A file appears as a whole and is believed with its own checksum only.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

CHECK = 4
"""Bytes before the values."""


def kept(drawer: Path, shape: tuple[int, ...], draw: Callable[[], NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """What ``draw`` makes, an array of this shape that may be read only; ``drawer`` is the file of its code."""
    made_of = f"{zlib.crc32(drawer.read_bytes()):08x}-{cv2.__version__}-{np.__version__}"
    file = drawer.parent / "__pycache__" / f"{drawer.stem}-{made_of}"
    found = _read(file, shape)
    if found is None:
        found = draw()
        with suppress(OSError):
            _keep(found.tobytes(), file)
    return found


def _read(file: Path, shape: tuple[int, ...]) -> NDArray[np.uint8] | None:
    try:
        whole = file.read_bytes()
    except OSError:
        return None
    values = memoryview(whole)[CHECK:]
    if len(values) != np.prod(shape) or zlib.crc32(values).to_bytes(CHECK) != whole[:CHECK]:
        return None
    return np.frombuffer(values, np.uint8).reshape(shape)


def _keep(values: bytes, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    begun = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        begun.write_bytes(zlib.crc32(values).to_bytes(CHECK) + values)
        begun.replace(file)
    finally:
        begun.unlink(missing_ok=True)
