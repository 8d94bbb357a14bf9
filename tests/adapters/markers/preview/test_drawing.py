from __future__ import annotations

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from adapters.markers.camera import FIELD_OF_VIEW, Sheet, View, corners_of, distance
from adapters.markers.preview.drawing import draw_scene, started
from adapters.markers.preview.looking import look, view_of
from adapters.markers.preview.overlay import Overlay, laid
from adapters.markers.preview.placement import Size
from adapters.markers.preview.previewer import ChildPreviewer
from application.ports import InputRejected, WorkFailed
from application.preview import LENS, Conditions, Scene, Sighting, share_at
from domain.values import MarkerSettings, VideoFit
from tests.adapters.markers.preview.conftest import Ask
from tests.material import astronaut, clip_frame

CLIP = clip_frame(0.5).shape[0]
SIDE = 200


def flat(image: np.ndarray, corners: object) -> np.ndarray:
    """What lies within the corners, straightened."""
    square = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), square)
    return cv2.warpPerspective(image, matrix, (SIDE, SIDE))


def alike(one: np.ndarray, other: np.ndarray) -> float:
    shrunk = (cv2.resize(image, (50, 50), interpolation=cv2.INTER_AREA)[4:-4, 4:-4].ravel() for image in (one, other))
    return float(np.corrcoef(*shrunk)[0, 1])


def drawn(scene: Scene, out: Path) -> tuple[np.ndarray, Sighting]:
    made = draw_scene(scene, out)
    assert made.sighting
    return cv2.imread(str(out / made.name)), made.sighting


def test_the_still_lies_where_the_picture_is(ask: Ask, tmp_path: Path):
    image, seen = drawn(ask(tilt=35, direction=70), tmp_path)
    truth = corners_of(view_of(Conditions(tilt=35, direction=70)), (512, 512))
    assert seen.found
    assert seen.error == pytest.approx(np.linalg.norm(np.array(seen.corners) - truth, axis=1).mean(), abs=0.05)
    assert seen.error < 1
    assert 0 < seen.agreeing <= seen.patches
    assert alike(flat(image, truth), clip_frame(0.5)) > 0.95


def test_without_a_video_the_picture_is_outlined(ask: Ask, tmp_path: Path):
    image, seen = drawn(ask(overlay=False), tmp_path)
    assert alike(flat(image, seen.corners), astronaut()) > 0.9
    x, y = np.mean(seen.corners[:2], axis=0).round().astype(int)
    assert np.ptp(image[y - 2 : y + 3, x - 1].astype(int), axis=1).max() > 100  # green


def test_where_the_tracker_is_wrong_the_overlay_is_wrong_too(ask: Ask, tmp_path: Path):
    """The overlay is drawn by what was found, never by the truth: here the target is the left half of the print."""
    wide = np.hstack([astronaut(), np.full_like(astronaut(), 128)])
    cv2.imwrite(str(tmp_path / "wide.png"), wide)
    scene = msgspec.structs.replace(ask(share=0.8, tilt=0), picture=str(tmp_path / "wide.png"))
    image, seen = drawn(scene, tmp_path)
    assert (seen.found, seen.reason) == (False, "misplaced")
    assert seen.error == pytest.approx(0.4 * 640 / 2, abs=2)  # two of four corners are off by half of its width
    assert alike(flat(image, seen.corners), clip_frame(0.5)[CLIP // 4 : -CLIP // 4]) > 0.8


@pytest.mark.parametrize(
    ("reason", "conditions"),
    [
        ("occlusion", {"covered": 0.93}),
        ("dark", {"light": 0.03, "noise": 8}),
        ("blur", {"blur": 10}),
        ("tilt", {"tilt": 80}),
        ("distance", {"share": 0.04}),
        ("together", {"share": 0.05, "light": 0.05, "noise": 30, "tilt": 60, "blur": 5}),
    ],
)
def test_a_picture_that_is_not_found_is_shown_with_the_reason(
    ask: Ask, tmp_path: Path, reason: str, conditions: dict[str, float]
):
    image, seen = drawn(ask(**conditions), tmp_path)
    assert (seen.found, seen.reason, seen.agreeing, seen.corners) == (False, reason, 0, ())
    assert len(np.unique(image[-2:].reshape(-1, 3), axis=0)) == 1  # the band with the sentence
    assert seen.text


def test_a_clip_is_two_seconds_that_go_around(ask: Ask, tmp_path: Path):
    made = draw_scene(ask("clip", tilt=30), tmp_path)
    _, animation = cv2.imreadanimation(str(tmp_path / made.name))
    assert made.content_type == "image/webp"
    assert sum(animation.durations) == pytest.approx(2000, abs=50)
    assert made.sighting
    assert made.sighting.found_frames == made.sighting.frames == len(animation.frames)
    first, middle, last = (animation.frames[at].astype(int) for at in (0, 15, -1))
    assert np.abs(first - last).mean() < np.abs(first - middle).mean()


def test_what_cannot_be_seen_is_refused(ask: Ask, tmp_path: Path):
    with pytest.raises(InputRejected, match="behind_camera"):
        draw_scene(ask(share=2, tilt=80), tmp_path)


def test_a_process_of_its_own_draws_and_its_failure_is_told(ask: Ask, tmp_path: Path):
    previewer = ChildPreviewer()
    made = previewer.draw(ask("jpeg"), tmp_path)
    assert cv2.imread(str(tmp_path / made.name)).shape == (480, 640, 3)
    assert previewer.version == ChildPreviewer().version
    (tmp_path / "no-target").write_bytes(b"nothing")
    with pytest.raises(WorkFailed):
        previewer.draw(msgspec.structs.replace(ask(), target=str(tmp_path / "no-target")), tmp_path)


def test_distances_are_those_of_the_camera():
    assert pytest.approx(0.5 / np.tan(np.radians(FIELD_OF_VIEW) / 2)) == LENS
    share = share_at(40, 21)
    assert distance(View(share=share), (2000, 1000), 21) == pytest.approx(40)


def test_the_tracker_goes_on_from_frame_to_frame(place: Path):
    core, sheet = started((place / "target").read_bytes()), Sheet(astronaut())
    states = [look(core, sheet, view_of(Conditions()), number).track for number in range(3)]
    assert [track and track.state for track in states] == ["found", "tracked", "tracked"]


@pytest.mark.parametrize("overflow", [False, True])
def test_a_video_around_the_picture_ends_at_its_outline_unless_it_may_reach_beyond(overflow: bool):
    fit = VideoFit(scale=2.0, offset_x=0, offset_y=0, rotation=0, crop=(0.25, 0.25, 0.5, 0.5), start=0, error=0)
    white = np.full((80, 80, 3), 255, np.uint8)
    matrix = np.array([[100.0, 0, 100], [0, 100, 100], [0, 0, 1]])
    overlay = Overlay(white, Size(100, 100), MarkerSettings(fit="auto", overflow=overflow), fit)
    drawn = laid(np.zeros((300, 300, 3), np.uint8), overlay, matrix)
    assert drawn[150, 150].min() == 255
    assert drawn[80, 150].max() == (255 if overflow else 0)
    assert drawn[30, 150].max() == 0
