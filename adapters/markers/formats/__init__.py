"""Readers and writers of the files of other engines, byte for byte: ARToolKit NFT's three, and MindAR's one.

NFT's numbers are little-endian, without padding, magic number, version or checksum. Viewers read all of them without
a check but one of MindAR's version. So every reader here checks what a viewer does not, and raises :class:`BadFile`.
"""

from __future__ import annotations


class BadFile(ValueError):
    """The bytes are not a well-formed file of this format."""
