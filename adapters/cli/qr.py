"""QR codes for terminals."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 2
"""Modules of light border; the standard asks for 4, phones manage with 2 and small terminals are glad of it."""


def drawn(text: str) -> str:
    """The code of half-block characters, with the light border that a phone needs."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, border=QUIET_ZONE, compact=True)
    return out.getvalue().rstrip("\n")
