"""What a picture file says of itself before it is decoded: kind, sides, resolution, orientation.

Read here because the decoder tells neither resolution nor orientation, and the sides must be known before it takes
memory.
"""

from __future__ import annotations

from adapters.markers.headers import jpeg, png, webp
from adapters.markers.headers.header import BadHeader, Header

__all__ = ["BadHeader", "Header", "read"]

KINDS = {jpeg.START: jpeg.read, png.START: png.read, webp.START: webp.read}


def read(data: bytes) -> Header | None:
    """The header of a JPEG, PNG or WebP file; None for any other. Raises BadHeader when it is damaged."""
    for start, reader in KINDS.items():
        if data.startswith(start):
            try:
                return reader(data)
            except (IndexError, ValueError) as error:
                raise BadHeader(str(error)) from error
    return None
