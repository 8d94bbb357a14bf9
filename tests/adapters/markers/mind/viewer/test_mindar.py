"""Our files open in MindAR itself, and it finds pictures by them as often as by its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from adapters.markers.camera import render, views
from adapters.markers.formats import mind
from adapters.markers.mind.compile import compile_target
from adapters.markers.picture import load, to_grey
from tests.adapters.markers.mind.viewer.mindar import MindAr, mindar
from tests.adapters.markers.pictures import SHARED, shipped, soft

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

VIEWS = 24
NAMES = ("astronaut.png", "coffee.png")


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MindAr]:
    with mindar(tmp_path_factory.mktemp("seen")) as found:
        yield found


def ours(*greys: np.ndarray) -> bytes:
    return mind.write([compile_target(grey, lambda *_: None) for grey in greys])


def theirs(viewer: MindAr, picture: Path) -> bytes:
    """MindAR's own file of the same pixels."""
    kept = SHARED / "reference-markers" / picture.stem / f"{picture.stem}.mind"
    return (kept if kept.is_file() else viewer.compiled(picture)).read_bytes()


def filmed(picture: Path, first: int = VIEWS) -> list[np.ndarray]:
    colour = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    assert colour is not None
    return [render(colour.astype(np.uint8), view).image for view in list(views(VIEWS, seed=7))[:first]]


def test_mindar_finds_a_picture_as_often_by_our_file_as_by_its_own(viewer: MindAr):
    picture = shipped("astronaut.png")
    frames = filmed(picture)
    by_theirs = viewer.look(theirs(viewer, picture), frames)["answers"]
    by_ours = viewer.look(ours(load(picture).grey), frames)["answers"]
    found = [sum(answer["found"] == 0 and answer["followed"] for answer in answers) for answers in (by_theirs, by_ours)]
    assert found[0] >= VIEWS // 3, "MindAR finds too little to compare by"
    assert found[1] >= found[0]


def test_mindar_tells_the_pictures_of_one_file_apart(viewer: MindAr):
    pictures = [shipped(name) for name in NAMES]
    frames = [frame for picture in pictures for frame in filmed(picture, 4)]
    answer = viewer.look(ours(*(load(picture).grey for picture in pictures)), frames)
    assert answer["dimensions"] == [list(reversed(load(picture).grey.shape)) for picture in pictures]
    found = [each["found"] for each in answer["answers"]]
    assert {0} <= set(found[:4]) <= {0, -1}
    assert {1} <= set(found[4:]) <= {1, -1}


def test_mindar_loads_levels_without_points_and_pictures_that_had_to_grow(viewer: MindAr):
    small = to_grey(cv2.resize(cv2.imread(str(shipped("coffee.png"))), (210, 140), interpolation=cv2.INTER_AREA))
    frames = [np.full((480, 640, 3), 128, np.uint8), cv2.cvtColor(large(small), cv2.COLOR_GRAY2BGR)]
    answer = viewer.look(ours(soft(), small), frames)
    assert [each["found"] for each in answer["answers"]] == [-1, 1]
    assert answer["answers"][1]["followed"]


def large(grey: np.ndarray) -> np.ndarray:
    """The picture in the middle of a frame of 640 x 480."""
    frame = np.full((480, 640), 90, np.uint8)
    frame[100:380, 110:530] = cv2.resize(grey, (420, 280), interpolation=cv2.INTER_CUBIC)
    return frame
