"""Corners are where a pinhole camera puts them."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from adapters.markers.camera import FIELD_OF_VIEW, HEIGHT, WIDTH, View, corners_of, distance, homography

SIZE = (400, 300)
FOCAL = WIDTH / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))


def test_from_the_front_a_picture_takes_its_share_of_the_frame():
    left, right, top, bottom = 320 - 160, 320 + 160, 240 - 120, 240 + 120
    expected = [[left, top], [right, top], [right, bottom], [left, bottom]]
    assert corners_of(View(share=0.5), SIZE) == pytest.approx(np.array(expected))


def test_the_share_is_of_the_longer_side_whichever_that_is():
    upright = corners_of(View(share=0.5), (300, 400))
    assert upright[2, 1] - upright[0, 1] == pytest.approx(WIDTH / 2)
    portrait = corners_of(View(share=0.5), SIZE, (HEIGHT, WIDTH))
    assert portrait[1, 0] - portrait[0, 0] == pytest.approx(WIDTH / 2)


def test_a_picture_is_moved_and_rolled_clockwise():
    corners = corners_of(View(share=0.5, x=0.25, y=0.75, roll=90), SIZE)
    assert corners.mean(0) == pytest.approx([160, 360])
    top_left, top_right = corners[:2]
    assert top_left[0] == pytest.approx(top_right[0])
    assert top_right[1] > top_left[1]


def test_a_tilted_picture_is_seen_as_the_law_of_projection_says():
    tilt, half, down = math.radians(40), 160.0, 120.0
    corners = corners_of(View(share=0.5, tilt=40), SIZE)
    for (x, y), (across, low) in zip(corners, ((-1, -1), (1, -1), (1, 1), (-1, 1)), strict=True):
        depth = FOCAL + low * down * math.sin(tilt)
        assert x == pytest.approx(320 + FOCAL * across * half / depth)
        assert y == pytest.approx(240 + FOCAL * low * down * math.cos(tilt) / depth)


def test_the_direction_of_the_tilt_is_the_axis_that_stays():
    corners = corners_of(View(share=0.5, tilt=50, tilt_direction=90), SIZE)
    assert corners[3, 1] - corners[0, 1] != pytest.approx(240)
    assert (corners[0, 1] + corners[3, 1]) / 2 == pytest.approx(240)
    assert corners[1, 0] - corners[0, 0] < 320


def test_the_homography_leads_to_the_corners():
    view = View(share=0.7, tilt=45, tilt_direction=200, roll=33, x=0.4, y=0.6)
    whole = np.array([[[0, 0], [400, 0], [400, 300], [0, 300]]], np.float64)
    assert cv2.perspectiveTransform(whole, homography(view, SIZE))[0] == pytest.approx(corners_of(view, SIZE))


def test_what_is_nearer_takes_more_of_the_frame():
    # 20 cm that fill a frame seen under 65 degrees
    assert distance(View(share=1.0), SIZE, 20.0) == pytest.approx(10 / math.tan(math.radians(32.5)))
    assert distance(View(share=0.5), SIZE, 20.0) == pytest.approx(20 / math.tan(math.radians(32.5)))


def test_no_part_of_a_picture_lies_behind_the_camera():
    with pytest.raises(ValueError, match="behind the camera"):
        homography(View(share=2.5, tilt=75), SIZE)
