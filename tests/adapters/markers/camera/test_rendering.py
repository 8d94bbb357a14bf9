"""What a frame shows: the picture where it should be, without aliasing, under the effects that a view names."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.camera import Sheet, View, homography, render
from adapters.markers.camera.covers import covering
from adapters.markers.camera.geometry import seen
from adapters.markers.camera.sensor import disc, sensed, spread, streak
from tests.adapters.markers.pictures import texture

CLEAN = {"blur": 0.0, "noise": 0.0, "quality": 100, "seed": 4}
WHITE = np.full((300, 400), 255, np.uint8)


def frontal(picture: np.ndarray = WHITE, share: float = 0.5, **conditions: float) -> np.ndarray:
    view = View(**{"share": share, **CLEAN, **conditions})  # type: ignore[arg-type] # the seed and quality are whole
    return render(picture, view).image


def inside(frame: np.ndarray, margin: int = 4) -> np.ndarray:
    """The part of the frame in which a 4:3 picture at share 0.5 lies."""
    return frame[120 + margin : 360 - margin, 160 + margin : 480 - margin]


def test_a_view_is_rendered_alike_every_time():
    view = View(noise=4.0, glare=0.2, covered=0.3, motion=5.0, seed=9)
    picture = texture(150, 200)
    first, second = render(picture, view), render(Sheet(picture), view)
    assert first.image.tobytes() == second.image.tobytes()
    assert first.image.shape == (480, 640)
    assert first.corners.tolist() == second.corners.tolist()


def test_the_next_moment_has_another_grain_and_a_trembling_hand():
    picture, view = texture(150, 200), View(seed=9)
    first, second = render(picture, view), render(picture, view, moment=1)
    assert (first.image != second.image).any()
    assert 0 < np.abs(first.corners - second.corners).max() < 15


def test_colour_and_size_are_as_asked_for():
    coloured = np.dstack([WHITE // 4, WHITE // 2, WHITE])
    frame = render(coloured, View(share=0.5, **CLEAN), size=(480, 640)).image  # type: ignore[arg-type] # as above
    assert frame.shape == (640, 480, 3)
    assert frame[320, 240] == pytest.approx([63, 127, 255], abs=2)


def test_every_pixel_is_where_the_homography_says():
    """A ramp tells by its grey which place of the picture is seen."""
    ramp = np.tile(np.linspace(20, 220, 400), (300, 1)).round().astype(np.uint8)
    view = View(share=0.6, tilt=40, tilt_direction=70, roll=20, **CLEAN)  # type: ignore[arg-type] # as above
    frame = render(ramp, view).image
    back = np.linalg.inv(homography(view, (400, 300)))
    for x, y in ((320, 240), (300, 200), (350, 290)):
        place = seen(back, np.array([[x + 0.5, y + 0.5]]))[0]
        assert frame[y, x] == pytest.approx(20 + 200 * (place[0] - 0.5) / 399, abs=1.5)


def test_the_picture_ends_at_its_corners():
    covered = (frontal() > 250).sum(), (frontal(np.zeros_like(WHITE)) < 5).sum()
    assert min(covered) >= 320 * 240
    assert (inside(frontal(), 1) == 255).all()


@pytest.mark.parametrize(("share", "tilt"), [(0.15, 0.0), (0.4, 70.0)])
def test_a_fine_pattern_becomes_even_grey_instead_of_aliasing(share: float, tilt: float):
    """Stripes of a pixel, far beyond what the frame can show, have a mean and nothing else."""
    stripes = np.zeros((900, 1200), np.uint8)
    stripes[:, ::2] = 255
    stripes[::2] ^= 255
    drawn, coverage, _ = Sheet(stripes).draw(homography(View(share=share, tilt=tilt), (1200, 900)), (640, 480))
    shown = drawn[coverage > 0.99].astype(float)
    assert shown.mean() == pytest.approx(127.5, abs=2)
    assert shown.std() < 4


def test_a_large_picture_is_drawn_as_the_mean_over_each_pixels_area():
    """Of noise even, in which no two pixels are alike; its finest part is a little softer."""
    picture = cv2.resize(texture(300, 400), (1600, 1200), interpolation=cv2.INTER_CUBIC)
    exact = cv2.resize(picture, (320, 240), interpolation=cv2.INTER_AREA).astype(float)
    difference = inside(frontal(picture)).astype(float) - exact[4:-4, 4:-4]
    assert difference.std() < 0.15 * exact.std()


def test_light_dims():
    assert inside(frontal(light=0.3)).mean() == pytest.approx(76.5, abs=1)


def test_noise_has_its_deviation_in_each_colour_and_the_grey_that_they_make():
    dice = np.random.default_rng(1)
    coloured = sensed(np.full((300, 400, 3), 128, np.float32), 8.0, dice)
    assert coloured.std(axis=(0, 1)) == pytest.approx(np.full(3, 8.0), rel=0.05)
    luma = cv2.cvtColor(coloured, cv2.COLOR_BGR2GRAY)
    assert inside(frontal(np.full((300, 400), 128, np.uint8), noise=8.0)).std() == pytest.approx(luma.std(), rel=0.05)


def test_glare_blinds_the_stated_share():
    black = np.zeros_like(WHITE)
    blinded = (inside(frontal(black, glare=0.1, seed=3), 0) > 127).mean()
    assert blinded == pytest.approx(0.1, abs=0.02)


def test_compression_costs_detail():
    picture = texture(150, 200)
    lost = [np.abs(frontal(picture, quality=one).astype(int) - frontal(picture)).mean() for one in (90, 30)]
    assert 0 < lost[0] < lost[1]


@pytest.mark.parametrize("blur", [0.9, 2.0])
def test_blur_is_the_standard_deviation_of_the_lens(blur: float):
    kernel = disc(2 * blur)
    offsets = np.arange(len(kernel)) - len(kernel) // 2
    assert kernel.sum() == pytest.approx(1)
    assert np.sqrt((kernel.sum(0) * offsets**2).sum()) == pytest.approx(blur, rel=0.1)


def test_motion_is_a_streak_of_its_length_and_direction():
    kernel = streak(12, 0.0)
    lit = np.flatnonzero(kernel.sum(0) > 0.01)
    assert lit[-1] - lit[0] == 12
    assert kernel.sum(1).max() == pytest.approx(1)
    both = spread(2.0, 12.0, 1.0)
    assert both.sum() == pytest.approx(1)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.8])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_cover_hides_the_stated_share(share: float, seed: int):
    strip = covering((400, 300), share, np.random.default_rng(seed))
    mask = np.zeros((300, 400), np.uint8)
    cv2.fillConvexPoly(mask, np.rint((strip - 0.5) * 16).astype(np.int32), 1, cv2.LINE_8, 4)
    assert mask.mean() == pytest.approx(share, abs=0.01)


def test_a_covered_picture_shows_less_of_itself():
    hidden = (inside(frontal(covered=0.4, seed=1), 0) < 250).mean()
    assert hidden == pytest.approx(0.4, abs=0.03)


def test_what_lies_behind_is_not_plain_and_differs():
    frames = [frontal(share=0.1, seed=seed).astype(float) for seed in range(4)]
    assert all(frame.std() > 8 for frame in frames)
    assert len({frame.tobytes() for frame in frames}) == 4
