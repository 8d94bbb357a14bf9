"""What a file claims to be by its first bytes: for the words of a refusal only, the decoder decides."""

from __future__ import annotations

from pathlib import Path

STARTS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"8BPS": "PSD",
    b"%PDF": "PDF",
    b"<svg": "SVG",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xff\x0a": "JPEG XL",
}
# ISO base media brands, ISO/IEC 23008-12 and AVIF 1.1
BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"hevc": "HEIC"}


def kind_of(source: Path) -> str | None:
    """The name of the format, None for what no one would call a picture."""
    with source.open("rb") as file:
        head = file.read(16)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12])
    return next((kind for start, kind in STARTS.items() if head.startswith(start)), None)


def is_cut(source: Path) -> bool:
    """Whether a WebP is shorter than its header says, but for a pad byte; its decoder only says that it is bad."""
    with source.open("rb") as file:
        head = file.read(12)
    return head[:4] == b"RIFF" and int.from_bytes(head[4:8], "little") + 7 > source.stat().st_size
