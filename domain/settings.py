"""What the settings of a marker may be."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from domain.errors import Invalid
from domain.values import CallToAction, ChromaKey, MarkerSettings

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_LABEL = 60
LONGEST_URL = 2_000
LATEST = 3_600.0
"""Seconds: no video is as long."""
UNPRINTED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of surrogate pairs, ends of lines and of paragraphs."""
UNSEEN = frozenset({"Cf", "Zs"})
"""What has no ink; a label may have it."""
PHONE = re.compile(r"\+?[0-9().*#;=,-]{2,40}")


def check(settings: MarkerSettings) -> None:
    """Raises Invalid when a setting is out of its range, or does not go with another."""
    check_ranges(
        scale=(settings.scale, 0.1, 5.0),
        rotation=(settings.rotation, 0.0, 360.0),
        opacity=(settings.opacity, 0.0, 1.0),
        offsetX=(settings.offset_x, -5.0, 5.0),
        offsetY=(settings.offset_y, -5.0, 5.0),
    )
    if settings.chroma_key is not None:
        check_key(settings.chroma_key)
    elif settings.alpha == "chroma":
        raise wrong("With alpha chroma, chromaKey says which color is seen through.")
    if settings.call_to_action is not None:
        check_call(settings.call_to_action)


def check_key(key: ChromaKey) -> None:
    """Raises Invalid unless it is a colour with shares."""
    if not COLOR.fullmatch(key.color):
        raise wrong("chromaKey.color is written #rrggbb.")
    shares = {"similarity": key.similarity, "smoothness": key.smoothness, "spill": key.spill}
    check_ranges(**{f"chromaKey.{name}": (share, 0.0, 1.0) for name, share in shares.items()})


def check_call(call: CallToAction) -> None:
    """Raises Invalid unless it is a label, an address that may be opened, and a time in a video."""
    if not call.label.strip() or len(call.label) > LONGEST_LABEL or has(call.label, UNPRINTED):
        raise wrong(f"callToAction.label is a line of 1 to {LONGEST_LABEL} characters.")
    if not opens(call.url):
        raise wrong("callToAction.url is an address that begins with https:, http:, mailto: or tel:.")
    if call.at is not None:
        check_ranges(**{"callToAction.at": (call.at, 0.0, LATEST)})


def opens(url: str) -> bool:
    """Whether a tap on this address does what people expect: shows a page, writes a mail, or calls."""
    if len(url) > LONGEST_URL or has(url, UNPRINTED | UNSEEN):
        return False
    try:
        parts = urlsplit(url)
        return leads_somewhere(parts)
    except ValueError:
        return False


def leads_somewhere(parts: SplitResult) -> bool:
    """Whether there is a host, a mailbox or a number behind the scheme. Raises ValueError for a port that is none."""
    match parts.scheme:
        case "http" | "https":
            return bool(parts.hostname) and parts.port != 0 and parts.username is None
        case "mailto":
            return "@" in parts.path.strip("@")
        case "tel":
            return PHONE.fullmatch(parts.path) is not None
        case _:
            return False


def has(text: str, categories: frozenset[str]) -> bool:
    """Whether a character of the text is of one of these categories of Unicode."""
    return any(unicodedata.category(char) in categories for char in text)


def check_ranges(**ranges: tuple[float, float, float]) -> None:
    """Each by its name outside: value, lowest and highest."""
    for name, (value, low, high) in ranges.items():
        if not low <= value <= high:
            raise wrong(f"{name} goes from {low:g} to {high:g}.")


def wrong(detail: str) -> Invalid:
    """What all broken rules of settings raise."""
    return Invalid(detail, "invalid_settings")
