"""Pictures for the tests: one that has no symmetry, hostile ones, and how alike two are."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def reference(width: int = 640, height: int = 480) -> np.ndarray:
    """Smooth, colourful, different in every corner: float-free RGB bytes of shape (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width]
    red = 60 + 150 * x / width
    green = 40 + 180 * y / height
    blue = 128 + 90 * np.sin(x / 40) * np.cos(y / 60)
    picture = np.stack([red, green, blue], axis=-1)
    picture[: height // 4, : width // 4] *= 0.4
    return picture.round().astype(np.uint8)


def psnr(path: Path, expected: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of a stored RGB picture; same shape required."""
    with Image.open(path) as image:
        seen = np.asarray(image.convert("RGB"), dtype=float)
    assert seen.shape == expected.shape
    return float(10 * np.log10(255**2 / max(np.mean((seen - expected) ** 2), 1e-9)))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def black_png(width: int, height: int, *more: bytes) -> bytes:
    """A one-bit grey PNG of any size for little memory, with more chunks before its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return PNG_HEAD + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def matrix_profile(primaries: list[tuple[float, float, float]], gamma: float = 2.2) -> bytes:
    """A minimal ICC version 2 display profile: the D50 colorants of red, green and blue, and one gamma."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    text = b"test"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + bytes(1 + 12 + 67),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642) + fixed(1.0) + fixed(0.8249),
    }
    for name, colorant in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True):
        tags[name] = b"XYZ \0\0\0\0" + b"".join(map(fixed, colorant))
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        tags[name] = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = bytearray(128)
    head[0:4] = struct.pack(">I", at + len(body))
    head[8:12] = b"\2\x10\0\0"
    head[12:24] = b"mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return bytes(head) + table + body
