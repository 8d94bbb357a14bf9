"""The proved score: the tracking core itself looks for a picture in views of the synthetic camera."""

from __future__ import annotations

from adapters.markers.quality.proof.proof import METHOD, VIEWS, Proof, proof_version, prove

__all__ = ["METHOD", "VIEWS", "Proof", "proof_version", "prove"]
