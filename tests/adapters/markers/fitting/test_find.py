"""Pictures in videos whose truth is known: found to a fraction of a percent, or refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from adapters.markers.fitting.find import find
from adapters.markers.fitting.frames import moments, opened
from adapters.markers.fitting.refusals import REASONS
from adapters.markers.fitting.tool import ChildFitter
from application.ports import InputRejected
from benchmarks.fitting.__main__ import error, late
from benchmarks.fitting.pairs import FPS, SQUARE, TALL, Pair, picture, write
from domain.values import VideoFit

SMALL = (640, 360)


@dataclass(frozen=True)
class Case:
    pair: Pair
    found: VideoFit

    @property
    def error(self) -> float:
        return error(self.pair, self.found, grey(self.pair.picture))

    @property
    def frames_late(self) -> float:
        return FPS * late(self.pair, self.found)


def grey(name: str) -> np.ndarray:
    return np.asarray(cv2.cvtColor(picture(name), cv2.COLOR_BGR2GRAY), np.uint8)


def searched(folder: Path, pair: Pair, name: str = "") -> Case:
    with opened(write(pair, folder / "a.mp4")) as film:
        return Case(pair, find(grey(name or pair.picture), film, lambda *_: None))


@pytest.mark.parametrize(
    "pair",
    [
        Pair("astronaut", SMALL, seconds=0.3),
        Pair("coffee", SMALL, 0.6, 5.0, 0.45, 0.55, "brick", seconds=0.3),
        Pair("rocket", SQUARE, 0.37, 0.36, 0.534, 0.363, "gravel", seconds=0.2),
        Pair("rocket", (360, 360), 1.7, -4.0, 0.6, 0.5, seconds=0.3),
        Pair("chelsea", (360, 640), 1.0, 90.0, grade="hard", seconds=0.3),
        Pair("coffee", SMALL, 0.9, 180.0, grade="dark", quality=32, blur=1.0, seconds=0.3),
    ],
    ids=["whole", "in a scene", "hardly detailed in a busy scene", "a part of it", "a turned phone", "dark and poor"],
)
def test_the_picture_is_found_where_it_is(tmp_path: Path, pair: Pair):
    case = searched(tmp_path, pair)
    assert case.error < 0.005
    assert case.found.error < 0.01
    assert case.found.start == 0


def test_a_video_that_shows_something_else_first_starts_with_the_first_frame_of_the_picture(tmp_path: Path):
    case = searched(tmp_path, Pair("coffee", SMALL, 0.8, before=1.7, seconds=2.6))
    assert (case.frames_late, case.error < 0.005) == (0, True)


def test_a_video_that_fades_in_starts_when_it_is_lit(tmp_path: Path):
    case = searched(tmp_path, Pair("coffee", SMALL, fade=0.5, seconds=1.0))
    assert 0.3 < case.found.start < 0.7


@pytest.mark.parametrize(
    ("pair", "name", "codes"),
    [
        (Pair("coffee", SMALL, seconds=0.3), "astronaut", {"not_in_video"}),
        (Pair("other page", TALL, seconds=0.2), "page", {"not_in_video", "other_pixels"}),
        (Pair("coffee", SMALL, mirrored=True, seconds=0.3), "coffee", {"mirrored"}),
        (Pair("coffee", SMALL, 0.8, tilt=0.35, seconds=0.3), "coffee", {"slanted"}),
        (Pair("coffee", SMALL, stretch=1.25, seconds=0.3), "coffee", {"slanted"}),
        (Pair("astronaut", SMALL, 6.0, seconds=0.3), "astronaut", {"too_small", "not_in_video"}),
        (Pair("tiles", (360, 360), 1.6, 4.0, seconds=0.3), "tiles", {"ambiguous", "not_in_video"}),
        (Pair("checks", SQUARE, seconds=0.2), "checks", {"ambiguous", "not_in_video"}),
    ],
    ids=["unrelated", "another page", "mirrored", "slanted", "stretched", "a detail", "repeating", "chessboard"],
)
def test_what_is_not_sure_is_refused_with_the_reason(tmp_path: Path, pair: Pair, name: str, codes: set[str]):
    with pytest.raises(InputRejected) as refused:
        searched(tmp_path, pair, name)
    assert refused.value.code in codes
    assert refused.value.detail == REASONS[refused.value.code]


def test_a_plain_picture_is_refused_before_the_video_is_looked_at(tmp_path: Path):
    plain, video = np.full((200, 300), 90, np.uint8), write(Pair("coffee", SMALL, seconds=0.2), tmp_path / "a.mp4")
    with opened(video) as film, pytest.raises(InputRejected) as refused:
        find(plain, film, lambda *_: None)
    assert refused.value.code == "few_details"


def test_the_start_is_looked_at_closely_and_the_rest_of_a_long_video_evenly(tmp_path: Path):
    with opened(write(Pair("coffee", (64, 64), seconds=60), tmp_path / "a.mp4")) as film:
        times = moments(film)
        seen = [film.at(time) for time in (0.0, 0.5, 40.0, 0.1)]
        assert film.at(61) is None
    assert len(times) <= 40
    assert times[:4] == pytest.approx([0, 0.1, 0.2, 0.3])
    assert max(np.diff(times)) < 3
    assert [moment and moment.at for moment in seen] == pytest.approx([0, 0.5, 40, 0.125], abs=1 / FPS)


def test_no_video_is_refused_by_the_child_with_a_code(tmp_path: Path):
    (tmp_path / "a.mp4").write_bytes(b"no video")
    cv2.imwrite(str(tmp_path / "a.png"), picture("coffee"))
    with pytest.raises(InputRejected) as refused:
        ChildFitter().fit(tmp_path / "a.png", tmp_path / "a.mp4", lambda *_: None)
    assert refused.value.code == "unreadable_video"
