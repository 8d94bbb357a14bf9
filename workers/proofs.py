"""Proves the scores of markers: the tracker itself looks for the picture in simulated camera views.

A proof is kept by the target file and by what looked for it, so that the same picture is never proved twice.
"""

from __future__ import annotations

import io
import logging
from functools import partial
from pathlib import Path
from uuid import UUID

import msgspec

from adapters.sandbox.scratch import folder
from application.commands import FailMarkerProof, RecordMarkerProved
from application.ports import InputRejected, MarkerProver, Proof
from domain.marker import PROVE, PROVEN, Marker, owes
from domain.media import master
from domain.quality import proved
from domain.values import Ending
from workers.bench import Bench
from workers.files import digest, fetch, reaching
from workers.further import Unwanted, about, owing

log = logging.getLogger(__name__)

KEPT = "application/json"


class ProofWork:
    """What is done to prove a marker."""

    def __init__(self, bench: Bench, prover: MarkerProver) -> None:
        self._bench = bench
        self._prover = prover

    def prove_marker(self, job_id: UUID, marker_id: UUID) -> None:
        """Does the job, or nothing when it is settled, of no use any more, or somebody else is at it."""
        marker = self._bench.app.streams().marker(marker_id)
        if owes(marker, PROVE, job_id):
            self._bench.desk.take_turn(job_id, partial(self._work, marker), partial(self._give_up, marker))

    def _work(self, marker: Marker) -> None:
        assert marker.score is not None, "a generated marker has a score"
        try:
            proof = self._proof(marker)
        except Unwanted:
            log.info("marker %s needs no proof any more", marker.id)
            return
        except InputRejected as refused:
            self._give_up(marker, Ending(code=refused.code, detail=refused.detail))
            return
        score = proved(marker.score, proof.rate, proof.limits, proof.method, PROVEN)
        self._bench.app.execute(RecordMarkerProved(**about(marker, PROVE), score=score))

    def _proof(self, marker: Marker) -> Proof:
        """The kept one, else a new one, which is kept. Raises Unwanted as soon as nobody wants it any more."""
        (ending,) = marker.engines[PROVEN].files
        with folder() as place:
            target = fetch(self._bench.store, marker.engines[PROVEN].base + ending, place / "target.planar")
            key = f"proofs/{digest(target)}-{self._prover.version()}.json"
            proof = self._kept(key)
            return proof or self._new(marker, target, key, place)

    def _new(self, marker: Marker, target: Path, key: str, place: Path) -> Proof:
        image = self._bench.app.streams().media(marker.image_id)
        picture = fetch(self._bench.store, master(image), place / "master.png")
        proof = self._prover.prove(picture, target, owing(self._bench, marker, PROVE))
        body = msgspec.json.encode(proof)
        reaching(lambda: self._bench.store.put(key, io.BytesIO(body), len(body), KEPT))
        return proof

    def _kept(self, key: str) -> Proof | None:
        store = self._bench.store
        if reaching(lambda: store.stat(key)) is None:
            return None
        try:
            return msgspec.json.decode(reaching(lambda: b"".join(store.read(key))), type=Proof)
        except msgspec.MsgspecError as error:
            log.warning("%s is no proof and is made anew: %s", key, error)
            return None

    def _give_up(self, marker: Marker, reason: Ending) -> None:
        self._bench.app.execute(FailMarkerProof(**about(marker, PROVE), reason=reason))
