"""What a proof is good for."""

from __future__ import annotations

import msgspec


class Version(msgspec.Struct, frozen=True):
    """Names the views, what is made of them, and the tracking core: with another one the proof is another."""

    version: str
