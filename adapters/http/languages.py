"""Languages by their tags (BCP 47), in one spelling, and by the names that their own speakers give them."""

from __future__ import annotations

import langcodes
from langcodes.tag_parser import LanguageTagError

from domain.captions import LONGEST_LANGUAGE
from domain.errors import Invalid

UNKNOWN = "Unknown"
"""What the name of a language, script or region says that nobody has registered."""


def canonical(tag: str) -> str:
    """The tag as it is written best: ``pt-BR`` for ``PT_br``, ``he`` for ``iw``. Raises Invalid for no language."""
    try:
        found = langcodes.standardize_tag(tag) if len(tag) <= LONGEST_LANGUAGE else ""
    except LanguageTagError:
        found = ""
    if not found or not langcodes.tag_is_valid(found) or UNKNOWN in own_name(found):
        known = f"{tag[:LONGEST_LANGUAGE]!r} is no language."
        raise Invalid(f"{known} Write it as in BCP 47: en, pt-BR.", "invalid_language")
    return found


def own_name(tag: str) -> str:
    """What its speakers call the language: Português (Brasil)."""
    name = langcodes.Language.get(tag).autonym()
    return name[:1].upper() + name[1:]
