"""The proof as the worker asks for it: in a process of its own that ends when nobody wants it any more."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from adapters.markers.compiler import ChildCompiler
from adapters.markers.quality.prover import ChildProver
from application.ports import InputRejected
from tests.adapters.markers.pictures import texture


class Unwanted(Exception):
    """Raised by a test's progress."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With ``picture.png`` and ``target.planar``."""
    place = tmp_path_factory.mktemp("proof")
    cv2.imwrite(str(place / "picture.png"), np.ascontiguousarray(texture(240, 320)))
    ChildCompiler(engines=("planar",)).compile(place / "picture.png", place, lambda *_: None)
    return place


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_a_proof_is_a_rate_with_limits_and_tells_how_far_it_is(place: Path):
    told: list[float] = []
    prover = ChildProver()
    found = prover.prove(place / "picture.png", place / "target.planar", lambda _, share: told.append(share))
    assert found.low <= found.rate <= found.high
    assert 0 < found.views <= 150
    assert {limit.condition for limit in found.limits} >= {"distance", "tilt"}
    assert found.core_version in prover.version()
    assert found.method in prover.version()
    assert len(told) > 3
    assert told == sorted(told)


def test_whoever_raises_while_it_runs_ends_it(place: Path):
    before = children()

    def stop(_step: str, _share: float) -> None:
        raise Unwanted

    with pytest.raises(Unwanted):
        ChildProver().prove(place / "picture.png", place / "target.planar", stop)
    assert children() <= before


def test_what_is_no_target_is_refused(place: Path, tmp_path: Path):
    (tmp_path / "target.planar").write_bytes(b"nothing")
    with pytest.raises(InputRejected) as refused:
        ChildProver().prove(place / "picture.png", tmp_path / "target.planar", lambda *_: None)
    assert refused.value.code == "target_unreadable"
