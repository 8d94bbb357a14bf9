"""Advice as the worker and the API ask for it: in a process of its own."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from adapters.markers.advice.advisor import ChildAdvisor
from adapters.markers.compiler import ChildCompiler
from application.ports import InputRejected
from domain.quality import Proposal
from tests.adapters.markers.pictures import texture

CROP = Proposal(
    kind="crop", parameters={"left": 0.0, "top": 0.5, "right": 1.0, "bottom": 1.0}, before=50, after=60, text="Crop."
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With ``picture.png``, ``target.planar``, and the same target among others."""
    place = tmp_path_factory.mktemp("advice")
    cv2.imwrite(str(place / "picture.png"), np.ascontiguousarray(texture(240, 320)))
    ChildCompiler(engines=("planar",)).compile(place / "picture.png", place, lambda *_: None)
    (place / "others").mkdir()
    (place / "others" / "twin.planar").write_bytes((place / "target.planar").read_bytes())
    (place / "others" / "broken.planar").write_bytes(b"nothing")
    return place


def test_a_twin_is_named_and_proposals_gain(place: Path):
    steps: list[str] = []
    found = ChildAdvisor().advise(
        place / "picture.png", place / "target.planar", place / "others", lambda step, _: steps.append(step)
    )
    (twin,) = found.alike
    assert (twin.name, twin.turned) == ("twin", False)
    assert twin.likeness > 0.8
    assert all(proposal.after > proposal.before for proposal in found.proposals)
    assert steps[0] == "compare"


def test_a_proposal_is_applied_to_the_picture(place: Path, tmp_path: Path):
    ChildAdvisor().change(place / "picture.png", CROP, tmp_path / "out.png")
    changed = cv2.imread(str(tmp_path / "out.png"))
    assert changed is not None
    assert changed.shape[:2] == (120, 320)


def test_what_is_no_picture_is_refused(tmp_path: Path):
    (tmp_path / "no.png").write_bytes(b"nothing")
    with pytest.raises(InputRejected) as refused:
        ChildAdvisor().change(tmp_path / "no.png", CROP, tmp_path / "out.png")
    assert refused.value.code == "unreadable"
