"""QR codes of links: exact sizes, black on white, with the quiet zone that scanners need."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Literal

import segno

Kind = Literal["png", "svg"]
MEDIA_TYPES: dict[Kind, str] = {"png": "image/png", "svg": "image/svg+xml"}
QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def drawn(kind: Kind, text: str, size: int) -> bytes:
    """The code, ``size`` pixels or units wide."""
    return png(text, size) if kind == "png" else svg(text, size)


def png(text: str, size: int) -> bytes:
    """A square of ``size`` pixels; modules are whole pixels, what is left over widens the quiet zone."""
    modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    scale = max(1, size // (len(modules) + 2 * QUIET))
    margin = (size - scale * len(modules)) // 2
    blank = bytearray([1]) * size
    lines = [blank] * margin
    for row in modules:
        line = bytearray(blank)
        for column, dark in enumerate(row):
            if dark:
                start = margin + column * scale
                line[start : start + scale] = bytes(scale)
        lines += [line] * scale
    lines += [blank] * (size - len(lines))
    return encoded(lines, size)


def encoded(lines: list[bytearray], size: int) -> bytes:
    """Rows of 0 (black) and 1 (white) as a PNG of one bit a pixel."""
    width = (size + 7) // 8
    packed = b"".join(
        b"\0" + int("".join(map(str, line)).ljust(width * 8, "1"), 2).to_bytes(width) for line in lines[:size]
    )
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def svg(text: str, size: int) -> bytes:
    """The code as a drawing, shown ``size`` units wide unless the page says otherwise."""
    code = segno.make(text, error="m", micro=False)
    out = io.BytesIO()
    scale = size / (code.symbol_size(border=0)[0] + 2 * QUIET)
    code.save(out, kind="svg", border=QUIET, scale=scale, dark="#000", light="#fff", xmldecl=False, nl=False)
    return out.getvalue()
