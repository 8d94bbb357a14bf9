"""Readers and writers of the ARToolKit NFT files, byte for byte.

All numbers are little-endian; there is no padding, no magic number, no version and no checksum, and a viewer reads
them without any check. So every reader here checks what a viewer does not, and raises :class:`BadFile`.
"""

from __future__ import annotations


class BadFile(ValueError):
    """The bytes are not a well-formed file of this format."""
