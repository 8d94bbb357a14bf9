"""Views show the picture where their matrices say, and their features are told in template pixels."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from adapters.markers.planar.impressions import COUNT, LARGEST, SMALLEST, impressions
from adapters.markers.planar.views import DIRECTIONS, compressed, drawing, extent, extracted, inverse, laid_out, views
from adapters.tracking.workbench import LONGEST, Workbench
from tests.adapters.markers.pictures import texture

TEMPLATE = (400, 300)


def test_sizes_go_from_afar_to_the_template_itself():
    longer = sorted(np.linalg.svd(linear, compute_uv=False)[0] * 512 for linear in views((512, 384)))
    assert longer[0] < 60
    assert 480 < longer[-1] < 570
    assert len(longer) <= 64


def test_a_small_template_has_no_views_larger_than_itself():
    assert max(np.linalg.svd(linear, compute_uv=False)[0] for linear in views((128, 100))) <= 1.11


def test_views_neither_mirror_nor_vanish():
    assert np.all(np.linalg.det(views((512, 32)).astype(np.float64)) > 1e-4)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_compressed_view_is_shorter_along_its_direction_alone(direction: int):
    along = np.array([math.cos(math.radians(direction)), math.sin(math.radians(direction))])
    matrix = compressed(math.radians(direction), 2.5)
    assert np.allclose(matrix @ along, along / 2.5)
    assert np.allclose(matrix @ along[::-1] * (-1, 1), along[::-1] * (-1, 1)) or direction % 90


def test_a_drawing_is_the_warped_picture(bench: Workbench, busy: np.ndarray):
    soft = cv2.GaussianBlur(busy, (0, 0), 2)
    source = laid_out(bench, soft, TEMPLATE)
    back = np.array([[1.1, 0.2, -14.0], [-0.15, 0.95, 40.0], [2e-4, 1e-4, 1.0]])
    ours = bench.render((380, 280), drawing(source, back)).astype(float)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    theirs = cv2.warpPerspective(soft, back, (380, 280), flags=flags, borderValue=128).astype(float)
    inside = cv2.erode(cv2.warpPerspective(np.ones_like(soft), back, (380, 280), flags=flags), np.ones((5, 5)))
    assert inside.mean() > 0.6
    assert np.abs(ours - theirs)[inside > 0].mean() < 1.0


def test_around_the_picture_there_is_nothing(bench: Workbench, busy: np.ndarray):
    source = laid_out(bench, busy, TEMPLATE)
    drawn = bench.render((200, 100), drawing(source, np.array([[1, 0, -300.0], [0, 1, 0], [0, 0, 1]]), outside=77))
    assert np.all(drawn == 77)


def test_features_of_a_view_are_told_where_the_picture_has_them(bench: Workbench):
    grey = np.full((300, 400), 128, np.uint8)
    spots = np.array([[90, 70], [310, 80], [200, 150], [100, 230], [300, 220]])
    for x, y in spots.tolist():
        cv2.rectangle(grey, (x - 20, y - 20), (x + 20, y + 20), 40, -1)
    corners = np.array([[x + a, y + b] for x, y in spots.tolist() for a in (-20, 20) for b in (-20, 20)])
    source = laid_out(bench, grey, TEMPLATE)
    linears = views(TEMPLATE)
    found = extracted(bench, source, linears)
    large = found[np.linalg.svd(linears[found["view"]], compute_uv=False)[:, 1] > 0.4]
    places = np.stack([large["x"], large["y"]], axis=1)
    away = np.abs(places[:, None] - corners).max(axis=2).min(axis=1)
    assert len(large) >= 80
    assert np.mean(away < 6) > 0.95


def test_no_feature_lies_outside_of_the_picture(bench: Workbench, busy: np.ndarray):
    found = extracted(bench, laid_out(bench, busy, TEMPLATE), views(TEMPLATE))
    assert np.all((found["x"] >= 0) & (found["x"] <= 399) & (found["y"] >= 0) & (found["y"] <= 299))


def test_a_huge_picture_is_shrunk_before_it_is_drawn_from(bench: Workbench):
    source = laid_out(bench, texture(700, 2300), (512, 156))
    assert max(source.size) <= LONGEST


def test_a_view_with_its_margins_holds_the_picture():
    for linear in views(TEMPLATE):
        corners = np.array([[0, 0], [400, 0], [400, 300], [0, 300]]) @ linear.T
        assert np.all(np.ptp(corners, axis=0) < extent(linear, TEMPLATE))


def test_impressions_are_many_sizes_and_always_the_same(bench: Workbench, busy: np.ndarray):
    source = laid_out(bench, busy, TEMPLATE)
    runs = [[(pose, bench.frame(*pose.size).copy()) for pose in impressions(bench, source)] for _ in range(2)]
    assert len(runs[0]) == COUNT
    for (pose, frame), (other, same) in zip(*runs, strict=True):
        assert np.array_equal(pose.to, other.to)
        assert np.array_equal(frame, same)
    sizes = [pose.scale * 400 for pose, _ in runs[0]]
    assert SMALLEST <= min(sizes) < 1.2 * SMALLEST
    assert min(LARGEST, 480) / 1.2 < max(sizes) <= LARGEST


def test_an_impression_shows_the_picture_where_its_pose_says(bench: Workbench):
    grey = np.full((300, 400), 230, np.uint8)
    grey[100:200, 150:250] = 20
    for pose in impressions(bench, laid_out(bench, grey, TEMPLATE)):
        back = inverse(pose.to)
        height, width = pose.size[::-1]
        y, x = np.mgrid[:height, :width]
        at = np.stack([x, y, np.ones_like(x)], axis=-1) @ back.T
        at = at[..., :2] / at[..., 2:]
        dark = np.all((at > (160, 110)) & (at < (239, 189)), axis=-1)
        light = np.all((at > (20, 20)) & (at < (130, 280)), axis=-1)
        frame = bench.frame(*pose.size)
        if dark.sum() > 20 and light.sum() > 20:
            assert frame[light].mean() - frame[dark].mean() > 25
