"""Bodies of a marker's settings: as they are, and as changes."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from adapters.http.dto import Dto
from domain import values
from domain.values import CallToAction, ChromaKey, Fit, OnLoss, Transparency

CLEARED = ("chroma_key", "call_to_action")
"""Settings that null takes away; of any other, null says as little as nothing."""


class SettingsChanges(Dto, frozen=True, kw_only=True):
    """How the video lies on the picture; what is left out stays as it is.

    scale 0.1-5, offsets as shares of the picture's sides, rotation 0-360 degrees clockwise, opacity 0-1. With fit
    ``auto`` a video that shows the picture is laid on it exactly, unless scale, offsets or rotation are set by hand,
    and cut off at the picture's outline, unless ``overflow``; any other video is shown whole.

    ``alpha``: the video is seen through nowhere (none), by a mask below its colours (stacked; such a video is never
    laid by itself), or by ``chromaKey`` (chroma). ``adaptLight``: it takes on the light of the scene. ``onLoss``: when
    the picture leaves the view, it pauses or peels off and goes on on the screen. ``callToAction`` is a button at a
    second of the video (``at``), or when it has ended. ``chromaKey`` and ``callToAction`` are given whole, and taken
    away by null.
    """

    scale: float | None = None
    offset_x: float | None = None
    offset_y: float | None = None
    rotation: float | None = None
    opacity: float | None = None
    autoplay: bool | None = None
    loop: bool | None = None
    muted: bool | None = None
    fit: Fit | None = None
    overflow: bool | None = None
    # A body of the time before is still the same bytes when it is encoded: a repeated request is known by them.
    alpha: Transparency | UnsetType | None = UNSET
    chroma_key: ChromaKey | UnsetType | None = UNSET
    adapt_light: bool | UnsetType | None = UNSET
    on_loss: OnLoss | UnsetType | None = UNSET
    call_to_action: CallToAction | UnsetType | None = UNSET


class Placement(Dto, frozen=True, kw_only=True):
    """How the video lies on the picture, how it is seen through, and what it does."""

    scale: float
    offset_x: float
    offset_y: float
    rotation: float
    opacity: float
    autoplay: bool
    loop: bool
    muted: bool
    fit: Fit
    overflow: bool
    alpha: Transparency
    chroma_key: ChromaKey | None
    adapt_light: bool
    on_loss: OnLoss
    call_to_action: CallToAction | None


def settings_of(changes: SettingsChanges, before: values.MarkerSettings) -> values.MarkerSettings:
    """The settings after these changes."""
    return msgspec.structs.replace(before, **given(changes))


def given(changes: SettingsChanges) -> dict[str, Any]:
    """What is to be changed, by name."""
    named = {name: getattr(changes, name) for name in changes.__struct_fields__}
    said = {name: value for name, value in named.items() if value is not UNSET}
    return {name: value for name, value in said.items() if value is not None or name in CLEARED}


def placement(settings: values.MarkerSettings) -> Placement:
    """The settings as a body."""
    return Placement(**{name: getattr(settings, name) for name in settings.__struct_fields__})
