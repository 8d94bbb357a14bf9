"""A bench on real Postgres and Redis, with an object store in memory and tools that do as they are told."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import msgspec

from adapters import wiring
from adapters.settings import Settings
from application.ports import (
    Advice,
    CompiledMarker,
    Likeness,
    ProcessedImage,
    ProcessedVideo,
    Produced,
    Progress,
    Proof,
)
from domain.marker import ADVISE, PROVE, MarkerGenerated, further
from domain.quality import Limit
from domain.values import Ending
from projections.deliveries import Deliveries, Turn
from tests.fakes import MemoryStore
from tests.story import CROP, SCORE, Story
from workers.advice import AdviceWork
from workers.bench import Bench
from workers.desk import Desk, Patience
from workers.markers import MarkerWork
from workers.media import MediaWork
from workers.proofs import ProofWork

SOON = Patience(turn=30.0, renewal=0.05, pause=-1.0, longest_pause=-1.0)
"""What failed is owed again at once."""

PROOF = Proof(
    rate=0.66,
    low=0.58,
    high=0.73,
    strata={"tilt": {"rate": 0.5, "found": 8, "views": 16}},
    limits=(Limit(condition="tilt", text="Found up to 50 degrees from the front"),),
    views=130,
    core_version="1-abc",
    method="views-1",
)

Action = Callable[[], None]


def nothing() -> None:
    """Goes well."""


class Tools:
    """Of all kinds. ``action`` happens when one is used; ``runs`` counts how often; ``refused`` are engines.

    ``core`` is the tracker's version. Pictures of the same bytes look alike; ``compared`` is with how many.
    """

    def __init__(self) -> None:
        self.action: Action = nothing
        self.runs = 0
        self.refused: dict[str, Ending] = {}
        self.core = "1-abc"
        self.compared = 0

    def process(self, source: Path, out: Path, progress: Progress) -> ProcessedImage | ProcessedVideo:
        files = self._write(out, {"master": "master.png", "display": "display.webp"}, source, progress)
        if source.read_bytes().startswith(b"video"):
            facts = {"duration": 2.0, "fps": 30.0, "has_audio": True}
            return ProcessedVideo(width=64, height=48, files=files[1:], **facts)
        return ProcessedImage(width=64, height=48, format="png", files=files, warnings=("small_picture",))

    def compile(self, picture: Path, out: Path, progress: Progress) -> CompiledMarker:
        roles = {kind: f"target.{kind}" for kind in ("iset", "fset", "fset3", "planar", "mind")}
        *nft, planar, mind = self._write(out, roles, picture, progress)
        made = {"planar": (planar,), "nft": tuple(nft), "mind": (mind,)}
        engines = {name: files for name, files in made.items() if name not in self.refused}
        facts = {"width": 64, "height": 48, "dpi": 72, "keypoints": 9, "points": 4, "score": SCORE}
        return CompiledMarker(**facts, engines=engines, refused=self.refused)

    def version(self) -> str:
        return self.core

    def prove(self, picture: Path, target: Path, progress: Progress) -> Proof:
        self._look(picture, target, progress)
        return PROOF

    def advise(self, picture: Path, target: Path, others: Path, progress: Progress) -> Advice:
        self._look(picture, target, progress)
        files = sorted(others.iterdir())
        self.compared = len(files)
        alike = [file.stem for file in files if file.read_bytes() == target.read_bytes()]
        return Advice(proposals=(CROP,), alike=tuple(Likeness(name=name, likeness=1.0) for name in alike))

    def _look(self, picture: Path, target: Path, progress: Progress) -> None:
        self.runs += 1
        assert target.read_bytes() == b"planar" + picture.read_bytes()
        self.action()
        progress("look", 0.5)

    def _write(self, out: Path, roles: dict[str, str], source: Path, progress: Progress) -> tuple[Produced, ...]:
        self.runs += 1
        progress("work", 0.5)
        self.action()
        out.mkdir()
        for role, name in roles.items():
            (out / name).write_bytes(role.encode() + source.read_bytes())
        return tuple(Produced(role=role, name=name, content_type="image/png") for role, name in roles.items())


class Quiet:
    """Keeps hints instead of publishing them."""

    def __init__(self) -> None:
        self.hints: list[tuple[UUID, dict[str, object]]] = []

    def publish(self, project_id: UUID, hint: dict[str, object]) -> None:
        self.hints.append((project_id, hint))


class Workshop(msgspec.Struct, frozen=True):
    """Everything that a test of the workers holds in its hands."""

    story: Story
    bench: Bench
    deliveries: Deliveries
    store: MemoryStore
    tools: Tools
    live: Quiet
    media: MediaWork
    markers: MarkerWork
    proofs: ProofWork
    advice: AdviceWork

    def upload(self, project_id: UUID, kind: str = "image", body: bytes = b"") -> UUID:
        """An original that is stored, and told of as by the API."""
        body = body or kind.encode()
        key = f"originals/{len(self.store.objects)}"
        self.store.put(key, io.BytesIO(body), len(body), f"{kind}/x")
        sha256 = hashlib.sha256(body).hexdigest()
        return self.story.upload(project_id, kind, object_key=key, sha256=sha256, size=len(body))

    def process(self, media_id: UUID) -> None:
        """Deliver the message that is owed for this."""
        self.media.process_media(self.story.app.streams().media(media_id).job_id, media_id)

    def generate(self, marker_id: UUID) -> None:
        """Deliver the message that is owed for this."""
        self.markers.generate_marker(self.story.app.streams().marker(marker_id).job_id, marker_id)

    def prove(self, marker_id: UUID) -> None:
        """Deliver the message that is owed for this."""
        self.proofs.prove_marker(self.owed(marker_id, PROVE), marker_id)

    def advise(self, marker_id: UUID) -> None:
        """Deliver the message that is owed for this."""
        self.advice.advise_marker(self.owed(marker_id, ADVISE), marker_id)

    def owed(self, marker_id: UUID, kind: str) -> UUID:
        """The job of this kind, settled or not."""
        generated = next(event for event in self.story.app.read(marker_id) if isinstance(event, MarkerGenerated))
        return further(generated, kind)

    def topics(self, id: UUID) -> list[str]:
        """What happened to this, after it began."""
        return [event.TOPIC for event in self.story.app.read(id)[1:]]

    def turn(self, job_id: UUID) -> Turn | None:
        """The turn that somebody would get now."""
        return self.deliveries.begin(job_id, 0)


@contextmanager
def workshop(settings: Settings, patience: Patience = SOON) -> Iterator[Workshop]:
    """On these settings, closed in the end."""
    app = wiring.application(settings, pool=2)
    with wiring.read_pool(settings, size=3) as pool:
        deliveries, store, tools, live = Deliveries(pool), MemoryStore(), Tools(), Quiet()
        bench = Bench(app=app, store=store, live=live, desk=Desk(deliveries, patience), pool=pool)
        media, markers = MediaWork(bench, tools, tools), MarkerWork(bench, tools)  # type: ignore[arg-type] # does both
        proofs, advice = ProofWork(bench, tools), AdviceWork(bench, tools)  # type: ignore[arg-type] # advises too
        yield Workshop(Story(app), bench, deliveries, store, tools, live, media, markers, proofs, advice)
    app.close()
