"""The compiler against fingerprints of what another compiler makes of the same pictures."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from adapters.markers.compiled import EngineMarker
from adapters.markers.formats import fset, fset3
from tests.adapters.markers.agreement import hamming, matched
from tests.adapters.markers.fingerprints.fingerprint import EVERY, Fingerprint, load
from tests.adapters.markers.pictures import LICENCES, shipped

ROUNDING = 0.02


class Case:
    def __init__(self, picture: str, answer: EngineMarker, files: Path) -> None:
        self.kept: Fingerprint = load(picture)
        self.answer = answer
        self.iset = files.with_suffix(".iset").read_bytes()
        self.tracking = fset.read(files.with_suffix(".fset").read_bytes())
        self.keypoints = fset3.read(files.with_suffix(".fset3").read_bytes())


@pytest.fixture(params=sorted(LICENCES))
def case(request: pytest.FixtureRequest, compiled) -> Case:
    return Case(request.param, *compiled(shipped(request.param)))


def test_every_scale_has_the_same_size_and_as_many_points(case: Case):
    keypoints = np.bincount(case.keypoints.points["scale"], minlength=len(case.kept.scales))
    scales = [
        (*size, int(count), len(scale.points))
        for size, count, scale in zip(case.keypoints.sizes, keypoints, case.tracking, strict=True)
    ]
    assert scales == case.kept.scales


def test_the_image_set_is_the_same_byte_for_byte(case: Case):
    assert hashlib.sha256(case.iset).hexdigest() == case.kept.iset_sha256


def test_key_points_and_their_descriptors_are_the_same(case: Case):
    theirs, ours = case.kept.places(), case.keypoints.points
    index = matched(theirs, ours, ROUNDING)
    assert (index >= 0).mean() >= 0.99
    kept = index[::EVERY]
    distance = hamming(case.kept.bits()[kept >= 0], ours["descriptor"][kept[kept >= 0]])
    assert distance.mean() <= 0.5


def test_templates_stand_on_the_same_pixels(case: Case):
    ours = {
        (index, int(x), int(y))
        for index, scale in enumerate(case.tracking)
        for x, y in zip(scale.points["x"], scale.points["y"], strict=True)
    }
    assert len(ours & case.kept.pixels()) >= 0.99 * len(case.kept.pixels())


def test_the_answer_says_what_is_in_the_files(case: Case):
    assert case.answer.keypoints == len(case.keypoints.points)
    assert case.answer.points == sum(len(scale.points) for scale in case.tracking)
    assert [(made.role, made.name) for made in case.answer.files] == [
        ("iset", "target.iset"),
        ("fset", "target.fset"),
        ("fset3", "target.fset3"),
    ]
