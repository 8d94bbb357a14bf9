"""Captions of a video: one text for each language, shown while it plays.

The events are the video's; they lie here because pictures have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

import msgspec

from domain import text
from domain.errors import Invalid, NotFound
from domain.event import Event, Stamp

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
LONGEST_LANGUAGE = 35
LONGEST_LABEL = 60
MOST = 40
"""Languages of one video."""


class CaptionsAdded(Event, frozen=True, kw_only=True):
    """The video has these captions in this language (BCP 47) now, instead of any before; ``label`` names it to people.

    ``key`` is the content-addressed place of a WebVTT file in the object store, ``size`` its bytes.
    """

    TOPIC: ClassVar[str] = "captions.added"
    language: str
    label: str
    key: str
    size: int


class CaptionsRemoved(Event, frozen=True, kw_only=True):
    """The video has no captions in this language any more."""

    TOPIC: ClassVar[str] = "captions.removed"
    language: str


class Captions(msgspec.Struct, frozen=True, kw_only=True):
    """The captions in one language."""

    label: str
    key: str
    size: int


ByLanguage = Mapping[str, Captions]


def after(captions: ByLanguage, event: Event) -> dict[str, Captions]:
    """The captions after one more event of the video."""
    match event:
        case CaptionsAdded():
            added = Captions(label=event.label, key=event.key, size=event.size)
            return {**captions, event.language: added}
        case CaptionsRemoved():
            return {language: found for language, found in captions.items() if language != event.language}
        case _:
            return dict(captions)


def add(captions: ByLanguage, stamp: Stamp, language: str, added: Captions) -> list[Event]:
    """Nothing when the video has these already. Raises Invalid."""
    if not LANGUAGE.fullmatch(language) or len(language) > LONGEST_LANGUAGE:
        raise Invalid("A language is written as in BCP 47, such as en or pt-BR.", "invalid_language")
    text.check(added.label)
    if not added.label.strip() or len(added.label) > LONGEST_LABEL or any(char in text.LAYOUT for char in added.label):
        raise Invalid(f"The label of captions is a line of 1 to {LONGEST_LABEL} characters.", "invalid_label")
    if language not in captions and len(captions) >= MOST:
        raise Invalid(f"A video has captions in at most {MOST} languages.", "too_many_captions")
    if captions.get(language) == added:
        return []
    facts = msgspec.structs.asdict(added)
    return [stamp.event(CaptionsAdded, language=language, **facts)]


def remove(captions: ByLanguage, stamp: Stamp, language: str) -> list[Event]:
    """Raises NotFound when there are none in this language."""
    if language not in captions:
        raise NotFound("The video has no captions in this language.", "captions_not_found")
    return [stamp.event(CaptionsRemoved, language=language)]
