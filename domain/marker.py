"""A marker: a picture that can be found by a camera, and the videos that play on it."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from msgspec import field

from domain import fitting
from domain.errors import Conflict
from domain.event import Event, Stamp, State, advance, job_id, later
from domain.quality import LookAlike, Proposal, Score
from domain.settings import check as check_settings
from domain.values import Ending, EngineFiles, MarkerSettings

GENERATE, PROVE, ADVISE = "generate_marker", "prove_marker", "advise_marker"
PROVEN = "planar"
"""The engine whose files are proved and advised on: viewers take it first."""
VIEWED = frozenset({PROVEN, "nft"})
"""The engines that viewers have. Files of any other are there to be taken away."""
MAX_VIDEOS = 10
Status = Literal["pending", "generated", "rejected", "failed", "deleted"]


class MarkerRequested(Event, frozen=True, kw_only=True):
    """A marker of this picture is asked for; the picture may still be on its way."""

    TOPIC: ClassVar[str] = "marker.requested"
    owner_id: UUID
    project_id: UUID
    image_id: UUID
    video_ids: tuple[UUID, ...]
    settings: MarkerSettings


class MarkerGenerationRequested(Event, frozen=True, kw_only=True):
    """Work that had failed is asked for again."""

    TOPIC: ClassVar[str] = "marker.generation_requested"


class MarkerGenerated(Event, frozen=True, kw_only=True):
    """The files that engines load are there. Sides are those of the compiled picture; ``engines`` is by engine name.

    ``refused`` says why an engine has no files: the picture is nothing for it. ``keypoints``, ``points`` and ``score``
    are those of planar where it has files, else of nft; in events of the time before mind it is the other way round.
    """

    TOPIC: ClassVar[str] = "marker.generated"
    job_id: UUID
    width: int
    height: int
    dpi: int
    keypoints: int
    points: int
    score: Score
    engines: dict[str, EngineFiles]
    refused: dict[str, Ending] = field(default_factory=dict)


class MarkerRejected(Event, frozen=True, kw_only=True):
    """The picture cannot be a marker; final."""

    TOPIC: ClassVar[str] = "marker.rejected"
    job_id: UUID
    reason: Ending


class MarkerFailed(Event, frozen=True, kw_only=True):
    """Our fault, tries exhausted; may be asked for again."""

    TOPIC: ClassVar[str] = "marker.failed"
    job_id: UUID
    reason: Ending


class MarkerProved(Event, frozen=True, kw_only=True):
    """The tracker has looked for the picture in simulated camera views: this score takes the estimate's place."""

    TOPIC: ClassVar[str] = "marker.proved"
    job_id: UUID
    score: Score


class MarkerProofFailed(Event, frozen=True, kw_only=True):
    """Tries exhausted; the estimate stays."""

    TOPIC: ClassVar[str] = "marker.proof_failed"
    job_id: UUID
    reason: Ending


