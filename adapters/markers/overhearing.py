"""What a decoder says of a file on standard error alone, where it makes do with damage."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 1 << 16
LOSS = re.compile(rb"premature end of data segment|bad Huffman code|\d{3,} extraneous bytes")
"""libjpeg's warnings (``jerror.h``) that pixels are lost. A few bytes too many are some cameras' habit."""


@contextmanager
def overheard() -> Iterator[bytearray]:
    """Gets what is written to standard error meanwhile; it goes there afterwards, too."""
    said = bytearray()
    listening, speaking = os.pipe()
    for end in (listening, speaking):
        os.set_blocking(end, False)
    usual = os.dup(2)
    os.dup2(speaking, 2)
    os.close(speaking)
    try:
        yield said
    finally:
        os.dup2(usual, 2)  # which closes the last end that could be written to
        os.close(usual)
        said += os.read(listening, MOST)
        os.close(listening)
        os.write(2, said)
