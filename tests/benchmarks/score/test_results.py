"""The evaluation that docs/score.md shows is the one of the numbers that are shipped."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from adapters.markers.nft import features
from adapters.markers.picture import load
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate import estimate
from adapters.markers.quality.estimate.nft import nft_facts
from adapters.markers.quality.estimate.planar import planar_facts
from benchmarks.score import goals
from benchmarks.score.corpus.packages import read
from benchmarks.score.corpus.pictures import shrunk
from benchmarks.score.evaluation import Judged, evaluated
from benchmarks.score.results import kept
from tests.adapters.markers.pictures import shipped

DOCS = Path(__file__).parents[3] / "docs" / "score.md"
PICTURES = ("chelsea.png", "camera.png", "retina.jpg")
NEAR = 0.03
"""Another build of OpenCV or of the tracker may see a little more or less."""


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    return evaluated(kept())


@pytest.mark.parametrize("name", PICTURES)
def test_the_shipped_numbers_say_what_was_judged(name: str, tmp_path: Path):
    row = next(row for row in kept() if row.name == f"scikit-image/data/{Path(name).stem}")
    cv2.imwrite(str(tmp_path / "picture.png"), shrunk(read(shipped(name))))
    picture = load(tmp_path / "picture.png")
    target = compile_planar(picture.filmed, progress=lambda *_: None).data
    scales = features(picture, lambda *_: None)
    rates = estimate({"planar": planar_facts(picture.filmed, target), "nft": nft_facts(picture.filmed, scales)})
    assert rates["planar"] == pytest.approx(row.planar_estimate, abs=NEAR)
    assert rates["nft"] == pytest.approx(row.nft_estimate, abs=NEAR)


def test_the_document_tells_what_came_out(judged: dict[str, Judged]):
    text = DOCS.read_text()
    for one in judged.values():
        error = "" if one.error is None else f"{one.error:.3f}"
        assert f"| {one.what} | {one.spearman:.3f} | {one.low:.3f}-{one.high:.3f} | {one.apart:.3f} | {error} |" in text


def test_no_goal_is_claimed_that_is_missed(judged: dict[str, Judged]):
    text = DOCS.read_text()
    for goal, reached in goals.met(judged, kept()).items():
        assert f"| {goal} | {'reached' if reached else 'missed'} |" in text
