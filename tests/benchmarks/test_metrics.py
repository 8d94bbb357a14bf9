"""Metrics on answers and truths that are worked out by hand."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from benchmarks.tracking.clips import FrameTruth, Truth
from benchmarks.tracking.conventions import in_convention, to_opencv
from benchmarks.tracking.engines.run import EngineRun, FrameAnswer, State
from benchmarks.tracking.goals import goals
from benchmarks.tracking.judging import Judgement, judge
from benchmarks.tracking.metrics import of_segment, summary
from benchmarks.tracking.results import Result, plain

SQUARE = [(100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0)]


def seen(segment: str = "calm") -> FrameTruth:
    return FrameTruth(True, segment, SQUARE)


def away(*, ignored: bool = False) -> FrameTruth:
    return FrameTruth(False, "away", ignored=ignored)


def found(x: float = 0.0, y: float = 0.0, *, state: State = "track", ms: float = 1.0) -> FrameAnswer:
    return FrameAnswer(True, [[a + x, b + y] for a, b in SQUARE], state, ms, 0.5)


def nothing(ms: float = 4.0) -> FrameAnswer:
    return FrameAnswer(False, None, "search", ms, 0.5)


def judged(*frames: tuple[FrameTruth, FrameAnswer]) -> list[Judgement]:
    truth = Truth(640, 480, 30, [frame for frame, _ in frames], "edges", {"bent": "distorted"})
    return judge([answer for _, answer in frames], truth, (50, 50))


def test_found_counts_visible_frames_and_false_those_without_the_picture():
    clip = judged(
        (seen(), found()),
        (seen(), nothing()),
        (away(), nothing()),
        (away(), found()),
        (away(), found()),
        (away(), nothing()),
        (away(), found()),
    )
    total = summary([clip])
    assert (total.visible, total.absent, total.found) == (2, 5, 0.5)
    assert (total.false, total.false_run) == (3, 2)


def test_frames_that_show_too_little_count_nowhere():
    total = summary([judged((away(ignored=True), found()), (away(ignored=True), nothing()))])
    assert (total.visible, total.absent, total.found, total.false) == (0, 0, None, 0)


def test_the_error_is_the_mean_distance_of_the_corners():
    total = summary([judged((seen(), found(3, 4)), (seen(), found(0, 1)), (seen(), found(0, 2)))])
    assert total.error_median == 2
    assert total.error_p90 == pytest.approx(4.4)
    corners = [[100.0, 100.0], [200.0, 100.0], [200.0, 200.0], [100.0, 208.0]]
    one = judged((seen(), FrameAnswer(True, corners, "track", 1, 0)))
    assert one[0].error == 2


def test_an_answer_more_than_twenty_pixels_off_is_wild_and_still_counts():
    total = summary([judged((seen(), found(20.5)), (seen(), found(19.5)))])
    assert (total.wild, total.found, total.error_median) == (1, 1.0, 20)


def test_jitter_is_how_far_the_error_moves_and_not_how_large_it_is():
    steady = summary([judged(*((seen(), found(5, 5)) for _ in range(4)))])
    assert (steady.jitter, steady.error_median) == (0, math.hypot(5, 5))
    shaking = judged((seen(), found(1)), (seen(), found(-1)), (seen(), found(1)))
    assert summary([shaking]).jitter == 2
    torn = judged((seen(), found(1)), (seen(), nothing()), (seen(), found(-1)))
    assert summary([torn]).jitter is None


def test_times_are_told_apart_by_what_the_engine_did():
    clip = judged((seen(), found(state="search", ms=9)), (seen(), found(ms=1)), (seen(), found(ms=3)))
    total = summary([clip])
    assert (total.search_ms, total.track_ms, total.capture_ms) == (9, 2, 0.5)


def test_finding_counts_the_frames_from_the_first_visible_one():
    clip = judged(
        (away(), nothing()),
        (seen(), nothing()),
        (seen(), nothing()),
        (seen(), found(state="search", ms=7.5)),
        (away(), nothing()),
        (seen(), nothing()),
        (away(), nothing()),
    )
    total = summary([clip], fps=20)
    assert (total.find_frames, total.missed) == (2, 1)
    assert total.find_ms == 2 * 50 + 7.5 + 0.5


def test_lost_counts_frames_between_two_answers_while_the_picture_stayed():
    answers = [found(), nothing(), nothing(), found(), nothing()]
    assert summary([judged(*((seen(), answer) for answer in answers))]).lost == 2


def test_a_distorted_picture_is_also_compared_with_its_nearest_homography():
    fit = [(x + 3, y) for x, y in SQUARE]
    clip = judged((FrameTruth(True, "bent", SQUARE, fit=fit), found(3)))
    total = summary([clip])
    assert (total.error_median, total.fit_median, clip[0].kind) == (3, 0, "distorted")


def test_a_segment_and_several_clips_are_summed_up_alone():
    first = judged((seen("a"), found()), (seen("b"), nothing()))
    second = judged((seen("a"), nothing()), (seen("b"), nothing()))
    assert summary([first, second], chosen=of_segment("a")).found == 0.5
    assert summary([first, second], chosen=of_segment("b")).error_median is None


def test_an_answer_is_missing_where_there_are_fewer_than_frames():
    truth = Truth(640, 480, 30, [seen(), seen()], "edges")
    with pytest.raises(ValueError, match="shorter"):
        judge([found()], truth, (50, 50))


def test_json_has_null_where_nothing_was_measured():
    result = Result("planar")
    result.add("clip", judged((away(), nothing())), EngineRun("planar", [], 12.0, 3456, "1"))
    assert plain(result) == {
        "found": None,
        "falseFrames": 0,
        "errorMedian": None,
        "errorP90": None,
        "jitter": None,
        "trackMs": None,
        "searchMs": 4.0,
        "initMs": 12.0,
        "bytesGzip": 3456,
        "segments": {"away": {"found": None, "errorMedian": None, "errorP90": None}},
    }


def test_corners_count_as_opencv_draws():
    """A picture drawn by OpenCV with known corners is seen by its pixels' edges where the conversion says."""
    corners = np.array([[60, 40], [260, 55], [240, 210], [75, 190]], np.float32)
    width, height = 80, 60
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    drawn_by = cv2.getPerspectiveTransform(source, corners)
    edges = cv2.perspectiveTransform((source - 0.5)[None].astype(np.float64), drawn_by)[0] + 0.5
    assert to_opencv(edges, width, height) == pytest.approx(corners, abs=1e-3)
    assert in_convention("opencv", edges, (width, height)) == pytest.approx(corners, abs=1e-3)
    assert in_convention("edges", edges, (width, height)) is edges
    assert np.abs(edges - corners).max() > 0.5


def test_goals_are_met_missed_or_not_measured():
    own, other = Result("planar"), Result("nft")
    run = EngineRun("planar", [], 12.0, 3456, "1")
    own.add("logo", judged((seen("dark"), found(0.2)), (seen("dark"), nothing()), (away(), nothing())), run)
    other.add("logo", judged((seen("dark"), found(5)), (seen("dark"), found(5)), (away(), found())), run)
    met = {goal.name: goal.met for goal in goals({"planar": own, "nft": other})}
    assert met["planar segments: corner error, median px"] is True
    assert met["false frames, % of absent ones"] is True
    assert met["dark: found, %"] is False
    assert met["tilt60: found, %"] is None
    assert met["logo: found, % (the best other - 1)"] is False
    assert not [name for name in (goal.name for goal in goals({"planar": own})) if "other" in name]
