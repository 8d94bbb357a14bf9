"""What a file is by its first bytes: it decides which demuxer may read it, so that no playlist is ever followed."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

# ISO/IEC 14496-12: the boxes a file may begin with; QuickTime files may lack ftyp
BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"}
EBML = b"\x1a\x45\xdf\xa3"
# ISO/IEC 23001-7: a sample entry's original format, then its protection scheme
PROTECTED = re.compile(rb"frma.{4}\0\0\0.schm", re.DOTALL)


def demuxer_of(source: Path) -> str | None:
    """``mov`` for MP4 and QuickTime, ``matroska`` for WebM, None for everything else."""
    with source.open("rb") as file:
        head = file.read(8)
    if head[4:8] in BOXES:
        return "mov"
    return "matroska" if head[:4] == EBML else None


def is_encrypted(source: Path) -> bool:
    """Whether an MP4 says that its samples are encrypted; ffprobe does not tell."""
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return PROTECTED.search(content) is not None