class MarkerAdvised(Event, frozen=True, kw_only=True):
    """What would make the picture better, the best first, and which of the owner's other markers look like it."""

    TOPIC: ClassVar[str] = "marker.advised"
    job_id: UUID
    proposals: tuple[Proposal, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()


class MarkerAdviceFailed(Event, frozen=True, kw_only=True):
    """Tries exhausted; the marker has no advice."""

    TOPIC: ClassVar[str] = "marker.advice_failed"
    job_id: UUID
    reason: Ending


class MarkerFurtherRequested(Event, frozen=True, kw_only=True):
    """A proof or advice (``kind`` of work) that had failed is asked for again."""

    TOPIC: ClassVar[str] = "marker.further_requested"
    kind: str


class MarkerSettingsChanged(Event, frozen=True, kw_only=True):
    """The video lies on the picture like this now."""

    TOPIC: ClassVar[str] = "marker.settings_changed"
    settings: MarkerSettings


class MarkerDeleted(Event, frozen=True, kw_only=True):
    """The owner took it away."""

    TOPIC: ClassVar[str] = "marker.deleted"


class Marker(State, frozen=True, kw_only=True):
    """The state of a marker. ``job_id`` is the work asked for last.

    ``owed`` is further work on a generated marker: its job by kind of work; ``failed``, the kinds that failed last.
    ``fittings`` are by video.
    """

    owner_id: UUID
    project_id: UUID
    image_id: UUID
    video_ids: tuple[UUID, ...]
    settings: MarkerSettings
    job_id: UUID
    status: Status = "pending"
    reason: Ending | None = None
    engines: dict[str, EngineFiles] = field(default_factory=dict)
    score: Score | None = None
    proposals: tuple[Proposal, ...] = ()
    owed: dict[str, UUID] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    fittings: dict[UUID, fitting.Fitting] = field(default_factory=dict)


def evolve(state: Marker | None, event: Event) -> Marker | None:
    """The marker after one more event."""
    match state, event:
        case None, MarkerRequested():
            return Marker(
                id=event.originator_id,
                version=event.originator_version,
                owner_id=event.owner_id,
                project_id=event.project_id,
                image_id=event.image_id,
                video_ids=event.video_ids,
                settings=event.settings,
                job_id=asked(event),
            )
        case Marker(), MarkerGenerationRequested():
            return advance(state, event, status="pending", job_id=asked(event), reason=None)
        case Marker(), MarkerRejected():
            return advance(state, event, status="rejected", reason=event.reason)
        case Marker(), MarkerFailed():
            return advance(state, event, status="failed", reason=event.reason)
        case Marker(), MarkerSettingsChanged():
            return advance(state, event, settings=event.settings)
        case Marker(), MarkerDeleted():
            return advance(state, event, status="deleted")
        case _:
            return state and evolve_generated(state, event)


def evolve_generated(state: Marker, event: Event) -> Marker:
    """The marker after one more event that tells of its files or of the work that follows them."""
    match event:
        case MarkerGenerated():
            return advance(
                state,
                event,
                status="generated",
                engines=event.engines,
                score=event.score,
                owed={kind: further(event, kind) for kind in asks_for(event)},
            )
        case MarkerProved():
            return advance(state, event, score=event.score, owed=without(state.owed, event.job_id))
        case MarkerAdvised():
            return advance(state, event, proposals=event.proposals, owed=without(state.owed, event.job_id))
        case MarkerProofFailed() | MarkerAdviceFailed():
            failed = tuple(kind for kind, job in state.owed.items() if job == event.job_id)
            return advance(state, event, owed=without(state.owed, event.job_id), failed=(*state.failed, *failed))
        case MarkerFurtherRequested():
            owed = {**state.owed, event.kind: further(event, event.kind)}
            return advance(state, event, owed=owed, failed=tuple(kind for kind in state.failed if kind != event.kind))
        case fitting.FittingRequested() | fitting.FittingFound() | fitting.FittingRefused() | fitting.FittingFailed():
            return advance(state, event, fittings=fitting.after(state.fittings, event))
        case _:
            return state


def asked(event: Event) -> UUID:
    """The id of the work that this event asks for."""
    return job_id(event.originator_id, event.originator_version, GENERATE)


def open_for(state: Marker, job: UUID) -> bool:
    """Whether this work is still owed: neither settled nor replaced by a later request."""
    return state.status == "pending" and state.job_id == job


def asks_for(event: MarkerGenerated) -> tuple[str, ...]:
    """The kinds of work that follow a marker's generation."""
    return (PROVE, ADVISE) if PROVEN in event.engines else ()


def further(event: MarkerGenerated | MarkerFurtherRequested, kind: str) -> UUID:
    """The id of such work, asked for by this event."""
    return job_id(event.originator_id, event.originator_version, kind)


def owes(state: Marker, kind: str, job: UUID) -> bool:
    """Whether this further work is still owed: neither settled nor, as on a deleted marker, of no use any more."""
    return state.status == "generated" and state.owed.get(kind) == job


def without(owed: dict[str, UUID], job: UUID) -> dict[str, UUID]:
    """What is owed when this job is settled."""
    return {kind: id for kind, id in owed.items() if id != job}


def retry(state: Marker, stamp: Stamp) -> list[Event]:
    """Asks again for all work that failed: generation, proof, advice, searches in videos.

    Nothing when nothing failed and some of it is under way.
    """
    if state.status == "pending":
        return []
    asked: list[Event] = [stamp.event(MarkerGenerationRequested)] if state.status == "failed" else []
    asked += [later(stamp, number).event(MarkerFurtherRequested, kind=kind) for number, kind in enumerate(state.failed)]
    asked += fitting.ask(later(stamp, len(asked)), fitting.in_state(state.fittings, "failed"))
    if not asked and not under_way(state):
        raise Conflict("Only work that failed can be asked for again.", "not_retriable")
    return asked


def under_way(state: Marker) -> bool:
    """Whether work that follows the generation still goes on."""
    return state.status == "generated" and bool(state.owed or fitting.in_state(state.fittings, "pending"))


def change_settings(state: Marker, stamp: Stamp, settings: MarkerSettings) -> list[Event]:
    """Nothing when the settings already are so. Videos that are to fit by themselves are looked at once."""
    check_settings(settings)
    if state.settings == settings:
        return []
    changed = stamp.event(MarkerSettingsChanged, settings=settings)
    return [changed, *fitting.ask(later(stamp), unknown_fits(settings, state.video_ids, state.fittings))]


def unknown_fits(settings: MarkerSettings, video_ids: tuple[UUID, ...], fittings: fitting.Fittings) -> tuple[UUID, ...]:
    """The videos in which the picture is still to be looked for."""
    return tuple(id for id in video_ids if id not in fittings) if fitting.by_itself(settings) else ()


def delete(state: Marker, stamp: Stamp) -> list[Event]:
    """Nothing when it is already deleted."""
    return [] if state.status == "deleted" else [stamp.event(MarkerDeleted)]
