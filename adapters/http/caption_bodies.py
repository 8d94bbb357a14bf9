"""Bodies that tell of captions."""

from __future__ import annotations

from uuid import UUID

from adapters.http.asset_urls import asset_url
from adapters.http.dto import Dto
from adapters.settings import Settings
from domain.captions import ByLanguage


class Captions(Dto, frozen=True, kw_only=True):
    """A WebVTT file: ``language`` is its tag (BCP 47), ``label`` what people read."""

    language: str
    label: str
    url: str


class CaptionsWritten(Dto, frozen=True, kw_only=True):
    """Captions as a command left them; ``cues`` counts their texts, ``version`` is the video's."""

    video_id: UUID
    language: str
    label: str
    url: str
    cues: int
    position: int
    version: int


def captions_of(settings: Settings, captions: ByLanguage) -> tuple[Captions, ...]:
    """A video's captions, by language."""
    return tuple(
        Captions(language=language, label=found.label, url=asset_url(settings, found.key))
        for language, found in sorted(captions.items())
    )
