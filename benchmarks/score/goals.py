"""What the score has to reach on pictures that nothing was fitted to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.score.evaluation import Judged
from benchmarks.score.results import Row

ESTIMATE, ESTIMATE_LOW, PROOF, AHEAD, ERROR, SECONDS = 0.88, 0.80, 0.93, 0.25, 0.12, 0.5
REAL = 40


def met(by: Mapping[str, Judged], pictures: Sequence[Row]) -> dict[str, bool]:
    """Goals in words, and whether each is reached."""
    found = {f"at least {REAL} real pictures": sum(one.real for one in pictures) >= REAL}
    for engine in ("planar", "nft"):
        one, baseline = by[f"{engine}: estimate"], by[f"{engine}: entropy"]
        found |= {
            f"{engine}: Spearman >= {ESTIMATE:.2f}": one.spearman >= ESTIMATE,
            f"{engine}: lower bound >= {ESTIMATE_LOW:.2f}": one.low >= ESTIMATE_LOW,
            f"{engine}: {AHEAD} ahead of entropy": one.spearman >= baseline.spearman + AHEAD,
        }
    found[f"proof: Spearman >= {PROOF}"] = by["planar: proof"].spearman >= PROOF
    for name in ("planar: estimate", "planar: proof", "nft: estimate"):
        one = by[name]
        found[f"{name}: mean error <= {ERROR}"] = one.error is not None and one.error <= ERROR
        found[f"{name}: none below 0.1 has four stars, none above 0.8 two"] = not one.praised + one.scorned
    found[f"estimates within {SECONDS} CPU s"] = max(one.seconds for one in pictures) <= SECONDS
    return found
