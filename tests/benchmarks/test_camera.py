"""The synthetic camera: what it draws lies where it says, to a few hundredths of a pixel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.tracking.camera.drawing import draw, laid
from benchmarks.tracking.camera.optics import Camera, looked_up, project
from benchmarks.tracking.camera.pose import Move, Shake, View
from benchmarks.tracking.camera.texture import Texture

DOTS = np.stack(np.meshgrid(np.linspace(-0.45, 0.45, 7), np.linspace(-0.45, 0.45, 7)), -1).reshape(-1, 2)
SIDE, RADIUS = 1400, 22
"""Of the dotted picture and its dots, texels."""

SWAY = Shake(reach=0.04, hertz=1.6)
FILMED = {
    "frontal": (Camera(), Move(View(), View(), 0, 1)),
    "turned": (Camera(), Move(View(roll=33, size=0.7), View(roll=33, size=0.7), 0, 1)),
    "tilted": (Camera(), Move(View(yaw=60, size=0.7), View(yaw=60, pitch=10), 0, 1)),
    "far": (Camera(), Move(View(size=0.3), View(size=0.3, pitch=20), 0, 1)),
    "near": (Camera(), Move(View(size=1.3), View(size=1.3), 0, 1)),
    "lens": (Camera(k1=-0.16, k2=0.03), Move(View(yaw=20), View(yaw=20), 0, 1)),
    "rolling": (Camera(readout=0.024), Move(View(pitch=10), View(), 0, 1, SWAY)),
    "curled": (Camera(bend=0.5), Move(View(yaw=15), View(yaw=15), 0, 1)),
    "curled towards": (Camera(bend=-0.35), Move(View(yaw=-15), View(), 0, 1)),
    "all of it": (Camera(k1=-0.1, readout=0.02, bend=0.4), Move(View(yaw=10, roll=9), View(), 0, 1, SWAY)),
}
TIME = 0.3


def dotted() -> NDArray[np.uint8]:
    """White dots on black, each an area mean so that its middle is where it is meant to be."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    image = np.zeros((SIDE, SIDE), np.float64)
    for u, v in (DOTS + 0.5) * SIDE:
        image = np.maximum(image, np.clip(RADIUS + 0.5 - np.hypot(x - u, y - v), 0, 1))
    return (image * 255).round().astype(np.uint8)[..., None].repeat(3, 2)


@pytest.fixture(scope="module")
def texture() -> Texture:
    return Texture(dotted())


def whole(camera: Camera, move: Move, texture: Texture, samples: int | None = None) -> NDArray[np.float64]:
    """The first channel of a frame with nothing behind the picture."""
    frame = np.zeros((camera.height, camera.width, 4), np.uint8)
    over, box = draw(camera, move, TIME, texture, samples=samples)
    laid(over, box, frame)
    return frame[..., 0].astype(np.float64)


def middle(frame: NDArray[np.float64], at: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The centre of brightness around ``at``, in pixels that count from edges."""
    left, top = np.floor(at).astype(int) - reach
    part = frame[top : top + 2 * reach + 1, left : left + 2 * reach + 1]
    y, x = np.mgrid[0 : part.shape[0], 0 : part.shape[1]] + 0.5
    return np.array([(part * x).sum(), (part * y).sum()]) / part.sum() + (left, top)


def discs(camera: Camera, move: Move) -> NDArray[np.float64]:
    """Where the middles of the seen dots' areas lie: not where their middles are seen, under perspective."""
    angle = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    rim = RADIUS / SIDE * np.stack([np.cos(angle), np.sin(angle)], 1)
    middles = []
    for dot in DOTS:
        a = project(camera, move, TIME, dot + rim)
        b = np.roll(a, -1, 0)
        cross = a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1]
        middles.append(((a + b) * cross[:, None]).sum(0) / (3 * cross.sum()))
    return np.array(middles)


@pytest.mark.parametrize("name", FILMED)
def test_every_dot_is_drawn_where_the_truth_has_it(name: str, texture: Texture):
    camera, move = FILMED[name]
    frame = whole(camera, move, texture)
    at = discs(camera, move)
    inside = ((at > 25) & (at < [camera.width - 25, camera.height - 25])).all(1)
    reach = 18 if name == "near" else 6 if name == "far" else 12
    wrong = np.array([middle(frame, point, reach) - point for point in at[inside]])
    assert inside.sum() >= 9
    assert np.abs(wrong.mean(0)).max() < 0.005
    assert np.linalg.norm(wrong, axis=1).max() < 0.03


@pytest.mark.parametrize("name", FILMED)
def test_looking_up_is_the_inverse_of_projecting(name: str):
    camera, move = FILMED[name]
    at = project(camera, move, TIME, DOTS)
    seen = np.array([looked_up(camera, move, TIME, at[i : i + 1, 0], at[i : i + 1, 1])[0, 0] for i in range(len(at))])
    assert np.abs(seen - DOTS).max() < 1e-6


def test_a_drawing_is_the_mean_over_each_pixel():
    """Against sixteen samples a pixel from the whole picture: nothing is aliased, and little is blurred."""
    dice = np.random.default_rng(2)
    rough = cv2.resize(dice.integers(0, 255, (90, 90, 3), np.uint8), (900, 900), interpolation=cv2.INTER_CUBIC)
    camera, move = Camera(), Move(View(size=0.5, yaw=50), View(size=0.5, yaw=50), 0, 1)
    texture = Texture(rough)
    fine = Texture(rough)
    fine.levels[1:] = []
    drawn, exact = whole(camera, move, texture), whole(camera, move, fine, samples=16)
    assert np.abs(drawn - exact).mean() < 3
    shift, _ = cv2.phaseCorrelate(drawn, exact)
    assert np.abs(shift).max() < 0.02


def test_a_frame_aligns_with_the_picture_drawn_by_the_truth(texture: Texture):
    """By OpenCV's dense alignment, which shares no code with the camera."""
    camera, move = FILMED["turned"]
    frame = cv2.GaussianBlur(whole(camera, move, texture), (0, 0), 1.0).astype(np.float32)
    small = cv2.GaussianBlur(cv2.resize(texture.image, (420, 420), interpolation=cv2.INTER_AREA)[..., 0], (0, 0), 1.0)
    corners = project(camera, move, TIME, texture.outline())
    edges = np.array([[0, 0], [420, 0], [420, 420], [0, 420]])
    start = cv2.getPerspectiveTransform((edges - 0.5).astype(np.float32), (corners - 0.5).astype(np.float32))
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-9)
    _, found = cv2.findTransformECC(
        small.astype(np.float32),
        frame,
        start.astype(np.float32),
        cv2.MOTION_HOMOGRAPHY,
        stop,
        np.full((480, 640), 255, np.uint8),
        5,
    )
    aligned = cv2.perspectiveTransform((edges - 0.5)[None].astype(np.float64), found.astype(np.float64))[0] + 0.5
    assert np.linalg.norm(aligned - corners, axis=1).max() < 0.05
