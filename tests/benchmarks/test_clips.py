"""Our clips: made of stories, the same every time, and told in the plain format."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.tracking import film, pictures, running, studio
from benchmarks.tracking.camera.pose import View
from benchmarks.tracking.clips import Clip
from benchmarks.tracking.segments import story
from benchmarks.tracking.story import Lens, Segment, Story

TINY = Story(
    (
        Segment("absent", "absent", 2, alike=True),
        Segment("frontal", "planar", 2, View(), View()),
        Segment("curl", "distorted", 2, None, View(yaw=10), lens=Lens(bend=0.3)),
        Segment("edge", "planar", 1, View(x=1.2), View(x=1.2)),
    ),
    seed=5,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return studio.clips_of({"logo": TINY}, root=tmp_path_factory.mktemp("clips"))["logo"].folder


def test_a_clip_is_frames_and_a_truth_that_others_can_read(folder: Path):
    truth = json.loads((folder / "truth.json").read_text())
    assert (truth["width"], truth["height"], truth["fps"], truth["pixels"]) == (640, 480, 30, "edges")
    assert [frame["visible"] for frame in truth["frames"]] == [False, False, True, True, True, True, False]
    assert [frame["segment"] for frame in truth["frames"]][1:3] == ["absent", "frontal"]
    assert np.shape(truth["frames"][2]["corners"]) == (4, 2)
    assert Clip(folder).image(6).shape == (480, 640, 3)
    assert running.size_of(studio.picture_file(folder)) == pictures.picture("logo").shape[1::-1]


def test_distorted_frames_tell_the_nearest_homography_too(folder: Path):
    frames = json.loads((folder / "truth.json").read_text())["frames"]
    assert [("fit" in frame) for frame in frames] == [False] * 4 + [True] * 2 + [False]
    apart = np.linalg.norm(np.subtract(frames[5]["fit"], frames[5]["corners"]), axis=1).mean()
    assert 0.3 < apart < 10


def test_a_frame_that_shows_little_of_the_picture_is_not_judged(folder: Path):
    last = json.loads((folder / "truth.json").read_text())["frames"][-1]
    assert last["ignored"]
    assert 0 < last["share"] < 0.35
    assert last.get("corners") is None


def test_the_same_story_is_the_same_clip(folder: Path):
    shots = film.shots(TINY)
    again = [frame.image for shot in shots for frame in film.film(shot, "logo")]
    for index in (1, 3, 5):
        kept = Clip(folder).image(index).astype(int)
        assert np.abs(kept - again[index]).mean() < 6
    more = [frame.image for frame in film.film(shots[1], "logo")]
    assert (more[1] == again[3]).all()


def test_a_segment_that_goes_on_begins_where_the_last_one_ended():
    shots = film.shots(TINY)
    assert shots[2].move.start == TINY.segments[1].end
    assert [shot.first for shot in shots] == [0, 2, 4, 6]


@pytest.mark.parametrize("portrait", [False, True])
def test_every_condition_is_in_the_story_and_others_may_be_left_out(portrait: bool):
    whole = story(1.4, portrait=portrait)
    kinds = whole.kinds()
    assert {"planar", "distorted", "hard", "absent"} == set(kinds.values())
    assert {"tilt60", "far20", "dark", "occluded", "lens", "rolling", "curl", "half", "fast"} <= set(kinds)
    alone = [part for part in story(1.4, only=("dark",), portrait=portrait).segments if part.name == "dark"]
    assert alone == [part for part in whole.segments if part.name == "dark"]
    assert story(1.4, seed=2).segments != story(1.4, seed=1).segments


def test_there_are_pictures_of_every_kind_without_any_download():
    always = [name for name in pictures.names() if name not in pictures.shared()]
    assert len(always) >= 8
    for name in always:
        image = pictures.picture(name)
        assert image.dtype == np.uint8
        assert image.ndim == 3
        assert min(image.shape[:2]) >= 300
        assert pictures.alike(name).shape[2] == 3
