"""From the picture to the frame and back: perspective, lens, rolling shutter, bent paper.

The lens follows Brown: a point at distance r from the axis (in focal lengths) is seen at r (1 + k1 r^2 + k2 r^4), as
OpenCV has it. Bent paper is a cylinder that the picture's middle line touches: width u lies at angle bend * u.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.tracking.camera.pose import Floats, Move, rotations

FAR = -1e4
"""Picture coordinates of frame points that see nothing of the picture's plane."""


@dataclass(frozen=True)
class Camera:
    """What is fixed while a segment is filmed."""

    width: int = 640
    height: int = 480
    focal: float = 609.0
    k1: float = 0.0
    k2: float = 0.0
    readout: float = 0.0
    """Seconds from the first row's exposure to the last one's."""
    bend: float = 0.0
    """Radians that the paper turns by over its width."""

    @property
    def plain(self) -> bool:
        """Whether one homography says all."""
        return not (self.k1 or self.k2 or self.readout or self.bend)

    @property
    def middle(self) -> Floats:
        return np.array([self.width / 2, self.height / 2])


def placed(camera: Camera, move: Move, time: Floats) -> tuple[Floats, Floats]:
    """Rotations (n, 3, 3) and translations (n, 3) that bring picture points before the camera."""
    rows = move.at(time)
    depth = camera.focal / (rows[:, 2] * camera.width)
    shift = (rows[:, :2] - 0.5) * [camera.width, camera.height] / camera.focal * depth[:, None]
    return rotations(rows[:, 3:]), np.column_stack([shift, depth])


def project(camera: Camera, move: Move, time: float, points: Floats) -> Floats:
    """Frame pixels (n, 2) of picture points (n, 2), in a frame whose middle row is exposed at ``time``."""
    solid = raised(points, camera.bend)
    pixels = projected(camera, move, np.array([time]), solid)
    for _ in range(7 if camera.readout else 0):
        pixels = projected(camera, move, time + (pixels[:, 1] / camera.height - 0.5) * camera.readout, solid)
    return pixels


def projected(camera: Camera, move: Move, times: Floats, solid: Floats) -> Floats:
    """Frame pixels of points in space (n, 3), at one time for all or one for each."""
    turn, shift = placed(camera, move, times)
    seen = (turn @ solid[..., None])[..., 0] + shift
    return distorted(camera, seen[:, :2] / seen[:, 2:]) * camera.focal + camera.middle


def raised(points: Floats, bend: float) -> Floats:
    """Picture points (n, 2) in space (n, 3)."""
    if not bend:
        return np.column_stack([points, np.zeros(len(points))])
    angle = points[:, 0] * bend
    return np.column_stack([np.sin(angle) / bend, points[:, 1], (1 - np.cos(angle)) / bend])


def distorted(camera: Camera, rays: Floats) -> Floats:
    """Where the lens puts what lies at ``rays`` (focal lengths)."""
    square = (rays**2).sum(1, keepdims=True)
    return rays * (1 + camera.k1 * square + camera.k2 * square**2)


def straightened(camera: Camera, seen: Floats) -> Floats:
    """The inverse of ``distorted``, by Newton's method on the radius."""
    radius = np.linalg.norm(seen, axis=1)
    straight = radius.copy()
    for _ in range(8 if camera.k1 or camera.k2 else 0):
        square = straight**2
        wrong = straight * (1 + camera.k1 * square + camera.k2 * square**2) - radius
        straight -= wrong / (1 + 3 * camera.k1 * square + 5 * camera.k2 * square**2)
    return seen * (straight / np.maximum(radius, 1e-12))[:, None]


def looked_up(camera: Camera, move: Move, time: float, x: Floats, y: Floats) -> Floats:
    """Picture coordinates (rows, columns, 2) seen at frame positions x (columns) and y (rows)."""
    turn, shift = placed(camera, move, time + (y / camera.height - 0.5) * camera.readout)
    grid = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    rays = straightened(camera, (grid - camera.middle) / camera.focal).reshape(len(y), len(x), 2)
    rays = np.concatenate([rays, np.ones((*rays.shape[:2], 1))], 2)
    heading = np.einsum("rji,rcj->rci", turn, rays)
    eye = np.einsum("rji,rj->ri", turn, -shift)[:, None]
    return on_cylinder(eye, heading, camera.bend) if camera.bend else on_plane(eye, heading)


def on_plane(eye: Floats, heading: Floats) -> Floats:
    """Where rays meet z = 0; FAR where they do not."""
    depth = heading[..., 2]
    reach = -eye[..., 2] / np.where(depth > 1e-6, depth, 1.0)
    hit = eye[..., :2] + heading[..., :2] * reach[..., None]
    return np.where((depth > 1e-6)[..., None], hit, FAR)


def on_cylinder(eye: Floats, heading: Floats, bend: float) -> Floats:
    """Where rays meet the bent paper, as it lies flat; FAR where they do not."""
    radius = 1 / bend
    ex, ez, hx, hz = eye[..., 0], eye[..., 2] - radius, heading[..., 0], heading[..., 2]
    a, b, c = hx**2 + hz**2, ex * hx + ez * hz, ex**2 + ez**2 - radius**2
    inside = b**2 - a * c
    # The half of the cylinder that the paper lies on is the near one when it bends away, the far one otherwise.
    reach = (-b - np.sign(bend) * np.sqrt(np.maximum(inside, 0))) / a
    x, z = ex + hx * reach, ez + hz * reach
    flat = np.arctan2(x * np.sign(bend), -z * np.sign(bend)) / bend
    hit = np.stack([flat, eye[..., 1] + heading[..., 1] * reach], -1)
    return np.where((inside > 0)[..., None], hit, FAR)


def homography(camera: Camera, move: Move, time: float) -> Floats:
    """From the picture's plane to frame pixels; exact for a plain camera."""
    turn, shift = placed(camera, move, np.array([time]))
    lens = np.array([[camera.focal, 0, camera.width / 2], [0, camera.focal, camera.height / 2], [0, 0, 1]])
    return lens @ np.column_stack([turn[0][:, :2], shift[0]])
