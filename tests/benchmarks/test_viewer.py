"""The judge of the viewer's bench is held to drawings of which everything is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.viewer.board import SIDE, Corners, board, drawn
from benchmarks.viewer.filming import APPEARS, STORY, number_of, numbered
from benchmarks.viewer.judging import camera_at, errors, find, frames_a_second
from benchmarks.viewer.line import Line, Traffic, pieces
from benchmarks.viewer.report import missed, table
from benchmarks.viewer.screen import Shown
from benchmarks.viewer.script_time import Slice, covered, of_main_threads
from benchmarks.viewer.visit import Measured
from tests.material import astronaut
from tests.viewer.camera_clip import HEIGHT, WIDTH, Frame, film

FRAMES = list(film(astronaut(), STORY))


def overlaid(frame: Frame, corners: Corners | None) -> NDArray[np.uint8]:
    """The frame in grey, with the board where the corners are."""
    grey = cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY)
    if corners is None:
        return np.asarray(grey, np.uint8)
    source = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]) - 0.5
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), (corners - 0.5).astype(np.float32))
    laid = cv2.warpPerspective(board(), matrix, (WIDTH, HEIGHT))
    mask = cv2.warpPerspective(np.full((SIDE, SIDE), 255, np.uint8), matrix, (WIDTH, HEIGHT))
    return np.where(mask > 127, laid, grey).astype(np.uint8)


def shown(at: float, number: int, corners: Corners | None = None) -> Shown:
    """The screen at a moment."""
    frame = FRAMES[number]
    copy = Frame(frame.image.copy(), frame.segment, frame.corners, frame.share)
    screen = overlaid(numbered(copy, number), corners)
    return Shown(at, cv2.imencode(".jpg", screen, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes())


@pytest.mark.parametrize("number", [40, 75, 90, 110, 125, 150])
def test_the_drawn_corners_are_read_to_a_fraction_of_a_pixel(number: int):
    true = FRAMES[number].corners
    assert true is not None
    seen = shown(0, number, true)
    assert seen.number == number
    assert seen.corners is not None
    assert np.linalg.norm(seen.corners - true, axis=1).mean() < 0.4
    (far,) = errors([shown(0, number, true + np.array([3, 4]))], [frame.corners for frame in FRAMES])
    assert far == pytest.approx(5, abs=0.4)


def test_a_screen_without_camera_or_video_is_not_taken_for_one_with_them():
    blank = np.full((HEIGHT, WIDTH), 90, np.uint8)
    assert number_of(blank) is None
    assert drawn(blank) is None
    assert shown(0, 70).corners is None


def test_the_video_is_timed_from_the_picture_on_the_screen():
    there = FRAMES[APPEARS].corners
    story = [shown(1, 3), shown(2, APPEARS + 1), shown(2.2, APPEARS + 3), shown(2.3, APPEARS + 4, there)]
    assert camera_at(story) == 1
    assert find(story) == pytest.approx(0.3)
    assert find(story[:3]) is None
    assert frames_a_second(story) == pytest.approx(3 / 1.3)


def test_script_that_runs_within_script_counts_once():
    assert covered([Slice(20, 21, 1), Slice(0, 10, 4), Slice(2, 5, 3)]) == (11, 5)
    name = {"name": "thread_name", "args": {"name": "CrRendererMain"}, "pid": 1, "tid": 2}
    slices = [{"ph": "X", "name": "FunctionCall", "ts": 5, "dur": 2, "tdur": 1, "pid": 1, "tid": tid} for tid in (2, 3)]
    assert of_main_threads([*slices, name]) == [[Slice(5, 7, 1)]]


def test_bytes_are_counted_until_a_moment():
    traffic = Traffic(Line("none", 0, 0))
    traffic.request("/a")
    sent: list[bytes] = []
    traffic.send(bytes(10_000), sent.append)
    assert b"".join(sent) == bytes(10_000)
    assert len(sent) == len(list(pieces(bytes(10_000)))) == 3
    assert (traffic.bytes_until(0), traffic.bytes_until(9e9), traffic.requests_until(9e9)) == (0, 10_000, 1)


def test_limits_are_for_ours_and_those_of_time_for_one_line():
    times = {"button": 0.9, "camera": 1.0, "find": 0.3, "whole": 3.0, "script_ms": 5.0, "processor_ms": 4.0}
    counts = {"bytes_first": 25_000, "bytes_playing": 90_000, "requests": 9, "frames": 90, "loads": 1}
    good = {**times, **counts, "shown_fps": 15.0, "median": 0.2, "p90": 0.4}
    fast = Measured(**good)
    slow = Measured(**{**good, "button": None, "camera": 9.0, "bytes_first": 31_000})
    assert missed({"4g": {"argument": fast}, "slow4g": {"argument": fast}}) == []
    assert [line.split(" is")[0] for line in missed({"4g": {"argument": slow}, "slow4g": {"argument": slow}})] == [
        "4g: first screen, gzip kB",
        "4g: button after opening, s",
        "4g: camera after the tap, s",
        "slow4g: first screen, gzip kB",
    ]
    assert table("4g: x", {"argument": fast, "peer": slow}).row_count == 13
