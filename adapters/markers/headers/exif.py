"""The two things of EXIF that a marker needs: resolution and orientation (EXIF 2.32, section 4.6.4)."""

from __future__ import annotations

import struct

ORIENTATION, X_RESOLUTION, RESOLUTION_UNIT = 0x0112, 0x011A, 0x0128
TO_INCHES = {2: 1.0, 3: 2.54}
"""Factor to dots per inch of a resolution unit: inch, centimetre."""

ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
ENTRY = 12


def read(data: bytes) -> tuple[float | None, int]:
    """Dots per inch, if stated, and orientation 1-8 of a TIFF structure. Broken metadata says nothing."""
    try:
        values = _first_directory(data, ORDERS[data[:4]])
    except (KeyError, struct.error, ZeroDivisionError):
        return None, 1
    factor, resolution = TO_INCHES.get(int(values.get(RESOLUTION_UNIT, 2))), values.get(X_RESOLUTION)
    orientation = int(values.get(ORIENTATION, 1))
    return factor and resolution and factor * resolution, orientation if orientation in range(1, 9) else 1


def _first_directory(data: bytes, order: str) -> dict[int, float]:
    """The wanted tags of the main picture."""
    (offset,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, offset)
    values: dict[int, float] = {}
    for place in range(offset + 2, offset + 2 + ENTRY * count, ENTRY):
        (tag,) = struct.unpack_from(order + "H", data, place)
        if tag == X_RESOLUTION:
            (pointer,) = struct.unpack_from(order + "I", data, place + 8)
            above, below = struct.unpack_from(order + "II", data, pointer)
            values[tag] = above / below
        elif tag in (ORIENTATION, RESOLUTION_UNIT):
            (values[tag],) = struct.unpack_from(order + "H", data, place + 8)
    return values
