"""Bodies of the marker routes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from adapters.http.asset_urls import asset_url
from adapters.http.dto import Dto, Reason, reason_of
from adapters.http.fits import VideoFit, fits_of
from adapters.http.settings_bodies import Placement, SettingsChanges, placement
from adapters.settings import Settings
from domain.quality import Change
from domain.values import EngineFiles
from projections.markers import Further, MarkerRow


class MarkerWish(Dto, frozen=True, kw_only=True):
    """A marker to be: of ``imageId``, with one video (``videoId``) or several (``videoIds``)."""

    image_id: UUID
    video_id: UUID | None = None
    video_ids: tuple[UUID, ...] = ()
    settings: SettingsChanges = SettingsChanges()

    def videos(self) -> tuple[UUID, ...]:
        """All videos, each once, in the order given."""
        first = () if self.video_id is None else (self.video_id,)
        return tuple(dict.fromkeys((*first, *self.video_ids)))


class MarkerChanges(Dto, frozen=True, kw_only=True):
    """New settings."""

    settings: SettingsChanges


class MarkerWritten(Dto, frozen=True, kw_only=True):
    """A marker as a command left it."""

    id: UUID
    position: int
    status: str
    version: int


class Advice(Dto, frozen=True, kw_only=True):
    """What makes the picture hard to find, and what to do about it."""

    code: str
    text: str


class Limit(Dto, frozen=True, kw_only=True):
    """Up to where the picture was found.

    ``condition``: distance, tilt, blur, dark, glare, noise or occlusion.
    """

    condition: str
    text: str


class Score(Dto, frozen=True, kw_only=True):
    """How well the picture can be found: ``score`` is ``detectionRate`` in percent.

    At first estimated; ``proved`` when the tracker itself has looked for it in simulated camera views, and then with
    ``limits``. ``compatibility`` is 0-100 by engine name, 0 where an engine has no files.
    """

    score: int
    stars: int
    label: str
    detection_rate: float
    proved: bool
    method: str
    compatibility: dict[str, int]
    reasons: tuple[Advice, ...]
    limits: tuple[Limit, ...]


class Proposal(Dto, frozen=True, kw_only=True):
    """A change of the picture (``kind``: crop, contrast or border) that raises its score from ``before`` to ``after``.

    Both are estimates, of the picture shrunk to 1024 pixels where it is larger. ``parameters`` are shares of its sides
    and plain factors.
    """

    kind: Change
    parameters: dict[str, float]
    before: int
    after: int
    text: str


class LookAlike(Dto, frozen=True, kw_only=True):
    """Another marker of the account that a camera may take for this one; ``likeness`` is 0-1.

    ``turned``: it looks alike upside down.
    """

    marker_id: UUID
    likeness: float
    turned: bool


class Engine(Dto, frozen=True, kw_only=True):
    """What a tracking engine loads: ``baseUrl`` followed by each of ``files``."""

    base_url: str
    files: tuple[str, ...]


class Marker(Dto, frozen=True, kw_only=True):
    """A marker. ``status``: pending, generated, rejected (the picture's fault), failed (ours; may be retried).

    Sides are pixels of the compiled picture. ``engines`` is by name: ``planar`` and ``nft``, which viewers have, and
    ``mind``, whose file is there to be taken away. ``refused`` says why one of them has no files. ``proof`` and
    ``advice`` are how far the work is that proves the score, and that finds proposals and look-alikes: none, pending,
    done, failed (our fault; may be retried).
    ``fits`` says for each video whether it shows the picture, and where.
    ``proposals`` are changes that would make the picture better, the best first; ``warnings`` name look-alikes.
    """

    id: UUID
    project_id: UUID
    image_id: UUID
    video_ids: tuple[UUID, ...]
    settings: Placement
    status: str
    reason: Reason | None
    width: int
    height: int
    dpi: int
    keypoints: int
    points: int
    score: Score | None
    engines: dict[str, Engine]
    refused: dict[str, Reason]
    proof: Further
    advice: Further
    fits: tuple[VideoFit, ...]
    proposals: tuple[Proposal, ...]
    warnings: tuple[LookAlike, ...]
    version: int
    created_at: datetime
    updated_at: datetime


def engines_of(settings: Settings, engines: dict[str, EngineFiles]) -> dict[str, Engine]:
    """The files of each engine with their public address."""
    return {
        name: Engine(base_url=asset_url(settings, files.base), files=files.files) for name, files in engines.items()
    }


def shown(settings: Settings, row: MarkerRow) -> Marker:
    """The row as a body."""
    fields = {name: getattr(row, name) for name in Marker.__struct_fields__ if hasattr(row, name)}
    return Marker(
        **{
            **fields,
            "proposals": msgspec.convert(row.proposals, tuple[Proposal, ...], from_attributes=True),
            "warnings": msgspec.convert(row.look_alikes, tuple[LookAlike, ...], from_attributes=True),
            "settings": placement(row.settings),
            "fits": fits_of(row.video_ids, row.fittings, row.settings),
            "reason": reason_of(row.reason),
            "score": None if row.score is None else msgspec.convert(row.score, Score, from_attributes=True),
            "engines": engines_of(settings, row.engines),
            "refused": {name: Reason(code=why.code, detail=why.detail) for name, why in row.refused.items()},
        }
    )
