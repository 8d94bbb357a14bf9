"""What text may hold that people give to their things."""

from __future__ import annotations

import unicodedata

from domain.errors import Invalid

LAYOUT = "\t\n\r"


def check(*texts: str) -> None:
    """Raises Invalid for control characters (NUL cannot be stored at all) and for halves of a surrogate pair."""
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in LAYOUT for text in texts for char in text):
        raise Invalid("Leave out control characters.", "invalid_text")
